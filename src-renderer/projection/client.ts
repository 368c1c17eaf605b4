import { Failure, fromEnvelope } from '@contract/failure';
import type { Projection, ProjectionParameters } from '@contract/projection';
import type { ProjectionStep } from './core/project';
import type { ProjectionReply, ProjectionRequest } from './messages';

/** The part of a `Worker` that the client uses. */
export interface ProjectionPort {
  postMessage(message: ProjectionRequest, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ProjectionReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Row-major `[n, dim]`; the last `nExtra` rows (ghosts) are mapped but not measured. */
export interface ProjectionJob {
  readonly values: Float32Array;
  readonly n: number;
  readonly dim: number;
  readonly nExtra?: number;
  readonly parameters: ProjectionParameters;
}

export interface ProjectionJobOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: ProjectionStep) => void;
}

interface Pending {
  readonly seq: number;
  readonly job: ProjectionJob;
  readonly options: ProjectionJobOptions;
  readonly resolve: (projection: Projection) => void;
  readonly reject: (error: Failure) => void;
}

/** The longest that a cancelled job may keep the worker, in ms; one slice is 40 ms, but building a large graph is one long step. */
const CANCEL_GRACE_MS = 80;

function startWorker(): ProjectionPort {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}

/** Runs projections in a Web Worker, one after another. The worker starts with the first job and stays warm. */
export class ProjectionClient {
  private worker: ProjectionPort | null = null;
  private running: Pending | null = null;
  private queue: Pending[] = [];
  private lastSeq = 0;
  private isDisposed = false;

  constructor(private readonly createWorker: () => ProjectionPort = startWorker) {}

  /**
   * Makes a map of the job's rows, which are copied once so that the caller keeps its own.
   * @throws Failure 'bad-input' (see `projectionSteps`), 'cancelled' at once when the signal aborts, 'crashed' when the worker dies.
   */
  project(job: ProjectionJob, options: ProjectionJobOptions = {}): Promise<Projection> {
    if (this.isDisposed) return Promise.reject(new Failure('internal', 'The projection client was closed. Open the window again.'));
    if (options.signal?.aborted) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const pending: Pending = { seq: ++this.lastSeq, job, options, resolve, reject };
      options.signal?.addEventListener('abort', () => this.cancel(pending), { once: true });
      this.queue.push(pending);
      this.startNext();
    });
  }

  dispose(): void {
    this.isDisposed = true;
    const waiting = this.running ? [this.running, ...this.queue] : this.queue;
    this.running = null;
    this.queue = [];
    this.stopWorker();
    for (const pending of waiting) pending.reject(cancelled());
  }

  private startNext(): void {
    const next = this.running ? undefined : this.queue.shift();
    if (!next) return;
    this.running = next;
    this.worker ??= this.openWorker();
    const { n, dim, nExtra = 0, parameters } = next.job;
    const values = next.job.values.slice();
    // A plain copy: callers hold their parameters in reactive proxies, which cannot be cloned.
    this.worker.postMessage({ kind: 'project', seq: next.seq, input: { values, n, dim, nExtra, parameters: { ...parameters } } }, [values.buffer]);
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
    worker.onmessage = ({ data }) => this.receive(data);
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
    if (reply.kind === 'progress') {
      if (!pending.options.signal?.aborted) pending.options.onProgress?.(reply.step);
      return;
    }
    if (reply.kind === 'result') pending.resolve(reply.projection);
    else pending.reject(fromEnvelope(reply.error));
    this.finish();
  }

  private finish(): void {
    this.running = null;
    this.startNext();
  }

  private stopWorker(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}

function cancelled(): Failure {
  return new Failure('cancelled', 'The map was cancelled. The previous one is unchanged.');
}
