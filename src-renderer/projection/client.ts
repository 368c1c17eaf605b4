import { Failure, fromEnvelope } from '@contract/failure';
import type { AlignedProjection, Projection, ProjectionParameters, SweepCell } from '@contract/projection';
import { HeldRows, type RowSource } from './held-rows';
import type { Answers, EarlierMap, FinishedMap, Order, ProjectionProgress, ProjectionReply, ProjectionRequest } from './messages';
import { startWorker } from './start-worker';

export type { RowSource } from './held-rows';
export type { EarlierMap, FinishedMap, ProjectionProgress } from './messages';

/** The part of a `Worker` that the client uses. */
export interface ProjectionPort {
  postMessage(message: ProjectionRequest, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ProjectionReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface OrderOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: ProjectionProgress) => void) | undefined;
  /** Where the points stand while the layout moves, about ten times a second: row-major `[n, nComponents]`, normalised as the result will be. */
  readonly onPreview?: ((coordinates: Float32Array) => void) | undefined;
  readonly onCell?: ((cell: SweepCell) => void) | undefined;
}

interface Pending {
  readonly seq: number;
  readonly sources: readonly RowSource[];
  readonly order: (rows: readonly number[]) => Order;
  readonly options: OrderOptions;
  readonly resolve: (answer: Answers[keyof Answers]) => void;
  readonly reject: (error: Failure) => void;
}

/** The longest that a cancelled order may keep the worker, in ms: three slices. The reference engine builds its graph in one long step, and is stopped with its worker. */
const CANCEL_GRACE_MS = 90;

/** Runs orders in a Web Worker, one after another. The worker starts with the first one, stays warm, and keeps the rows it was given. */
export class ProjectionClient {
  private worker: ProjectionPort | null = null;
  private readonly held = new HeldRows();
  private running: Pending | null = null;
  private queue: Pending[] = [];
  private lastSeq = 0;
  private readonly mapIds = new WeakMap<Float32Array, number>();
  private lastMapId = 0;
  /** The map that the worker has ready for new points. */
  private preparedMap = 0;
  private isDisposed = false;

  constructor(private readonly createWorker: () => ProjectionPort = startWorker) {}

  /**
   * A map of the rows, from scratch or from an earlier one, onto whose picture it is turned then.
   * @throws Failure 'bad-input' (see `projectionSteps`), 'cancelled' at once when the signal aborts, 'crashed' when the worker dies. So do all orders.
   */
  project(source: RowSource, parameters: ProjectionParameters, earlier: EarlierMap | null = null, options: OrderOptions = {}): Promise<Projection> {
    return this.ask<'project'>([source], ([rows = 0]) => ({ kind: 'project', rows, parameters: { ...parameters }, earlier }), options);
  }

  /** A small map for each pair of settings; `onCell` gets each as soon as it is there. */
  sweep(source: RowSource, parameters: ProjectionParameters, nNeighbors: readonly number[], minDist: readonly number[], options: OrderOptions = {}): Promise<readonly SweepCell[]> {
    return this.ask<'sweep'>([source], ([rows = 0]) => ({ kind: 'sweep', rows, parameters: { ...parameters }, nNeighbors: [...nNeighbors], minDist: [...minDist] }), options);
  }

  /** One map a slice (layer, model), laid together. All slices have the same rows in the same order. @param alignment 0…1, null: the engine's default. */
  align(slices: readonly RowSource[], parameters: ProjectionParameters, alignment: number | null = null, options: OrderOptions = {}): Promise<AlignedProjection> {
    return this.ask<'align'>(slices, (rows) => ({ kind: 'align', slices: rows, parameters: { ...parameters }, alignment }), options);
  }

  /** Where new rows `[nAdded, dim]` stand in a finished map of `source`, which does not move. It goes before maps that wait, not before the one in work. */
  place(source: RowSource, map: FinishedMap, added: Float32Array, options: OrderOptions = {}): Promise<Float32Array> {
    const mapId = this.mapIds.get(map.coordinates) ?? ++this.lastMapId;
    this.mapIds.set(map.coordinates, mapId);
    return this.ask<'place'>([source], ([rows = 0]) => {
      const isReady = this.preparedMap === mapId;
      this.preparedMap = mapId;
      return { kind: 'place', rows, mapId, map: isReady ? null : { coordinates: map.coordinates, parameters: { ...map.parameters }, unit: map.unit }, added };
    }, options, true);
  }

  dispose(): void {
    this.isDisposed = true;
    const waiting = this.running ? [this.running, ...this.queue] : this.queue;
    this.running = null;
    this.queue = [];
    this.stopWorker();
    for (const pending of waiting) pending.reject(cancelled());
  }

  private ask<K extends keyof Answers>(sources: readonly RowSource[], order: Pending['order'], options: OrderOptions, isUrgent = false): Promise<Answers[K]> {
    if (this.isDisposed) return Promise.reject(new Failure('internal', 'The projection client was closed. Open the window again.'));
    if (options.signal?.aborted === true) return Promise.reject(cancelled());
    return new Promise<Answers[keyof Answers]>((resolve, reject) => {
      const pending: Pending = { seq: ++this.lastSeq, sources, order, options, resolve, reject };
      options.signal?.addEventListener('abort', () => { this.cancel(pending); }, { once: true });
      if (isUrgent) this.queue.unshift(pending);
      else this.queue.push(pending);
      this.startNext();
      // Each order is answered with its own kind of answer: the worker keeps that promise.
    }) as Promise<Answers[K]>;
  }

  private startNext(): void {
    const next = this.running ? undefined : this.queue.shift();
    if (!next) return;
    this.running = next;
    const worker = (this.worker ??= this.openWorker());
    const { ids, messages } = this.held.need(next.sources);
    for (const [message, transfer] of messages) worker.postMessage(message, transfer);
    const order = next.order(ids);
    // The worker frees what it has ready for new points before it lays out another map.
    if (order.kind !== 'place') this.preparedMap = 0;
    worker.postMessage({ kind: 'start', seq: next.seq, order, isPreviewed: next.options.onPreview !== undefined }, []);
  }

  private cancel(pending: Pending): void {
    pending.reject(cancelled());
    this.queue = this.queue.filter((other) => other !== pending);
    if (this.running !== pending) return;
    this.worker?.postMessage({ kind: 'cancel', seq: pending.seq }, []);
    setTimeout(() => {
      if (this.running !== pending) return;
      this.stopWorker();
      this.finish();
    }, CANCEL_GRACE_MS);
  }

  private openWorker(): ProjectionPort {
    const worker = this.createWorker();
    worker.onmessage = ({ data }) => { this.receive(data); };
    worker.onerror = (event) => {
      const pending = this.running;
      this.stopWorker();
      pending?.reject(new Failure('crashed', 'The map stopped unexpectedly. Compute it again.', event.message));
      this.finish();
    };
    return worker;
  }

  private receive(reply: ProjectionReply): void {
    const pending = this.running;
    if (!pending || reply.seq !== pending.seq) return;
    const { options } = pending;
    const isWanted = options.signal?.aborted !== true;
    switch (reply.kind) {
      case 'progress': if (isWanted) options.onProgress?.(reply.step); return;
      case 'preview': if (isWanted) options.onPreview?.(reply.coordinates); return;
      case 'cell': if (isWanted) options.onCell?.(reply.cell); return;
      case 'result': pending.resolve(reply.answer); break;
      case 'error':
        this.preparedMap = 0;
        pending.reject(fromEnvelope(reply.error));
        break;
    }
    this.finish();
  }

  private finish(): void {
    this.running = null;
    this.startNext();
  }

  private stopWorker(): void {
    this.worker?.terminate();
    this.worker = null;
    this.held.clear();
    this.preparedMap = 0;
  }
}

function cancelled(): Failure {
  return new Failure('cancelled', 'The map was cancelled. The previous one is unchanged.');
}
