import type { CameraProjection } from '@contract/camera';
import type { CloudData, MeasuredPair, Rect, SceneOptions, SceneTokens, SceneTool, StaticData, TypedPoint } from './types';

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
  /**
   * `n` values 0…1 (NaN: none, drawn like category 0) that colour points from the seven `sequence` tokens; glyphs stay, and all else is in
   * ink. Null: by category.
   */
  readonly colouring: Float32Array | null;
  /** Joins rows by straight lines to where they were in another layout, `[n, 3]`, NaN for rows that were not in it; under the same limits as threads. Null: none. */
  readonly displacements: Float32Array | null;
  /** Straight lines between rows with numbers on them; those of rows that are not there are left out. */
  readonly measures: readonly MeasuredPair[];
  /** Flies along its path in 1400 ms; without a path, or with reduced motion, it stands at its place at once. */
  readonly typed: TypedPoint | null;
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
    tokens, cloud: null, statics: null, selection: [], hover: null, filter: null, colouring: null, displacements: null, measures: [], typed: null,
    options: { threads: true, labels: true, isWaiting: false }, tool: 'orbit', projection: 'perspective', reserved: [],
  };
}
