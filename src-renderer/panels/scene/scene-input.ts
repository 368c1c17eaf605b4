import type { ShownTried } from '../../state/panels/typed/trail.svelte';
import type { SceneInput, ShownCloud, ShownTrails } from '../../scene/scene-input';
import type { Layout, MeasuredPair, Rect, SceneTokens, SceneTool } from '../../scene/types';
import type { PlacedAverage } from '../../state/panels/averages.svelte';
import type { Placed } from '../../state/typed.svelte';
import type { CloudMap, CloudPlaces, Journey, View } from '../../state/view';
import type { LayerLane } from '../../wording/layer-lanes';
import { cloudData, pointValues, staticData, type Colours } from './scene-data';
import { floorStart, strataData, strataFloors, strataTrails, strataTyped } from './strata-data';

/** What the scene's input is made of; rows are occurrences of the set. */
export interface SceneSources {
  readonly view: View;
  readonly colours: Colours;
  readonly selected: readonly number[];
  readonly hovered: number | null;
  /** Rows that the list shows; null: all. */
  readonly passing: readonly number[] | null;
  readonly placed: Pick<Placed, 'position' | 'path' | 'floors'> | null;
  /** Sentences that were tried before. */
  readonly tried: readonly ShownTried[];
  /** Means of the occurrences of a form. */
  readonly averages: readonly PlacedAverage[];
  /** Distances to be drawn. */
  readonly pairs: readonly MeasuredPair[];
  readonly areThreadsShown: boolean;
  /** Whether context-free vectors stand among the points. */
  readonly areGhostsShown: boolean;
  readonly areLabelsShown: boolean;
  /** Layer that the points have come to, or are on their way to. */
  readonly position: number;
  /** Over how many layers trails go back. */
  readonly nTrailLayers: number;
  /** How long a step from one layer to the next takes. */
  readonly stepMs: number;
  /** What was measured of the layers. */
  readonly lanes: readonly LayerLane[];
  /** Another map is being computed. */
  readonly isWaiting: boolean;
  readonly isOrthographic: boolean;
  readonly tool: SceneTool;
  readonly tokens: SceneTokens;
  readonly reserved: readonly Rect[];
}

/** The point of an occurrence, in strata that on the floor of the layer; -1 where the map has none for it. */
export function pointIn(view: View, row: number): number {
  const point = view.map.kind === 'cloud' ? view.map.pointOf[row] ?? -1 : -1;
  return point < 0 ? -1 : floorStart(view) + point;
}

/** The occurrence at a point, null where there is none. */
export const occurrenceAt = ({ map }: View, point: number | null): number | null =>
  point === null || map.kind !== 'cloud' || map.rows.length === 0 ? null : (map.rows[point % map.rows.length] ?? null);

/** A function that makes the scene's input, and gives the same object again for each field whose sources are the same. */
export function sceneInputs(): (sources: SceneSources) => SceneInput {
  const within = remembered(allPlaces);
  const cloud = remembered(
    (view: View, map: CloudMap, id: string, categories: Colours['categories'], legend: Colours['legend'], areGhostsShown: boolean): ShownCloud => ({
      data: {
        ...cloudData(view, map, { id, categories, legend }),
        ...(areGhostsShown ? {} : { ghosts: [], ghostOf: new Int32Array(map.rows.length).fill(-1) }),
        ...(view.journey === null ? {} : { within: within(view.journey) }),
      },
      map,
      subject: view.set.id,
      source: view.model.id,
      keys: map.rows,
      stands: map.stands === true,
      journey: view.journey,
    }),
  );
  const statics = remembered((view: View, selected: readonly number[]) => (view.map.kind === 'static' ? { data: staticData(view.map, selected), map: view.map } : null));
  const colouring = remembered((map: CloudMap, id: string, values: Colours['values'], nFloors: number) => onFloors(pointValues(map, { id, values }), nFloors));
  const selection = remembered((view: View, selected: readonly number[]) => pointsOf(view, selected));
  const filter = remembered((map: CloudMap, passing: readonly number[], nFloors: number) => onFloors(passed(map, new Set(passing)), nFloors));
  const typed = remembered((_map: CloudMap, { position, path }: Pick<Placed, 'position' | 'path'>) => ({ position, path }));
  const measures = remembered((view: View, pairs: readonly MeasuredPair[]) => pairs.map((pair) => ({ ...pair, from: pointIn(view, pair.from), to: pointIn(view, pair.to) })));
  const means = remembered((places: readonly PlacedAverage[]) => places.map(({ form, n, position }) => ({ title: form, origin: `average of ${n.toLocaleString('en')}`, position })));
  const triedOnes = remembered((shown: readonly ShownTried[]) => shown.flatMap(({ number, place }) => (place == null ? [] : [{ number, position: place.position, category: place.verdict.category }])));
  const trails = remembered(trailsTo);
  const strata = remembered(
    (set: View['set'], model: View['model'], journey: Journey, categories: Uint8Array, legend: Colours['legend']): ShownCloud => ({
      data: strataData(journey, categories, legend),
      map: journey,
      subject: `${set.id} strata`,
      source: model.id,
      keys: Int32Array.from({ length: journey.stops.length * (journey.stops[0]?.map.rows.length ?? 0) }, (_, point) => point),
      stands: false,
      journey: null,
    }),
  );
  const strataThreads = remembered(strataTrails);
  const typedOnFloors = remembered(strataTyped);
  const floors = remembered(strataFloors);
  const options = remembered((threads: boolean, labels: boolean, isWaiting: boolean) => ({ threads, labels, isWaiting }));

  return ({ view, colours: { id, categories, legend, values }, selected, hovered, passing, placed, tried, averages, pairs, areThreadsShown,
    areGhostsShown, areLabelsShown, isWaiting, isOrthographic, tool, tokens, reserved, position, nTrailLayers, stepMs, lanes }) => {
    const map = view.map.kind === 'cloud' ? view.map : null;
    const stacked = view.mode === 'strata' ? view.journey : null;
    const chosen = selection(view, selected);
    const nFloors = stacked?.stops.length ?? 1;
    const hover = hovered === null ? -1 : pointIn(view, hovered);
    return {
      cloud: map && (stacked === null ? cloud(view, map, id, categories, legend, areGhostsShown) : strata(view.set, view.model, stacked, categories, legend)),
      statics: statics(view, selected),
      selection: chosen,
      hover: hover < 0 ? null : hover,
      filter: map && passing && filter(map, passing, nFloors),
      colouring: map && colouring(map, id, values, nFloors),
      faded: stacked === null ? view.journey?.unfounded?.[Math.ceil(position) - 1] ?? null : null,
      displacements: null,
      trails: stacked !== null ? (areThreadsShown ? strataThreads(stacked, chosen) : null) : view.journey && trails(view.journey, Math.ceil(position), nTrailLayers),
      floors: stacked && floors(stacked, view.layer, lanes),
      stepMs,
      measures: measures(view, pairs),
      averages: means(averages),
      typed: map && placed && (stacked === null ? typed(map, placed) : typedOnFloors(placed.floors)),
      tried: triedOnes(tried),
      options: options(areThreadsShown && view.journey === null, areLabelsShown, isWaiting),
      projection: isOrthographic || stacked !== null ? 'orthographic' : 'perspective',
      tool, tokens, reserved,
    };
  };
}

/** The values of a floor once for each floor. */
function onFloors<T extends Uint8Array | Float32Array | null>(values: T, nFloors: number): T {
  if (values === null || nFloors === 1) return values;
  const all = values instanceof Uint8Array ? new Uint8Array(values.length * nFloors) : new Float32Array(values.length * nFloors);
  for (let floor = 0; floor < nFloors; floor++) all.set(values, floor * values.length);
  return all as T;
}

/** Places as the scene takes them. */
export const layoutOf = ({ coordinates, ghosts }: CloudPlaces): Layout => ({ positions: coordinates, ghosts: ghosts.map(({ position }) => position) });

/** Places at all layers, one after the other: whoever flies through them wants to see all. */
function allPlaces({ stops }: Journey): Float32Array {
  const places = new Float32Array(stops.reduce((n, { map }) => n + map.coordinates.length, 0));
  stops.reduce((at, { map }) => { places.set(map.coordinates, at); return at + map.coordinates.length; }, 0);
  return places;
}

/** The ways of the points to a layer, without the places that they have there. */
function trailsTo(journey: Journey, layer: number, nShown: number): ShownTrails | null {
  const stops = journey.stops.slice(0, layer);
  return stops.length === 0 ? null : { stops: stops.map(({ map }) => map.coordinates), names: stops.map((_, layer) => String(layer)), nShown };
}

/** The points of occurrences, without those that have none. */
export const pointsOf = (view: View, rows: readonly number[]): number[] => rows.map((row) => pointIn(view, row)).filter((point) => point >= 0);

const passed = ({ rows }: CloudMap, passing: ReadonlySet<number>): Uint8Array => Uint8Array.from(rows, (row) => (passing.has(row) ? 1 : 0));

/** The function, giving its last answer again for the same arguments. */
function remembered<A extends readonly unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  let last: { readonly args: A; readonly made: T } | null = null;
  return (...args) => {
    if (last?.args.every((arg, i) => Object.is(arg, args[i])) !== true) last = { args, made: make(...args) };
    return last.made;
  };
}
