import type { CloudModel } from '../../cloud-model';
import { delayOf } from '../../motion';
import { HIDDEN } from '../../points/row-states';
import { distanceBetween, positionAt } from '../../positions';
import type { Position } from '../../types';
import { strandsOf, type Strands } from '../strands';
import { BUNDLING } from '../thread-list';

/**
 * `numbers` holds a piece of a trail in six groups of four: the place before it and its opacity; where it begins and the age there; where
 * it ends and the age there; the place after it and 0 (of threads through floors, in place of the places before and after, how far its
 * beginning and its end are drawn to their {@link Strands}); where the row sets off and its delay (0…1); what it is ({@link PIECE}), over how
 * many stops its trail goes back, its category (−1: a whole way), and whether it is the first. Ages count stops back from the last one.
 */
export interface TrailList {
  readonly count: number;
  readonly nTrails: number;
  readonly numbers: Float32Array;
  /** The row of each piece. */
  readonly rows: Int32Array;
}

/** A leg between two stops; one before the leg to where the row is; the leg to where the row is; a dot at a stop. */
export const PIECE = { leg: 0, legBeforeLast: 1, lastLeg: 2, dot: 3 } as const;
export const TRAIL_NUMBERS = 24;
/** Above this many rows only selected ones have trails, and never more of them than this. */
export const TRAIL_LIMIT = 2000;
/** So many selected rows show their whole way; of more, nobody could follow one. */
export const WHOLE_LIMIT = 24;
/** Up to this many rows there is a dot at each stop. */
export const DOT_LIMIT = 400;
export const NO_TRAILS: TrailList = { count: 0, nTrails: 0, numbers: new Float32Array(0), rows: new Int32Array(0) };

const SAME = 1e-6;
const NO_PLACES = new Float32Array(0);

/** Where a row was, and how many stops before the last one. */
export interface Stop {
  readonly at: Position;
  readonly age: number;
}

/** Rows whose trails go back over all stops. */
export function wholeRows({ trails, selection, states }: Pick<CloudModel, 'trails' | 'selection' | 'states'>): readonly number[] {
  const rows = trails?.whole ?? selection;
  return rows.length > WHOLE_LIMIT ? [] : rows.filter((row) => !states.has(row, HIDDEN));
}

/** Where a row was at its last `nBack` stops, oldest first: those since it last had no place, and the later one of two at the same place. */
export function stopsOf(stops: readonly Float32Array[], row: number, nBack = stops.length): Stop[] {
  const found: Stop[] = [];
  for (let age = 0; age < Math.min(nBack, stops.length); age++) {
    const at = positionAt(stops[stops.length - 1 - age] ?? [], row);
    if (!Number.isFinite(at[0] + at[1] + at[2])) break;
    const later = found[found.length - 1];
    if (!later || distanceBetween(later.at, at) > SAME) found.push({ at, age });
  }
  return found.reverse();
}

/** Pieces of all trails: those of selected rows come last, so that they are drawn on top. */
export function makeTrails(model: CloudModel): TrailList {
  const { trails, n, motion } = model;
  if (!trails || trails.stops.length === 0) return NO_TRAILS;
  // Who was not at the last stop has no trail.
  const last = trails.stops[trails.stops.length - 1] ?? NO_PLACES, known = Array.from({ length: n }, (_, row) => row).filter((row) => !Number.isNaN(last[row * 3]));
  const whole = wholeRows(model), rows = otherRows(model, known, new Set(whole));
  // What is oldest fades while the rows are on their way, and is gone when they arrive.
  const nBack = trails.nShown === 0 ? 0 : trails.nShown + (motion ? 1 : 0);
  const hasDots = n <= DOT_LIMIT && trails.isEven !== true;
  const most = rows.length * Math.min(nBack, trails.stops.length) * (hasDots ? 2 : 1) + whole.length * trails.stops.length;
  const strands = trails.isEven === true ? strandsOf([...trails.stops, model.positions], known, model.data.categories, BUNDLING) : null;
  const list = new Pieces(model, most, strands);
  for (const row of rows) list.add(row, stopsOf(trails.stops, row, nBack), { reach: trails.nShown, category: model.data.categories[row] ?? 0, hasDots });
  for (const row of whole) list.add(row, stopsOf(trails.stops, row), { reach: trails.stops.length - 1, category: -1, hasDots: false });
  return list;
}

function otherRows({ selection, states }: CloudModel, known: readonly number[], whole: ReadonlySet<number>): number[] {
  const rows = known.length > TRAIL_LIMIT ? selection.slice(0, TRAIL_LIMIT) : known;
  return rows.filter((row) => !whole.has(row) && !states.has(row, HIDDEN));
}

interface Look {
  readonly reach: number;
  readonly category: number;
  readonly hasDots: boolean;
}

class Pieces implements TrailList {
  count = 0;
  nTrails = 0;
  private readonly room: Float32Array;
  private readonly rowOf: Int32Array;

  constructor(private readonly model: CloudModel, most: number, private readonly strands: Strands | null) {
    this.room = new Float32Array(most * TRAIL_NUMBERS);
    this.rowOf = new Int32Array(most);
  }

  get numbers(): Float32Array {
    return this.room.subarray(0, this.count * TRAIL_NUMBERS);
  }

  get rows(): Int32Array {
    return this.rowOf.subarray(0, this.count);
  }

  add(row: number, stops: readonly Stop[], look: Look): void {
    const { positions, motion } = this.model;
    const last = stops[stops.length - 1];
    if (!last) return;
    const end = positionAt(positions, row), origin = motion ? positionAt(motion.from, row) : end;
    const isUnderWay = Math.max(distanceBetween(last.at, end), distanceBetween(last.at, origin)) > SAME;
    const places = isUnderWay ? [...stops, { at: end, age: 0 }] : stops;
    if (places.length < 2) return;
    this.nTrails++;
    // Places after the last stop but one end at the row itself, wherever it is.
    const pieceAt = (index: number): number => (!isUnderWay || index < places.length - 3 ? PIECE.leg : index === places.length - 3 ? PIECE.legBeforeLast : PIECE.lastLeg);
    for (let index = 0; index < places.length - 1; index++) this.put(row, places, index, pieceAt(index), origin, look);
    if (look.hasDots) for (let index = 0; index < stops.length; index++) this.put(row, places, index, PIECE.dot, origin, look);
  }

  private put(row: number, places: readonly Stop[], index: number, piece: number, origin: Position, { reach, category }: Look): void {
    const start = places[index];
    if (!start) return;
    const end = places[index + 1] ?? start;
    this.rowOf[this.count] = row;
    const at = this.count++ * TRAIL_NUMBERS;
    this.four(at, this.pullAt(row, start, false) ?? places[index - 1]?.at ?? start.at, this.model.opacityOf(row));
    this.four(at + 4, start.at, start.age);
    this.four(at + 8, end.at, end.age);
    this.four(at + 12, this.pullAt(row, end, piece === PIECE.lastLeg) ?? places[index + 2]?.at ?? mirrored(start.at, end.at), 0);
    this.four(at + 16, origin, delayOf(row, this.model.n));
    this.four(at + 20, [piece, reach, category], index === 0 ? 1 : 0);
  }

  private pullAt(row: number, { at, age }: Stop, isNow: boolean): Position | null {
    const nStops = this.model.trails?.stops.length ?? 0;
    return this.strands?.pull(isNow ? nStops : nStops - 1 - age, row, at) ?? null;
  }

  private four(at: number, [x, y, z]: Position, w: number): void {
    this.room[at] = x;
    this.room[at + 1] = y;
    this.room[at + 2] = z;
    this.room[at + 3] = w;
  }
}

/** The other side of `centre`. */
function mirrored(place: Position, centre: Position): Position {
  return [2 * centre[0] - place[0], 2 * centre[1] - place[1], 2 * centre[2] - place[2]];
}
