import type { DevicePreference, EmbeddingSummary, GhostVectors, NearestWord, Pooling } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { SentenceSet } from '@contract/occurrence';
import type { MapQuality, ProjectionParameters } from '@contract/projection';

/** What is asked for: everything needed to compute a {@link View}. */
export interface Target {
  readonly set: SentenceSet;
  readonly model: ModelCard;
  readonly pooling: Pooling;
  readonly device: DevicePreference;
  readonly layer: number;
  readonly projection: ProjectionParameters;
}

/** A point of the map: x to the right, y up, z towards the viewer. */
export type MapPosition = readonly [x: number, y: number, z: number];

/** Map of occurrences. `rows[i]` is the occurrence at point i (rows without a vector have no point). */
export interface CloudMap {
  readonly kind: 'cloud';
  readonly rows: Int32Array;
  /** Point of each occurrence, or -1. */
  readonly pointOf: Int32Array;
  /** Row-major `[rows.length, 3]`; z = 0 in two-dimensional maps. */
  readonly coordinates: Float32Array;
  readonly ghosts: readonly { readonly form: string; readonly position: MapPosition }[];
  /** Index into `ghosts` for each point, or -1. */
  readonly ghostOf: Int32Array;
  /** Settings really used. */
  readonly parameters: ProjectionParameters;
  readonly quality: MapQuality | null;
}

/** Map of word forms and their nearest words, for a model that knows one vector a form. */
export interface StaticMap {
  readonly kind: 'static';
  /** Forms of the set that the model knows; `forms` holds the most frequent ones. */
  readonly nForms: number;
  readonly forms: readonly { readonly form: string; readonly rows: readonly number[]; readonly position: MapPosition; readonly nearest: readonly NearestWord[] }[];
  readonly words: readonly { readonly word: string; readonly distance: number; readonly formIndex: number; readonly position: MapPosition }[];
  readonly parameters: ProjectionParameters;
  readonly quality: MapQuality | null;
}

/** One consistent picture: everything on screen belongs to it. It is replaced whole, never changed. */
export interface View extends Target {
  readonly summary: EmbeddingSummary;
  /** Row-major `[nOccurrences, dim]`, the vectors of `layer`. */
  readonly vectors: Float32Array;
  readonly ghosts: GhostVectors | null;
  readonly map: CloudMap | StaticMap;
}
