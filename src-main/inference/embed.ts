import type { EmbedProgress, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { CharSpan } from '@contract/occurrence';
import type { Encoder, TokenizedSentence } from './encoder';
import { poolInto } from './pooling';
import { bestWindow, piecesOfSpan, windowsOf, type PieceRange } from './windows';

/** Where a vector is wanted. */
export interface Target extends CharSpan {
  readonly text: string;
}

export interface EmbedHooks {
  readonly onProgress?: (progress: EmbedProgress) => void;
  readonly signal?: AbortSignal;
}

/** Word vectors of all layers, row-major `[nTargets, nLayers, dim]`. */
export interface WordVectors {
  readonly values: Float32Array;
  readonly subwords: readonly (readonly string[])[];
  /** Targets without a vector; their rows are zero. */
  readonly missing: readonly number[];
}

/** One run of the model: a window of a sentence with the targets that are read from it. */
interface Job {
  readonly sentence: TokenizedSentence;
  readonly targets: { readonly row: number; readonly range: PieceRange }[];
}

// About 100 ms of work on two cores, so that progress and cancel get through between batches.
const maxBatchPieces = 640;
const maxBatchSentences = 32;

/**
 * Embeds every target in its sentence. Each sentence is run once, in batches sorted by length; a sentence longer than the model
 * reads is cut into overlapping windows.
 * @throws Failure `cancelled` between two batches once the signal is aborted.
 */
export async function embedTargets(encoder: Encoder, targets: readonly Target[], pooling: Pooling, hooks: EmbedHooks = {}): Promise<WordVectors> {
  const { nLayers, dim } = encoder.card;
  const values = new Float32Array(targets.length * nLayers * dim);
  const subwords: (readonly string[])[] = targets.map(() => []);
  const missing: number[] = [];
  const jobs = jobsOf(encoder, targets, subwords, missing);
  let nDone = 0;
  for (const batch of batchesOf(jobs)) {
    if (hooks.signal?.aborted) throw new Failure('cancelled', 'Embedding was cancelled.');
    const states = await encoder.encode(batch.map((job) => job.sentence));
    for (const [b, job] of batch.entries()) {
      for (const { row, range } of job.targets) poolInto(values, row * nLayers * dim, states, b, range, pooling, dim);
      nDone += job.targets.length;
    }
    hooks.onProgress?.({ stage: 'embed', nDone: nDone + missing.length, nTotal: targets.length });
    // onnxruntime answers on the same loop: let waiting messages (cancel) in first.
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  return { values, subwords, missing };
}

function jobsOf(encoder: Encoder, targets: readonly Target[], subwords: (readonly string[])[], missing: number[]): Job[] {
  const byText = new Map<string, { sentence: TokenizedSentence; windows: readonly PieceRange[]; jobs: Map<PieceRange, Job> }>();
  for (const [row, target] of targets.entries()) {
    let entry = byText.get(target.text);
    if (entry === undefined) {
      const sentence = encoder.tokenize(target.text);
      entry = { sentence, windows: windowsOf(sentence.pieces, encoder.maxPieces), jobs: new Map() };
      byText.set(target.text, entry);
    }
    const { sentence } = entry;
    const range = piecesOfSpan(sentence.pieces, target.charStart, target.charEnd);
    if (range !== null) subwords[row] = sentence.pieces.slice(range.from, range.to).map((piece) => piece.piece);
    const window = range && bestWindow(entry.windows, range, sentence.pieces.length);
    if (range === null || window === null || !sentence.ids.slice(range.from, range.to).every((id) => encoder.knows(id))) {
      missing.push(row);
      continue;
    }
    let job = entry.jobs.get(window);
    if (job === undefined) {
      job = { sentence: { ids: sentence.ids.slice(window.from, window.to), pieces: sentence.pieces.slice(window.from, window.to) }, targets: [] };
      entry.jobs.set(window, job);
    }
    job.targets.push({ row, range: { from: range.from - window.from, to: range.to - window.from } });
  }
  return [...byText.values()].flatMap((entry) => [...entry.jobs.values()]);
}

/** Sorted by length, so that little is padded; the longest first, so that progress speeds up rather than down. */
function* batchesOf(jobs: readonly Job[]): Generator<readonly Job[]> {
  const sorted = [...jobs].sort((a, b) => b.sentence.ids.length - a.sentence.ids.length);
  let batch: Job[] = [];
  let longest = 0;
  for (const job of sorted) {
    const wouldBe = Math.max(longest, job.sentence.ids.length + 2);
    if (batch.length > 0 && (batch.length === maxBatchSentences || wouldBe * (batch.length + 1) > maxBatchPieces)) {
      yield batch;
      batch = [];
      longest = 0;
    }
    batch.push(job);
    longest = Math.max(longest, job.sentence.ids.length + 2);
  }
  if (batch.length > 0) yield batch;
}
