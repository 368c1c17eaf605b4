import { describe, expect, it } from 'vitest';
import golden from './golden/pca.json';
import { jacobi, leadingEigen } from './eigen';
import { pca } from './pca';
import { mulberry32 } from '@contract/prng';

describe('pca', () => {
  it('matches a case computed by hand', () => {
    // Points (±2, ±1) around (3, 4): axes of variance 16 and 4 (sums of squares), so ratios 0.8 and 0.2.
    const result = pca({ values: Float32Array.of(5, 5, 5, 3, 1, 5, 1, 3), n: 4, dim: 2 }, 2);
    expect(Array.from(result.explainedVarianceRatio)).toEqual([expect.closeTo(0.8, 12), expect.closeTo(0.2, 12)]);
    expect(Array.from(result.coordinates)).toEqual([2, 1, 2, -1, -2, 1, -2, -1].map((v) => expect.closeTo(v, 6) as number));
  });

  it.each(golden.cases)('matches numpy: $name', ({ rows, n, dim, scores, ratios }) => {
    const result = pca({ values: Float32Array.from(rows), n, dim }, 3);
    ratios.forEach((ratio, i) => expect(result.explainedVarianceRatio[i]).toBeCloseTo(ratio, 9));
    scores.forEach((score, i) => expect(Math.abs((result.coordinates[i] as number) - score)).toBeLessThan(2e-6));
  });

  it('makes the largest loading positive', () => {
    const result = pca({ values: Float32Array.of(0, 0, -1, -3, -2, -6, -3, -9), n: 4, dim: 2 }, 1);
    expect(result.loadings[1]).toBeGreaterThan(0);
    expect(result.coordinates[0]).toBeGreaterThan(result.coordinates[3] as number);
  });

  it.each([0, 1, 2, 3, 5, 20])('is defined for %i rows, and beyond the rank it is zero', (n) => {
    const random = mulberry32(n);
    const result = pca({ values: Float32Array.from({ length: n * 8 }, random), n, dim: 8 }, 3);
    expect(result.coordinates).toHaveLength(n * 3);
    expect(result.coordinates.every(Number.isFinite)).toBe(true);
    const rank = Math.min(3, Math.max(0, n - 1));
    expect(Array.from(result.explainedVarianceRatio).filter((ratio) => ratio > 0)).toHaveLength(rank);
  });

  it('puts equal rows at the origin', () => {
    const result = pca({ values: new Float32Array(20 * 4).fill(2.5), n: 20, dim: 4 }, 3);
    expect(result.coordinates.every((value) => value === 0)).toBe(true);
    expect(Array.from(result.explainedVarianceRatio)).toEqual([0, 0, 0]);
  });

  it('leaves a component that a single column cannot have at zero', () => {
    const result = pca({ values: Float32Array.of(1, 2, 4), n: 3, dim: 1 }, 2);
    expect(Array.from(result.coordinates.filter((_, i) => i % 2 === 1))).toEqual([0, 0, 0]);
  });

  it('gives the same bytes twice', () => {
    const values = Float32Array.from({ length: 100 * 70 }, mulberry32(5));
    expect(pca({ values, n: 100, dim: 70 }, 3).coordinates).toEqual(pca({ values, n: 100, dim: 70 }, 3).coordinates);
  });

  it('names the row that holds NaN, counted from 1', () => {
    expect(() => pca({ values: Float32Array.of(1, 2, 3, 4, NaN, 6), n: 3, dim: 2 }, 2)).toThrow('Row 3');
  });
});

describe('leadingEigen', () => {
  it('agrees with full Jacobi rotations on a matrix above the Jacobi limit', () => {
    const size = 50;
    const random = mulberry32(11);
    const factors = Float64Array.from({ length: size * size }, (_, i) => (random() - 0.5) * 0.9 ** (i % size));
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        for (let c = 0; c < size; c++) (matrix[i * size + j] as number) += (factors[c * size + i] as number) * (factors[c * size + j] as number);
    const full = Array.from(jacobi(matrix.slice(), size).values).sort((a, b) => b - a);
    const leading = leadingEigen(matrix, size, 3);
    expect(leading.isConverged).toBe(true);
    for (let i = 0; i < 3; i++) expect(leading.values[i]).toBeCloseTo(full[i] as number, 9);
  });

  it('survives a matrix whose rank is below the block', () => {
    const size = 40;
    const matrix = new Float64Array(size * size).fill(1);
    const { values, vectors } = leadingEigen(matrix, size, 3);
    expect(values[0]).toBeCloseTo(40, 9);
    expect(Math.abs(values[1] as number)).toBeLessThan(1e-9);
    expect(vectors.every(Number.isFinite)).toBe(true);
  });
});
