import type { LogitLoss } from './logit-loss';

/** Rows that follow each other, in order: the words of a sentence. */
export type Chain = readonly number[];

/**
 * A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) on logits: the score of a sequence of classes is `Σ logit(t, yₜ) + Σ T(yₜ₋₁, yₜ)`,
 * its probability exp(score) over that of all sequences. Own parameters: T, `[nClasses, nClasses]` row-major, from the row's class to the column's.
 * Summed by forward and backward variables as logarithms; start and end of a chain have no scores of their own, as in CRFsuite.
 * @param classes of every row, 0…nClasses − 1
 * @param chains every row in exactly one
 */
export function crfLoss(classes: ArrayLike<number>, nClasses: number, chains: readonly Chain[]): LogitLoss {
  const n = classes.length;
  return {
    nClasses, nParameters: nClasses * nClasses,
    loss: (logits, nLines, residuals, transitions, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (const chain of chains) {
        const { forward, backward, logTotal } = passes(logits, nLines, chain, nClasses, transitions);
        loss += logTotal;
        for (const [t, row] of chain.entries()) {
          const own = classes[row] as number;
          loss -= logits[row * nLines + own] as number;
          for (let k = 0; k < nClasses; k++) residuals[k * n + row] = Math.exp((forward[t * nClasses + k] as number) + (backward[t * nClasses + k] as number) - logTotal) - (k === own ? 1 : 0);
          if (t === 0) continue;
          const step = (classes[chain[t - 1] as number] as number) * nClasses + own;
          loss -= transitions[step] as number;
          gradient[step] = (gradient[step] as number) - 1;
          for (let i = 0; i < nClasses; i++) {
            const before = (forward[(t - 1) * nClasses + i] as number) - logTotal;
            for (let k = 0; k < nClasses; k++) {
              const at = i * nClasses + k;
              gradient[at] = (gradient[at] as number) + Math.exp(before + (transitions[at] as number) + (logits[row * nLines + k] as number) + (backward[t * nClasses + k] as number));
            }
          }
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

function passes(logits: Float32Array, nLines: number, chain: Chain, nClasses: number, transitions: Float64Array): Passes {
  const length = chain.length;
  const [forward, backward] = [new Float64Array(length * nClasses), new Float64Array(length * nClasses)];
  const terms = new Float64Array(nClasses);
  const logit = (t: number, k: number): number => logits[(chain[t] as number) * nLines + k] as number;
  for (let t = 0; t < length; t++) {
    for (let k = 0; k < nClasses; k++) {
      for (let i = 0; i < nClasses; i++) terms[i] = t === 0 ? 0 : (forward[(t - 1) * nClasses + i] as number) + (transitions[i * nClasses + k] as number);
      forward[t * nClasses + k] = logit(t, k) + (t === 0 ? 0 : logSum(terms));
    }
  }
  for (let t = length - 2; t >= 0; t--) {
    for (let k = 0; k < nClasses; k++) {
      for (let i = 0; i < nClasses; i++) terms[i] = (transitions[k * nClasses + i] as number) + logit(t + 1, i) + (backward[(t + 1) * nClasses + i] as number);
      backward[t * nClasses + k] = logSum(terms);
    }
  }
  return { forward, backward, logTotal: logSum(forward.subarray((length - 1) * nClasses)) };
}

function logSum(values: Float64Array): number {
  let most = -Infinity;
  for (const value of values) most = Math.max(most, value);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum);
}
