import type { ModelCard } from '@contract/model-card';
import type { ImportPreview, ImportProgress } from '@contract/model-import';
import type { Method } from '@contract/rpc';

export interface ImportJob {
  readonly path: string;
  /** Where a finished model folder is left. */
  readonly outDir: string;
  readonly nMaxWords: number | null;
  readonly text: { readonly id: string; readonly name: string; readonly licence: string; readonly source: string; readonly madeBy: string };
  /** Sentences of `assets/background.txt`. */
  readonly sample: readonly string[];
}

/** What the import process is asked: one job a process, so that ending it cancels whatever it does and frees all it holds. */
export interface ImportMethods {
  readonly 'inspect': Method<{ readonly path: string }, ImportPreview>;
  readonly 'import': Method<ImportJob, ModelCard, ImportProgress>;
}

export interface ImportHooks {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

export const SENTENCES = {
  cancelled: 'The import was cancelled. Nothing was added.',
  crashed: 'The import ended unexpectedly, perhaps for lack of memory. Nothing was added; close other programs and try again.',
};
