// Entry of the reader process (Electron's utilityProcess; a plain Node child in tests): parsing tens of megabytes must neither hold up the main process,
// which moves the window and passes messages, nor end it for lack of memory.
import { byMethod, serve } from '@rpc/serve';
import { processParent } from '@rpc/transports/process-parent';
import { concordance } from './concordance/concordance';
import { surveyTexts } from './concordance/survey';
import { SourceLibrary } from './source-library';
import type { SourceMethods } from './source-messages';

/** Between two words of how far a search is. */
const PROGRESS_MS = 50;

let library: SourceLibrary | null = null;

/** As many as there were requests before, there may be ids of a reader that has ended. */
const sources = (seq: number): SourceLibrary => (library ??= new SourceLibrary(seq - 1));

serve<SourceMethods>(processParent(), byMethod<SourceMethods>({
  'open-file': ({ path }, { seq }) => sources(seq).openFile(path),
  'open-text': ({ text }, { seq }) => sources(seq).openText(text),
  'read-as': ({ sourceId, reading }, { seq }) => sources(seq).readAs(sourceId, reading),
  'build': (choice, { seq }) => sources(seq).build(choice),
  'survey': ({ paths }) => surveyTexts(paths),
  'concordance': ({ choice, id }, { signal, tell }) => concordance(choice, id, { signal, onProgress: tell }),
}), { minIntervalMs: PROGRESS_MS });
