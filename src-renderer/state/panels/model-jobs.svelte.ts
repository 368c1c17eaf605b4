import { isAtWork, isOver, taskKey, type ModelJob, type ModelQueue } from './model-queue';

/** Imports and downloads, whether the panel is open or not. */
class ModelJobs {
  queue = $state.raw<ModelQueue>([]);
  /** Jobs that ended while the panel was closed: the status bar tells of them until somebody looks. */
  unseen = $state.raw<ReadonlySet<number>>(new Set());
  /** What a screen reader is told: names of steps and results, no counts. */
  said = $state('');
  /** A server has been asked for something since the start. */
  hasAskedServer = $state(false);

  /** The one of which the status bar tells: what is at work, else the last that ended unseen. */
  readonly inStatus = $derived<ModelJob | null>(this.queue.find(isAtWork) ?? this.queue.findLast((job) => isOver(job) && this.unseen.has(job.seq)) ?? null);
  readonly imports = $derived(this.queue.filter((job) => job.task.kind === 'import'));

  ofRow(key: string): ModelJob | null {
    return this.queue.find((job) => taskKey(job.task) === key) ?? null;
  }

  /** What a waiting job waits for. */
  ahead(job: ModelJob): ModelJob | null {
    return this.queue.find((other) => other.task.kind === job.task.kind && isAtWork(other)) ?? null;
  }
}

export const modelJobs = new ModelJobs();
