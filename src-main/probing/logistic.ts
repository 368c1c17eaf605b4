import { openArena, type Arena, type Region } from '@projection/kernels/arena';
import type { Rows } from '@vectors/rows';
import { lbfgsSteps } from './lbfgs';
import { softmaxLoss, type LogitLoss } from './logit-loss';

const NONE = new Float64Array(0);

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
  const softmax = new Softmax(rows, classes, nClasses);
  // Divided by C·n, so that the tolerance does not depend on the size of the set.
  const penalty = 1 / (c * n);
  const stride = dim + 1;
  const objective = (weights: Float64Array, gradient: Float64Array): number => {
    const loss = softmax.loss(weights, gradient) / n;
    let squares = 0;
    for (let at = 0; at < weights.length; at++) {
      const isIntercept = at % stride === dim;
      const weight = weights[at] as number;
      if (!isIntercept) squares += weight * weight;
      gradient[at] = (gradient[at] as number) / n + (isIntercept ? 0 : penalty * weight);
    }
    return loss + (penalty / 2) * squares;
  };
  const { x, nSteps, isConverged } = yield* lbfgsSteps(objective, new Float64Array(nClasses * stride), { tolerance, maxSteps });
  return { nClasses, dim, weights: x, nSteps, isConverged };
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

/** The loss of all rows and its gradient, by the kernels' products. */
class Softmax {
  private readonly arena: Arena = openArena();
  private readonly width: number;
  /** Classes as the kernels count them: an even number, those beyond have weights of zero and are left out. */
  private readonly nLines: number;
  private readonly x: Region<Float32Array>;
  private readonly w: Region<Float32Array>;
  private readonly logits: Region<Float32Array>;
  private readonly residuals: Region<Float32Array>;
  private readonly sums: Region<Float32Array>;

  private readonly head: LogitLoss;

  constructor(private readonly rows: Rows, classes: ArrayLike<number>, private readonly nClasses: number) {
    const { values, n, dim } = rows;
    this.head = softmaxLoss(classes, nClasses);
    this.width = Math.ceil((dim + 1) / 4) * 4;
    this.nLines = nClasses + (nClasses % 2);
    this.x = this.arena.float32(n * this.width);
    this.w = this.arena.float32(this.nLines * this.width);
    this.logits = this.arena.float32(n * this.nLines);
    this.residuals = this.arena.float32(this.nLines * n);
    this.sums = this.arena.float32(this.nLines * this.width);
    const x = this.x.view;
    for (let row = 0; row < n; row++) {
      x.set(values.subarray(row * dim, (row + 1) * dim), row * this.width);
      // The column of the intercept.
      x[row * this.width + dim] = 1;
    }
  }

  /** @returns the sum over rows; the gradient's sum is written. */
  loss(weights: Float64Array, gradient: Float64Array): number {
    const { arena: { kernels }, rows: { n, dim }, width, nClasses, nLines } = this;
    const w = this.w.view;
    for (let k = 0; k < nClasses; k++) w.set(weights.subarray(k * (dim + 1), (k + 1) * (dim + 1)), k * width);
    kernels.dots(this.x.pointer, n, this.w.pointer, nLines, width, this.logits.pointer, nLines);
    const loss = this.head.loss(this.logits.view, nLines, this.residuals.view, NONE, NONE);
    kernels.weightedSums(this.residuals.pointer, nLines, this.x.pointer, n, width, this.sums.pointer);
    const sums = this.sums.view;
    for (let k = 0; k < nClasses; k++) gradient.set(sums.subarray(k * width, k * width + dim + 1), k * (dim + 1));
    return loss;
  }
}
