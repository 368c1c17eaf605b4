import { Failure } from '@contract/failure';
import type { AlignedProjection, Projection, ProjectionParameters, SweepCell } from '@contract/projection';
import type { AnswerOf } from '@contract/rpc';
import { RpcClient } from '@rpc/client';
import { OneByOne } from '@rpc/one-by-one';
import { overWebWorker, type WebWorker } from '@rpc/transports/web-worker';
import { HeldRows, type RowSource } from './held-rows';
import type { EarlierMap, FinishedMap, Order, ProjectionEvent, ProjectionMethods, ProjectionProgress, Work } from './messages';
import { startWorker } from './start-worker';

export type { RowSource } from './held-rows';
export type { EarlierMap, FinishedMap, ProjectionProgress } from './messages';

export interface OrderOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: ProjectionProgress) => void) | undefined;
  /** Where the points stand while the layout moves, about ten times a second: row-major `[n, nComponents]`, normalised as the result will be. */
  readonly onPreview?: ((coordinates: Float32Array) => void) | undefined;
  readonly onCell?: ((cell: SweepCell) => void) | undefined;
}

/** The longest that a cancelled order may keep the worker, in ms: three slices. The reference engine builds its graph in one long step, and is stopped with its worker. */
const CANCEL_GRACE_MS = 90;

const SENTENCES = { cancelled: 'The map was cancelled. The previous one is unchanged.', crashed: 'The map stopped unexpectedly. Compute it again.' };

/** Runs orders in a Web Worker, one after another. The worker starts with the first one, stays warm, and keeps the rows it was given. */
export class ProjectionClient {
  private readonly worker: RpcClient<ProjectionMethods>;
  private readonly turns = new OneByOne(SENTENCES.cancelled);
  private readonly held = new HeldRows();
  private readonly mapIds = new WeakMap<Float32Array, number>();
  private lastMapId = 0;
  /** The map that the worker has ready for new points. */
  private preparedMap = 0;
  private isDisposed = false;

  constructor(createWorker: () => WebWorker = startWorker) {
    this.worker = new RpcClient<ProjectionMethods>(() => overWebWorker(createWorker()), {
      sentences: SENTENCES, cancelGraceMs: CANCEL_GRACE_MS,
      onStopped: () => {
        this.held.clear();
        this.preparedMap = 0;
      },
    });
  }

  /**
   * A map of the rows, from scratch or from an earlier one, onto whose picture it is turned then.
   * @throws Failure 'bad-input' (see `projectionSteps`), 'cancelled' at once when the signal aborts, 'crashed' when the worker dies. So do all orders.
   */
  project(source: RowSource, parameters: ProjectionParameters, earlier: EarlierMap | null = null, options: OrderOptions = {}): Promise<Projection> {
    return this.ask('project', [source], ([rows = 0]) => ({ kind: 'project', rows, parameters: { ...parameters }, earlier }), options);
  }

  /** A small map for each pair of settings; `onCell` gets each as soon as it is there. */
  sweep(source: RowSource, parameters: ProjectionParameters, nNeighbors: readonly number[], minDist: readonly number[], options: OrderOptions = {}): Promise<readonly SweepCell[]> {
    return this.ask('sweep', [source], ([rows = 0]) => ({ kind: 'sweep', rows, parameters: { ...parameters }, nNeighbors: [...nNeighbors], minDist: [...minDist] }), options);
  }

  /** One map a slice (layer, model), laid together. All slices have the same rows in the same order. @param alignment 0…1, null: the engine's default. */
  align(slices: readonly RowSource[], parameters: ProjectionParameters, alignment: number | null = null, options: OrderOptions = {}): Promise<AlignedProjection> {
    return this.ask('align', slices, (rows) => ({ kind: 'align', slices: rows, parameters: { ...parameters }, alignment }), options);
  }

  /** A map whose first axis is a direction in the rows' space, see `alongSteps`. */
  along(source: RowSource, parameters: ProjectionParameters, axis: { readonly direction: Float32Array; readonly midpoint: Float32Array }, options: OrderOptions = {}): Promise<Projection> {
    return this.ask('along', [source], ([rows = 0]) => ({ kind: 'along', rows, parameters: { ...parameters }, ...axis }), options);
  }

  /** Where new rows `[nAdded, dim]` stand in a finished map of `source`, which does not move. It goes before maps that wait, not before the one in work. */
  place(source: RowSource, map: FinishedMap, added: Float32Array, options: OrderOptions = {}): Promise<Float32Array> {
    const mapId = this.mapIds.get(map.coordinates) ?? ++this.lastMapId;
    this.mapIds.set(map.coordinates, mapId);
    return this.ask('place', [source], ([rows = 0]) => {
      const isReady = this.preparedMap === mapId;
      this.preparedMap = mapId;
      return { kind: 'place', rows, mapId, map: isReady ? null : { coordinates: map.coordinates, parameters: { ...map.parameters }, unit: map.unit }, added };
    }, options, true);
  }

  dispose(): void {
    this.isDisposed = true;
    this.turns.clear();
    this.worker.dispose();
  }

  private ask<K extends Order['kind']>(kind: K, sources: readonly RowSource[], order: (rows: readonly number[]) => Extract<Order, { kind: K }>,
    options: OrderOptions, isUrgent = false): Promise<AnswerOf<ProjectionMethods, K>> {
    if (this.isDisposed) return Promise.reject(new Failure('internal', 'The projection client was closed. Open the window again.'));
    return this.turns.run(() => this.send(kind, sources, order, options), { signal: options.signal, isUrgent });
  }

  private async send<K extends Order['kind']>(kind: K, sources: readonly RowSource[],
    orderOf: (rows: readonly number[]) => Extract<Order, { kind: K }>, options: OrderOptions): Promise<AnswerOf<ProjectionMethods, K>> {
    const { ids, forget, load } = this.held.need(sources);
    const order = orderOf(ids);
    // The worker frees what it has ready for new points before it lays out another map.
    if (order.kind !== 'place') this.preparedMap = 0;
    const work: Work<K> = { forget, load, order, isPreviewed: options.onPreview !== undefined };
    try {
      return await this.worker.request(kind, work, { signal: options.signal, transfer: load.map(({ values }) => values.buffer), onEvent: (event) => { receive(event, options); } });
    } catch (error) {
      this.preparedMap = 0;
      throw error;
    }
  }
}

function receive(event: ProjectionEvent, { signal, onProgress, onPreview, onCell }: OrderOptions): void {
  if (signal?.aborted === true) return;
  switch (event.kind) {
    case 'progress': onProgress?.(event.step); return;
    case 'preview': onPreview?.(event.coordinates); return;
    case 'cell': onCell?.(event.cell);
  }
}
