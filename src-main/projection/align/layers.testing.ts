import { mulberry32 } from '@contract/prng';
import type { Rows } from '@vectors/rows';
import { blobs } from '../blobs.testing';

/** Layers of the same occurrences for tests: each is the one before it, turned a little towards other random directions. */
export function layers(nLayers: number, n: number, dim: number, nBlobs: number, seed: number): Rows[] {
  const random = mulberry32(seed);
  const all: Rows[] = [blobs(n, dim, nBlobs, 0.7, seed)];
  for (let layer = 1; layer < nLayers; layer++) {
    const before = all[layer - 1] as Rows;
    const shift = Float32Array.from({ length: nBlobs * dim }, () => 0.6 * (random() - 0.5));
    const values = before.values.map((value, index) => {
      const row = Math.floor(index / dim);
      return value + (shift[(row % nBlobs) * dim + (index % dim)] as number) + 0.5 * (random() - 0.5);
    });
    all.push({ values, n, dim });
  }
  return all;
}
