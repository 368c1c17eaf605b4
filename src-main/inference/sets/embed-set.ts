import type { DeviceInUse, EmbedRequest } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { shapeOf } from '@contract/model-card';
import type { EmbedHooks } from './embed';
import { requireInt8 } from '../encoders/transformer/require-int8';
import type { EncoderCache } from '../encoders/encoder-cache';
import type { ModelTokenizer } from '../runtime/encoder';
import { bySentence } from '../schedule/job-queue';
import { planSentences, type PlannedTarget, type PooledTarget } from '../pooling/jobs';
import { modelDigest, rowKey, type EmbeddingCache } from '../cache/embedding-cache';
import { promptText } from '../pooling/prompted';
import { requireGoing } from '../cooperate';
import { planTargets, readTargets } from '../pooling/read-targets';
import type { WorkQueue } from '../schedule/work-queue';

export interface SetTools {
  readonly encoders: Pick<EncoderCache, 'tokenizer' | 'giveUp'>;
  readonly queue: WorkQueue;
  /** Null: nothing is cached on disk. */
  readonly cache: EmbeddingCache | null;
}

/** All layers of every occurrence of a set, `[nOccurrences, nLayers, dim]`. */
export interface SetVectors {
  readonly values: Float32Array;
  readonly subwords: readonly (readonly string[])[];
  readonly missing: readonly number[];
  readonly nCached: number;
  readonly device: DeviceInUse;
  /** Reading and computing, without waiting for other work and without loading the model. */
  readonly elapsedMs: number;
}

/** Sentences that are tokenized together to see whether the model has a vector for any of their targets: the first ones nearly always tell. */
const N_TRIED = 16;

const nothingComputed: DeviceInUse = { provider: 'cpu', label: 'Kept vectors' };

/**
 * Embeds a set: what has been computed before is read from disk, and only what is new runs through the model, which is loaded for that alone.
 * What a cancelled or failing run has read by then stays on disk.
 * @throws Failure `cancelled`, `too-large`, `bad-input` as {@link requireInt8}, and as the encoder cache and the encoder do.
 */
export async function embedSet(tools: SetTools, request: EmbedRequest, hooks: EmbedHooks): Promise<SetVectors> {
  const started = performance.now();
  if (request.precision === 'int8') requireInt8((await tools.encoders.tokenizer(request.modelId)).card, request.device);
  const work = new SetWork(tools, await tools.encoders.tokenizer(request.modelId), request, hooks);
  await work.readCached();
  const fresh = await work.unreadRows();
  const readingMs = performance.now() - started;
  const device = fresh.length > 0 ? await work.compute(fresh) : await deviceOf(tools, request);
  const { values, subwords, missing, nCached, computingMs } = work;
  return { values, subwords, missing: missing.sort((a, b) => a - b), nCached, device, elapsedMs: readingMs + computingMs };
}

/** Whoever names a GPU wants to know whether it serves, also where there is nothing left to compute; the CPU always does. */
async function deviceOf({ queue }: SetTools, { modelId, device }: EmbedRequest): Promise<DeviceInUse> {
  return device === 'auto' || device === 'cpu' ? nothingComputed : queue.short(modelId, false, device, (loaded) => Promise.resolve(loaded.device));
}

class SetWork {
  readonly values: Float32Array;
  readonly subwords: (readonly string[])[];
  readonly missing: number[] = [];
  nCached = 0;
  computingMs = 0;
  private readonly targets: readonly PooledTarget[];
  private readonly width: number;
  private readonly isRead: Uint8Array;
  private readonly model: string;
  /** Static models are a look-up themselves. */
  private readonly cache: EmbeddingCache | null;

  constructor(private readonly tools: SetTools, private readonly tokenizer: ModelTokenizer, private readonly request: EmbedRequest, private readonly hooks: EmbedHooks) {
    const { card } = tokenizer;
    const { pooling } = request;
    const prompt = promptText(card, request.prompt);
    this.targets = request.occurrences.map(({ text, charStart, charEnd }) => ({ text, charStart, charEnd, pooling, ...(prompt === undefined ? {} : { prompt }) }));
    const { nLayers, dim } = shapeOf(card, pooling);
    this.width = nLayers * dim;
    this.values = allocate(this.targets.length, this.width);
    this.subwords = this.targets.map(() => []);
    this.isRead = new Uint8Array(this.targets.length);
    this.model = modelDigest(card, request.precision);
    this.cache = card.kind === 'static' ? null : tools.cache;
  }

  async readCached(): Promise<void> {
    const { targets, isRead, width } = this;
    await this.cache?.read(this.model, targets.map((target) => rowKey(this.request.pooling, target)), width, (indices, values) => {
      for (const index of indices) {
        this.values.set(values, index * width);
        if (isRead[index] === 0) this.nCached++;
        isRead[index] = 1;
      }
    });
    requireGoing(this.hooks.signal);
    if (this.nCached === 0) return;
    this.tell('embed');
    await planTargets(this.tokenizer, targets, { planned: ({ index, subwords }) => { this.subwords[index] = subwords; } }, { indices: this.rows(1), signal: this.hooks.signal });
  }

  /** What is to be computed: none when the model has no vector for any of it, which its tokenizer can tell. */
  async unreadRows(): Promise<readonly number[]> {
    const rows = this.rows(0);
    const sentences = bySentence(this.targets, rows);
    const unknown: PlannedTarget[] = [];
    for (let from = 0; from < sentences.length; from += N_TRIED) {
      for (const { planned, jobs } of await planSentences(this.tokenizer, this.targets, sentences.slice(from, from + N_TRIED))) {
        if (jobs.length > 0) return rows;
        unknown.push(...planned);
      }
    }
    for (const { index, subwords } of unknown) {
      this.missing.push(index);
      this.subwords[index] = subwords;
    }
    return [];
  }

  compute(unread: readonly number[]): Promise<DeviceInUse> {
    const { request: { modelId, device, precision }, hooks: { signal }, tools: { queue, encoders }, targets, width } = this;
    this.tell('load-model');
    // What runs before may be the same set, cancelled or edited.
    const mayFindMore = queue.isBusy;
    return queue.long(modelId, device, signal, async (loaded, pause) => {
      const started = performance.now();
      if (mayFindMore) await this.readCached();
      const indices = mayFindMore ? this.rows(0) : unread;
      let inUse = loaded;
      const writer = this.cache?.openWriter(this.model) ?? null;
      let read: number[] = [];
      let nDone = this.nCached;
      try {
        await readTargets(loaded.encoder, targets, {
          planned: (target) => {
            this.subwords[target.index] = target.subwords;
            if (target.isMissing) this.missing.push(target.index);
          },
          vector: (index, vector) => {
            this.values.set(vector, index * width);
            read.push(index);
          },
          batchRead: async () => {
            nDone += read.length;
            this.tell('embed', nDone + this.missing.length);
            const rows = read.map((index) => ({ key: rowKey(this.request.pooling, targets[index] as PooledTarget), values: this.values.subarray(index * width, (index + 1) * width) }));
            read = [];
            await writer?.add(rows);
          },
        }, {
          indices, signal, pause,
          // 8 bits that were asked for are never exchanged for exact products.
          ...(precision === 'int8' ? {} : {
            fallBack: async ({ message }: Failure) => {
              inUse = await encoders.giveUp(modelId, message);
              return inUse.encoder;
            },
          }),
        });
      } finally {
        await writer?.finish();
      }
      this.computingMs = performance.now() - started;
      return inUse.device;
    }, precision);
  }

  private rows(isRead: 0 | 1): readonly number[] {
    return Array.from(this.isRead.keys()).filter((row) => this.isRead[row] === isRead);
  }

  private tell(stage: 'load-model' | 'embed', nDone = this.nCached): void {
    this.hooks.onProgress?.({ stage, nDone, nTotal: this.targets.length });
  }
}

/** @throws Failure `too-large` */
function allocate(nRows: number, width: number): Float32Array {
  try {
    return new Float32Array(nRows * width);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure('too-large', `The vectors of ${nRows} occurrences take ${Math.ceil(nRows * width * 4 / 1e9)} GB, more than this machine gives. Choose fewer sentences or a smaller model.`);
  }
}

