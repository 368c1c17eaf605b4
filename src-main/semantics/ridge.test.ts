import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { cholesky, product, solveCholesky, transposedProduct } from './dense';
import { fitRidge, predictRidge, r2Of } from './ridge';

/** `y = x · weights + intercept` with these numbers, and as much noise as asked for. */
function sample(n: number, weights: readonly (readonly number[])[], intercept: readonly number[], noise: number): { x: Float32Array; y: Float32Array } {
  const random = mulberry32(3);
  const nInputs = weights.length;
  const x = Float32Array.from({ length: n * nInputs }, () => random() * 4 - 1);
  const y = Float32Array.from({ length: n * intercept.length }, (_, index) => {
    const [row, output] = [Math.floor(index / intercept.length), index % intercept.length];
    const clean = weights.reduce((sum, weight, input) => sum + (weight[output] as number) * (x[row * nInputs + input] as number), intercept[output] as number);
    return clean + noise * (random() - 0.5);
  });
  return { x, y };
}

describe('fitRidge', () => {
  const weights = [[2, -1, 0], [0.5, 3, 1]];

  it('finds an exact linear map with its intercept', () => {
    const { x, y } = sample(50, weights, [10, -20, 0.25], 0);
    const fit = fitRidge(x, y, 2, 3, { seed: 1 });
    weights.flat().forEach((weight, index) => expect(fit.weights[index]).toBeCloseTo(weight, 4));
    [10, -20, 0.25].forEach((value, index) => expect(fit.intercept[index]).toBeCloseTo(value, 4));
    expect(fit.r2).toBeCloseTo(1, 6);
    expect(fit.penaltyShare).toBe(1e-6);
    expect(r2Of(predictRidge(fit, x), y, 3)).toBeCloseTo(1, 6);
  });

  it('shrinks the weights where there is more noise than signal', () => {
    const { x, y } = sample(40, Array.from({ length: 25 }, () => [0.01]), [5], 4);
    const fit = fitRidge(x, y, 25, 1, { seed: 2 });
    expect(fit.penaltyShare).toBeGreaterThanOrEqual(1);
    expect(fit.r2).toBeLessThan(0.5);
    expect(predictRidge(fit, new Float32Array(25))[0]).toBeCloseTo(5, 0);
  });

  it('is the same for the same seed, and takes another split for another', () => {
    const { x, y } = sample(40, weights, [1, 2, 3], 1);
    expect(fitRidge(x, y, 2, 3, { seed: 4 })).toEqual(fitRidge(x, y, 2, 3, { seed: 4 }));
    expect(fitRidge(x, y, 2, 3, { seed: 4 }).r2).not.toBe(fitRidge(x, y, 2, 3, { seed: 5 }).r2);
  });

  it('keeps the rows of a group together', () => {
    // Two groups, one of which must be held out: its offset cannot be known from the other, so R² is very bad.
    const x = Float32Array.from([0, 1, 2, 3, 0, 1, 2, 3]);
    const y = Float32Array.from([0, 1, 2, 3, 100, 101, 102, 103]);
    expect(fitRidge(x, y, 1, 1, { seed: 1, groups: [0, 0, 0, 0, 1, 1, 1, 1], heldOutShare: 0.5 }).r2).toBeLessThan(-1000);
  });

  it('fits inputs that never vary by the mean alone', () => {
    const fit = fitRidge(new Float32Array(10).fill(2), Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 1, 1, { seed: 1 });
    expect([fit.weights[0], fit.intercept[0]]).toEqual([0, 5.5]);
  });

  it('refuses sizes that disagree and samples that are too small', () => {
    expect(() => fitRidge(new Float32Array(10), new Float32Array(4), 2, 1, { seed: 1 })).toThrow('same number of rows');
    expect(() => fitRidge(new Float32Array(3), new Float32Array(3), 1, 1, { seed: 1 })).toThrow('too few');
  });
});

describe('r2Of', () => {
  it('is 1 for no error, 0 for the mean, below 0 for worse', () => {
    const truth = Float32Array.from([1, 2, 3]);
    expect(r2Of(truth, truth, 1)).toBe(1);
    expect(r2Of(Float32Array.from([2, 2, 2]), truth, 1)).toBe(0);
    expect(r2Of(Float32Array.from([3, 2, 1]), truth, 1)).toBe(-3);
    expect(r2Of(Float32Array.from([5, 5]), Float32Array.from([5, 5]), 1)).toBe(1);
  });

  it('weighs outputs by their variance', () => {
    // Output 0 varies by 200 in sum and is missed by 0, output 1 varies by 2 and is missed by 2.
    expect(r2Of(Float32Array.from([0, 0, 20, 0]), Float32Array.from([0, -1, 20, 1]), 2)).toBeCloseTo(1 - 2 / 202, 12);
  });
});

describe('dense matrices', () => {
  it('multiply', () => {
    expect([...product(Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8), 2, 2, 2)]).toEqual([19, 22, 43, 50]);
    expect([...transposedProduct(Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6), 2, 2, 1)]).toEqual([23, 34]);
    const ones = new Float64Array(7).fill(1);
    expect([...transposedProduct(Float64Array.of(1, 2, 3, 4, 5, 6, 7), ones, 7, 1, 1)]).toEqual([28]);
    expect([...product(ones, Float64Array.of(1, 2, 3, 4, 5, 6, 7), 1, 7, 1)]).toEqual([28]);
  });

  it('factor and solve a positive definite system', () => {
    const lower = Float64Array.from({ length: 36 }, (_, index) => (index % 6 > index / 6 ? 0 : 1 + ((index * 7) % 5)));
    const large = product(lower, Float64Array.from({ length: 36 }, (_, index) => lower[(index % 6) * 6 + Math.floor(index / 6)] as number), 6, 6, 6);
    [...cholesky(large, 6)].forEach((value, index) => expect(value).toBeCloseTo(lower[index] as number, 9));
    const wanted = Float64Array.from({ length: 12 }, (_, index) => index - 5);
    [...solveCholesky(lower, product(large, wanted, 6, 6, 2), 6, 2)].forEach((value, index) => expect(value).toBeCloseTo(wanted[index] as number, 9));
    const a = Float64Array.of(4, 2, 2, 5);
    expect([...cholesky(a, 2)]).toEqual([2, 0, 1, 2]);
    const solution = solveCholesky(cholesky(a, 2), Float64Array.of(8, 4, 12, 10), 2, 2);
    expect([...product(a, solution, 2, 2, 2)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([8, 4, 12, 10]);
  });

  it('refuse a matrix that is not positive definite', () => {
    expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow('not positive definite');
    expect(() => cholesky(Float64Array.of(Number.NaN), 1)).toThrow('not positive definite');
  });
});
