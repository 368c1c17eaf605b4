import type { LogitLoss } from './logit-loss';

/** Rows that follow each other, in order: the words of a sentence. */
export type Chain = readonly number[];

/**
 * A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) on logits: the score of a sequence of classes is `Σ logit(t, yₜ) + Σ T(yₜ₋₁, yₜ)`,
 * its probability exp(score) over that of all sequences. Own parameters: T, `[nClasses, nClasses]` row-major, from the row's class to the column's.
 * Summed by forward and backward variables as logarithms; start and end of a chain have no scores of their own, as in CRFsuite. The exponentials of T are
 * taken once for all words ({@link exponentials}): a word costs K of them, not K².
 * @param classes of every row, 0…nClasses − 1
 * @param chains every row in exactly one
 */
export function crfLoss(classes: ArrayLike<number>, nClasses: number, chains: readonly Chain[]): LogitLoss {
  const n = classes.length;
  return {
    nClasses, nParameters: nClasses * nClasses,
    loss: (logits, nLines, residuals, transitions, gradient) => {
      gradient.fill(0);
      const scales = exponentials(transitions);
      const [before, after] = [new Float64Array(nClasses), new Float64Array(nClasses)];
      let loss = 0;
      for (const chain of chains) {
        const { forward, backward, logTotal } = passes(logits, nLines, chain, nClasses, transitions, scales);
        loss += logTotal;
        for (const [t, row] of chain.entries()) {
          const own = classes[row] as number;
          loss -= logits[row * nLines + own] as number;
          for (let k = 0; k < nClasses; k++) residuals[k * n + row] = Math.exp((forward[t * nClasses + k] as number) + (backward[t * nClasses + k] as number) - logTotal) - (k === own ? 1 : 0);
          if (t === 0) continue;
          const step = (classes[chain[t - 1] as number] as number) * nClasses + own;
          loss -= transitions[step] as number;
          gradient[step] = (gradient[step] as number) - 1;
          for (let k = 0; k < nClasses; k++) {
            before[k] = forward[(t - 1) * nClasses + k] as number;
            after[k] = (logits[row * nLines + k] as number) + (backward[t * nClasses + k] as number);
          }
          addPairs(gradient, before, after, logTotal, transitions, scales);
        }
      }
      return loss;
    },
  };
}

/** The most probable classes of every chain's rows (Viterbi 1967); of equal ones the smaller. @param logits `[n, nClasses]` */
export function viterbi(logits: Float32Array, nClasses: number, chains: readonly Chain[], transitions: Float64Array): Int32Array {
  const classes = new Int32Array(logits.length / nClasses);
  for (const chain of chains) {
    let scores = Float64Array.from({ length: nClasses }, (_, k) => logits[(chain[0] as number) * nClasses + k] as number);
    const from = new Int32Array(chain.length * nClasses);
    for (let t = 1; t < chain.length; t++) {
      const before = scores;
      scores = Float64Array.from({ length: nClasses }, (_, k) => {
        let [best, found] = [-Infinity, 0];
        for (let i = 0; i < nClasses; i++) {
          const score = (before[i] as number) + (transitions[i * nClasses + k] as number);
          if (score > best) [best, found] = [score, i];
        }
        from[t * nClasses + k] = found;
        return best + (logits[(chain[t] as number) * nClasses + k] as number);
      });
    }
    let k = scores.indexOf(scores.reduce((most, score) => Math.max(most, score), -Infinity));
    for (let t = chain.length - 1; t >= 0; t--) {
      classes[chain[t] as number] = k;
      k = from[t * nClasses + k] as number;
    }
  }
  return classes;
}

interface Passes {
  /** log Σ of the scores of all beginnings that end in class k at t, its logit included. */
  readonly forward: Float64Array;
  /** log Σ of the scores of all that can follow class k at t. */
  readonly backward: Float64Array;
  readonly logTotal: number;
}

function passes(logits: Float32Array, nLines: number, chain: Chain, nClasses: number, transitions: Float64Array, scales: Exponentials | null): Passes {
  const length = chain.length;
  const [forward, backward] = [new Float64Array(length * nClasses), new Float64Array(length * nClasses)];
  const terms = new Float64Array(nClasses);
  const logit = (t: number, k: number): number => logits[(chain[t] as number) * nLines + k] as number;
  for (let t = 0; t < length; t++) {
    const sums = forward.subarray(t * nClasses, (t + 1) * nClasses);
    if (t > 0) logSums(forward.subarray((t - 1) * nClasses, t * nClasses), transitions, scales, 'from', terms, sums);
    for (let k = 0; k < nClasses; k++) sums[k] = (sums[k] as number) + logit(t, k);
  }
  const after = new Float64Array(nClasses);
  for (let t = length - 2; t >= 0; t--) {
    for (let k = 0; k < nClasses; k++) after[k] = logit(t + 1, k) + (backward[(t + 1) * nClasses + k] as number);
    logSums(after, transitions, scales, 'to', terms, backward.subarray(t * nClasses, (t + 1) * nClasses));
  }
  return { forward, backward, logTotal: logSum(forward.subarray((length - 1) * nClasses)) };
}

interface Exponentials {
  readonly most: number;
  /** exp(T − most). */
  readonly values: Float64Array;
}

/** Below it a sum of exp(T − most) times shares of which the largest is 1 is neither 0 nor short of digits. */
const MAX_SPAN = 300;

/** Null where T spans more than a number holds, which no fit that is penalised comes to: then every exponential is taken of its whole sum. */
function exponentials(transitions: Float64Array): Exponentials | null {
  let [least, most] = [Infinity, -Infinity];
  for (const score of transitions) [least, most] = [Math.min(least, score), Math.max(most, score)];
  return most - least < MAX_SPAN ? { most, values: transitions.map((score) => Math.exp(score - most)) } : null;
}

/** Writes log Σᵢ exp(values[i] + T) for every class: T(i, k) of what was before (`from`), T(k, i) of what follows (`to`). @param terms of work */
function logSums(values: Float64Array, transitions: Float64Array, scales: Exponentials | null, way: 'from' | 'to', terms: Float64Array, sums: Float64Array): void {
  const n = values.length;
  const [step, start] = way === 'from' ? [n, 1] : [1, n];
  const most = scales === null ? 0 : shares(values, terms);
  for (let k = 0; k < n; k++) {
    if (scales === null) {
      for (let i = 0; i < n; i++) terms[i] = (values[i] as number) + (transitions[i * step + k * start] as number);
      sums[k] = logSum(terms);
      continue;
    }
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (terms[i] as number) * (scales.values[i * step + k * start] as number);
    sums[k] = most + scales.most + Math.log(sum);
  }
}

/** Adds the probability of every pair of classes at two neighbouring words: exp(before[i] + T(i, k) + after[k] − logTotal). Both are overwritten. */
function addPairs(gradient: Float64Array, before: Float64Array, after: Float64Array, logTotal: number, transitions: Float64Array, scales: Exponentials | null): void {
  const n = before.length;
  const rest = scales === null ? 0 : Math.exp(shares(before, before) + shares(after, after) + scales.most - logTotal);
  for (let i = 0; i < n; i++) {
    const [own, from] = [before[i] as number, i * n];
    for (let k = 0; k < n; k++) {
      const pair = scales === null
        ? Math.exp(own + (transitions[from + k] as number) + (after[k] as number) - logTotal)
        : own * rest * (scales.values[from + k] as number) * (after[k] as number);
      gradient[from + k] = (gradient[from + k] as number) + pair;
    }
  }
}

/** Writes exp(value − the largest). @returns the largest */
function shares(values: Float64Array, into: Float64Array): number {
  let most = -Infinity;
  for (const value of values) most = Math.max(most, value);
  for (let i = 0; i < values.length; i++) into[i] = Math.exp((values[i] as number) - most);
  return most;
}

function logSum(values: Float64Array): number {
  let most = -Infinity;
  for (const value of values) most = Math.max(most, value);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum);
}
