import { Failure } from '@contract/failure';
import type { Method } from '@contract/rpc';
import type { BuiltSet, Concordance, ConcordanceChoice, ConcordanceProgress, Reading, SourceChoice, SourcePreview } from '@contract/source-text';
import type { Survey } from './concordance/survey';

/** What the reader process is asked. */
export interface SourceMethods {
  readonly 'open-file': Method<{ readonly path: string }, SourcePreview>;
  readonly 'open-text': Method<{ readonly text: string }, SourcePreview>;
  readonly 'read-as': Method<{ readonly sourceId: string; readonly reading: Reading }, SourcePreview>;
  readonly 'build': Method<SourceChoice, BuiltSet>;
  readonly 'survey': Method<{ readonly paths: readonly string[] }, Survey>;
  /** `id` of the set. */
  readonly 'concordance': Method<{ readonly choice: ConcordanceChoice; readonly id: string }, Concordance, ConcordanceProgress>;
}

export const sourceGone = (): Failure => new Failure('not-found', 'That text is no longer open. Open or paste it again.');
