import type { AlignedProjection, Projection, ProjectionParameters, SweepCell } from '@contract/projection';
import type { Method } from '@contract/rpc';

/** A map of the same or nearly the same rows, from which a layout may start. */
export interface EarlierMap {
  /** Row-major `[m, nComponents]`; as many components as the map that is wanted. */
  readonly coordinates: Float32Array;
  /** See {@link Projection.unit}. */
  readonly unit: number | null;
  /** `[n]`: for each row of the new map its row in `coordinates`, or -1 where it is new. */
  readonly ids: Int32Array;
}

/** The map into which new points are placed: its coordinates, and the settings it was made with. */
export type FinishedMap = Pick<Projection, 'coordinates' | 'parameters' | 'unit'>;

/** What the worker can be asked, each about rows that it holds: no order carries a matrix that the worker has. */
export type Order =
  | Readonly<{ kind: 'project'; rows: number; parameters: ProjectionParameters; earlier: EarlierMap | null }>
  | Readonly<{ kind: 'sweep'; rows: number; parameters: ProjectionParameters; nNeighbors: readonly number[]; minDist: readonly number[] }>
  | Readonly<{ kind: 'align'; slices: readonly number[]; parameters: ProjectionParameters; alignment: number | null }>
  /** See `AlongInput`. */
  | Readonly<{ kind: 'along'; rows: number; parameters: ProjectionParameters; direction: Float32Array; midpoint: Float32Array }>
  /** `map` comes with the first order for it, and is null in the next ones; `mapId` says which it is. `added` is `[nAdded, dim]`. */
  | Readonly<{ kind: 'place'; rows: number; mapId: number; map: FinishedMap | null; added: Float32Array }>;

/** What each order is answered with. */
export interface OrderAnswers {
  readonly project: Projection;
  readonly sweep: readonly SweepCell[];
  readonly align: AlignedProjection;
  readonly along: Projection;
  /** Row-major `[nAdded, nComponents]`. */
  readonly place: Float32Array;
}

export interface ProjectionProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** Rows for the worker to hold, under a number that the client gives out; their buffer is transferred. The last `nExtra` (ghosts) are mapped but not measured. */
export interface HeldMatrix {
  readonly rows: number;
  readonly values: Float32Array;
  readonly n: number;
  readonly dim: number;
  readonly nExtra: number;
}

/** One order, and what has to be forgotten and loaded before it. */
export interface Work<K extends Order['kind']> {
  readonly forget: readonly number[];
  readonly load: readonly HeldMatrix[];
  readonly order: Extract<Order, { kind: K }>;
  readonly isPreviewed: boolean;
}

export type ProjectionEvent =
  | Readonly<{ kind: 'progress'; step: ProjectionProgress }>
  | Readonly<{ kind: 'preview'; coordinates: Float32Array }>
  | Readonly<{ kind: 'cell'; cell: SweepCell }>;

export type ProjectionMethods = { readonly [K in Order['kind']]: Method<Work<K>, OrderAnswers[K], ProjectionEvent> };
