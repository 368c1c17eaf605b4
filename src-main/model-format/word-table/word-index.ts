import { Failure } from '@contract/failure';
import { MAX_WORDS, MAX_WORDS_BYTES } from './limits';

const NEWLINE = 10;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The words of a table and where they stand: their bytes (UTF-8, a line feed after each), their starts, and an open-addressing hash table of rows.
 * Nothing in it is a JS string, so that two million words take some 50 MB.
 */
export class WordIndex {
  nWords = 0;
  private nBytes = 0;
  private bytes: Uint8Array;
  /** `#starts[row]`; the word ends before the line feed in front of `#starts[row + 1]`. */
  private starts: Uint32Array;
  /** Row, or -1; its length is a power of two and at least twice the number of words. */
  private slots: Int32Array;
  /** Differs in every process, so that no file can be made to collide. */
  private readonly seed = (Math.random() * 2 ** 32) | 0;

  constructor() {
    this.bytes = new Uint8Array(1 << 16);
    this.starts = new Uint32Array(1 << 10);
    this.slots = new Int32Array(1 << 11).fill(-1);
  }

  /** Of the content of `words.txt`, whose bytes it keeps. @throws Failure `model` where it does not end with a line feed or is too large. */
  static fromText(bytes: Uint8Array): WordIndex {
    if (bytes.length > 0 && bytes[bytes.length - 1] !== NEWLINE) throw new Failure('model', 'The list of words is cut off; install the model again.');
    let nWords = 0;
    for (let i = 0; i < bytes.length; i++) if (bytes[i] === NEWLINE) nWords++;
    if (nWords > MAX_WORDS || bytes.length > MAX_WORDS_BYTES) throw new Failure('model', `The list of words is longer than ${MAX_WORDS} words; install the model again.`);
    const index = new WordIndex();
    index.bytes = bytes;
    index.nBytes = bytes.length;
    index.starts = new Uint32Array(nWords + 1);
    for (let i = 0, row = 0; i < bytes.length; i++) if (bytes[i] === NEWLINE) index.starts[++row] = i + 1;
    index.nWords = nWords;
    index.rehash();
    return index;
  }

  /**
   * Adds the word `source[from, to)`.
   * @returns its row, or -1 when it is there already
   * @throws Failure `too-large` beyond the limits of a table
   */
  add(source: Uint8Array, from: number, to: number): number {
    const slot = this.slotOf(source, from, to);
    if (this.slots[slot] !== -1) return -1;
    const nNeeded = this.nBytes + to - from + 1;
    if (this.nWords === MAX_WORDS || nNeeded > MAX_WORDS_BYTES) {
      throw new Failure('too-large', `There are more words than the ${MAX_WORDS.toLocaleString('en-GB')} that a table holds; keep only the most frequent.`);
    }
    if (nNeeded > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(Math.min(MAX_WORDS_BYTES, Math.max(nNeeded, this.bytes.length * 2))));
    if (this.nWords + 2 > this.starts.length) this.starts = grown(this.starts, new Uint32Array(this.starts.length * 2));
    this.bytes.set(source.subarray(from, to), this.nBytes);
    this.bytes[nNeeded - 1] = NEWLINE;
    this.nBytes = nNeeded;
    const row = this.nWords++;
    this.starts[row + 1] = nNeeded;
    this.slots[slot] = row;
    if (this.nWords * 2 > this.slots.length) this.rehash();
    return row;
  }

  /** The row of a word, or -1. */
  find(word: string): number {
    const bytes = encoder.encode(word);
    return this.slots[this.slotOf(bytes, 0, bytes.length)] as number;
  }

  /** The word of a row; bytes that are no UTF-8 appear as U+FFFD. */
  word(row: number): string {
    return decoder.decode(this.wordBytes(row));
  }

  wordBytes(row: number): Uint8Array {
    return this.bytes.subarray(this.starts[row], (this.starts[row + 1] as number) - 1);
  }

  /** The content of `words.txt`; valid until the next word is added. */
  text(): Uint8Array {
    return this.bytes.subarray(0, this.nBytes);
  }

  /** Where the word stands, or would stand. */
  private slotOf(source: Uint8Array, from: number, to: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(this.seed, source, from, to) & mask;
    for (;;) {
      const row = this.slots[slot] as number;
      if (row === -1 || this.isWord(row, source, from, to)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private isWord(row: number, source: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[row] as number;
    if ((this.starts[row + 1] as number) - 1 - start !== to - from) return false;
    for (let i = from, j = start; i < to; i++, j++) if (source[i] !== this.bytes[j]) return false;
    return true;
  }

  /** A table with room for as many words again. Of equal words the first stays in front, so it is the one that is found. */
  private rehash(): void {
    let size = 1 << 11;
    while (size < this.nWords * 3) size *= 2;
    const slots = new Int32Array(size).fill(-1);
    const mask = size - 1;
    for (let row = 0; row < this.nWords; row++) {
      let slot = hash(this.seed, this.bytes, this.starts[row] as number, (this.starts[row + 1] as number) - 1) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.slots = slots;
  }
}

/** FNV-1a from a seed, its bits mixed as in MurmurHash3's last step so that the low ones can serve as a slot. */
function hash(seed: number, bytes: Uint8Array, from: number, to: number): number {
  let h = seed;
  for (let i = from; i < to; i++) h = Math.imul(h ^ (bytes[i] as number), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
