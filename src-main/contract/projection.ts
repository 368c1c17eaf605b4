/** How vectors become a map. Names follow umap-learn. */
export interface ProjectionParameters {
  readonly method: 'umap' | 'pca';
  readonly nNeighbors: number;
  readonly minDist: number;
  readonly nComponents: 2 | 3;
  readonly metric: 'cosine' | 'euclidean';
  readonly seed: number;
}

export const DEFAULT_PROJECTION: ProjectionParameters = { method: 'umap', nNeighbors: 15, minDist: 0.1, nComponents: 3, metric: 'cosine', seed: 42 };

/**
 * How faithful a map is. Trustworthiness and continuity: Venna & Kaski 2001, range 0…1, with k neighbours;
 * `neighboursKept`: how many of the 10 nearest neighbours in the original space are among the 10 nearest in the map, 0…10.
 */
export interface MapQuality {
  readonly k: number;
  readonly trustworthiness: number;
  readonly continuity: number;
  readonly neighboursKept: number;
}

/** `coordinates` is row-major `[n, nComponents]`; `parameters` are those really used. */
export interface Projection {
  readonly coordinates: Float32Array;
  readonly n: number;
  readonly parameters: ProjectionParameters;
  readonly quality: MapQuality | null;
}
