import { describe, expect, it } from 'vitest';
import { openDescent } from './tsne-descent';

const N = 7, N_COMPONENTS = 3;
/** Of openDescent on so few points: its least learning rate, and the gain after a first epoch without a step before it. */
const FIRST_STEP = 50 * 0.8;

function affinities(): Float64Array {
  const values = new Float64Array(N * N);
  let sum = 0;
  for (let row = 0; row < N; row++) for (let other = 0; other < row; other++) {
    const value = 1 + ((row * 5 + other * 3) % 7);
    values[row * N + other] = values[other * N + row] = value;
    sum += 2 * value;
  }
  return values.map((value) => value / sum);
}

const start = (): Float64Array => Float64Array.from({ length: N * N_COMPONENTS }, (_, index) => Math.sin(index * 1.7));

/** Kullback–Leibler divergence of the Student kernel from p (van der Maaten & Hinton 2008, equation 2). */
function divergence(p: Float64Array, points: Float64Array): number {
  const weight = (row: number, other: number): number => {
    let squared = 0;
    for (let axis = 0; axis < N_COMPONENTS; axis++) squared += ((points[row * N_COMPONENTS + axis] as number) - (points[other * N_COMPONENTS + axis] as number)) ** 2;
    return 1 / (1 + squared);
  };
  let sum = 0, result = 0;
  for (let row = 0; row < N; row++) for (let other = 0; other < N; other++) if (row !== other) sum += weight(row, other);
  for (let row = 0; row < N; row++) for (let other = 0; other < N; other++) {
    const joint = p[row * N + other] as number;
    if (joint > 0) result += joint * Math.log(joint / (weight(row, other) / sum));
  }
  return result;
}

describe('the descent of t-SNE', () => {
  it('steps along the gradient of the divergence', () => {
    const p = affinities(), points = start();
    const gradient = points.map((_, index) => {
      const at = (shift: number): number => divergence(p, points.map((value, place) => (place === index ? value + shift : value)));
      return (at(1e-6) - at(-1e-6)) / 2e-6;
    });
    const moved = start();
    openDescent(p, moved, N, N_COMPONENTS).epoch(false);
    const step = (axis: number, from: Float64Array, row: number): number => (from[row * N_COMPONENTS + axis] as number) - (from[axis] as number);
    for (let row = 1; row < N; row++) for (let axis = 0; axis < N_COMPONENTS; axis++) {
      // Against the first point: each epoch centres the map.
      const expected = step(axis, points, row) - FIRST_STEP * step(axis, gradient, row);
      expect(step(axis, moved, row)).toBeCloseTo(expected, 5);
    }
  });

  it('lowers the divergence, epoch by epoch, once the groups have gathered', () => {
    const p = affinities();
    const descent = openDescent(p, start().map((value) => value * 1e-4), N, N_COMPONENTS);
    const before = divergence(p, descent.points);
    for (let epoch = 0; epoch < 400; epoch++) descent.epoch(epoch < 100);
    expect(divergence(p, descent.points)).toBeLessThan(before * 0.7);
  });
});
