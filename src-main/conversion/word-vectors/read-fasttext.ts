import { join } from 'node:path';
import { Failure } from '@contract/failure';
import type { ByteStream } from './byte-stream';
import { FASTTEXT_HEADER_BYTES, readFastTextHeader, type FastTextHeader } from '../../model-format/word-table/fasttext-header';
import { MAX_WORD_BYTES } from '../../model-format/word-table/limits';
import { hasNotFinite } from './not-finite';
import { RowWriter } from './row-writer';
import { excerpt } from './text-line';
import { WordIndex } from '../../model-format/word-table/word-index';
import { WORD_TABLE_FILES } from '../../model-format/word-table/word-vector-file';

export interface FastTextTable {
  readonly header: FastTextHeader;
  readonly index: WordIndex;
  readonly nDuplicates: number;
}

/**
 * Reads a fastText `.bin` up to its output matrix, which is not needed. Into `dir` come `vectors.f32`, the words' own rows without their n-grams, and
 * `subwords.f32`, the rows of the n-grams where the model has any.
 * @throws Failure `bad-input` with the reason
 */
export async function readFastText(stream: ByteStream, name: string, dir: string, nMaxWords: number): Promise<FastTextTable> {
  const cut = (): Failure => new Failure('bad-input', `“${name}” is cut off; download it again.`);
  if (!(await stream.require(FASTTEXT_HEADER_BYTES))) throw cut();
  const header = readFastTextHeader(stream.bytes.subarray(stream.at, stream.end), name);
  stream.at += FASTTEXT_HEADER_BYTES;
  const words = await readDictionary(stream, name, header, nMaxWords, cut);
  if (!(await stream.require(17))) throw cut();
  const view = new DataView(stream.bytes.buffer, stream.bytes.byteOffset + stream.at, 17);
  if (view.getUint8(0) !== 0) throw new Failure('bad-input', `“${name}” is a quantised fastText model (.ftz), whose vectors are only approximate; use the .bin it was made from.`);
  const [nRows, dim] = [view.getBigInt64(1, true), view.getBigInt64(9, true)];
  if (nRows !== BigInt(header.nWords + header.bucket) || dim !== BigInt(header.dim)) {
    throw new Failure('bad-input', `“${name}” has a matrix of ${nRows} × ${dim} where ${header.nWords} words and ${header.bucket} buckets of ${header.dim} numbers belong; download it again.`);
  }
  stream.at += 17;
  await copyRows(stream, join(dir, `${WORD_TABLE_FILES.vectors}.f32`), header.dim, header.nWords, (row) => words.isKept[row] === 1, `“${name}”, the vector of word`, cut);
  if (header.hasSubwords) await copyRows(stream, join(dir, `${WORD_TABLE_FILES.subwords}.f32`), header.dim, header.bucket, () => true, `“${name}”, the n-gram`, cut);
  return { header, index: words.index, nDuplicates: words.nDuplicates };
}

interface Dictionary {
  readonly index: WordIndex;
  readonly nDuplicates: number;
  /** 1 for words of the file that are in the index, by their place in the file. */
  readonly isKept: Uint8Array;
}

/** Entries: the word, a zero byte, its count (int64), 0 for a word or 1 for a label (int8); words come first. */
async function readDictionary(stream: ByteStream, name: string, { nEntries, nWords }: FastTextHeader, nMaxWords: number, cut: () => Failure): Promise<Dictionary> {
  const index = new WordIndex();
  let isKept = new Uint8Array(1 << 12);
  let nDuplicates = 0;
  for (let entry = 0; entry < nEntries; entry++) {
    const refuse = (what: string): Failure => new Failure('bad-input', `“${name}”, word ${entry + 1} of ${nEntries}, ${what}; download the file again.`);
    const wordEnd = await stream.find(0, MAX_WORD_BYTES + 1);
    if (wordEnd < 0) throw stream.end - stream.at > MAX_WORD_BYTES ? refuse(`is longer than ${MAX_WORD_BYTES} bytes`) : cut();
    const length = wordEnd - stream.at;
    if (!(await stream.require(length + 10))) throw cut();
    const { bytes, at } = stream;
    const end = at + length;
    if (length === 0) throw refuse('is empty');
    if (bytes.subarray(at, end).includes(10)) throw refuse(`“${excerpt(bytes, at, end)}”, holds a line break, so the file is damaged`);
    if (bytes[end + 9] !== (entry < nWords ? 0 : 1)) throw refuse('is a label among the words or a word among the labels');
    if (entry < nWords && index.nWords < nMaxWords) {
      if (entry === isKept.length) {
        const larger = new Uint8Array(isKept.length * 2);
        larger.set(isKept);
        isKept = larger;
      }
      if (index.add(bytes, at, end) >= 0) isKept[entry] = 1;
      else nDuplicates++;
    }
    stream.at = end + 10;
  }
  return { index, nDuplicates, isKept };
}

async function copyRows(stream: ByteStream, path: string, dim: number, nRows: number, isWanted: (row: number) => boolean, what: string, cut: () => Failure): Promise<void> {
  const writer = await RowWriter.create(path, dim, 'f32');
  const values = new Float32Array(dim);
  const raw = new Uint8Array(values.buffer);
  try {
    for (let row = 0; row < nRows; row++) {
      if (!(await stream.require(raw.length))) throw cut();
      if (isWanted(row)) {
        raw.set(stream.bytes.subarray(stream.at, stream.at + raw.length));
        if (hasNotFinite(values)) throw new Failure('bad-input', `${what} ${row + 1} of ${nRows} has a number that is not finite; download the file again.`);
        writer.add(values);
        if (writer.isFull) await writer.flush();
      }
      stream.at += raw.length;
    }
    await writer.flush();
  } finally {
    await writer.close();
  }
}
