import { exp, ln } from './exp-log';

/** `sigmas` and `rhos` are `[n]`. */
export interface SmoothKnn {
  readonly sigmas: Float32Array;
  readonly rhos: Float32Array;
}

const TOLERANCE = 1e-5;
const MIN_DIST_SCALE = 1e-3;
const N_ITERATIONS = 64;
/** Distances looked at between two yields: about 10 ms. */
const STEP = 12_000;

/**
 * Each row's own scale (McInnes, Healy & Melville 2018, algorithm 3; umap-learn's `smooth_knn_dist`): ρ, the distance to its
 * localConnectivity-th nearest distinct neighbour (between two of them for fractions, 0 at 0), and σ such that Σⱼ exp(−max(0, dⱼ − ρ) / σ)
 * over all but the row itself is log₂ k. σ is at least a thousandth of the row's mean distance (of all rows' where ρ is 0).
 * @param distances `[n, k]`, ascending, the row itself first.
 * @param k neighbours a row, itself included; at least 2.
 * Yields the rows done.
 */
export function* smoothKnnDist(distances: Float32Array, k: number, localConnectivity: number): Generator<number, SmoothKnn> {
  const n = distances.length / k;
  const sigmas = new Float32Array(n);
  const rhos = new Float32Array(n);
  const target = ln(k) / ln(2);
  const meanOfAll = mean(distances);
  const rowsAStep = Math.max(1, Math.floor(STEP / k));
  const beyond = new Float64Array(k);
  for (let row = 0; row < n; row++) {
    const own = distances.subarray(row * k, (row + 1) * k);
    const rho = Math.fround(rhoOf(own, localConnectivity));
    let nWithin = 0, nBeyond = 0;
    for (let j = 1; j < k; j++) {
      const d = Math.fround((own[j] as number) - rho);
      if (d > 0) beyond[nBeyond++] = d;
      else nWithin++;
    }
    const least = MIN_DIST_SCALE * (rho > 0 ? mean(own) : meanOfAll);
    rhos[row] = rho;
    sigmas[row] = Math.max(sigmaOf(beyond, nBeyond, nWithin, target), least);
    if ((row + 1) % rowsAStep === 0) yield row + 1;
  }
  return { sigmas, rhos };
}

function rhoOf(distances: Float32Array, localConnectivity: number): number {
  const first = distances.findIndex((distance) => distance > 0);
  if (first === -1) return 0;
  const nNonZero = distances.length - first;
  if (nNonZero < localConnectivity) return distances[distances.length - 1] as number;
  const whole = Math.floor(localConnectivity);
  const part = localConnectivity - whole;
  const below = whole > 0 ? (distances[first + whole - 1] as number) : 0;
  return part > TOLERANCE ? below + part * ((distances[first + whole] as number) - below) : below;
}

/** Bisection, doubling while nothing bounds σ from above; stops as umap-learn does, so that both stop at the same σ. */
function sigmaOf(beyond: Float64Array, nBeyond: number, nWithin: number, target: number): number {
  let low = 0, high = Infinity, sigma = 1;
  for (let iteration = 0; iteration < N_ITERATIONS; iteration++) {
    let sum = nWithin;
    for (let j = 0; j < nBeyond; j++) sum += exp(-(beyond[j] as number) / sigma);
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) high = sigma;
    else low = sigma;
    sigma = high === Infinity ? sigma * 2 : (low + high) / 2;
  }
  return sigma;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
