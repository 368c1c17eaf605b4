import type { FailureEnvelope } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import type { ImportPreview, ImportProgress } from '@contract/model-import';

/**
 * Work for the import process: one job a process, so that killing it cancels whatever it does and frees all it holds.
 * `import` leaves a finished model folder at `outDir`.
 */
export type ImportJob =
  | { readonly type: 'inspect'; readonly path: string }
  | {
    readonly type: 'import'; readonly path: string; readonly outDir: string; readonly nMaxWords: number | null;
    readonly text: { readonly id: string; readonly name: string; readonly licence: string; readonly source: string; readonly madeBy: string };
    /** Sentences of `assets/background.txt`. */
    readonly sample: readonly string[];
  };

export type ImportReport =
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'inspected'; readonly preview: ImportPreview }
  | { readonly type: 'imported'; readonly card: ModelCard }
  | { readonly type: 'failed'; readonly error: FailureEnvelope };

/** A child process as the client needs it; Electron's UtilityProcess has this form, a plain Node child is brought into it. */
export interface ImportChild {
  postMessage(job: ImportJob): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number | null) => void): unknown;
  kill(): boolean;
}

const types = new Set(['progress', 'inspected', 'imported', 'failed']);
export const isImportReport = (value: unknown): value is ImportReport =>
  typeof value === 'object' && value !== null && 'type' in value && types.has(String(value.type));
