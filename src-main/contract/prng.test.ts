import { describe, expect, it } from 'vitest';
import { mulberry32, randomBelow, shuffle } from './prng';

describe('mulberry32', () => {
  it('gives the published stream', () => {
    // First outputs of the reference C code for seed 42, as 32-bit integers.
    const random = mulberry32(42);
    expect(Array.from({ length: 4 }, () => random() * 2 ** 32)).toEqual([2581720956, 1925393290, 3661312704, 2876485805]);
  });

  it('is even over [0, 1)', () => {
    const random = mulberry32(9);
    const counts = new Uint32Array(10);
    for (let draw = 0; draw < 100_000; draw++) {
      const bin = Math.floor(random() * 10);
      counts[bin] = (counts[bin] as number) + 1;
    }
    for (const n of counts) expect(Math.abs(n - 10_000)).toBeLessThan(500);
  });

  it('draws integers below a bound', () => {
    const random = mulberry32(1);
    expect(new Set(Array.from({ length: 200 }, () => randomBelow(random, 5)))).toEqual(new Set([0, 1, 2, 3, 4]));
  });
});

describe('shuffle', () => {
  it('keeps the items and every order is equally likely', () => {
    const random = mulberry32(6);
    const counts = new Map<string, number>();
    for (let trial = 0; trial < 6_000; trial++) {
      const order = shuffle([1, 2, 3], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
    for (const n of counts.values()) expect(Math.abs(n - 1_000)).toBeLessThan(150);
  });
});
