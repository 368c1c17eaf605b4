import { createHash } from 'node:crypto';
import { mkdir, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Pooling, ProductPrecision } from '@contract/embedding';
import type { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { fromFloat16 } from '../../model-format/float16';
import { notWritten } from '../../platform/not-written';
import { GHOST_FILES } from '../sets/ghost';
import type { PooledTarget, Target } from '../pooling/jobs';
import { entriesOf, readRows, SegmentWriter, SUFFIX, type RowEntry, type RowToCache } from './cache-segment';
import { allRows, dropSegment, makeRoom, segmentsIn, smallSegments } from './cache-space';

/**
 * To be raised when vectors are read in another way, so that those of an earlier version are not taken for them. Before version 2 files were not
 * compared with the card, before 3 ELMo read a target inside a word of its own tokens as that word.
 */
const version = 3;
const GHOST_NAMES: ReadonlySet<string> = new Set(Object.values(GHOST_FILES));
const defaultMaxBytes = 4_000_000_000;
const maxWaitingBytes = 32_000_000;

/** To be raised when products in 8 bits are computed in another way. */
const int8Version = 1;

/** The part of a model that its vectors depend on: the files of its folder but the ghost's, how they are read, how sentences are pooled, and products in 8 bits. */
export function modelDigest({ files, kind, tokenizer, sentence, maxTokens }: ModelCard, precision: ProductPrecision = 'exact'): string {
  const parts = Object.entries(files).filter(([name]) => !GHOST_NAMES.has(name)).map(([name, { sha256 }]) => `${name} ${sha256}`).sort();
  return createHash('sha256').update(JSON.stringify([version, kind, tokenizer, parts, sentence ?? null, maxTokens ?? null, ...(precision === 'exact' ? [] : [precision, int8Version])])).digest('hex');
}

/** What one vector is cached under. The vector of a whole sentence is the same wherever its target stands; the model's own prompt is part of the model. */
export function rowKey(pooling: Pooling, { text, charStart, charEnd, prompt }: Target & Pick<PooledTarget, 'prompt'>): Buffer {
  const whole = prompt === undefined ? [pooling, text] : [pooling, text, prompt];
  return createHash('sha256').update(JSON.stringify(pooling === 'sentence' ? whole : [pooling, text, charStart, charEnd])).digest();
}

/**
 * Vectors on disk, at all layers, so that what was computed once is only read after that: `<dir>/<model digest>/` holds segments ({@link SUFFIX}).
 * Every process appends to segments of its own and looks for rows in all of them, so that the app and the command line can share one folder. Reading
 * never fails, it finds less; where writing fails, the rest of that piece of work is not cached, and `onProblem` is told once until it works again.
 */
export class EmbeddingCache {
  private readonly open = new Set<string>();
  private hasTold = false;

  /** @param shippedDir vectors that come with the app, in the same form but in half precision; they are only read, and give way to what was computed here */
  constructor(
    private readonly dir: string,
    private readonly maxBytes = defaultMaxBytes,
    private readonly onProblem: (failure: Failure) => void = () => undefined,
    private readonly shippedDir: string | null = null,
  ) {}

  /**
   * Reads the rows that are there. `values` is a view, to be copied before `onRow` returns.
   * @param length numbers in a row; rows of another length are no rows
   */
  async read(
    model: string,
    keys: readonly Buffer[],
    length: number,
    onRow: (indices: readonly number[], values: Float32Array) => void,
  ): Promise<void> {
    const wanted = new Map<number, number[]>();
    for (const [i, key] of keys.entries()) wanted.set(prefix(key), [...(wanted.get(prefix(key)) ?? []), i]);
    const newest = new Map<string, { entry: RowEntry; segment: string }>();
    const own = path.join(this.dir, model);
    const shipped = this.shippedDir === null ? [] : [path.join(this.shippedDir, model)];
    for (const folder of [...shipped, own]) {
      const rowBytes = (folder === own ? 4 : 2) * length;
      for (const { name } of await segmentsIn(folder)) {
        const segment = path.join(folder, name);
        const bytes = await readFile(segment + SUFFIX.keys).catch(() => Buffer.alloc(0));
        for (const entry of entriesOf(bytes, (key) => wanted.has(prefix(key))))
          if (entry.nBytes === rowBytes) newest.set(entry.key.toString('latin1'), { entry, segment });
      }
    }
    const bySegment = new Map<string, RowEntry[]>();
    for (const { entry, segment } of newest.values()) bySegment.set(segment, [...(bySegment.get(segment) ?? []), entry]);
    for (const [segment, entries] of bySegment) {
      const isOwn = path.dirname(segment) === own;
      await readRows(segment + SUFFIX.rows, entries, ({ key }, values) => {
        onRow(
          (wanted.get(prefix(key)) ?? []).filter((i) => keys[i]?.equals(key)),
          isOwn ? values : widened(values),
        );
      }).catch(() => undefined);
      if (isOwn) await utimes(segment + SUFFIX.keys, new Date(), new Date()).catch(() => undefined);
    }
  }

  /** Takes the rows of one piece of work; `finish` ends it. */
  openWriter(model: string): CacheWriter {
    let isWritable = true;
    const guarded = async (write: () => Promise<void>): Promise<void> => {
      if (isWritable) isWritable = await this.succeeds(write);
    };
    return new CacheWriter(path.join(this.dir, model), guarded, {
      maxSegmentBytes: Math.min(64_000_000, Math.ceil(this.maxBytes / 8)),
      opened: (name) => {
        this.open.add(name);
      },
      written: () => {
        this.hasTold = false;
      },
      closed: async (name) => {
        await makeRoom(this.dir, this.maxBytes, (other) => this.open.has(other));
        this.open.delete(name);
      },
    });
  }

  private async succeeds(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!this.hasTold) this.onProblem(notWritten('What was computed', path.join(this.dir, 'vectors'), error));
      this.hasTold = true;
      return false;
    }
  }
}

/** Bytes that were read as float32 are half-precision bits. */
const widened = ({ buffer, byteOffset, byteLength }: Float32Array): Float32Array => fromFloat16(new Uint16Array(buffer, byteOffset, byteLength / 2));

interface WriterHooks {
  readonly maxSegmentBytes: number;
  readonly opened: (name: string) => void;
  readonly written: () => void;
  readonly closed: (name: string) => Promise<void>;
}

/** Writes rows behind the work that makes them: `add` gives them over, what has gathered meanwhile is written as one piece. */
export class CacheWriter {
  private waiting: RowToCache[] = [];
  private nWaitingBytes = 0;
  private writing: Promise<void> | null = null;
  private segment: SegmentWriter | null = null;

  constructor(private readonly folder: string, private readonly guarded: (write: () => Promise<void>) => Promise<void>, private readonly hooks: WriterHooks) {}

  /** The values must not change afterwards. Waits only where writing lags far behind. */
  async add(rows: readonly RowToCache[]): Promise<void> {
    this.waiting.push(...rows);
    for (const { values } of rows) this.nWaitingBytes += values.byteLength;
    this.writing ??= this.writeWaiting();
    if (this.nWaitingBytes > maxWaitingBytes) await this.writing;
  }

  /** All that was added is written, or could not be. */
  async finish(): Promise<void> {
    await this.writing;
    await this.guarded(() => this.mergeSmall());
    await this.guarded(() => this.endSegment());
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const rows = this.waiting;
      this.waiting = [];
      this.nWaitingBytes = 0;
      await this.guarded(() => this.write(rows));
    }
    this.writing = null;
  }

  private async write(rows: readonly RowToCache[]): Promise<void> {
    for (let from = 0; from < rows.length;) {
      const segment = await this.segmentWithRoom();
      let to = from;
      let nBytes = segment.nBytes;
      while (to < rows.length && (to === from || nBytes < this.hooks.maxSegmentBytes)) nBytes += (rows[to++] as RowToCache).values.byteLength;
      try {
        await segment.append(rows.slice(from, to));
      } catch (error) {
        // Half an entry may lie at its end: nothing may come after it.
        await this.endSegment();
        throw error;
      }
      this.hooks.written();
      from = to;
    }
  }

  private async segmentWithRoom(): Promise<SegmentWriter> {
    if (this.segment !== null && (this.segment.nBytes >= this.hooks.maxSegmentBytes || !await this.segment.isThere())) await this.endSegment();
    if (this.segment !== null) return this.segment;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    this.segment = await SegmentWriter.create(this.folder);
    this.hooks.opened(this.segment.name);
    return this.segment;
  }

  private async endSegment(): Promise<void> {
    const { segment } = this;
    if (segment === null) return;
    this.segment = null;
    await segment.close();
    if (segment.nBytes === 0) await dropSegment({ folder: this.folder, name: segment.name });
    await this.hooks.closed(segment.name);
  }

  private async mergeSmall(): Promise<void> {
    if (this.segment === null) return;
    for (const small of await smallSegments(this.folder, Date.now())) {
      await this.write(await allRows(small).catch(() => []));
      await dropSegment(small);
    }
  }
}

/** 48 bits of a key: enough to pass over nearly all others quickly. */
const prefix = (key: Buffer): number => key.readUIntLE(0, 6);
