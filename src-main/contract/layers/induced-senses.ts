/** `kmeans`: of unit vectors; `agglomerative`: average linkage; `hdbscan`: by density, which finds the number itself and leaves rows out. All by cosine. */
export const CLUSTERINGS = ['kmeans', 'agglomerative', 'hdbscan'] as const;
export type Clustering = (typeof CLUSTERINGS)[number];

/** Cluster of a row that is in none: noise, or a row without a vector. */
export const NO_CLUSTER = -1;

/** The numbers of clusters that are tried where none is given. */
export const [FEWEST_CLUSTERS, MOST_CLUSTERS] = [2, 10] as const;

/** Fewest rows of a cluster that is found by density, scikit-learn's default. */
export const MIN_CLUSTER_SIZE = 5;

/** All pairs of rows are compared. */
export const MOST_CLUSTERED_ROWS = 5_000;

/** The seed of the starts; `contexture induce` has the same. */
export const INDUCE_SEED = 42;

/** How clusters agree with gold senses. */
export interface ClusterScores {
  /** Adjusted Rand index (Hubert & Arabie 1985): 0 is what chance gives, 1 the same partition. */
  readonly ari: number;
  /** Rosenberg & Hirschberg 2007, 0…1: whether a cluster has one sense. */
  readonly homogeneity: number;
  /** Whether a sense is in one cluster. */
  readonly completeness: number;
  /** Harmonic mean of the two. */
  readonly vMeasure: number;
}

/** Scores beside those of a random grouping: the same cluster sizes, dealt out anew. */
export interface JudgedClusters extends ClusterScores {
  /** Rows that have a gold sense; those in no cluster count as one more group, as scikit-learn has it. */
  readonly n: number;
  /** How many of the n are in no cluster. */
  readonly nLoose: number;
  readonly nSenses: number;
  readonly chance: ClusterScores;
}

/** What there is to say of a partition of a set's rows. */
export interface DescribedClusters {
  /** The most telling context words of each cluster, most telling first; none where no word tells anything. */
  readonly words: readonly (readonly string[])[];
  /** Null where no occurrence has a gold sense. */
  readonly scores: JudgedClusters | null;
}

export interface InducedSenses extends DescribedClusters {
  /** Cluster of every row of the set from 0, numbered by the first row of each; {@link NO_CLUSTER}: in none. */
  readonly clusters: Int32Array;
  /** −1…1 of rows that are in a cluster; null where it is not defined. */
  readonly silhouette: number | null;
  /** Every number of clusters that was tried. */
  readonly tried: readonly { readonly k: number; readonly silhouette: number | null }[];
}

/** Numbers of clusters that were tried, of all. */
export interface InduceProgress {
  readonly stage: 'induce';
  readonly nDone: number;
  readonly nTotal: number;
}
