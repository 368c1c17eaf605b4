import path from 'node:path';
import { Failure } from '@contract/failure';
import type { AnswerOf, EventOf, RequestTo, WorkerPort } from '@contract/rpc';
import type { BuiltSet, Concordance, ConcordanceChoice, ConcordanceProgress, Reading, SourceChoice, SourcePreview } from '@contract/source-text';
import { RpcClient, type RequestHooks } from '@rpc/client';
import { runOnce } from '@rpc/run-once';
import type { Survey } from './concordance/survey';
import { sourceGone, type SourceMethods } from './source-messages';
import { quote } from './source-table';

/** @param subject what was read */
const stopped = (subject: string): string => `Reading ${subject} stopped: it probably needs more memory than reading may take. Split it into smaller pieces and open them one by one.`;

/** A process that reads, and what was opened in it last. */
interface Reader {
  readonly client: RpcClient<SourceMethods>;
  nAsked: number;
  source: { readonly id: string; readonly own: string; readonly isBuilt: boolean } | null;
}

/** Sources that wait for their target: the dialogs of a few windows. */
const MOST_WAITING = 3;

/**
 * {@link SourceLibrary} in processes of their own, one for each source that is open, started when it is read: a text that takes all the memory which reading
 * may have ends its process, neither the app nor the reading of another, and none waits for another. @throws Failure as the library throws it, `crashed` when the process ends
 */
export class SourceClient {
  /** The one that was opened last stands last. */
  private readers: readonly Reader[] = [];
  private nOpened = 0;
  private nConcordances = 0;

  /** @param longestMs that opening a table in Parquet may take */
  constructor(private readonly open: () => WorkerPort, private readonly longestMs = 60_000) {}

  async openFile(file: string): Promise<SourcePreview> {
    const subject = quote(path.basename(file));
    // The time that text takes is bounded by its length. A damaged table can keep its reader without end.
    const signal = path.extname(file).toLowerCase() === '.parquet' ? AbortSignal.timeout(this.longestMs) : undefined;
    try {
      const reader = this.free();
      return await this.opened(reader, this.asked(reader, 'open-file', { path: file }, { crashed: stopped(subject), ...(signal === undefined ? {} : { signal }) }));
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      throw new Failure('bad-input', `Reading ${subject} took longer than ${this.longestMs / 1000} s and was ended: the file is probably damaged. Write it again, or save the table as .csv or .jsonl.`);
    }
  }

  openText(text: string): Promise<SourcePreview> {
    const reader = this.free();
    return this.opened(reader, this.asked(reader, 'open-text', { text }, { crashed: stopped('the pasted text') }));
  }

  /** The source has another id then. @throws Failure `not-found` for one that is no longer open */
  async readAs(sourceId: string, reading: Reading): Promise<SourcePreview> {
    const { reader, own } = this.holderOf(sourceId);
    return this.opened(reader, this.asked(reader, 'read-as', { sourceId: own, reading }));
  }

  /** @throws Failure `not-found` for a source that is no longer open */
  async build(choice: SourceChoice): Promise<BuiltSet> {
    const { reader, own } = this.holderOf(choice.sourceId);
    const built = await this.asked(reader, 'build', { ...choice, sourceId: own });
    if (reader.source?.own === own) reader.source = { ...reader.source, isBuilt: true };
    return built;
  }

  /** How many texts there are in files and folders, and how large. @throws Failure as {@link surveyTexts} throws it */
  survey(paths: readonly string[]): Promise<Survey> {
    return this.asked(this.free(), 'survey', { paths });
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

  /** Ends the processes. */
  dispose(): void {
    for (const { client } of this.readers) client.dispose();
    this.readers = [];
  }

  /** One that is asked nothing and whose source nobody waits for. */
  private free(): Reader {
    return this.readers.find(({ nAsked, source }) => nAsked === 0 && source?.isBuilt !== false) ?? this.another();
  }

  private another(): Reader {
    const onStopped = (): void => { this.readers = this.readers.filter((one) => one !== reader); };
    const sentences = { cancelled: 'Reading was cancelled.', crashed: stopped('the text') };
    const reader: Reader = { client: new RpcClient(this.open, { sentences, cancelGraceMs: 0, onStopped }), nAsked: 0, source: null };
    this.readers = [...this.readers, reader];
    return reader;
  }

  private async asked<M extends keyof SourceMethods>(
    reader: Reader, method: M, value: RequestTo<SourceMethods, M>, hooks: RequestHooks<EventOf<SourceMethods, M>> = {},
  ): Promise<AnswerOf<SourceMethods, M>> {
    reader.nAsked++;
    try {
      return await reader.client.request(method, value, hooks);
    } finally {
      reader.nAsked--;
    }
  }

  private async opened(reader: Reader, asked: Promise<SourcePreview>): Promise<SourcePreview> {
    const preview = await asked;
    // Each reader counts for itself.
    const id = `source-${++this.nOpened}`;
    reader.source = { id, own: preview.sourceId, isBuilt: false };
    this.readers = [...this.readers.filter((one) => one !== reader), reader];
    const waiting = this.readers.filter(({ nAsked, source }) => nAsked === 0 && source?.isBuilt === false);
    for (const oldest of waiting.slice(0, -MOST_WAITING)) {
      this.readers = this.readers.filter((one) => one !== oldest);
      oldest.client.dispose();
    }
    return { ...preview, sourceId: id };
  }

  private holderOf(sourceId: string): { readonly reader: Reader; readonly own: string } {
    for (const reader of this.readers) if (reader.source?.id === sourceId) return { reader, own: reader.source.own };
    throw sourceGone();
  }
}
