import { mulberry32 } from '@contract/prng';
import { describe, expect, it } from 'vitest';
import { leadingEigen } from './eigen';
import { pca } from './pca';
import { isLarge } from './pca-randomised';
import type { Rows } from '@vectors/rows';

/** Rows with a falling spectrum: direction j has the scale 0.8 ** j. */
function fallingRows(n: number, dim: number): Rows {
  const random = mulberry32(3);
  const axes = Array.from({ length: 30 }, () => Float64Array.from({ length: dim }, () => random() - 0.5));
  const values = new Float32Array(n * dim);
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < axes.length; j++) {
      const weight = (random() - 0.5) * 0.8 ** j;
      for (let c = 0; c < dim; c++) (values[row * dim + c] as number) += weight * ((axes[j] as Float64Array)[c] as number);
    }
  }
  return { values, n, dim };
}

describe('randomised PCA', () => {
  const rows = fallingRows(3_000, 71);

  it('is used for this many rows, and equals the covariance matrix’s eigenvectors', () => {
    expect(isLarge(rows, 3)).toBe(true);
    const { n, dim, values } = rows;
    const mean = new Float64Array(dim);
    for (let i = 0; i < values.length; i++) (mean[i % dim] as number) += (values[i] as number) / n;
    const covariance = new Float64Array(dim * dim);
    for (let row = 0; row < n; row++)
      for (let i = 0; i < dim; i++)
        for (let j = 0; j < dim; j++)
          (covariance[i * dim + j] as number) +=
            ((values[row * dim + i] as number) - (mean[i] as number)) * ((values[row * dim + j] as number) - (mean[j] as number));
    let trace = 0;
    for (let i = 0; i < dim; i++) trace += covariance[i * dim + i] as number;
    const exact = leadingEigen(covariance, dim, 3);
    const result = pca(rows, 3);
    for (let component = 0; component < 3; component++) {
      expect(result.explainedVarianceRatio[component]).toBeCloseTo((exact.values[component] as number) / trace, 6);
      let dot = 0, variance = 0;
      for (let c = 0; c < dim; c++) dot += (result.loadings[component * dim + c] as number) * (exact.vectors[component * dim + c] as number);
      for (let row = 0; row < n; row++) variance += (result.coordinates[row * 3 + component] as number) ** 2;
      expect(Math.abs(dot)).toBeGreaterThan(1 - 1e-5);
      expect(variance / (exact.values[component] as number)).toBeCloseTo(1, 5);
    }
  });

  it('makes the largest loading positive, with coordinates to match', () => {
    const { n, dim, values } = rows;
    const { loadings, coordinates } = pca(rows, 2);
    for (let component = 0; component < 2; component++) {
      const loading = loadings.subarray(component * dim, (component + 1) * dim);
      expect(Math.max(...loading)).toBeGreaterThanOrEqual(Math.max(...loading.map((value) => -value)));
      let between = 0;
      for (let c = 0; c < dim; c++) between += (loading[c] as number) * ((values[c] as number) - (values[(n - 1) * dim + c] as number));
      expect((coordinates[component] as number) - (coordinates[(n - 1) * 2 + component] as number)).toBeCloseTo(between, 4);
    }
  });

  it('gives the same bytes twice', () => {
    expect(pca(rows, 3)).toEqual(pca(rows, 3));
  });

  it('puts equal rows at the origin', () => {
    const { coordinates, explainedVarianceRatio } = pca({ values: new Float32Array(3_000 * 71).fill(2.5), n: 3_000, dim: 71 }, 3);
    expect(coordinates.every((value) => value === 0)).toBe(true);
    expect(Array.from(explainedVarianceRatio)).toEqual([0, 0, 0]);
  });
});
