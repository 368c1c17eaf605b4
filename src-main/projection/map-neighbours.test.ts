import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { mapNeighbours } from './map-neighbours';

function search(coordinates: Float32Array, nComponents: number, k: number): Int32Array {
  const steps = mapNeighbours(coordinates, nComponents, k);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Every pair looked at: by distance, then by row. */
function bruteForce(coordinates: Float32Array, nComponents: number, k: number): Int32Array {
  const n = coordinates.length / nComponents;
  const squared = (a: number, b: number): number => {
    let sum = 0;
    for (let axis = 0; axis < nComponents; axis++) sum += ((coordinates[a * nComponents + axis] as number) - (coordinates[b * nComponents + axis] as number)) ** 2;
    return sum;
  };
  const found = new Int32Array(n * k);
  for (let row = 0; row < n; row++) {
    const others = Array.from({ length: n }, (_, other) => other).filter((other) => other !== row).sort((a, b) => squared(row, a) - squared(row, b) || a - b);
    found.set(others.slice(0, k), row * k);
  }
  return found;
}

describe('mapNeighbours', () => {
  it.each([[2, 1, 3], [3, 2, 2], [14, 13, 3], [200, 15, 2], [500, 15, 3], [1200, 5, 3]])('finds what every pair gives: %i points, k %i, %i components', (n, k, nComponents) => {
    const random = mulberry32(n);
    // Clumps of very different sizes, as in maps.
    const coordinates = Float32Array.from({ length: n * nComponents }, (_, index) => (Math.floor(index / nComponents) % 5) ** 3 * 0.1 + random() ** 3);
    expect(search(coordinates, nComponents, k)).toEqual(bruteForce(coordinates, nComponents, k));
  });

  it('goes by row among equal distances: points on a lattice, many of them twice', () => {
    const random = mulberry32(7);
    const coordinates = Float32Array.from({ length: 600 * 2 }, () => Math.floor(random() * 12));
    expect(search(coordinates, 2, 15)).toEqual(bruteForce(coordinates, 2, 15));
  });

  it('answers at once where all points are equal, or all but one far outlier', () => {
    const n = 20_000;
    const equal = new Float32Array(n * 3).fill(0.25);
    const found = search(equal, 3, 3);
    expect(Array.from(found.subarray(0, 9))).toEqual([1, 2, 3, 0, 2, 3, 0, 1, 3]);
    expect(Array.from(found.subarray((n - 1) * 3))).toEqual([0, 1, 2]);
    equal[3 * 77] = 1e6;
    expect(Array.from(search(equal, 3, 3).subarray(3 * 77, 3 * 78))).toEqual([0, 1, 2]);
  });
});
