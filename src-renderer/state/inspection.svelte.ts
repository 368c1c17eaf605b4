import type { LayerDistances, Neighbour, Piece } from '@contract/embedding';

export interface RankedNeighbour extends Neighbour {
  /** Rank among the point's neighbours in the map, from 1; null where the row has no point. */
  readonly mapRank: number | null;
}

export const NEIGHBOUR_COUNTS = ['5', '10', '20', '50', '100', '200'] as const;
export type NeighbourCount = (typeof NEIGHBOUR_COUNTS)[number];

/** How many selected occurrences the matrix and the ruler hold. */
export const MATRIX_ROWS = 8;

/** In the order in which they stand. */
export const RIGHT_TABS = ['claims', 'layers', 'selection'] as const;
export type RightTab = (typeof RIGHT_TABS)[number];

/** What the inspector has fetched for the selection. */
class Inspection {
  /** What the right panel shows. */
  tab = $state<RightTab>('selection');
  /** Distances between the selected rows (at most {@link MATRIX_ROWS}) at every layer. */
  distances = $state.raw<LayerDistances | null>(null);
  /** The same in the mix on screen, which has one layer; null where a layer of the model is looked at. */
  mixedDistances = $state.raw<LayerDistances | null>(null);
  /** How many are asked for; kept from one selection to the next. */
  nNeighbours = $state<NeighbourCount>('5');
  neighbours = $state.raw<readonly RankedNeighbour[]>([]);
  /** Row whose neighbours are shown (A). */
  neighboursOf = $state<number | null>(null);
  /** Of how many rows the neighbours’ centre is the mean; 1: of A alone. */
  nInMean = $state(1);
  pieces = $state.raw<ReadonlyMap<number, readonly Piece[]>>(new Map());
  /** Rows whose pieces are open; A is open from the start. */
  openPieces = $state.raw<ReadonlySet<number>>(new Set());

  clear(): void {
    this.distances = null;
    this.mixedDistances = null;
    this.neighbours = [];
    this.neighboursOf = null;
    this.pieces = new Map();
    this.openPieces = new Set();
  }
}

export const inspection = new Inspection();
