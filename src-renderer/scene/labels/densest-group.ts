/** Bandwidth of the kernel that finds where points stand densest, in px. */
const BANDWIDTH_PX = 40;
/** Points within this distance of the densest place belong to its group, in px. */
const GROUP_PX = 90;
/** Above this many points every second, third, … one stands for its neighbours: the sums take n² steps. */
const SAMPLE = 300;

/** Places on screen, in px. */
export interface Places {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Points around the densest place: their indices and the box around them, in px. */
export interface DensestGroup {
  readonly members: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The points of `own` within 90 px of the one where they stand densest and least mixed: it has the largest own² / all, of sums of
 * Gaussian kernels (bandwidth 40 px) over `own` and over `all` points, which include them; of equals the first. The box leaves out
 * the outermost tenth of the members each way, so that a stray does not push a name away. Null without points.
 */
export function densestGroup(own: Places, all: Places): DensestGroup | null {
  const n = own.x.length;
  if (n === 0) return null;
  let best = 0, most = -1;
  for (let i = 0; i < n; i += strideOf(n)) {
    const x = own.x[i] as number, y = own.y[i] as number;
    const score = density(own, x, y) ** 2 / Math.max(1e-9, density(all, x, y));
    if (score > most) {
      most = score;
      best = i;
    }
  }
  const members: number[] = [];
  for (let i = 0; i < n; i++) if (squared(own, i, own.x[best] as number, own.y[best] as number) <= GROUP_PX * GROUP_PX) members.push(i);
  const [left, right] = bulk(members.map((i) => own.x[i] as number)), [top, bottom] = bulk(members.map((i) => own.y[i] as number));
  return { members, left, right, top, bottom };
}

const strideOf = (n: number): number => Math.ceil(n / SAMPLE);

/** Sum of the kernels around all places; those left out are made up for. */
function density(places: Places, x: number, y: number): number {
  const stride = strideOf(places.x.length);
  let sum = 0;
  for (let i = 0; i < places.x.length; i += stride) sum += Math.exp(-squared(places, i, x, y) / (2 * BANDWIDTH_PX * BANDWIDTH_PX));
  return sum * stride;
}

function squared(places: Places, i: number, x: number, y: number): number {
  return ((places.x[i] as number) - x) ** 2 + ((places.y[i] as number) - y) ** 2;
}

function bulk(values: number[]): readonly [number, number] {
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] as number;
  return [at(0.1), at(0.9)];
}
