import { Failure } from '@contract/failure';
import { smallSvd } from './svd';

/** x ↦ (x − from) · rotation · scale + to, with points as rows. `rotation` is orthogonal `[nComponents, nComponents]`, reflections included. */
export interface Procrustes {
  readonly nComponents: number;
  readonly rotation: Float64Array;
  readonly scale: number;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

export interface ProcrustesOptions {
  /** Also one factor for all points (default false: only turned, mirrored and moved). */
  readonly scale?: boolean;
  /** How many rows, from the first, are fitted; ghosts behind them are left out. All by default. */
  readonly nFitted?: number;
}

/**
 * The turn, mirroring and shift (and factor, if asked for) that bring `moving` nearest to `reference` in the sum of squares (Schönemann 1966;
 * Gower 1975): the rotation is U Vᵀ of the singular value decomposition U S Vᵀ of movingᵀ · reference, both centred; the factor is tr S / ‖moving‖².
 * Rows where either holds NaN are left out. Where points coincide or lie on a line or plane, the rest of the rotation is a turn without mirroring, and no factor is 0.
 * @param reference `[n, nComponents]`; @param moving the same rows in another map.
 * @throws Failure 'bad-input' when the two differ in length, or no row is known in both.
 */
export function procrustes(reference: Float32Array, moving: Float32Array, nComponents: number, options: ProcrustesOptions = {}): Procrustes {
  if (reference.length !== moving.length) {
    throw new Failure('bad-input', `Two maps can be aligned when they show the same rows; these hold ${reference.length / nComponents} and ${moving.length / nComponents}. Choose maps of the same set.`);
  }
  const n = options.nFitted ?? reference.length / nComponents;
  const rows = knownRows(reference, moving, nComponents, n);
  if (rows.length === 0) throw new Failure('bad-input', 'The two maps have no point in common. Choose maps of the same set.');
  const to = centreOf(reference, rows, nComponents), from = centreOf(moving, rows, nComponents);
  const cross = new Float64Array(nComponents * nComponents);
  let squared = 0;
  for (const row of rows) {
    for (let i = 0; i < nComponents; i++) {
      const x = (moving[row * nComponents + i] as number) - (from[i] as number);
      squared += x * x;
      for (let j = 0; j < nComponents; j++) (cross[i * nComponents + j] as number) += x * ((reference[row * nComponents + j] as number) - (to[j] as number));
    }
  }
  const { u, values, v } = smallSvd(cross, nComponents);
  const rotation = new Float64Array(nComponents * nComponents);
  for (let i = 0; i < nComponents; i++) {
    for (let j = 0; j < nComponents; j++) {
      for (let k = 0; k < nComponents; k++) (rotation[i * nComponents + j] as number) += (u[i * nComponents + k] as number) * (v[j * nComponents + k] as number);
    }
  }
  const trace = values.reduce((sum, value) => sum + value, 0);
  return { nComponents, rotation, scale: options.scale === true && trace > 0 && squared > 0 ? trace / squared : 1, from, to };
}

/** The points after `transform`, as a new array. */
export function applyProcrustes({ nComponents, rotation, scale, from, to }: Procrustes, coordinates: Float32Array): Float32Array {
  const moved = new Float32Array(coordinates.length);
  for (let start = 0; start < coordinates.length; start += nComponents) {
    for (let j = 0; j < nComponents; j++) {
      let sum = 0;
      for (let i = 0; i < nComponents; i++) sum += ((coordinates[start + i] as number) - (from[i] as number)) * (rotation[i * nComponents + j] as number);
      moved[start + j] = sum * scale + (to[j] as number);
    }
  }
  return moved;
}

/** How far the same rows lie apart in two maps. */
export interface Residual {
  /** `[n]`: distance of each row; NaN where a map does not know it. */
  readonly distances: Float32Array;
  /** Root mean square of the fitted rows' distances; 0 where there are none. */
  readonly mean: number;
}

/** Distances row by row; `nFitted` rows from the first count in the mean. */
export function residualOf(reference: Float32Array, moved: Float32Array, nComponents: number, nFitted?: number): Residual {
  const n = reference.length / nComponents;
  const counted = nFitted ?? n;
  const distances = new Float32Array(n);
  let total = 0, nKnown = 0;
  for (let row = 0; row < n; row++) {
    let squared = 0;
    for (let axis = 0; axis < nComponents; axis++) squared += ((reference[row * nComponents + axis] as number) - (moved[row * nComponents + axis] as number)) ** 2;
    distances[row] = Math.sqrt(squared);
    if (row >= counted || Number.isNaN(squared)) continue;
    total += squared;
    nKnown++;
  }
  return { distances, mean: nKnown === 0 ? 0 : Math.sqrt(total / nKnown) };
}

function knownRows(a: Float32Array, b: Float32Array, nComponents: number, n: number): Int32Array {
  const rows = new Int32Array(n);
  let count = 0;
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let axis = row * nComponents; axis < (row + 1) * nComponents; axis++) sum += (a[axis] as number) + (b[axis] as number);
    if (!Number.isNaN(sum)) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

function centreOf(coordinates: Float32Array, rows: Int32Array, nComponents: number): Float64Array {
  const centre = new Float64Array(nComponents);
  for (const row of rows) for (let axis = 0; axis < nComponents; axis++) (centre[axis] as number) += coordinates[row * nComponents + axis] as number;
  return centre.map((sum) => sum / rows.length);
}
