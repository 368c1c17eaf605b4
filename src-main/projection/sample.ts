import { mulberry32 } from '@contract/prng';

/** `count` distinct indices below `n` in ascending order; the same seed gives the same choice (partial Fisher–Yates). */
export function sampleIndices(n: number, count: number, seed: number): Int32Array {
  const random = mulberry32(seed);
  const pool = Int32Array.from({ length: n }, (_, index) => index);
  for (let index = 0; index < count; index++) {
    const other = index + Math.floor(random() * (n - index));
    const held = pool[index] as number;
    pool[index] = pool[other] as number;
    pool[other] = held;
  }
  return pool.slice(0, count).sort();
}
