import { openArena, type Arena, type Region } from '@vectors/kernels/arena';
import type { Rows } from '@vectors/rows';
import { lbfgsSteps } from './lbfgs';
import { headWidth, LinearHead } from './linear-head';
import { softmaxLoss } from './logit-loss';

/** A linear classifier: the class with the largest `weights · x + intercept`. */
export interface LogisticFit {
  readonly nClasses: number;
  readonly dim: number;
  /** Row-major `[nClasses, dim + 1]`; the intercept stands last. */
  readonly weights: Float64Array;
  readonly nSteps: number;
  readonly isConverged: boolean;
}

export interface LogisticOptions {
  /** Inverse strength of the penalty, as in scikit-learn; default 1. */
  readonly c?: number;
  /** Largest component of the gradient, of the mean loss, at which the search ends; default 1e-4. */
  readonly tolerance?: number;
  readonly maxSteps?: number;
}

/**
 * Multinomial logistic regression with an L2 penalty: minimises `C · Σ −log p(yᵢ | xᵢ) + ½ Σ w²`, intercepts unpenalised, as scikit-learn's
 * `LogisticRegression(solver="lbfgs")` does. Products are summed in 32 bits, losses in 64. Yields the steps done.
 * @param classes of every row, 0…nClasses − 1; every class occurs
 */
export function* logisticSteps(rows: Rows, classes: ArrayLike<number>, nClasses: number, { c = 1, tolerance = 1e-4, maxSteps = 200 }: LogisticOptions = {}): Generator<number, LogisticFit> {
  const { n, dim } = rows;
  const arena = openArena();
  const head = new LinearHead(arena, n, dim, softmaxLoss(classes, nClasses));
  const x = withIntercept(arena, rows);
  // Divided by C·n, so that the tolerance does not depend on the size of the set.
  const penalty = 1 / (c * n);
  const objective = (weights: Float64Array, gradient: Float64Array): number => head.penalised(head.loss(x, weights, gradient), weights, gradient, penalty);
  const { x: weights, nSteps, isConverged } = yield* lbfgsSteps(objective, new Float64Array(nClasses * (dim + 1)), { tolerance, maxSteps });
  return { nClasses, dim, weights, nSteps, isConverged };
}

/** The most probable class of every row; equal ones: the smaller. */
export function predictClasses({ nClasses, dim, weights }: LogisticFit, { values, n }: Rows): Int32Array {
  return Int32Array.from({ length: n }, (_, row) => {
    let [best, found] = [-Infinity, 0];
    for (let k = 0; k < nClasses; k++) {
      let logit = weights[k * (dim + 1) + dim] as number;
      for (let d = 0; d < dim; d++) logit += (weights[k * (dim + 1) + d] as number) * (values[row * dim + d] as number);
      if (logit > best) [best, found] = [logit, k];
    }
    return found;
  });
}

function withIntercept(arena: Arena, { values, n, dim }: Rows): Region<Float32Array> {
  const width = headWidth(dim);
  const region = arena.float32(n * width);
  const x = region.view;
  for (let row = 0; row < n; row++) {
    x.set(values.subarray(row * dim, (row + 1) * dim), row * width);
    x[row * width + dim] = 1;
  }
  return region;
}
