import { basename } from 'node:path';
import { Failure } from '@contract/failure';
import { LIMITS } from '@contract/limits';
import type { Concordance, ConcordanceChoice, ConcordanceFile, ConcordanceProgress } from '@contract/source-text';
import { openPlainFile } from '../../platform/plain-file';
import { MAX_LEFT_OUT_LISTED } from '../limits';
import type { FoundSentence } from '../sentences/sentence-stream';
import { quote } from '../source-table';
import { corpusFiles, type CorpusFile } from './corpus-files';
import { decoded, encodingOf, type Turn } from './encoding';
import { finderOf } from './finder';
import type { Finder } from './found';
import { ConlluFeed, JsonlFeed } from './record-feeds';
import { Sample } from './sample';
import { PlainFeed, type FeedHooks, type TextFeed } from './text-feed';

/** Bytes that are read and searched at once. */
const CHUNK_BYTES = 2 ** 15;
/** The event loop gets a turn that often. */
const SLICE_MS = 12;

export interface ConcordanceHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ConcordanceProgress) => void;
  /** For tests. */
  readonly chunkBytes?: number;
}

/**
 * The concordance of a word in texts of any size (key word in context): every sentence with an occurrence of it, or a sample of them, which the same seed and texts give again.
 * Texts are read in a stream; what is held are one chunk, one paragraph or sentence, and the sample.
 * @param id of the set
 * @throws Failure `bad-request` (nothing to look for), `not-found` (no text is there), `cancelled`, `too-large`, `io`
 */
export async function concordance(choice: ConcordanceChoice, id: string, hooks: ConcordanceHooks = {}): Promise<Concordance> {
  if (!Number.isInteger(choice.nMost) || choice.nMost < 1 || choice.nMost > LIMITS.nOccurrences)
    throw new Failure('bad-request', `A sample has from 1 to ${LIMITS.nOccurrences.toLocaleString('en-GB')} occurrences. Ask for so many.`);
  return new Search(choice, finderOf(choice.target, choice.isExactCase), hooks).run(id);
}

class Search {
  private readonly sample: Sample;
  private readonly leftOut: { readonly file: string; readonly line: number | null; readonly reason: string }[] = [];
  private nLeftOut = 0;
  private nBytes = 0;
  private nTotalBytes = 0;
  private lastTurn = performance.now();

  constructor(private readonly choice: ConcordanceChoice, private readonly finder: Finder, private readonly hooks: ConcordanceHooks) {
    this.sample = new Sample(choice.nMost, choice.seed);
  }

  async run(id: string): Promise<Concordance> {
    const { paths, target } = this.choice;
    const { isOneFile, files } = await corpusFiles(paths, (file, reason) => { this.leaveOut(file, null, reason); });
    const sizes = new Map<CorpusFile, number>();
    for (const file of files) {
      await this.turn();
      const opened = await this.open(file, isOneFile);
      if (opened === null) continue;
      await opened.file.close();
      sizes.set(file, opened.nBytes);
      this.nTotalBytes += opened.nBytes;
    }
    const searched: ConcordanceFile[] = [];
    for (const [file, nBytes] of sizes) {
      const found = await this.searchFile(file, nBytes, isOneFile);
      if (found !== null) searched.push(found);
    }
    if (searched.length === 0)
      throw new Failure(
        'not-found',
        `There is no text in ${saidOf(paths)} that can be searched. Give one with .txt, .jsonl or .conllu files in UTF-8.`,
        this.leftOut[0] === undefined ? undefined : `${this.leftOut[0].file} ${this.leftOut[0].reason}`,
      );
    const set = {
      id,
      title: paths.length === 1 ? basename(paths[0] ?? '') : `${paths.length} texts`,
      word: target.by === 'forms' ? (target.forms[0] ?? '').trim() : '',
      origin: 'own' as const,
      senses: [],
      occurrences: this.sample.occurrences(),
    };
    return { set, nHits: this.sample.nSeen, files: searched, leftOut: this.leftOut, nLeftOut: this.nLeftOut };
  }

  /** Of many texts what cannot be opened is left out by name; a single file is refused. */
  private async open({ path, file }: CorpusFile, isOneFile: boolean): Promise<Awaited<ReturnType<typeof openPlainFile>> | null> {
    try {
      return await openPlainFile(path, { subject: quote(file) });
    } catch (error) {
      if (isOneFile || !(error instanceof Failure)) throw error;
      this.leaveOut(file, null, `cannot be opened (${error.message})`);
      return null;
    }
  }

  private async searchFile(source: CorpusFile, nBytes: number, isOneFile: boolean): Promise<ConcordanceFile | null> {
    const opened = await this.open(source, isOneFile);
    if (opened === null) return null;
    const { chunkBytes = CHUNK_BYTES } = this.hooks;
    try {
      const encoding = await encodingOf(opened.file, nBytes, chunkBytes, this.turn);
      if (typeof encoding !== 'object') return await this.searchText(source, decoded(opened.file, nBytes, chunkBytes, encoding, this.turn, (n) => { this.read(n); }), encoding);
      if (isOneFile) throw new Failure('bad-input', `${quote(source.file)} ${encoding.reason}. Save it as UTF-8 and try again.`);
      this.leaveOut(source.file, null, encoding.reason);
      this.read(nBytes);
      return null;
    } catch (error) {
      // Every byte was looked at before: they are others now.
      if (error instanceof TypeError && 'code' in error) throw new Failure('io', `${quote(source.file)} was changed while it was searched. Try again.`);
      throw error;
    } finally {
      await opened.file.close();
    }
  }

  private async searchText({ file, format }: CorpusFile, text: AsyncIterable<string>, encoding: string): Promise<ConcordanceFile> {
    const pending: FoundSentence[] = [];
    const nBefore = this.sample.nSeen;
    let nCut = 0;
    const feed = feedOf(format, this.choice, {
      mayBeIn: this.finder.mayBeIn, onSentence: (sentence) => { pending.push(sentence); }, onCut: () => { nCut++; },
      onLeftOut: (line, reason) => { this.leaveOut(file, line, reason); },
    });
    const searchPending = async (): Promise<void> => {
      for (const sentence of pending.splice(0)) {
        this.searchSentence(sentence, file);
        await this.turn();
      }
    };
    for await (const chunk of text) {
      feed.add(chunk);
      await searchPending();
    }
    feed.end();
    await searchPending();
    return { file, encoding, reading: feed.reading, nHits: this.sample.nSeen - nBefore, nCut };
  }

  private searchSentence({ text, line }: FoundSentence, file: string): void {
    if (!this.finder.mayBeIn(text)) return;
    for (const target of this.finder.find(text)) this.sample.add(() => ({ text, ...target, labels: { file, line: String(line) } }));
  }

  private read(nBytes: number): void {
    this.nBytes += nBytes;
    this.hooks.onProgress?.({ nBytes: this.nBytes, nTotalBytes: this.nTotalBytes, nHits: this.sample.nSeen });
  }

  private leaveOut(file: string, line: number | null, reason: string): void {
    this.nLeftOut++;
    if (this.leftOut.length < MAX_LEFT_OUT_LISTED) this.leftOut.push({ file, line, reason });
  }

  private readonly turn: Turn = async () => {
    if (performance.now() - this.lastTurn >= SLICE_MS) {
      await new Promise<void>((resolve) => { setImmediate(resolve); });
      this.lastTurn = performance.now();
    }
    if (this.hooks.signal?.aborted === true) throw new Failure('cancelled', 'The search was cancelled.');
  };
}

const saidOf = (paths: readonly string[]): string => (paths.length === 1 ? quote(basename(paths[0] ?? '')) : `these ${paths.length} files`);

function feedOf(format: CorpusFile['format'], { reading }: ConcordanceChoice, hooks: FeedHooks): TextFeed {
  if (format === 'txt') return new PlainFeed(hooks, reading);
  return format === 'jsonl' ? new JsonlFeed(hooks) : new ConlluFeed(hooks);
}
