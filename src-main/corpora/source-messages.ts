import type { FailureEnvelope } from '@contract/failure';
import type { BuiltSet, SourceChoice, SourcePreview } from '@contract/source-text';

/** Main thread → reader thread. */
export type ToReader = { readonly seq: number } & (
  | { readonly type: 'open-file'; readonly path: string }
  | { readonly type: 'open-text'; readonly text: string }
  | { readonly type: 'build'; readonly choice: SourceChoice }
);

/** Reader thread → main thread. */
export type FromReader =
  | { readonly seq: number; readonly ok: true; readonly value: SourcePreview | BuiltSet }
  | { readonly seq: number; readonly ok: false; readonly error: FailureEnvelope };
