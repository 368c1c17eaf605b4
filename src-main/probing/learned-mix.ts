import type { VectorTable } from '@vectors/vector-table';
import { lbfgsSteps } from './lbfgs';
import type { LogisticOptions } from './logistic';
import type { LogitLoss } from './logit-loss';
import { mixLayout, MixObjective } from './mix-objective';
import { softmax } from '@semantics/softmax';
import { scalarMix } from './scalar-mix';

/** A mix of layers and the linear head on it. */
export interface MixFit {
  readonly nClasses: number;
  /** softmax(s), one a layer. */
  readonly weights: Float64Array;
  /** 1 or more: see {@link gammaOf}. */
  readonly gamma: number;
  /** Row-major `[nClasses, dim + 1]`; the intercept stands last. */
  readonly head: Float64Array;
  /** The head's own parameters: the transitions of a CRF, none of a logistic regression. */
  readonly own: Float64Array;
  readonly nSteps: number;
  readonly isConverged: boolean;
}

/**
 * Learns ELMo's mix of layers (Peters et al. 2018, eq. 1) together with a linear head, the vectors as they are: minimises
 * `C · Σ −log p + ½ Σ w²` over the scores s and the head, intercepts and scores unpenalised; γ follows from s ({@link gammaOf}). With one layer it is
 * logistic regression. Not convex where there are several: the search starts from equal weights and a head of zeros, so that it is the same every time.
 * Yields the steps done.
 * @param table the training rows, columns of every layer standardised
 */
export function* learnedMixSteps(table: VectorTable, head: LogitLoss, { c = 1, tolerance = 1e-4, maxSteps = 200 }: LogisticOptions = {}): Generator<number, MixFit> {
  const layout = mixLayout(table, head);
  const objective = new MixObjective(table, head);
  const penalty = 1 / (c * table.nRows);
  const { x, nSteps, isConverged } = yield* lbfgsSteps((parameters, gradient) => objective.value(parameters, gradient, penalty), new Float64Array(layout.size), { tolerance, maxSteps });
  const weights = softmax(x.subarray(0, table.nLayers));
  const { gamma } = objective.gamma(weights);
  return { nClasses: head.nClasses, weights, gamma, head: x.slice(layout.head, layout.own), own: x.slice(layout.own), nSteps, isConverged };
}

/** Logits `[nRows, nClasses]` of rows standardised as the training rows were. */
export function mixLogits({ nClasses, weights, gamma, head }: MixFit, table: VectorTable): Float32Array {
  const { nRows, dim } = table;
  const { values } = scalarMix(table, weights, { gamma });
  return Float32Array.from({ length: nRows * nClasses }, (_, at) => {
    const [from, k] = [Math.floor(at / nClasses) * dim, at % nClasses];
    let logit = head[k * (dim + 1) + dim] as number;
    for (let d = 0; d < dim; d++) logit += (head[k * (dim + 1) + d] as number) * (values[from + d] as number);
    return logit;
  });
}
