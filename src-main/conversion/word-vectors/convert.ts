import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import type { ImportProgress } from '@contract/model-import';
import { openSource, type ByteSource } from './byte-source';
import { ByteStream } from './byte-stream';
import { composeWords } from './compose-words';
import { halveRows } from './halve-rows';
import { probe } from './inspect';
import { readFastText } from './read-fasttext';
import { readText, type LeftOutLines } from './read-text';
import { readWord2Vec } from './read-word2vec';
import type { Recognised } from './recognise';
import { TableWriter, writeWords } from './table-writer';
import { WORD_TABLE_FILES, type WordVectorFacts } from '../../model-format/word-table/word-vector-file';

export interface WordVectorOptions {
  /** Keep the first words, which are the most frequent; null keeps all. */
  readonly nMaxWords: number | null;
  /** `source`: float32, as every one of the formats. */
  readonly precision: 'source' | 'float16';
  /** Which file of a `.zip` that holds several. */
  readonly member?: string;
}

export interface WordVectorHooks {
  /** Called often; `bytes` of the file while it is read, then `words` where fastText's are put together. */
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

const NONE_LEFT_OUT: LeftOutLines = { nWithoutWord: 0, nWrongLines: 0, firstWrongLine: 0 };

type Counts = Pick<WordVectorFacts, 'nWords' | 'nDuplicates' | 'nWithoutWord' | 'nWrongLines' | 'firstWrongLine' | 'nParameters'>;

/**
 * Converts a file of word vectors (see `inspectWordVectors`) into `dir`, an empty folder: `words.txt`, `vectors.f32` or `.f16` and, of a fastText
 * `.bin` with n-grams, `subwords.f32` or `.f16` and `fasttext.json`. Memory: the words, some 50 MB, and for fastText 400 MB more, whatever the size of the file.
 * What was written stays there when it fails: whoever made the folder removes it.
 * @throws Failure `bad-input` naming the line or word that is wrong, `too-large`, `io`, `cancelled`, `not-found`
 */
export async function convertWordVectors(path: string, dir: string, options: WordVectorOptions, hooks: WordVectorHooks = {}): Promise<WordVectorFacts> {
  const recognised = await openSource(path, options.member).then(async (source) => probe(source).finally(() => source.close()));
  const source = await openSource(path, options.member);
  try {
    const counts = await (recognised.format === 'fasttext-binary' ? convertFastText : convertTable)(source, recognised, dir, options, hooks);
    const note = leftOut(counts);
    return { kind: 'static', architecture: recognised.architecture, nLayers: 1, dim: recognised.dim, tokenizer: 'word-form', ...counts, ...(note === null ? {} : { note }) };
  } finally {
    await source.close();
  }
}

async function convertTable(source: ByteSource, { format, dim, nWords, nHeaderBytes }: Recognised, dir: string, options: WordVectorOptions, hooks: WordVectorHooks): Promise<Counts> {
  const stream = openStream(source, hooks);
  await stream.skip(nHeaderBytes);
  let left: LeftOutLines = NONE_LEFT_OUT;
  const table = await TableWriter.create(dir, dim, options.precision === 'float16' ? 'f16' : 'f32', options.nMaxWords);
  try {
    if (format === 'word2vec-binary') await readWord2Vec(stream, source.name, dim, nWords ?? 0, table);
    else left = await readText(stream, source.name, dim, nWords, table);
    await table.finish();
  } finally {
    await table.close();
  }
  return { nWords: table.index.nWords, nDuplicates: table.nDuplicates, ...left, nParameters: table.index.nWords * dim };
}

async function convertFastText(source: ByteSource, _recognised: Recognised, dir: string, options: WordVectorOptions, hooks: WordVectorHooks): Promise<Counts> {
  const { header, index, nDuplicates } = await readFastText(openStream(source, hooks), source.name, dir, options.nMaxWords ?? Infinity);
  const { dim, bucket, minn, maxn, hasSubwords } = header;
  await writeWords(dir, index);
  if (hasSubwords) {
    await composeWords(dir, index, dim, header, (nDone) => {
      checkSignal(hooks.signal);
      hooks.onProgress?.({ stage: 'convert', nDone, nTotal: index.nWords, unit: 'words' });
    });
    await writeFile(join(dir, WORD_TABLE_FILES.subwordSettings), `${JSON.stringify({ minn, maxn, bucket }, null, 2)}\n`);
  }
  if (options.precision === 'float16') {
    await halveRows(dir, WORD_TABLE_FILES.vectors, dim);
    if (hasSubwords) await halveRows(dir, WORD_TABLE_FILES.subwords, dim);
  }
  return { nWords: index.nWords, nDuplicates, ...NONE_LEFT_OUT, nParameters: (index.nWords + (hasSubwords ? bucket : 0)) * dim };
}

function leftOut({ nDuplicates, nWithoutWord, nWrongLines, firstWrongLine }: Counts): string | null {
  const parts = [
    nDuplicates === 0 ? null : nDuplicates === 1 ? 'one word that came again' : `${nDuplicates.toLocaleString('en-GB')} words that came again`,
    nWithoutWord === 0 ? null : nWithoutWord === 1 ? 'one line without a word' : `${nWithoutWord.toLocaleString('en-GB')} lines without a word`,
    nWrongLines === 0 ? null : nWrongLines === 1 ? `line ${firstWrongLine}, which is no word with its numbers` : `${nWrongLines.toLocaleString('en-GB')} lines that are no word with its numbers (the first is line ${firstWrongLine})`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `Left out: ${parts.join(' and ')}.`;
}

function openStream(source: ByteSource, { onProgress, signal }: WordVectorHooks): ByteStream {
  return new ByteStream(source, () => {
    checkSignal(signal);
    onProgress?.({ stage: 'convert', nDone: source.nBytesRead(), nTotal: source.nBytes, unit: 'bytes' });
  });
}

function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new Failure('cancelled', 'The import was cancelled. Nothing was added.');
}
