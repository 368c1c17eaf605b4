import { drained } from '@contract/steps';
import type { Rows } from '@vectors/rows';
import { cholesky } from './dense';

/** Rows that the scatter is taken of, at most: beyond them an evenly spaced sample says the same. */
const MOST_ROWS = 600;
/** Less shrinkage than this would trust directions that no row has shown. */
const LEAST_SHRINKAGE = 1e-3;

/** A vector as the space has it: centred, and its part in the directions of the scatter. */
export interface SensePlace {
  readonly centred: Float64Array;
  readonly scattered: Float64Array;
  readonly norm: number;
}

/**
 * Vectors with the spread that senses have within themselves divided out: what sets occurrences of one sense apart counts little, what sets senses apart
 * counts much (Fisher's linear discriminant). The scatter within senses is shrunk towards a multiple of the identity as Ledoit and Wolf (2004) have it, as
 * scikit-learn's `LedoitWolf(assume_centered=True)` does, and inverted by Woodbury's identity, so that the cost grows with the rows and not with the width.
 */
export class SenseSpace {
  /** 0…1: how far the scatter was shrunk. */
  readonly shrinkage: number;
  private readonly mean: Float64Array;
  /** `[nResiduals, dim]`; empty where no sense has two rows or all rows of a sense are equal. */
  private readonly residuals: readonly Float64Array[];
  /** Lower triangle `[nResiduals, nResiduals]`. */
  private readonly triangle: Float64Array;

  /** @param classes of every row; a row's own class is the sense it has */
  static of(rows: Rows, classes: ArrayLike<number>): SenseSpace {
    return drained(SenseSpace.steps(rows, classes));
  }

  /** {@link of} in short steps. */
  static* steps(rows: Rows, classes: ArrayLike<number>): Generator<undefined, SenseSpace> {
    const residuals = residualsOf(rows, classes);
    return new SenseSpace(meanOf(rows, [...Array(rows.n).keys()]), residuals, yield* gramSteps(residuals));
  }

  /** @param gram products of the residuals, `[n, n]`; taken over */
  private constructor(mean: Float64Array, residuals: readonly Float64Array[], gram: Float64Array) {
    this.mean = mean;
    const n = residuals.length;
    const { shrinkage, target } = ledoitWolf(gram, n, usedWidth(mean, residuals));
    const isFlat = n === 0 || target === 0 || shrinkage >= 1;
    this.shrinkage = isFlat ? 1 : shrinkage;
    this.residuals = isFlat ? [] : residuals;
    // λμ n / (1 − λ) on the diagonal: what is left of the identity between the directions of the rows.
    const ridge = isFlat ? 0 : (shrinkage * target * n) / (1 - shrinkage);
    if (!isFlat) for (let i = 0; i < n; i++) gram[i * n + i] = (gram[i * n + i] as number) + ridge;
    this.triangle = isFlat ? new Float64Array(0) : cholesky(gram, n);
  }

  /** @param vector `[dim]` */
  place(vector: ArrayLike<number>): SensePlace {
    const centred = Float64Array.from({ length: this.mean.length }, (_, d) => (vector[d] as number) - (this.mean[d] as number));
    const scattered = this.forward(Float64Array.from(this.residuals, (residual) => product(residual, centred)));
    return { centred, scattered, norm: Math.sqrt(Math.max(0, product(centred, centred) - product(scattered, scattered))) };
  }

  /** Cosine of two places, −1…1; 0 where one of them has no length. */
  cosine(a: SensePlace, b: SensePlace): number {
    const length = a.norm * b.norm;
    return length === 0 ? 0 : Math.max(-1, Math.min(1, (product(a.centred, b.centred) - product(a.scattered, b.scattered)) / length));
  }

  private forward(right: Float64Array): Float64Array {
    const n = right.length;
    for (let i = 0; i < n; i++) {
      let sum = right[i] as number;
      for (let k = 0; k < i; k++) sum -= (this.triangle[i * n + k] as number) * (right[k] as number);
      right[i] = sum / (this.triangle[i * n + i] as number);
    }
    return right;
  }
}

/** Rows less the mean of their class, of classes with two rows or more. */
function residualsOf(rows: Rows, classes: ArrayLike<number>): Float64Array[] {
  const stride = Math.max(1, Math.ceil(rows.n / MOST_ROWS));
  const members = new Map<number, number[]>();
  for (let row = 0; row < rows.n; row += stride) members.set(classes[row] as number, [...members.get(classes[row] as number) ?? [], row]);
  return [...members.values()].filter((of) => of.length > 1).flatMap((of) => {
    const mean = meanOf(rows, of);
    return of.map((row) => Float64Array.from(mean, (middle, d) => (rows.values[row * rows.dim + d] as number) - middle));
  });
}

function meanOf({ values, dim }: Rows, of: readonly number[]): Float64Array {
  const mean = new Float64Array(dim);
  for (const row of of) for (let d = 0; d < dim; d++) mean[d] = (mean[d] as number) + (values[row * dim + d] as number) / of.length;
  return mean;
}

/** Dimensions that are not zero in every row: those behind a narrow layer's own (ULMFiT) count for nothing, so that the shrinkage is that of the layer alone. */
function usedWidth(mean: Float64Array, residuals: readonly Float64Array[]): number {
  let n = 0;
  for (let d = 0; d < mean.length; d++) if (mean[d] !== 0 || residuals.some((residual) => residual[d] !== 0)) n++;
  return Math.max(1, n);
}

function* gramSteps(rows: readonly Float64Array[]): Generator<undefined, Float64Array> {
  const n = rows.length;
  const gram = new Float64Array(n * n);
  for (const [i, a] of rows.entries()) {
    for (let j = 0; j <= i; j++) {
      const value = product(a, rows[j] as Float64Array);
      gram[i * n + j] = value;
      gram[j * n + i] = value;
    }
    yield;
  }
  return gram;
}

/** Shrinkage λ and the target's scale μ of n centred rows, from their products alone: Ledoit & Wolf 2004, equations 14 and lemma 3.2–3.4. */
function ledoitWolf(gram: Float64Array, n: number, dim: number): { readonly shrinkage: number; readonly target: number } {
  let [trace, fourth, squares] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const own = gram[i * n + i] as number;
    trace += own / n;
    fourth += (own * own) / n;
    for (let j = 0; j < n; j++) squares += ((gram[i * n + j] as number) / n) ** 2;
  }
  const target = trace / dim;
  const spread = (squares - 2 * target * trace + dim * target * target) / dim;
  const noise = Math.min(spread, (fourth - squares) / (dim * n));
  return { shrinkage: spread > 0 ? Math.max(LEAST_SHRINKAGE, noise / spread) : 1, target };
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}
