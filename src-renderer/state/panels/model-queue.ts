import type { InstalledModel } from '@contract/model-card';
import type { DownloadSource, ChosenImport, ImportProgress } from '@contract/model-import';

export type ModelTask =
  | { readonly kind: 'import'; readonly choice: ChosenImport }
  | { readonly kind: 'download'; readonly source: DownloadSource; readonly nMaxWords: number | null };

export type JobEnd =
  | { readonly state: 'done'; readonly model: InstalledModel }
  | { readonly state: 'failed'; readonly reason: string; readonly detail: string | null }
  | { readonly state: 'cancelled' };

/** One import or download, from the press of the button until its row is put away. */
export interface ModelJob {
  readonly seq: number;
  readonly name: string;
  readonly task: ModelTask;
  /** `stopping`: the user has cancelled, the answer is awaited. */
  readonly stage: { readonly state: 'waiting' | 'running' | 'stopping' } | JobEnd;
  readonly progress: ImportProgress | null;
  /** Of a download: what lies here already, so that another try goes on from there. */
  readonly nBytesHere: number;
}

export type ModelQueue = readonly ModelJob[];

export const isOver = ({ stage }: ModelJob): boolean => stage.state === 'done' || stage.state === 'failed' || stage.state === 'cancelled';
export const isAtWork = ({ stage }: ModelJob): boolean => stage.state === 'running' || stage.state === 'stopping';

/** Which row of the panel a task belongs to. */
export function taskKey(task: ModelTask): string {
  return task.kind === 'import' ? `import ${task.choice.handle}` : sourceKey(task.source);
}

export const sourceKey = (source: DownloadSource): string => (source.by === 'catalogue' ? `catalogue ${source.id}` : `hub ${source.name}`);

/** Adds a job at the end; an earlier one for the same row that is over makes room. The row of one that is not over is left as it is. */
export function enqueue(queue: ModelQueue, job: Pick<ModelJob, 'seq' | 'name' | 'task'>): ModelQueue {
  const key = taskKey(job.task);
  const earlier = queue.find((other) => taskKey(other.task) === key);
  if (earlier !== undefined && !isOver(earlier)) return queue;
  return [...queue.filter((other) => other !== earlier), { ...job, stage: { state: 'waiting' }, progress: null, nBytesHere: earlier?.nBytesHere ?? 0 }];
}

/**
 * The jobs that can begin: one import and one download at a time. An import needs the processor and a download the network,
 * so that the one need not wait for the other; two of a kind would only slow each other down.
 */
export function nextJobs(queue: ModelQueue): readonly ModelJob[] {
  return (['import', 'download'] as const).flatMap((kind) => {
    const ofKind = queue.filter((job) => job.task.kind === kind);
    const next = ofKind.find((job) => job.stage.state === 'waiting');
    return next === undefined || ofKind.some(isAtWork) ? [] : [next];
  });
}

const change = (queue: ModelQueue, seq: number, changed: (job: ModelJob) => ModelJob): ModelQueue => queue.map((job) => (job.seq === seq ? changed(job) : job));

export const begin = (queue: ModelQueue, seq: number): ModelQueue => change(queue, seq, (job) => (job.stage.state === 'waiting' ? { ...job, stage: { state: 'running' } } : job));

/** Progress that comes after the end, or after the user has stopped the job, changes nothing. */
export function advance(queue: ModelQueue, seq: number, progress: ImportProgress): ModelQueue {
  return change(queue, seq, (job) => {
    if (job.stage.state !== 'running') return job;
    return { ...job, progress, nBytesHere: progress.stage === 'download' ? progress.nDone : job.nBytesHere };
  });
}

/** A waiting job is over at once; a running one when its answer comes. */
export const stop = (queue: ModelQueue, seq: number): ModelQueue =>
  change(queue, seq, (job) => (job.stage.state === 'waiting' ? { ...job, stage: { state: 'cancelled' } } : job.stage.state === 'running' ? { ...job, stage: { state: 'stopping' } } : job));

export const end = (queue: ModelQueue, seq: number, stage: JobEnd): ModelQueue => change(queue, seq, (job) => (isOver(job) ? job : { ...job, stage }));

/** Puts a finished row away. */
export const dismiss = (queue: ModelQueue, seq: number): ModelQueue => queue.filter((job) => job.seq !== seq || !isOver(job));
