import type { ShownTrails } from '../scene-input';

/** With more rows than this only those that were asked for have trails. */
export const TRAIL_ROWS_MOST = 2_000;
/** Of more rows than this none has its whole way: it would be a tangle. */
const WHOLE_WAYS_MOST = 24;

/** One straight leg of a row's trail, from one stop to the next or, the last, to where the row is. */
export interface TrailLeg {
  readonly row: number;
  /** The stop that it begins at; it ends at the next one. */
  readonly stop: number;
  /** 0…1 at its beginning and at its end: how much of the trail is behind. */
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
}

interface TrailRows {
  readonly trails: ShownTrails;
  readonly n: number;
}

const isKnown = (places: Float32Array | undefined, row: number): boolean => places !== undefined && !Number.isNaN((places[row * 3] ?? NaN) + (places[row * 3 + 1] ?? NaN) + (places[row * 3 + 2] ?? NaN));

/** Rows whose whole way is shown. */
export const wholeWays = ({ whole }: ShownTrails): readonly number[] => (whole.length <= WHOLE_WAYS_MOST ? whole : []);

/** The legs of all trails, the oldest of each row first; whole ways last, so that they lie on top. */
export function trailLegs({ trails, n }: TrailRows): TrailLeg[] {
  const { stops, nShown, isEven } = trails;
  const newest = stops[stops.length - 1];
  const whole = new Set(wholeWays(trails));
  const rows = Array.from({ length: n }, (_, row) => row).filter((row) => isKnown(newest, row));
  const isCrowded = rows.length > TRAIL_ROWS_MOST;
  const chosen = new Set(trails.whole);
  const legs: TrailLeg[] = [];
  const add = (row: number, nLegs: number): void => {
    const first = Math.max(0, stops.length - nLegs);
    const share = (stop: number): number => (isEven ? 1 : (stop - first) / (stops.length - first));
    for (let stop = first; stop < stops.length; stop++) if (isKnown(stops[stop], row)) legs.push({ row, stop, from: share(stop), to: share(stop + 1), isWhole: whole.has(row) });
  };
  if (nShown > 0) for (const row of rows) if (!whole.has(row) && (!isCrowded || chosen.has(row))) add(row, nShown);
  for (const row of rows) if (whole.has(row)) add(row, stops.length);
  return legs;
}
