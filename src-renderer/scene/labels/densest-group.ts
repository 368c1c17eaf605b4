/** Reach of the kernel that finds where points stand densest, in px; about that of a Gaussian of 40 px. */
const REACH_PX = 106;
/** Points within this distance of the densest place belong to its group, in px. */
const GROUP_PX = 90;
/** Above this many points every second, third, … one is tried, and stands for its neighbours in sums. */
const TRIED = 80;
const SUMMED = 300;
/** The place that was chosen before stays chosen while it is at least this good beside the best. */
const STAYS_FROM = 0.6;

/** Places on screen, in px; each counts as many times as its weight says. */
export interface Places {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly weight: Float32Array;
}

/** Points around the densest place: the index of that place, all their indices, and the box around them, in px. */
export interface DensestGroup {
  readonly centre: number;
  readonly members: readonly number[];
  /** Of what stands around the place, how much is of `own`: 0…1. */
  readonly share: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The points of `own` within 90 px of the one where they stand densest and least mixed: it has the largest own² / all, of sums of
 * biweight kernels (1 − d²/106²)² over `own` and over `all` points, which include them; of equals the first. `last`, the index of the
 * point chosen before, is chosen again unless another is much better. The box leaves out the outermost tenth of the members each way,
 * so that a stray does not push a name away. Null without points.
 */
export function densestGroup(own: Places, all: Places, last: number | null = null): DensestGroup | null {
  const n = own.x.length;
  if (n === 0) return null;
  const scoreOf = (i: number): number => density(own, own.x[i]!, own.y[i]!) ** 2 / Math.max(1e-9, density(all, own.x[i]!, own.y[i]!));
  let best = 0, most = -1;
  for (let i = 0; i < n; i += Math.ceil(n / TRIED)) {
    const score = scoreOf(i);
    if (score > most) {
      most = score;
      best = i;
    }
  }
  if (last !== null && scoreOf(last) >= STAYS_FROM * most) best = last;
  const members: number[] = [];
  for (let i = 0; i < n; i++) if (squared(own, i, own.x[best]!, own.y[best]!) <= GROUP_PX * GROUP_PX) members.push(i);
  const [left, right] = bulk(members.map((i) => own.x[i]!)), [top, bottom] = bulk(members.map((i) => own.y[i]!));
  const [atX, atY] = [own.x[best]!, own.y[best]!];
  return { centre: best, members, share: density(own, atX, atY) / Math.max(1e-9, density(all, atX, atY)), left, right, top, bottom };
}

/** Sum of the kernels around all places; those left out are made up for. */
function density({ x, y, weight }: Places, atX: number, atY: number): number {
  const stride = Math.ceil(x.length / SUMMED);
  let sum = 0;
  for (let i = 0; i < x.length; i += stride) {
    const dx = x[i]! - atX, dy = y[i]! - atY;
    const share = 1 - (dx * dx + dy * dy) / (REACH_PX * REACH_PX);
    if (share > 0) sum += share * share * weight[i]!;
  }
  return sum * stride;
}

function squared(places: Places, i: number, x: number, y: number): number {
  return (places.x[i]! - x) ** 2 + (places.y[i]! - y) ** 2;
}

function bulk(values: number[]): readonly [number, number] {
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))]!;
  return [at(0.1), at(0.9)];
}
