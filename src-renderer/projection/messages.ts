import type { FailureEnvelope } from '@contract/failure';
import type { AlignedProjection, Projection, ProjectionParameters, SweepCell } from '@contract/projection';

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

/** What the worker can be asked, each about rows that it holds already: no order carries a matrix. */
export type Order =
  | Readonly<{ kind: 'project'; rows: number; parameters: ProjectionParameters; earlier: EarlierMap | null }>
  | Readonly<{ kind: 'sweep'; rows: number; parameters: ProjectionParameters; nNeighbors: readonly number[]; minDist: readonly number[] }>
  | Readonly<{ kind: 'align'; slices: readonly number[]; parameters: ProjectionParameters; alignment: number | null }>
  /** `map` comes with the first order for it, and is null in the next ones; `mapId` says which it is. `added` is `[nAdded, dim]`. */
  | Readonly<{ kind: 'place'; rows: number; mapId: number; map: FinishedMap | null; added: Float32Array }>;

/** What each order is answered with. */
export interface Answers {
  readonly project: Projection;
  readonly sweep: readonly SweepCell[];
  readonly align: AlignedProjection;
  /** Row-major `[nAdded, nComponents]`. */
  readonly place: Float32Array;
}

export interface ProjectionProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** To the worker. `rows` and `seq` are numbers that the client gives out; buffers are transferred. The last `nExtra` rows (ghosts) are mapped but not measured. */
export type ProjectionRequest =
  | Readonly<{ kind: 'load'; rows: number; values: Float32Array; n: number; dim: number; nExtra: number }>
  | Readonly<{ kind: 'forget'; rows: number }>
  | Readonly<{ kind: 'start'; seq: number; order: Order; isPreviewed: boolean }>
  | Readonly<{ kind: 'cancel'; seq: number }>;

/** From the worker: any number of `progress`, `preview` and `cell`, then exactly one of `result` and `error` for each `start`. */
export type ProjectionReply =
  | Readonly<{ kind: 'progress'; seq: number; step: ProjectionProgress }>
  | Readonly<{ kind: 'preview'; seq: number; coordinates: Float32Array }>
  | Readonly<{ kind: 'cell'; seq: number; cell: SweepCell }>
  | Readonly<{ kind: 'result'; seq: number; answer: Answers[keyof Answers] }>
  | Readonly<{ kind: 'error'; seq: number; error: FailureEnvelope }>;
