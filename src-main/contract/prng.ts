/** A stream of pseudo-random numbers, uniform in `[0, 1)`. */
export type Random = () => number;

/**
 * Mulberry32 (Tommy Ettinger 2017, public domain): 32-bit state, period 2³². The same seed gives the same stream on every
 * machine, which is all that layouts, samples and splits need; it is not for secrets.
 * @param seed any integer; only its low 32 bits count.
 */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A uniform integer in `[0, below)`; `below` from 1 to 2³². */
export function randomBelow(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** Shuffles in place (Fisher and Yates; Durstenfeld 1964) and returns the same array. */
export function shuffle<T extends Int32Array | Uint32Array | number[]>(items: T, random: Random): T {
  for (let last = items.length - 1; last > 0; last--) {
    const other = randomBelow(random, last + 1);
    const held = items[last] as number;
    items[last] = items[other] as number;
    items[other] = held;
  }
  return items;
}
