import { Failure } from '@contract/failure';
import type { ByteStream } from './byte-stream';
import { MAX_LINE_BYTES, MAX_WORD_BYTES } from './limits';
import type { TableWriter } from './table-writer';
import { isWithoutWord, readLine, trimmedEnd, whatIsWrong } from './text-line';

/**
 * Reads lines "word number number …": GloVe's files, and word2vec's and fastText's behind their header.
 * @param nWords lines that the header promises; null without one
 * @returns how many lines have numbers and a blank for a word: nothing could ever be looked up there, so they are left out
 * @throws Failure `bad-input` naming the line that is wrong
 */
export async function readText(stream: ByteStream, name: string, dim: number, nWords: number | null, table: TableWriter): Promise<number> {
  const values = new Float32Array(dim);
  let line = nWords === null ? 0 : 1;
  const refuse = (what: string): Failure => new Failure('bad-input', `“${name}”, line ${line}, ${what}; mend the line or choose another file.`);
  let nWithoutWord = 0;
  // A header that names too small a width shows at its first line.
  let isWidthKnown = false;
  for (let nRead = 0; !table.isDone; nRead++) {
    line++;
    const found = await stream.nextLine(MAX_LINE_BYTES);
    if (found === 'long') throw refuse(`is longer than ${MAX_LINE_BYTES} bytes`);
    const { bytes, at } = stream;
    const end = found === 'end' ? at : trimmedEnd(bytes, at, stream.lineEnd);
    // Blank lines may close a file.
    if (found === 'end' || (end === at && (await isRestBlank(stream)))) {
      if (nWords !== null && nRead < nWords) throw new Failure('bad-input', `“${name}” promises ${nWords} words and ends after ${nRead}; download it again.`);
      return nWithoutWord;
    }
    if (nWords !== null && nRead === nWords) throw new Failure('bad-input', `“${name}” promises ${nWords} words and goes on after them; choose another file.`);
    const wordEnd = readLine(bytes, at, end, values, isWidthKnown);
    const isLeftOut = wordEnd < 0 && isWithoutWord(bytes, at, end, values);
    if (isLeftOut) nWithoutWord++;
    else if (wordEnd < 0) throw refuse(whatIsWrong(bytes, at, end, dim));
    else if (wordEnd - at > MAX_WORD_BYTES) throw refuse(`has a word of ${wordEnd - at} bytes where ${MAX_WORD_BYTES} are the most`);
    else table.add(bytes, at, wordEnd, values);
    isWidthKnown = nWords !== null;
    stream.at = Math.min(stream.lineEnd + 1, stream.end);
    if (table.isFull) await table.flush();
  }
  return nWithoutWord;
}

/** Whether nothing but blank lines follows, at most as much as one line may be long. */
async function isRestBlank(stream: ByteStream): Promise<boolean> {
  if (await stream.require(MAX_LINE_BYTES)) return false;
  return stream.bytes.subarray(stream.at, stream.end).every((byte) => byte === 10 || byte === 13 || byte === 32 || byte === 9);
}
