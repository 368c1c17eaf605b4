import { expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { leadingEigen } from '@projection/eigen';
import { largestEigenvalue } from './largest-eigenvalue';

/** Products of `size` random rows of `rank` numbers. */
function products(size: number, rank: number, seed: number): Float64Array {
  const random = mulberry32(seed);
  const rows = Float64Array.from({ length: size * rank }, () => random() - 0.5);
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return Array.from({ length: rank }, (_, d) => (rows[i * rank + d] as number) * (rows[j * rank + d] as number)).reduce((sum, one) => sum + one, 0);
  });
}

it.each([[1, 1], [2, 3], [30, 4], [120, 400]])('is that of subspace iteration for %d rows of rank %d', (size, rank) => {
  const matrix = products(size, rank, size);
  expect(largestEigenvalue(matrix, size, new Float64Array(size).fill(1))).toBeCloseTo(leadingEigen(matrix, size, 1).values[0] as number, 7);
});

it('is exact where all rows are one, and where eigenvalues meet', () => {
  expect(largestEigenvalue(new Float64Array(25).fill(3), 5, Float64Array.of(1, 2, 3, 4, 5))).toBeCloseTo(15, 10);
  const identity = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 2 : 0));
  expect(largestEigenvalue(identity, 4, Float64Array.of(1, 0, 0, 0))).toBe(2);
});
