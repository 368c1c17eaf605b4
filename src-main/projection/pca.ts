import { drained } from '@contract/steps';
import { leadingEigen } from './eigen';
import { isLarge, randomisedPca } from './pca-randomised';
import type { ComponentStep, PcaResult } from './pca-result';
import { checkRowsSteps, type Rows } from '@vectors/rows';

/**
 * Principal components (Pearson 1901; Hotelling 1933) through the smaller of the covariance matrix and the Gram matrix.
 * Each component's loading of largest magnitude is positive (the first one of equals), as in scikit-learn's `PCA`.
 * Components beyond the rank are zero with ratio 0, so that fewer than two rows, equal rows and narrow rows are defined.
 * @throws Failure 'bad-input' for a wrong length or a row with NaN or infinity.
 */
export function pca(rows: Rows, nComponents: number): PcaResult {
  return drained(pcaSteps(rows, nComponents));
}

/**
 * {@link pca} in short steps: large inputs by a randomised decomposition (pca-randomised.ts), small ones exactly, in one step.
 * @param nRounds of the randomised one, where fewer than it would take by itself are good enough.
 */
export function* pcaSteps(rows: Rows, nComponents: number, nRounds?: number): Generator<ComponentStep, PcaResult> {
  for (const nChecked of checkRowsSteps(rows)) yield { done: 0, total: nChecked };
  if (!isLarge(rows, nComponents)) return exactPca(rows, nComponents);
  const result = yield* randomisedPca(rows, nComponents, nRounds);
  for (let component = 0; component < nComponents; component++) {
    const loading = result.loadings.subarray(component * rows.dim, (component + 1) * rows.dim);
    const before = loading.slice();
    fixSign(loading);
    const isTurned = before.some((value, c) => value !== 0 && value !== loading[c]);
    if (isTurned) for (let index = component; index < result.coordinates.length; index += nComponents) result.coordinates[index] = -(result.coordinates[index] as number);
  }
  return result;
}

function exactPca(rows: Rows, nComponents: number): PcaResult {
  const { n, dim } = rows;
  const centred = centre(rows);
  let total = 0;
  for (const value of centred) total += value * value;
  const loadings = total === 0 ? new Float64Array(0) : n < dim ? loadingsFromGram(centred, n, dim, nComponents) : loadingsFromCovariance(centred, n, dim, nComponents);
  const all = new Float64Array(nComponents * dim);
  const coordinates = new Float32Array(n * nComponents);
  const ratios = new Float64Array(nComponents);
  for (let component = 0; component * dim < loadings.length; component++) {
    const loading = loadings.subarray(component * dim, (component + 1) * dim);
    fixSign(loading);
    const variance = score(centred, n, dim, loading, component, nComponents, coordinates);
    // What rounding leaves of a component beyond the rank is not a direction of the data.
    if (variance <= total * 1e-12) {
      for (let row = 0; row < n; row++) coordinates[row * nComponents + component] = 0;
      continue;
    }
    all.set(loading, component * dim);
    ratios[component] = variance / total;
  }
  return { coordinates, loadings: all, explainedVarianceRatio: ratios };
}

function centre({ values, n, dim }: Rows): Float64Array {
  const mean = new Float64Array(dim);
  for (let row = 0; row < n; row++) for (let c = 0; c < dim; c++) (mean[c] as number) += (values[row * dim + c] as number);
  for (let c = 0; c < dim; c++) (mean[c] as number) /= Math.max(n, 1);
  const centred = new Float64Array(n * dim);
  for (let row = 0; row < n; row++) for (let c = 0; c < dim; c++) centred[row * dim + c] = (values[row * dim + c] as number) - (mean[c] as number);
  return centred;
}

function loadingsFromCovariance(centred: Float64Array, n: number, dim: number, nComponents: number): Float64Array {
  const covariance = new Float64Array(dim * dim);
  for (let row = 0; row < n; row++) {
    const start = row * dim;
    for (let i = 0; i < dim; i++) {
      const value = centred[start + i] as number;
      const line = i * dim;
      for (let j = i; j < dim; j++) (covariance[line + j] as number) += value * (centred[start + j] as number);
    }
  }
  mirror(covariance, dim);
  return leadingEigen(covariance, dim, nComponents).vectors;
}

/** With fewer rows than columns the n × n Gram matrix has the same spectrum; v = Xᵀu / ‖Xᵀu‖. */
function loadingsFromGram(centred: Float64Array, n: number, dim: number, nComponents: number): Float64Array {
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let c = 0; c < dim; c++) sum += (centred[i * dim + c] as number) * (centred[j * dim + c] as number);
      gram[i * n + j] = sum;
    }
  }
  mirror(gram, n);
  const { vectors, values } = leadingEigen(gram, n, nComponents);
  const loadings = new Float64Array(values.length * dim);
  for (let component = 0; component < values.length; component++) {
    // Beyond the rank Xᵀu is rounding alone; scaling it up would make a direction of it.
    if ((values[component] as number) <= 1e-12 * (values[0] as number)) break;
    const loading = loadings.subarray(component * dim, (component + 1) * dim);
    for (let row = 0; row < n; row++) {
      const weight = vectors[component * n + row] as number;
      for (let c = 0; c < dim; c++) (loading[c] as number) += weight * (centred[row * dim + c] as number);
    }
    const norm = Math.sqrt(loading.reduce((sum, value) => sum + value * value, 0));
    if (norm > 0) for (let c = 0; c < dim; c++) (loading[c] as number) /= norm;
  }
  return loadings;
}

function mirror(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix[i * size + j] = matrix[j * size + i] as number;
}

function fixSign(loading: Float64Array): void {
  let largest = 0;
  // Loadings that are equal but for rounding count as equal, so that the sign does not hang on the last bit.
  for (let c = 1; c < loading.length; c++) if (Math.abs(loading[c] as number) > Math.abs(loading[largest] as number) * (1 + 1e-9)) largest = c;
  if ((loading[largest] ?? 0) < 0) for (let c = 0; c < loading.length; c++) loading[c] = -(loading[c] as number);
}

function score(centred: Float64Array, n: number, dim: number, loading: Float64Array, component: number, nComponents: number, out: Float32Array): number {
  let variance = 0;
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let c = 0; c < dim; c++) sum += (centred[row * dim + c] as number) * (loading[c] as number);
    out[row * nComponents + component] = sum;
    variance += sum * sum;
  }
  return variance;
}
