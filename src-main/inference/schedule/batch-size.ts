import type { Provider } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { BatchLimits } from './job-queue';

/** A run blocks its process, so progress and cancel come through between two runs: none should take longer than this. */
const targetMs = 130;
const tooLongMs = 160;
/** Far too long: acted upon at once. */
const muchTooLongMs = 260;
/** So many runs keep the first size, so that small sets are batched alike every time, and their vectors are the same to the last bit. */
const nFirstRuns = 8;
const nMaxRows = 4_096;
const nMinRows = 32;
/** A recurrent model reads all its weights at every step, for one sentence as for a few: fewer would take nearly as long. */
const nMinRecurrent = 4;
const step = Math.SQRT2;
/** Floating-point operations a second that a device is first taken for; what it really does is measured. */
const assumedFlops = { cpu: 6e10, other: 2e12 } as const;

/** How much one run of the model takes: first guessed from the model's size, then such that a run takes about {@link targetMs}. */
export class BatchSize {
  private exponent: number;
  private nRuns = 0;
  private maxExponent = exponentOf(nMaxRows);
  private readonly nMinSentences: number;

  constructor(card: ModelCard, provider: Provider) {
    const flops = provider === 'cpu' ? assumedFlops.cpu : assumedFlops.other;
    this.exponent = clamp(exponentOf(targetMs / 1000 * flops / flopsPerRow(card)), exponentOf(nMinRows), this.maxExponent);
    this.nMinSentences = card.kind === 'elmo' || card.kind === 'ulmfit' ? nMinRecurrent : 1;
  }

  get limits(): BatchLimits {
    const nRows = Math.round(step ** this.exponent);
    return { nSentences: 128, nMinSentences: this.nMinSentences, nRows, nRowsRead: Math.max(2_048, 4 * nRows) };
  }

  /** What a run of so many rows took, padding included. */
  measured(nRows: number, ms: number): void {
    this.nRuns++;
    const { limits } = this;
    // A batch that is not full (the last ones, very long sentences) says little of what a full one would take.
    if (nRows < limits.nRows / 2 || nRows > limits.nRows) return;
    const full = ms * limits.nRows / nRows;
    if (full > muchTooLongMs || (full > tooLongMs && this.nRuns > nFirstRuns)) this.set(this.exponent - 1);
    else if (full * step < targetMs && this.nRuns > nFirstRuns) this.set(this.exponent + 1);
  }

  /** The device could not take a batch: from now on none is larger than half of it. */
  halve(): void {
    this.maxExponent = Math.max(exponentOf(nMinRows), this.exponent - 2);
    this.set(this.exponent);
  }

  private set(exponent: number): void {
    this.exponent = clamp(exponent, exponentOf(nMinRows), this.maxExponent);
  }
}

/** Two operations a weight. Embedding tables are only looked up, so a transformer's blocks are counted by their usual shape, 12 · dim² weights each. */
function flopsPerRow({ kind, dim, nLayers, nParameters }: ModelCard): number {
  if (kind === 'static') return dim;
  return 2 * (kind === 'elmo' || kind === 'ulmfit' ? nParameters : 12 * dim * dim * Math.max(1, nLayers - 1));
}

const exponentOf = (nRows: number): number => Math.round(Math.log(nRows) / Math.log(step));
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
