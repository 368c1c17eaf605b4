import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { dot, norm } from './cosine';
import { RoughRows } from './rough-rows';

const [N, DIM] = [6_001, 350];
const random = mulberry32(11);
/** Near one another, as rows of a language model are; 40 equal ones, of other lengths, some by parts of 10⁻⁵ apart, and two of zeros. */
const values = Float32Array.from({ length: N * DIM }, (_, at) => random() - 0.5 + (at % 7 === 0 ? 2 : 0));
const rowOf = (row: number): Float32Array => values.subarray(row * DIM, (row + 1) * DIM);
for (let row = 100; row < 140; row++) rowOf(row).set(rowOf(99).map((value) => value * 2 ** (row - 120)));
for (let row = 140; row < 180; row++) rowOf(row).set(rowOf(99).map((value, d) => value * (1 + 1e-5 * ((d * row) % 11))));
for (const row of [0, 4_000]) rowOf(row).fill(0);

function roughOf(of: Float32Array, dim: number): RoughRows | null {
  const rough = RoughRows.roomFor(of.length / dim, dim);
  // In unequal parts.
  for (let from = 0; from < of.length / dim; from += 777) rough?.add(from, of.subarray(from * dim, Math.min(of.length, (from + 777) * dim)));
  return rough;
}

const rough = roughOf(values, DIM);

describe('rough rows', () => {
  it.each([1, 5, 200])('keep the %i nearest, all that are as near, and little else', (k) => {
    for (const query of [99, 150, 3, 6_000]) {
      const cosines = Array.from({ length: N }, (_, row) => (norm(rowOf(row)) === 0 ? 0 : dot(rowOf(query), rowOf(row)) / norm(rowOf(query)) / norm(rowOf(row))));
      const floor = cosines.filter((_, row) => row % 5 !== 2).sort((a, b) => b - a)[k - 1] ?? NaN;
      const wanted = [...cosines.keys()].filter((row) => row % 5 !== 2 && (cosines[row] ?? NaN) >= floor - 1e-9);
      const near = rough?.near(rowOf(query), k, (row) => row % 5 !== 2) ?? [];
      expect(wanted.filter((row) => !near.includes(row))).toEqual([]);
      expect(near).toEqual([...near].sort((a, b) => a - b));
      expect(near.filter((row) => (cosines[row] ?? NaN) < floor - 0.003)).toEqual([]);
      expect(near.some((row) => row % 5 === 2)).toBe(false);
    }
  });

  it('know rows of zeros', () => {
    expect([0, 1, 4_000].map((row) => rough?.isZero(row))).toEqual([true, false, true]);
  });

  it('say nothing of what 16 bits do not hold, and are not made of few rows', () => {
    expect(rough?.near(new Float32Array(DIM), 5, () => true)).toBeNull();
    expect(rough?.near(new Float32Array(DIM).fill(1e-38), 5, () => true)).toBeNull();
    const long = values.slice();
    long.fill(3e38, DIM, 2 * DIM);
    expect(roughOf(long, DIM)?.near(rowOf(99), 5, () => true)).toBeNull();
    expect(RoughRows.roomFor(1_000, 768)).toBeNull();
    expect(RoughRows.roomFor(1_000_000, 768)).toBeNull();
  });

  it('keep a row along one axis and its opposite apart', () => {
    const axes = new Float32Array(2_100 * 1_000);
    for (let row = 0; row < 2_100; row++) axes[row * 1_000 + (row % 1_000)] = row === 7 ? -1e-20 : 1e20;
    expect(roughOf(axes, 1_000)?.near(axes.subarray(7_000, 8_000), 1, () => true)).toEqual([7]);
    expect(roughOf(axes, 1_000)?.near(axes.subarray(8_000, 9_000), 2, () => true)).toEqual([8, 1_008, 2_008]);
  });
});
