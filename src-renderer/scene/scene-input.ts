import type { CameraProjection } from '@contract/camera';
import type { CloudData, MeasuredPair, Position, Rect, SceneOptions, SceneTokens, SceneTool, StaticData, TriedPoint, TypedPoint } from './types';

/** A cloud of rows, with what tells whether another one has the same rows. */
export interface ShownCloud {
  readonly data: CloudData;
  /** Whose places these are: clouds of the same map differ in colours and words only. */
  readonly map: object;
  /** What the map is of: a map of something else is looked at anew. */
  readonly subject: string;
  /** What made the vectors. Another source turns a map, another layer of the same never does. */
  readonly source: string;
  /** What each of the n rows stands for: the same rows, and as many ghosts, move to where they are in another map of the subject. */
  readonly keys: Int32Array;
  /** Rows came or went, and the others stand where they stood: whoever looks goes on looking. */
  readonly stands: boolean;
  /** What the map is one of: rows glide steadily between the maps of one journey, and the camera stays. Null: of nothing. */
  readonly journey: object | null;
}

/** The ways of rows through the maps of a journey, to the place where they are just now. */
export interface ShownTrails {
  /** Places of all rows at the stops before the present one, oldest first, `[n, 3]` each; the last one is where rows came from. */
  readonly stops: readonly Float32Array[];
  /** What the stops are called, as short as "3": beside the dots of whole ways; empty: they have no name. */
  readonly names: readonly string[];
  /** Rows whose whole way is shown, with a dot at every stop; of very many none is. By default the selection. */
  readonly whole?: readonly number[];
  /** Over how many of the last stops the trail of any other row goes back. */
  readonly nShown: number;
  /** Threads: as strong at the oldest stop as at the newest, and between two stops bundled by category. */
  readonly isEven?: true;
}

/** One measure on all floors, as bars on one scale. */
export interface FloorColumn {
  readonly title: string;
  readonly detail: string;
  /** Where there is no room for all columns, those of the lowest rank stay. */
  readonly rank: number;
  readonly low: number;
  readonly high: number;
  /** The floor that has the highest value for certain; null: none. */
  readonly peak: number | null;
}

/** Translucent squares above each other. */
export interface ShownFloors {
  /** From below. `height` is y; `profile` has a value a column, null where nothing was measured. */
  readonly floors: readonly { readonly name: string; readonly height: number; readonly profile: readonly (number | null)[] }[];
  readonly columns: readonly FloorColumn[];
  /** Half of a side. */
  readonly half: number;
  /** The one that is looked at. */
  readonly chosen: number;
}

/** Static forms; data of the same `map` differ in letters only. */
export interface ShownStatic {
  readonly data: StaticData;
  readonly map: object;
}

/**
 * All that a scene shows, as one value. A field that is another object has changed: what is equal should stay the same object. Rows are
 * indices into the cloud, and fields of n values have as many as it has rows.
 */
export interface SceneInput {
  /** Null: no rows. */
  readonly cloud: ShownCloud | null;
  readonly statics: ShownStatic | null;
  /** Rows in the order of their letters A, B, C, … */
  readonly selection: readonly number[];
  readonly hover: number | null;
  /** `n` bytes, 0 for rows outside the filter, which are drawn at 16 %; null shows all. */
  readonly filter: Uint8Array | null;
  /** `n` bytes, 1 for rows whose last step the map made without cause: they and their trails are drawn at 40 %, unless they are selected. Null: none. */
  readonly faded: Uint8Array | null;
  /**
   * `n` values 0…1 (NaN: none, drawn like category 0) that colour points from the seven `sequence` tokens; glyphs stay, and all else is in
   * ink. Null: by category.
   */
  readonly colouring: Float32Array | null;
  /** Joins rows by straight lines to where they were in another layout, `[n, 3]`, NaN for rows that were not in it; under the same limits as threads. Null: none. */
  readonly displacements: Float32Array | null;
  /** Where rows were before, joined to where they are now. Null: no trails. */
  readonly trails: ShownTrails | null;
  /** Floors that the rows lie on. Null: none. */
  readonly floors: ShownFloors | null;
  /** How long rows take from one map of a journey to the next, in ms. */
  readonly stepMs: number;
  /** Straight lines between rows with numbers on them; those of rows that are not there are left out. */
  readonly measures: readonly MeasuredPair[];
  /** Means of occurrences, each where it stands in the map: no rows, and no ghosts from which threads run. */
  readonly averages: readonly { readonly title: string; readonly origin: string; readonly position: Position }[];
  /** Flies along its path in 1400 ms; without a path, or with reduced motion, it stands at its place at once. */
  readonly typed: TypedPoint | null;
  /** Marked by their numbers, and joined in their order. */
  readonly tried: readonly TriedPoint[];
  readonly options: SceneOptions;
  readonly tool: SceneTool;
  /** What lies in the target's plane stays where it is when this changes, unless that would take something out of view. */
  readonly projection: CameraProjection;
  readonly tokens: SceneTokens;
  /** Rectangles that labels keep clear of: title, tools, hover card, type bar, map line. Wide ones also bound a fit. */
  readonly reserved: readonly Rect[];
}

/** An empty scene. */
export function emptyInput(tokens: SceneTokens): SceneInput {
  return {
    tokens,
    cloud: null,
    statics: null,
    selection: [],
    hover: null,
    filter: null,
    faded: null,
    colouring: null,
    displacements: null,
    trails: null,
    floors: null,
    stepMs: 450,
    measures: [],
    averages: [],
    typed: null,
    tried: [],
    options: { threads: true, labels: true, isWaiting: false },
    tool: 'orbit',
    projection: 'perspective',
    reserved: [],
  };
}
