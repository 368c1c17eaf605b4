import { Failure } from '@contract/failure';
import type { ByteStream } from './byte-stream';
import { MAX_WORD_BYTES } from '../../model-format/word-table/limits';
import { hasNotFinite } from './not-finite';
import type { TableWriter } from './table-writer';
import { excerpt } from './text-line';

const NEWLINE = 10;
const SPACE = 32;

/**
 * Reads word2vec's binary form behind its header: a word, a space, float32 numbers (little-endian), and in some files a line feed.
 * @throws Failure `bad-input` naming the word that is wrong
 */
export async function readWord2Vec(stream: ByteStream, name: string, dim: number, nWords: number, table: TableWriter): Promise<void> {
  const values = new Float32Array(dim);
  const raw = new Uint8Array(values.buffer);
  for (let nRead = 0; nRead < nWords && !table.isDone; nRead++) {
    const refuse = (what: string): Failure => new Failure('bad-input', `“${name}”, word ${nRead + 1} of ${nWords}, ${what}; download the file again.`);
    while ((await stream.require(1)) && stream.bytes[stream.at] === NEWLINE) stream.at++;
    const space = await stream.find(SPACE, MAX_WORD_BYTES + 1);
    if (space < 0) throw refuse(stream.end - stream.at > MAX_WORD_BYTES ? `is longer than ${MAX_WORD_BYTES} bytes` : 'is cut off: the file ends');
    const length = space - stream.at;
    if (length === 0) throw refuse('is empty');
    if (!(await stream.require(length + 1 + raw.length))) throw refuse('is cut off: the file ends');
    const { bytes, at } = stream;
    const wordEnd = at + length;
    if (bytes.subarray(at, wordEnd).includes(NEWLINE)) throw refuse(`“${excerpt(bytes, at, wordEnd)}”, holds a line break, so the file is damaged`);
    raw.set(bytes.subarray(wordEnd + 1, wordEnd + 1 + raw.length));
    if (hasNotFinite(values)) throw refuse(`“${excerpt(bytes, at, wordEnd)}”, has a number that is not finite`);
    table.add(bytes, at, wordEnd, values);
    stream.at = wordEnd + 1 + raw.length;
    if (table.isFull) await table.flush();
  }
  if (table.isDone) return;
  while ((await stream.require(1)) && stream.bytes[stream.at] === NEWLINE) stream.at++;
  if (await stream.require(1)) throw new Failure('bad-input', `“${name}” promises ${nWords} words and goes on after them; choose another file.`);
}
