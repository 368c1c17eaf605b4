import { mulberry32 } from '@contract/prng';
import type { Rows } from '@vectors/rows';

/** Rows around `nBlobs` random centres, row i in blob i mod nBlobs, for tests; `spread` is the noise against centres of size 1. */
export function blobs(n: number, dim: number, nBlobs: number, spread: number, seed: number): Rows {
  const random = mulberry32(seed);
  const noise = (): number => random() + random() + random() + random() - 2;
  const centres = Array.from({ length: nBlobs }, () => Array.from({ length: dim }, noise));
  const values = Float32Array.from({ length: n * dim }, (_, index) => ((centres[Math.floor(index / dim) % nBlobs] as number[])[index % dim] as number) + spread * noise());
  return { values, n, dim };
}

/** Share of rows whose nearest other row in the map lies in the same blob. */
export function nearestInSameBlob(coordinates: Float32Array, nComponents: number, nBlobs: number): number {
  const n = coordinates.length / nComponents;
  let same = 0;
  for (let row = 0; row < n; row++) {
    let best = Infinity, nearest = -1;
    for (let other = 0; other < n; other++) {
      let squared = 0;
      for (let axis = 0; axis < nComponents; axis++) squared += ((coordinates[row * nComponents + axis] as number) - (coordinates[other * nComponents + axis] as number)) ** 2;
      if (other !== row && squared < best) {
        best = squared;
        nearest = other;
      }
    }
    if (nearest % nBlobs === row % nBlobs) same++;
  }
  return same / n;
}
