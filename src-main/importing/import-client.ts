import { Failure, fromEnvelope } from '@contract/failure';
import type { ImportProgress } from '@contract/model-import';
import { isImportReport, type ImportChild, type ImportJob, type ImportReport } from './import-job';

export interface ImportHooks {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

type Answer = Extract<ImportReport, { type: 'inspected' | 'imported' }>;

/**
 * Runs one job in a process of its own and waits for that process to end, so that nothing writes any more when the promise settles.
 * @throws Failure as the job throws it, `cancelled` after an abort, `crashed` when the process ends without an answer.
 */
export function runImportJob(spawn: () => ImportChild, job: ImportJob, { onProgress, signal }: ImportHooks = {}): Promise<Answer> {
  if (signal?.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const child = spawn();
    let answer: Answer | Failure | null = null;
    const abort = (): void => {
      answer ??= cancelled();
      child.kill();
    };
    signal?.addEventListener('abort', abort, { once: true });
    child.on('message', (message) => {
      if (!isImportReport(message) || answer !== null) return;
      if (message.type === 'progress') {
        onProgress?.(message.progress);
        return;
      }
      answer = message.type === 'failed' ? fromEnvelope(message.error) : message;
      child.kill();
    });
    child.on('exit', () => {
      signal?.removeEventListener('abort', abort);
      if (answer === null) reject(new Failure('crashed', 'The import ended unexpectedly, perhaps for lack of memory. Nothing was added; close other programs and try again.'));
      else if (answer instanceof Failure) reject(answer);
      else resolve(answer);
    });
    child.postMessage(job);
  });
}

const cancelled = (): Failure => new Failure('cancelled', 'The import was cancelled. Nothing was added.');
