import type { CloudModel } from '../cloud-model';
import type { Rect } from '../types';
import type { Projected, CameraView } from '../camera/camera-view';

/** Up to this many rows on screen all are looked at; of more, a sample of every category, so that the smallest is not overlooked. */
export const CROWD_MOST = 4096;
const N_CATEGORIES = 9;
const CATEGORY_MOST = CROWD_MOST / (N_CATEGORIES - 1);
const N_LEVELS = 32;

/** Rows that are on screen and inside the filter, or a sample of them, in row order. */
export interface Crowd {
  /** How many rows there are, sampled or not. */
  readonly nInView: number;
  readonly rows: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** How many rows of its category each stands for. */
  readonly weight: Float32Array;
  readonly category: Uint8Array;
}

/**
 * The crowd inside `bounds` (px). Costs one pass over the rows and memory for the sample only. The same rows are drawn whatever the
 * view, as far as they are in it: a row is in the sample of level l when its hash begins with l zeros, so that a smaller sample is part
 * of each larger one, and what is found in it does not change with every step of the camera.
 */
export function crowdInView(view: CameraView, bounds: Rect, model: Pick<CloudModel, 'n' | 'positions' | 'data' | 'filter'>): Crowd {
  const { n, positions, filter, data: { categories } } = model;
  const at: Projected = { x: 0, y: 0, scale: 0 };
  const isSeen = (row: number): boolean => {
    if (filter?.[row] === 0) return false;
    view.toScreen(positions[row * 3]!, positions[row * 3 + 1]!, positions[row * 3 + 2]!, at);
    return at.scale > 0 && at.x >= bounds.x && at.y >= bounds.y && at.x <= bounds.x + bounds.width && at.y <= bounds.y + bounds.height;
  };
  const counts = new Uint32Array(N_CATEGORIES * N_LEVELS);
  for (let row = 0; row < n; row++) if (isSeen(row)) counts[categories[row]! * N_LEVELS + levelOf(row)]!++;
  const { levels, nSampled, nInView } = levelsFor(counts);
  const crowd = {
    nInView, rows: new Int32Array(nSampled), x: new Float32Array(nSampled), y: new Float32Array(nSampled), weight: new Float32Array(nSampled), category: new Uint8Array(nSampled),
  };
  let next = 0;
  for (let row = 0; row < n; row++) {
    const category = categories[row]!;
    if (levelOf(row) < levels[category]! || !isSeen(row)) continue;
    crowd.rows[next] = row;
    crowd.x[next] = at.x;
    crowd.y[next] = at.y;
    crowd.weight[next] = 2 ** levels[category]!;
    crowd.category[next] = category;
    next++;
  }
  return crowd;
}

/** The lowest level of each category at which its sample is small enough. */
function levelsFor(counts: Uint32Array): { readonly levels: Uint8Array; readonly nSampled: number; readonly nInView: number } {
  const nInView = counts.reduce((sum, count) => sum + count, 0);
  const levels = new Uint8Array(N_CATEGORIES);
  let nSampled = nInView;
  for (let category = 0; category < N_CATEGORIES && nInView > CROWD_MOST; category++) {
    let left = counts.subarray(category * N_LEVELS, (category + 1) * N_LEVELS).reduce((sum, count) => sum + count, 0);
    while (left > CATEGORY_MOST) {
      const dropped = counts[category * N_LEVELS + levels[category]!]!;
      left -= dropped;
      nSampled -= dropped;
      levels[category]!++;
    }
  }
  return { levels, nSampled, nInView };
}

/** Zeros at the beginning of a row's hash (finaliser of MurmurHash3, Appleby 2011), below 32. */
function levelOf(row: number): number {
  let h = row + 1;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return Math.min(N_LEVELS - 1, Math.clz32(h ^ (h >>> 16)));
}
