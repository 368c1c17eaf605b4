import type { ModelTokenizer } from '../runtime/encoder';
import { planSentences, type Job, type PlannedTarget, type PooledTarget } from '../pooling/jobs';

/** What one run of the model may take. */
export interface BatchLimits {
  readonly nSentences: number;
  /** So many sentences always go together, whatever their length. */
  readonly nMinSentences: number;
  /** Rows of the longest sentence times sentences, special tokens included. */
  readonly nRows: number;
  /** Spans times the widest one. */
  readonly nRowsRead: number;
}

// Cutting is done in small portions between the runs, so that the first vectors come at once however large the set is.
export const portion = { nSentences: 256, nCharacters: 60_000 } as const;

/**
 * Cuts and sorts the sentences of a set by and by: portions by length in characters, inside a portion by pieces, so that little is padded. The
 * longest come first, so that progress speeds up rather than down.
 */
export class JobQueue {
  private readonly sentences: readonly (readonly number[])[];
  private nPlanned = 0;
  /** Longest first. */
  private ready: Job[] = [];

  /** @param indices of the targets that are wanted */
  constructor(private readonly tokenizer: ModelTokenizer, private readonly targets: readonly PooledTarget[], indices: Iterable<number>, private readonly onPlanned: (planned: PlannedTarget) => void) {
    this.sentences = bySentence(targets, indices).sort((a, b) => lengthOf(targets, b) - lengthOf(targets, a));
  }

  /** The next batch, at least one sentence where any is left; null at the end. Cuts at most one portion of sentences, and may give an empty batch when that held no job. */
  async next(limits: BatchLimits): Promise<readonly Job[] | null> {
    const isShort = (): boolean => fitting(this.ready, this.tokenizer.nSpecialTokens, limits) === this.ready.length;
    if (isShort() && this.nPlanned < this.sentences.length) {
      await this.planPortion();
      if (isShort() && this.nPlanned < this.sentences.length) return [];
    }
    if (this.ready.length === 0) return null;
    return this.ready.splice(0, Math.max(1, fitting(this.ready, this.tokenizer.nSpecialTokens, limits)));
  }

  /** Jobs that were taken and not run come first again. */
  putBack(jobs: readonly Job[]): void {
    this.ready.unshift(...jobs);
  }

  private async planPortion(): Promise<void> {
    const from = this.nPlanned;
    let nCharacters = 0;
    while (this.nPlanned < this.sentences.length && this.nPlanned - from < portion.nSentences && nCharacters < portion.nCharacters) {
      nCharacters += lengthOf(this.targets, this.sentences[this.nPlanned] as readonly number[]);
      this.nPlanned++;
    }
    for (const { planned, jobs } of await planSentences(this.tokenizer, this.targets, this.sentences.slice(from, this.nPlanned))) {
      for (const one of planned) this.onPlanned(one);
      this.ready.push(...jobs);
    }
    this.ready.sort((a, b) => b.sentence.ids.length - a.sentence.ids.length);
  }
}

/** The targets that stand in the same sentence together, in order of appearance. */
export function bySentence(targets: readonly PooledTarget[], indices: Iterable<number>): number[][] {
  const byText = new Map<string, number[]>();
  for (const index of indices) {
    const { text } = targets[index] as PooledTarget;
    const known = byText.get(text);
    if (known === undefined) byText.set(text, [index]);
    else known.push(index);
  }
  return [...byText.values()];
}

const lengthOf = (targets: readonly PooledTarget[], indices: readonly number[]): number => targets[indices[0] ?? 0]?.text.length ?? 0;

/** How many jobs from the front make one batch. */
function fitting(jobs: readonly Job[], { before, after }: ModelTokenizer['nSpecialTokens'], limits: BatchLimits): number {
  let longest = 0;
  let nSpans = 0;
  let widest = 1;
  for (const [i, { sentence, spans }] of jobs.entries()) {
    longest = Math.max(longest, sentence.ids.length + before + after);
    nSpans += spans.length;
    for (const { from, to } of spans) widest = Math.max(widest, to - from);
    if (i >= limits.nMinSentences && (i >= limits.nSentences || longest * (i + 1) > limits.nRows || nSpans * widest > limits.nRowsRead)) return i;
  }
  return jobs.length;
}
