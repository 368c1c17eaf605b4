import type { DevicePreference, EmbeddingSummary, GhostVectors, NearestWord, Pooling, ProductPrecision } from '@contract/embedding';
import type { LayerMix } from '@contract/layers/layer-mix';
import { shapeOf, type ModelCard, type VectorShape } from '@contract/model-card';
import type { SentenceSet } from '@contract/occurrence';
import type { MapQuality, ProjectionParameters } from '@contract/projection';
import type { ViewMode } from '@contract/view-modes';
import type { FoundDirection } from '../sets/direction';

/** What is looked at beside the rest, in a comparison. */
export interface Beside {
  readonly model: ModelCard;
  /** Null: where the model separates the senses best, or where it is deepest. */
  readonly layer: number | null;
  /** Null: the same sentences. */
  readonly set: SentenceSet | null;
}

/** What is asked for: everything needed to compute a {@link View}. */
export interface ViewTarget {
  readonly set: SentenceSet;
  readonly model: ModelCard;
  readonly pooling: Pooling;
  /** Of whole sentences: the name of what the model reads before each; empty: nothing. Always the model's own where words are read. */
  readonly prompt: string;
  readonly device: DevicePreference;
  /** How the products of this model are computed; `exact` until 8 bits are asked for, and again for another model or device. */
  readonly precision: ProductPrecision;
  readonly layer: number;
  /** In the cloud: what is looked at in place of one layer; `layer` is then the one to which one goes back. Null: that layer. */
  readonly mix: LayerMix | null;
  readonly projection: ProjectionParameters;
  readonly mode: ViewMode;
  /** In the cloud: the axis that the map is laid along in place of `projection`; else null. */
  readonly along: FoundDirection | null;
  /** In a comparison, what is at the left; else null. */
  readonly beside: Beside | null;
}

/** Layers and width of the vectors that are asked for. */
export const shapeOfTarget = ({ model, pooling }: Pick<ViewTarget, 'model' | 'pooling'>): VectorShape => shapeOf(model, pooling);

/** A point of the map: x to the right, y up, z towards the viewer. */
export type MapPosition = readonly [x: number, y: number, z: number];

/** Where the points of a map stand. `rows[i]` is the occurrence at point i (rows without a vector have no point). */
export interface CloudPlaces {
  readonly rows: Int32Array;
  /** Row-major `[rows.length, 3]`; z = 0 in two-dimensional maps. */
  readonly coordinates: Float32Array;
  readonly ghosts: readonly { readonly form: string; readonly position: MapPosition }[];
}

/** A layout that is still moving, of the points that are on screen already. */
export interface MapPreview extends CloudPlaces {
  readonly setId: string;
}

/** How a map stands to the one that was on screen before it, onto which it was turned. */
export interface MapMove {
  /** "layer 5", "ELMo medium, layer 2" or "the map before". */
  readonly from: string;
  /** Alignment residual: root mean square distance of the same points in both, where maps have radius 1. */
  readonly residual: number;
}

/** Map of occurrences. */
export interface CloudMap extends CloudPlaces {
  readonly kind: 'cloud';
  /** Point of each occurrence, or -1. */
  readonly pointOf: Int32Array;
  /** Per point: how many equal vectors it stands for, 0 for those that another one stands for; null where they were not looked for. Coordinates are merged, the layout is not. */
  readonly counts: Int32Array | null;
  /** Points, then ghosts, as the engine has them: row-major `[rows.length + ghosts.length, nComponents]`. */
  readonly layout: Float32Array;
  /** See the contract's `Projection`. */
  readonly unit: number | null;
  /** Index into `ghosts` for each point, or -1. */
  readonly ghostOf: Int32Array;
  /** Settings really used. */
  readonly parameters: ProjectionParameters;
  readonly quality: MapQuality | null;
  /** Per point 0…1, see the contract's `Projection`; null where the map was not measured. */
  readonly distortion: Float32Array | null;
  readonly neighbourRecall: number | null;
  /** Name of the map whose places the layout started from; null where it started by itself. */
  readonly startedFrom: string | null;
  /** Null where no map with the same points stood there before. */
  readonly move: MapMove | null;
  /** The axis that the map is laid along, and the map in whose place it stands; absent: none. */
  readonly along?: { readonly direction: FoundDirection; readonly over: CloudMap };
  /** The map that was on screen, with sentences added or taken away: whoever looks at it goes on looking. */
  readonly stands?: true;
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

/** One layer's part of a {@link Journey}. */
export interface JourneyStop {
  readonly map: CloudMap;
  /** Row-major `[nOccurrences, dim]` */
  readonly vectors: Float32Array;
  readonly ghosts: GhostVectors | null;
}

/** Maps of all layers, laid together: the same points in each, in the same order, and one scale. */
export interface Journey {
  /** By layer. */
  readonly stops: readonly JourneyStop[];
  /** From layer i to i + 1, `[nPoints]`: how far each point moves, where maps have radius 1. */
  readonly steps: readonly Float32Array[];
  /** Alignment residual from layer i to i + 1: the root mean square of its `steps`. */
  readonly residuals: readonly number[];
  /** From layer i to i + 1, `[nPoints]`: 1 where a point moves without cause, see `AlignedProjection.unfounded`; null: not known. */
  readonly unfounded: readonly Uint8Array[] | null;
}

/** One consistent picture: everything on screen belongs to it. It is replaced whole, never changed. */
export interface View extends ViewTarget {
  readonly summary: EmbeddingSummary;
  /** Of the mix's vectors; null where one layer is looked at. */
  readonly mixed: EmbeddingSummary | null;
  /** Row-major `[nOccurrences, dim]`, the vectors of {@link shownLayer}. */
  readonly vectors: Float32Array;
  readonly ghosts: GhostVectors | null;
  readonly map: CloudMap | StaticMap;
  /** In flight and in strata: the maps that `map` is one of; null in the cloud. */
  readonly journey: Journey | null;
  /** In a comparison the picture at the left, a cloud of its own; else null. */
  readonly left: View | null;
}

/** Whose vectors are on screen: those of a layer of the model, or of the one layer that a mix has. What is said of all layers goes by `view.summary`. */
export const shownLayer = ({
  summary,
  mixed,
  layer,
}: Pick<View, 'summary' | 'mixed' | 'layer'>): { readonly summary: EmbeddingSummary; readonly layer: number } =>
  mixed ? { summary: mixed, layer: 0 } : { summary, layer };
