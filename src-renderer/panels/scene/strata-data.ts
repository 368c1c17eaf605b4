import type { ShownFloors, ShownTrails } from '../../scene/scene-input';
import type { CloudData, TypedPoint } from '../../scene/types';
import type { LegendEntry } from '../../sets/categories';
import type { Journey, MapPosition, View } from '../../state/view';
import { peakOf, type LayerLane } from '../../wording/layer-lanes';

/**
 * Lanes that stand beside the floors, form first: the textbook has it that it comes from below. Those of the lowest `rank` stay where there is no room for
 * all. The detail of a label column is what it holds.
 */
const COLUMNS = [
  { id: 'form', title: 'Form', detail: 'same word', rank: 0 }, { id: 'label', title: 'Label', detail: '', rank: 2 },
  { id: 'sense', title: 'Meaning', detail: 'same sense', rank: 1 }, { id: 'self', title: 'Itself', detail: 'cosine', rank: 3 },
] as const satisfies readonly { readonly id: LayerLane['id']; readonly title: string; readonly detail: string; readonly rank: number }[];
/** Between two floors, where a map has radius 1; many floors stand closer. */
const STOREY = 0.62;
/** Height of all floors together at most. */
const MOST_HEIGHT = 3.4;
/** Beyond the outermost point of any floor. */
const EDGE = 1.05;

/** Height of each floor, the middle of all at 0. */
export function floorHeights(nFloors: number): number[] {
  const storey = Math.min(STOREY, MOST_HEIGHT / Math.max(1, nFloors - 1));
  return Array.from({ length: nFloors }, (_, floor) => (floor - (nFloors - 1) / 2) * storey);
}

/** Points of every floor, `[n, 3]` each: the map's x to the right, its y into the depth. */
function floorPlaces({ stops }: Journey): Float32Array[] {
  const heights = floorHeights(stops.length);
  return stops.map(({ map: { coordinates } }, floor) => {
    const places = new Float32Array(coordinates.length);
    for (let i = 0; i < coordinates.length; i += 3) places.set([coordinates[i] ?? NaN, heights[floor] ?? 0, -(coordinates[i + 1] ?? NaN)], i);
    return places;
  });
}

/** A typed sentence as a thread through all floors: it ends on the last. @param floors where it stands on the map of each */
export function strataTyped(floors: readonly MapPosition[]): TypedPoint | null {
  const heights = floorHeights(floors.length);
  const path = floors.map(([x, y], floor): MapPosition => [x, heights[floor] ?? 0, -y]);
  const position = path.at(-1);
  return position === undefined ? null : { position, path };
}

/** All floors as one cloud: the rows of the first floor, then those of the next. `legend` names what colours mean. */
export function strataData(journey: Journey, categories: Uint8Array, legend: readonly LegendEntry[]): CloudData {
  const places = floorPlaces(journey);
  const rows = journey.stops[0]?.map.rows ?? new Int32Array(0);
  const positions = new Float32Array(places.reduce((n, floor) => n + floor.length, 0));
  places.reduce((at, floor) => { positions.set(floor, at); return at + floor.length; }, 0);
  const n = positions.length / 3;
  return {
    positions, categories: Uint8Array.from({ length: n }, (_, point) => categories[rows[point % rows.length] ?? -1] ?? 0),
    categoryLabels: legend.filter(({ category }) => category > 0).map(({ category, label, n: count }) => ({ category, label, count })),
    contextOf: null, ghosts: [], ghostOf: new Int32Array(n).fill(-1), hasRegions: false, namedFrom: n - rows.length,
  };
}

/** A thread through the floors for each occurrence: it ends at its row of the last floor; rows of the others have none. @param selected rows of any floor */
export function strataTrails(journey: Journey, selected: readonly number[]): ShownTrails {
  const places = floorPlaces(journey);
  const n = places[0]?.length ?? 0;
  const below = places.slice(0, -1);
  const stops = below.map((floor) => {
    const stop = new Float32Array(n * places.length).fill(NaN);
    stop.set(floor, n * below.length);
    return stop;
  });
  return { stops, names: stops.map(() => ''), nShown: stops.length, isEven: true, whole: selected.map((point) => n / 3 * below.length + (point % (n / 3))) };
}

/** The floors with what was measured on each: the lanes of the layers on scales that begin at chance. */
export function strataFloors(journey: Journey, layer: number, lanes: readonly LayerLane[]): ShownFloors {
  const shown = COLUMNS.flatMap(({ id, title, detail, rank }) => lanes.filter((lane) => lane.id === id).map((lane) => ({ lane, title: { title, detail: lane.label ?? detail, rank } })));
  const heights = floorHeights(journey.stops.length);
  const outermost = journey.stops.reduce((most, { map }) => map.coordinates.reduce((far, value) => Math.max(far, Math.abs(value)), most), 0);
  return {
    half: outermost * EDGE,
    chosen: layer,
    columns: shown.map(({ lane, title }) => ({ ...title, low: lowOf(lane.against), high: 1, peak: onlyPeak(lane) })),
    floors: journey.stops.map((_, floor) => ({
      name: String(floor),
      height: heights[floor] ?? 0,
      profile: shown.map(({ lane: { values } }) => (Number.isFinite(values[floor]) ? (values[floor] ?? null) : null)),
    })),
  };
}

/** The layer at which a lane is highest, where its interval tells it from all others. */
function onlyPeak(lane: LayerLane): number | null {
  const peak = peakOf(lane);
  return peak !== null && peak.from === peak.to ? peak.best : null;
}

/** Where a scale begins: at chance where that is one number for all layers, else at 0. */
function lowOf(against: readonly number[] | null): number {
  const [first] = against ?? [];
  return first !== undefined && against?.every((value) => value.toFixed(2) === first.toFixed(2)) === true ? first : 0;
}

/** First point of the floor that is looked at; 0 where there are no floors. */
export const floorStart = ({ mode, layer, map }: Pick<View, 'mode' | 'layer' | 'map'>): number => (mode === 'strata' && map.kind === 'cloud' ? layer * map.rows.length : 0);
