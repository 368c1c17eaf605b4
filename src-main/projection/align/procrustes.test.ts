import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import golden from './golden/procrustes.json';
import { applyProcrustes, procrustes, residualOf } from './procrustes';

/** Orthogonal: the product with its transpose is 1. */
function expectOrthogonal(rotation: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += (rotation[i * size + k] as number) * (rotation[j * size + k] as number);
      expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
    }
  }
}

function spreadOf(coordinates: Float32Array, centre: Float64Array): number {
  return coordinates.reduce((sum, value, index) => sum + (value - (centre[index % centre.length] as number)) ** 2, 0);
}

describe('procrustes', () => {
  it.each(golden.cases)("equals SciPy's: $name", ({ nComponents, reference, moving, rotation, trace, disparity }) => {
    const a = Float32Array.from(reference), b = Float32Array.from(moving);
    const scaled = procrustes(a, b, nComponents, { scale: true });
    scaled.rotation.forEach((value, index) => expect(value).toBeCloseTo(rotation[index] as number, 10));
    expect(scaled.scale * spreadOf(b, scaled.from)).toBeCloseTo(trace, 8);
    const { mean } = residualOf(a, applyProcrustes(scaled, b), nComponents);
    expect((mean ** 2 * (a.length / nComponents)) / spreadOf(a, scaled.to)).toBeCloseTo(disparity, 7);
    const plain = procrustes(a, b, nComponents);
    expect(plain.scale).toBe(1);
    expect(plain.rotation).toEqual(scaled.rotation);
  });

  it('undoes a turn by 90°, a mirroring, a shift and a factor', () => {
    const a = Float32Array.of(0, 0, 4, 0, 0, 2, 1, 1);
    // (x, y) ↦ (2y + 3, 2x − 1): mirrored on the diagonal.
    const b = Float32Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? 2 * (a[index + 1] as number) + 3 : 2 * (a[index - 1] as number) - 1));
    const transform = procrustes(a, b, 2, { scale: true });
    expect(transform.scale).toBeCloseTo(0.5, 12);
    expect(Array.from(applyProcrustes(transform, b))).toEqual(Array.from(a, (value) => expect.closeTo(value, 6) as number));
    expect(Array.from(transform.rotation)).toEqual([0, 1, 1, 0].map((value) => expect.closeTo(value, 12) as number));
  });

  it('does not mirror what lies on a line or plane, nor turn what coincides', () => {
    const random = mulberry32(3);
    const flat = Float32Array.from({ length: 60 }, (_, index) => (index % 3 === 2 ? 0 : random() - 0.5));
    const onLine = Float32Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? index : 0));
    for (const points of [flat, onLine]) {
      const { rotation } = procrustes(points, points, 3);
      expectOrthogonal(rotation, 3);
      Array.from(rotation).forEach((value, index) => expect(value).toBeCloseTo(index % 4 === 0 ? 1 : 0, 9));
    }
    const { rotation, scale, to } = procrustes(flat, new Float32Array(60).fill(2), 3, { scale: true });
    expect(Array.from(rotation)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(scale).toBe(1);
    expect(to[2]).toBe(0);
  });

  it('is the best of many random rotations', () => {
    const random = mulberry32(4);
    const a = Float32Array.from({ length: 45 }, random), b = Float32Array.from({ length: 45 }, random);
    const best = procrustes(a, b, 3);
    expectOrthogonal(best.rotation, 3);
    const least = residualOf(a, applyProcrustes(best, b), 3).mean;
    for (let trial = 0; trial < 200; trial++) {
      const other = procrustes(Float32Array.from({ length: 45 }, random), b, 3);
      expect(residualOf(a, applyProcrustes({ ...other, from: best.from, to: best.to }, b), 3).mean).toBeGreaterThanOrEqual(least - 1e-9);
    }
  });

  it('leaves out rows that a map does not know, and ghosts', () => {
    const a = Float32Array.of(0, 0, 1, 0, 0, 3, 50, 50), b = Float32Array.of(0, 0, 0, 1, -3, 0, 0, 0);
    const fitted = procrustes(a, b, 2, { nFitted: 3 });
    const { distances, mean } = residualOf(a, applyProcrustes(fitted, b), 2, 3);
    expect(mean).toBeCloseTo(0, 6);
    expect(distances[3]).toBeCloseTo(Math.sqrt(5000), 3);
    const holed = a.slice();
    holed[6] = NaN;
    expect(procrustes(holed, b, 2)).toEqual(fitted);
    expect(residualOf(holed, applyProcrustes(fitted, b), 2).mean).toBeCloseTo(0, 6);
  });

  it('refuses maps of other rows and maps without a common row', () => {
    expect(() => procrustes(new Float32Array(6), new Float32Array(9), 3)).toThrow('these hold 2 and 3');
    expect(() => procrustes(new Float32Array(0), new Float32Array(0), 3)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});
