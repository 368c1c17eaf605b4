import { Failure } from '@contract/failure';
import type { ByteStream } from './byte-stream';
import { MAX_LINE_BYTES, MAX_WORD_BYTES } from '../../model-format/word-table/limits';
import type { TableWriter } from './table-writer';
import { isWithoutWord, readLine, trimmedEnd, whatIsWrong } from './text-line';

/** From as many wrong lines on, the file need not be read to its end. */
const MAX_WRONG = 1000;

/**
 * Reads lines "word number number …": GloVe's files, and word2vec's and fastText's behind their header.
 * @param nWords lines that the header promises; null without one
 * @returns what was left out
 * @throws Failure `bad-input` naming the line that is wrong where more than a tenth are, or where the file ends in it
 */
export async function readText(stream: ByteStream, name: string, dim: number, nWords: number | null, table: TableWriter): Promise<LeftOutLines> {
  const values = new Float32Array(dim);
  let line = nWords === null ? 0 : 1;
  const refuse = (what: string): Failure => new Failure('bad-input', `“${name}”, line ${line}, ${what}; mend the line or choose another file.`);
  let nWithoutWord = 0;
  const wrong = new WrongLines();
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
      return { nWithoutWord, ...wrong.check(nRead) };
    }
    if (nWords !== null && nRead === nWords) throw new Failure('bad-input', `“${name}” promises ${nWords} words and goes on after them; choose another file.`);
    const wordEnd = readLine(bytes, at, end, values, isWidthKnown);
    const isLeftOut = wordEnd < 0 && isWithoutWord(bytes, at, end, values);
    if (isLeftOut) nWithoutWord++;
    else if (wordEnd < 0 || wordEnd - at > MAX_WORD_BYTES) {
      const failure = refuse(wordEnd < 0 ? whatIsWrong(bytes, at, end, dim) : `has a word of ${wordEnd - at} bytes where ${MAX_WORD_BYTES} are the most`);
      // A line without an end is where a download broke off. Behind a header the first line shows whether its width is right.
      if (stream.lineEnd >= stream.end || (nWords !== null && nRead === 0)) throw failure;
      wrong.add(failure, line, nRead + 1);
    } else table.add(bytes, at, wordEnd, values);
    isWidthKnown = nWords !== null;
    stream.at = Math.min(stream.lineEnd + 1, stream.end);
    if (table.isFull) await table.flush();
  }
  return { nWithoutWord, ...wrong.check(line) };
}

/** Lines of a file that gave no row, and where the first of the wrong ones is. */
export interface LeftOutLines {
  /** Numbers with a blank for a word: nothing could ever be looked up there. */
  readonly nWithoutWord: number;
  readonly nWrongLines: number;
  readonly firstWrongLine: number;
}

/** A few lines that are not of the form cost themselves; a file where they are many is none of word vectors. */
class WrongLines {
  private n = 0;
  private first: { readonly failure: Failure; readonly line: number } | null = null;

  add(failure: Failure, line: number, nRead: number): void {
    this.first ??= { failure, line };
    this.n++;
    if (this.n > MAX_WRONG) this.check(nRead);
  }

  /** @throws Failure of the first one, where they are more than a tenth */
  check(nRead: number): Pick<LeftOutLines, 'nWrongLines' | 'firstWrongLine'> {
    if (this.first !== null && this.n * 10 > nRead) throw this.first.failure;
    return { nWrongLines: this.n, firstWrongLine: this.first?.line ?? 0 };
  }
}

/** Whether nothing but blank lines follows, at most as much as one line may be long. */
async function isRestBlank(stream: ByteStream): Promise<boolean> {
  if (await stream.require(MAX_LINE_BYTES)) return false;
  return stream.bytes.subarray(stream.at, stream.end).every((byte) => byte === 10 || byte === 13 || byte === 32 || byte === 9);
}
