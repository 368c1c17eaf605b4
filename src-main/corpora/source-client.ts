import path from 'node:path';
import { Failure } from '@contract/failure';
import type { WorkerPort } from '@contract/rpc';
import type { BuiltSet, Concordance, ConcordanceChoice, ConcordanceProgress, Reading, SourceChoice, SourcePreview } from '@contract/source-text';
import { RpcClient, type RequestHooks } from '@rpc/client';
import { runOnce } from '@rpc/run-once';
import type { Survey } from './concordance/survey';
import type { SourceMethods } from './source-messages';
import { quote } from './source-table';

/** @param subject what was read */
const stopped = (subject: string): string => `Reading ${subject} stopped: it probably needs more memory than reading may take. Split it into smaller pieces and open them one by one.`;

/**
 * {@link SourceLibrary} in a process of its own, started with the first request, and again after it has ended: a text that takes all the
 * memory which reading may have ends that process, not the app. @throws Failure as the library throws it, `crashed` when the process ends
 */
export class SourceClient {
  private readonly reader: RpcClient<SourceMethods>;

  private nConcordances = 0;

  /** @param longestMs that opening a table in Parquet may take */
  constructor(private readonly open: () => WorkerPort, private readonly longestMs = 60_000) {
    this.reader = new RpcClient<SourceMethods>(open, { sentences: { cancelled: 'Reading was cancelled.', crashed: stopped('the text') }, cancelGraceMs: 0 });
  }

  async openFile(file: string): Promise<SourcePreview> {
    const subject = quote(path.basename(file));
    // The time that text takes is bounded by its length. A damaged table can keep its reader without end.
    const signal = path.extname(file).toLowerCase() === '.parquet' ? AbortSignal.timeout(this.longestMs) : undefined;
    try {
      return await this.reader.request('open-file', { path: file }, { crashed: stopped(subject), ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      throw new Failure('bad-input', `Reading ${subject} took longer than ${this.longestMs / 1000} s and was ended: the file is probably damaged. Write it again, or save the table as .csv or .jsonl.`);
    }
  }

  openText(text: string): Promise<SourcePreview> {
    return this.reader.request('open-text', { text }, { crashed: stopped('the pasted text') });
  }

  readAs(sourceId: string, reading: Reading): Promise<SourcePreview> {
    return this.reader.request('read-as', { sourceId, reading });
  }

  build(choice: SourceChoice): Promise<BuiltSet> {
    return this.reader.request('build', choice);
  }

  /** How many texts there are in files and folders, and how large. @throws Failure as {@link surveyTexts} throws it */
  survey(paths: readonly string[]): Promise<Survey> {
    return this.reader.request('survey', { paths });
  }

  /**
   * The concordance of a word in texts of any size, in one more process of its own: reading goes on beside it, and an abort ends it at once.
   * @throws Failure as {@link concordance} throws it, `cancelled`, `crashed`
   */
  concordance(choice: ConcordanceChoice, { signal, onEvent }: Pick<RequestHooks<ConcordanceProgress>, 'signal' | 'onEvent'> = {}): Promise<Concordance> {
    const id = `concordance-${++this.nConcordances}`;
    const sentences = { cancelled: 'The search was cancelled.', crashed: stopped(choice.paths.length === 1 ? quote(path.basename(choice.paths[0] ?? '')) : 'the texts') };
    return runOnce<SourceMethods, 'concordance'>(this.open, sentences, 'concordance', { choice, id }, { signal, onEvent });
  }

  /** Ends the process. */
  dispose(): void {
    this.reader.dispose();
  }
}
