import { mulberry32 } from '@contract/prng';
import { orthonormalise, sortedJacobi } from './eigen';
import { openArena, type Region } from '@vectors/kernels/arena';
import type { ComponentStep, PcaResult } from './pca-result';
import type { Rows } from '@vectors/rows';

const OVERSAMPLING = 10;
/** Passes over the rows before the last; more where they are cheap, since contextual vectors' spectra fall slowly. */
const ROUNDS_FEW = 6, ROUNDS_MANY = 3, FEW = 16;
const BLOCK = 128;
const MULTIPLICATIONS_A_STEP = 3e7;
/** Numbers from which on the exact decomposition takes more than a moment. */
const LARGE = 200_000;

const widthOfBasis = (nComponents: number): number => Math.ceil((nComponents + OVERSAMPLING) / 2) * 2;

/** Whether the randomised decomposition is quicker, and has room: twice as many directions as it looks for. */
export function isLarge({ n, dim }: Rows, nComponents: number): boolean {
  return n * dim > LARGE && Math.min(n, dim) >= 2 * widthOfBasis(nComponents);
}

/**
 * Principal components by randomised subspace iteration with a fixed start (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1, on the
 * centred rows' transpose): products in single precision, sums over blocks, orthonormalisation and the small decomposition in double.
 * Signs are as they come.
 */
export function* randomisedPca(rows: Rows, nComponents: number, nRounds = nComponents <= FEW ? ROUNDS_FEW : ROUNDS_MANY): Generator<ComponentStep, PcaResult> {
  const { n, dim } = rows;
  const width = Math.ceil(dim / 4) * 4;
  const l = widthOfBasis(nComponents);
  const total = n * (nRounds + 2);
  const arena = openArena();
  const x = arena.float32(n * width), basis = arena.float32(l * width), scores = arena.float32(l * BLOCK), sums = arena.float32(l * width);
  const variance = yield* centre(rows, width, x, total);
  const rowsAStep = Math.max(BLOCK, Math.floor(MULTIPLICATIONS_A_STEP / (l * width)));
  const random = mulberry32(1);
  let directions: Float64Array = Float64Array.from({ length: l * width }, (_, index) => (index % width < dim ? random() - 0.5 : 0));
  let sinceYield = 0;
  for (let round = 0; round < nRounds; round++) {
    basis.view.set(directions);
    directions = new Float64Array(l * width);
    for (let from = 0; from < n; from += BLOCK) {
      const count = Math.min(BLOCK, n - from);
      const block = x.pointer + from * width * 4;
      arena.kernels.dots(basis.pointer, l, block, count, width, scores.pointer, count);
      arena.kernels.weightedSums(scores.pointer, l, block, count, width, sums.pointer);
      const some = sums.view;
      for (let index = 0; index < some.length; index++) (directions[index] as number) += some[index] as number;
      sinceYield += count;
      if (sinceYield < rowsAStep) continue;
      sinceYield = 0;
      yield { done: (round + 1) * n + from, total };
    }
    orthonormalise(directions, l, width);
    yield { done: (round + 2) * n, total };
  }
  basis.view.set(directions);
  // Rayleigh–Ritz in the subspace found: the scores' own principal axes.
  const all = new Float32Array(n * l);
  const gram = new Float64Array(l * l);
  for (let from = 0; from < n; from += BLOCK) {
    const count = Math.min(BLOCK, n - from);
    arena.kernels.dots(x.pointer + from * width * 4, count, basis.pointer, l, width, scores.pointer, l);
    const some = scores.view.subarray(0, count * l);
    all.set(some, from * l);
    addGram(gram, some, count, l);
    sinceYield += count;
    if (sinceYield < rowsAStep) continue;
    sinceYield = 0;
    yield { done: (nRounds + 1) * n + from, total };
  }
  const { values, vectors } = sortedJacobi(gram, l);
  yield { done: total, total };
  return rotate(all, directions, values, vectors, { n, dim, width, l, nComponents, variance });
}

/** Writes the centred rows; the sum of their squares. */
function* centre({ values, n, dim }: Rows, width: number, out: Region<Float32Array>, total: number): Generator<ComponentStep, number> {
  const mean = new Float64Array(dim);
  const rowsAStep = Math.ceil(2e6 / dim);
  for (let row = 0; row < n; row++) {
    for (let c = 0; c < dim; c++) (mean[c] as number) += values[row * dim + c] as number;
    if (row % rowsAStep === 0) yield { done: 0, total };
  }
  for (let c = 0; c < dim; c++) (mean[c] as number) /= n;
  const centred = out.view;
  let squared = 0;
  for (let row = 0; row < n; row++) {
    for (let c = 0; c < dim; c++) {
      const value = (values[row * dim + c] as number) - (mean[c] as number);
      centred[row * width + c] = value;
      squared += value * value;
    }
    if (row % rowsAStep === 0) yield { done: row, total };
  }
  return squared;
}

function addGram(gram: Float64Array, scores: Float32Array, count: number, l: number): void {
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < l; i++) {
      const value = scores[row * l + i] as number;
      for (let j = 0; j < l; j++) (gram[i * l + j] as number) += value * (scores[row * l + j] as number);
    }
  }
}

interface Sizes {
  readonly n: number;
  readonly dim: number;
  readonly width: number;
  readonly l: number;
  readonly nComponents: number;
  readonly variance: number;
}

function rotate(scores: Float32Array, directions: Float64Array, values: Float64Array, vectors: Float64Array, { n, dim, width, l, nComponents, variance }: Sizes): PcaResult {
  const coordinates = new Float32Array(n * nComponents);
  const loadings = new Float64Array(nComponents * dim);
  const ratios = new Float64Array(nComponents);
  for (let component = 0; component < nComponents; component++) {
    // Beyond the rank there is only the rounding of single precision.
    if ((values[component] as number) <= variance * 1e-12) continue;
    ratios[component] = (values[component] as number) / variance;
    const weights = vectors.subarray(component * l, (component + 1) * l);
    for (let i = 0; i < l; i++) for (let c = 0; c < dim; c++) (loadings[component * dim + c] as number) += (weights[i] as number) * (directions[i * width + c] as number);
    for (let row = 0; row < n; row++) {
      let sum = 0;
      for (let i = 0; i < l; i++) sum += (weights[i] as number) * (scores[row * l + i] as number);
      coordinates[row * nComponents + component] = sum;
    }
  }
  return { coordinates, loadings, explainedVarianceRatio: ratios };
}
