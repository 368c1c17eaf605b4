import { applyProcrustes, procrustes } from './procrustes';

const N_ROUNDS = 3;

/**
 * The mean of several maps of the same points after each is turned onto that mean (generalised Procrustes analysis, Gower 1975, without a
 * factor); the first map says which way round it lies. Each `[n, nComponents]`.
 */
export function consensus(maps: readonly Float32Array[], nComponents: number): Float32Array {
  let mean = maps[0] ?? new Float32Array(0);
  if (mean.length === 0) return mean;
  for (let round = 0; round < N_ROUNDS; round++) {
    const sum = new Float64Array(mean.length);
    for (const map of maps) applyProcrustes(procrustes(mean, map, nComponents), map).forEach((value, index) => { (sum[index] as number) += value; });
    mean = Float32Array.from(sum, (value) => value / maps.length);
  }
  return mean;
}
