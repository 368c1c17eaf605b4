import { CHUNK_STEPS } from '../../../model-format/graph-names';
import type { WantedRows } from '../../pooling/span-tensors';

/** Sentences as rows of word vectors, special tokens included; row t of sentence b is `values[(b · time + t) · dim …]`. */
export interface PaddedWords {
  readonly values: Float32Array;
  readonly dim: number;
  readonly time: number;
  /** Rows of each sentence that are words or special tokens. */
  readonly lengths: readonly number[];
}

/** The parts of the pooled spans that fall into a chunk: `rows` and `weights` `[2, spans.length, width]`. */
export interface ChunkSpans {
  /** Numbers of the spans that have a part here, in order. */
  readonly spans: readonly number[];
  readonly rows: BigInt64Array;
  readonly weights: Float32Array;
  readonly width: number;
}

/** Step t of the backward half is the t-th row from the end. */
const mirrored = (direction: number, length: number, t: number): number => (direction === 0 ? t : length - 1 - t);

/** The inputs of one chunk, `[2, CHUNK_STEPS, nSentences, dim]`; zero beyond the end of a sentence. */
export function chunkWords({ values, dim, time, lengths }: PaddedWords, chunk: number): Float32Array {
  const words = new Float32Array(2 * CHUNK_STEPS * lengths.length * dim);
  for (let direction = 0; direction < 2; direction++) {
    for (let step = 0; step < CHUNK_STEPS; step++) {
      for (const [b, length] of lengths.entries()) {
        const t = chunk * CHUNK_STEPS + step;
        if (t >= length) continue;
        const from = (b * time + mirrored(direction, length, t)) * dim;
        words.set(values.subarray(from, from + dim), ((direction * CHUNK_STEPS + step) * lengths.length + b) * dim);
      }
    }
  }
  return words;
}

/** What every chunk has to read, up to the last one that has anything to read. */
export function chunkSpans({ time, lengths }: Pick<PaddedWords, 'time' | 'lengths'>, wanted: WantedRows): readonly ChunkSpans[] {
  const chunks: (Map<number, [Part[], Part[]]> | undefined)[] = [];
  for (let span = 0; span < wanted.nSpans; span++) {
    for (let i = span * wanted.width; i < (span + 1) * wanted.width; i++) {
      const weight = wanted.weights[i] ?? 0;
      if (weight === 0) continue;
      const row = Number(wanted.rows[i]);
      const sentence = Math.floor(row / time);
      for (const direction of [0, 1] as const) {
        const step = mirrored(direction, lengths[sentence] ?? 0, row % time);
        const chunk = chunks[Math.floor(step / CHUNK_STEPS)] ??= new Map<number, [Part[], Part[]]>();
        const parts = chunk.get(span) ?? [[], []];
        parts[direction].push({ row: (direction * CHUNK_STEPS + step % CHUNK_STEPS) * lengths.length + sentence, weight });
        chunk.set(span, parts);
      }
    }
  }
  return Array.from(chunks, (chunk) => laidOut(chunk ?? new Map()));
}

interface Part {
  readonly row: number;
  readonly weight: number;
}

/** A chunk that is only passed through has one span without weight: a graph has no use for empty inputs. */
function laidOut(chunk: ReadonlyMap<number, readonly [readonly Part[], readonly Part[]]>): ChunkSpans {
  const spans = [...chunk.keys()];
  const nRows = Math.max(1, spans.length);
  const width = Math.max(1, ...[...chunk.values()].flatMap((parts) => parts.map(({ length }) => length)));
  const rows = new BigInt64Array(2 * nRows * width);
  const weights = new Float32Array(2 * nRows * width);
  for (const [r, parts] of [...chunk.values()].entries()) {
    for (const [direction, own] of parts.entries()) {
      for (const [i, { row, weight }] of own.entries()) {
        const at = (direction * nRows + r) * width + i;
        rows[at] = BigInt(row);
        weights[at] = weight;
      }
    }
  }
  return { spans, rows, weights, width };
}
