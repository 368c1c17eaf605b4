import type { SceneInput } from '../../scene/scene-input';
import type { MeasuredPair, Rect, SceneTokens, SceneTool } from '../../scene/types';
import type { Placed } from '../../state/typed.svelte';
import type { CloudMap, View } from '../../state/view';
import { cloudData, pointValues, staticData, type Colours } from './scene-data';

/** What the scene's input is made of; rows are occurrences of the set. */
export interface SceneSources {
  readonly view: View;
  readonly colours: Colours;
  readonly selected: readonly number[];
  readonly hovered: number | null;
  /** Rows that the list shows; null: all. */
  readonly passing: readonly number[] | null;
  readonly placed: Placed | null;
  /** Distances to be drawn. */
  readonly pairs: readonly MeasuredPair[];
  readonly areThreadsShown: boolean;
  readonly areLabelsShown: boolean;
  /** Another map is being computed. */
  readonly isWaiting: boolean;
  readonly isOrthographic: boolean;
  readonly tool: SceneTool;
  readonly tokens: SceneTokens;
  readonly reserved: readonly Rect[];
}

/** The point of an occurrence, -1 where the map has none for it. */
export const pointIn = ({ map }: View, row: number): number => (map.kind === 'cloud' ? map.pointOf[row] ?? -1 : -1);

/** The occurrence at a point, null where there is none. */
export const occurrenceAt = ({ map }: View, point: number | null): number | null => (point === null || map.kind !== 'cloud' ? null : map.rows[point] ?? null);

/** A function that makes the scene's input, and gives the same object again for each field whose sources are the same. */
export function sceneInputs(): (sources: SceneSources) => SceneInput {
  const cloud = remembered((view: View, map: CloudMap, id: string, categories: Colours['categories'], legend: Colours['legend']) => ({
    data: cloudData(view, map, { id, categories, legend }), map, subject: view.set.id, source: view.model.id, keys: map.rows, stands: map.stands === true,
  }));
  const statics = remembered((view: View, selected: readonly number[]) => (view.map.kind === 'static' ? { data: staticData(view.map, selected), map: view.map } : null));
  const colouring = remembered((map: CloudMap, id: string, values: Colours['values']) => pointValues(map, { id, values }));
  const selection = remembered((view: View, selected: readonly number[]) => pointsOf(view, selected));
  const filter = remembered((map: CloudMap, passing: readonly number[]) => passed(map, new Set(passing)));
  const typed = remembered((_map: CloudMap, { position, path }: Placed) => ({ position, path }));
  const measures = remembered((view: View, pairs: readonly MeasuredPair[]) => pairs.map((pair) => ({ ...pair, from: pointIn(view, pair.from), to: pointIn(view, pair.to) })));
  const options = remembered((threads: boolean, labels: boolean, isWaiting: boolean) => ({ threads, labels, isWaiting }));

  return ({ view, colours: { id, categories, legend, values }, selected, hovered, passing, placed, pairs, areThreadsShown, areLabelsShown, isWaiting, isOrthographic, tool, tokens, reserved }) => {
    const map = view.map.kind === 'cloud' ? view.map : null;
    const hover = hovered === null ? -1 : pointIn(view, hovered);
    return {
      cloud: map && cloud(view, map, id, categories, legend),
      statics: statics(view, selected),
      selection: selection(view, selected),
      hover: hover < 0 ? null : hover,
      filter: map && passing && filter(map, passing),
      colouring: map && colouring(map, id, values),
      displacements: null,
      measures: measures(view, pairs),
      typed: map && placed && typed(map, placed),
      options: options(areThreadsShown, areLabelsShown, isWaiting),
      projection: isOrthographic ? 'orthographic' : 'perspective',
      tool, tokens, reserved,
    };
  };
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
