import type { FailureEnvelope } from '@contract/failure';
import type { BuiltSet, Reading, SourceChoice, SourcePreview } from '@contract/source-text';

/** Main process → reader process. `seq` rises from one message to the next, over all reader processes. */
export type ToReader = { readonly seq: number } & (
  | { readonly type: 'open-file'; readonly path: string }
  | { readonly type: 'open-text'; readonly text: string }
  | { readonly type: 'read-as'; readonly sourceId: string; readonly reading: Reading }
  | { readonly type: 'build'; readonly choice: SourceChoice }
);

/** Reader process → main process. */
export type FromReader =
  | { readonly seq: number; readonly ok: true; readonly value: SourcePreview | BuiltSet }
  | { readonly seq: number; readonly ok: false; readonly error: FailureEnvelope };

/** A child process as the client needs it; Electron's UtilityProcess has this form. */
export interface ReaderChild {
  postMessage(message: ToReader): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export const isFromReader = (value: unknown): value is FromReader =>
  typeof value === 'object' && value !== null && 'seq' in value && typeof value.seq === 'number' && 'ok' in value && typeof value.ok === 'boolean';
