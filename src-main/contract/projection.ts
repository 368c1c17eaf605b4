/** How vectors become a map. Names follow umap-learn. */

export const PROJECTION_METHODS = ['umap', 'umap-js', 'pca', 'tsne'] as const;
/** 'umap' is Contexture's own engine; 'umap-js' the reference (it knows no spectral start and no set_op_mix_ratio); 'tsne' stays below {@link TSNE_LIMIT} points. */
export type ProjectionMethod = (typeof PROJECTION_METHODS)[number];

/** Where a layout starts: umap-learn's names. A given start is handed over beside the parameters, not in them. */
export const PROJECTION_INITS = ['pca', 'spectral', 'random'] as const;
export type ProjectionInit = (typeof PROJECTION_INITS)[number];

/** t-SNE takes every pair of points into account; beyond this many it is refused. */
export const TSNE_LIMIT = 3_000;

export interface ProjectionParameters {
  readonly method: ProjectionMethod;
  /** Neighbours of each point, itself included: 2…500. */
  readonly nNeighbors: number;
  /** Least distance of two points of the map: 0…spread. */
  readonly minDist: number;
  /** Scale of the map's clusters: above 0, to 10. */
  readonly spread: number;
  /** Nearest neighbours taken to be connected for certain: 0…nNeighbors − 1, fractions allowed. */
  readonly localConnectivity: number;
  /** 1: fuzzy union, 0: fuzzy intersection of the two directions of an edge. */
  readonly setOpMixRatio: number;
  /** Points pushed away for each one pulled: 0…50. */
  readonly negativeSampleRate: number;
  /** Weight of a push: 0…10. */
  readonly repulsionStrength: number;
  /** 1…5,000; null: 500 up to 10,000 points, 200 beyond (umap-learn; its AlignedUMAP 200). Of maps laid together the points of all count. */
  readonly nEpochs: number | null;
  readonly init: ProjectionInit;
  /** Principal components that the rows are reduced to before anything else: 2…dim; null: none. */
  readonly nPcaComponents: number | null;
  /** t-SNE only: 2…(n − 1) / 3. */
  readonly perplexity: number;
  readonly nComponents: 2 | 3;
  readonly metric: 'cosine' | 'euclidean';
  /** 0…2³² − 1. The same rows, parameters and seed give the same bytes. */
  readonly seed: number;
}

export const DEFAULT_PROJECTION: ProjectionParameters = {
  method: 'umap', nNeighbors: 15, minDist: 0.1, spread: 1, localConnectivity: 1, setOpMixRatio: 1, negativeSampleRate: 5, repulsionStrength: 1, nEpochs: null,
  init: 'pca', nPcaComponents: null, perplexity: 30, nComponents: 3, metric: 'cosine', seed: 42,
};

/**
 * How faithful a map is. Trustworthiness and continuity: Venna & Kaski 2001, range 0…1, with k neighbours;
 * `neighboursKept`: how many of the 10 nearest neighbours in the original space are among the 10 nearest in the map, 0…10.
 */
export interface MapQuality {
  readonly k: number;
  readonly trustworthiness: number;
  readonly continuity: number;
  readonly neighboursKept: number;
  /** Points that were measured: all, or a fixed sample of them. */
  readonly nMeasured: number;
}

/** `coordinates` is row-major `[n, nComponents]`; `parameters` are those really used. */
export interface Projection {
  readonly coordinates: Float32Array;
  readonly n: number;
  readonly parameters: ProjectionParameters;
  readonly quality: MapQuality | null;
  /**
   * Per row 0…1: the share of its 15 nearest neighbours (fewer in small sets) in the original space that are not among as many nearest in the map.
   * 0 for extra rows; null where fewer than three rows are measured.
   */
  readonly distortion: Float32Array | null;
  /** Share of the true nearest neighbours that the search found, 0…1; 1 where it was exact; null where the method needs none (PCA, t-SNE). */
  readonly neighbourRecall: number | null;
  /** UMAP's own length of one unit of these coordinates (what they were divided by), so that a layout can be gone on with; null for PCA and t-SNE. */
  readonly unit: number | null;
}

/** One small map of a sweep over n_neighbors × min_dist. */
export interface SweepCell {
  readonly nNeighbors: number;
  readonly minDist: number;
  /** `[n, nComponents]`, normalised, turned onto the first cell. */
  readonly coordinates: Float32Array;
  readonly nComponents: number;
  readonly n: number;
  readonly quality: MapQuality | null;
  /** Rows of the input that were used, ascending; null: all. */
  readonly rows: Int32Array | null;
}

/** Maps of the same occurrences, one a slice (a layer, a model), laid so that a point moves little from one to the next. */
export interface AlignedProjection {
  readonly slices: readonly Projection[];
  /**
   * Per step from slice i to i + 1: root mean square distance of the same occurrences after alignment, in units of the maps' radius (0: the same map).
   * `residuals[i]` is `[n]`, one distance a row.
   */
  readonly residuals: readonly Float32Array[];
  readonly meanResiduals: readonly number[];
  /**
   * Per step, `[n]` without ghosts: 1 where a row moves without cause, by more than nine tenths of the rows do though its 15 nearest in the original space
   * change less than the median row's. Null where slices were not laid together (all methods but UMAP).
   */
  readonly unfounded: readonly Uint8Array[] | null;
}
