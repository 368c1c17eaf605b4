import type { SubwordSettings } from './fasttext-header';

const OPEN = 0x3c;
const CLOSE = 0x3e;
const END_OF_SENTENCE = '</s>';

/**
 * The buckets of a word's n-grams, in the library's order (Dictionary::computeSubwords of fastText 0.9.2): of `<word>`, every stretch of minn to maxn
 * characters but a bracket alone, hashed by FNV-1a whose bytes are signed, as in all published models. `word` is UTF-8.
 */
export function subwordBuckets(word: Uint8Array, { minn, maxn, bucket }: SubwordSettings, into: number[] = []): number[] {
  if (isEndOfSentence(word)) return into;
  const end = word.length + 2;
  const byteAt = (i: number): number => (i === 0 ? OPEN : i === end - 1 ? CLOSE : (word[i - 1] as number));
  for (let from = 0; from < end; from++) {
    if (isContinuation(byteAt(from))) continue;
    let h = 2_166_136_261 | 0;
    for (let to = from, n = 1; to < end && n <= maxn; n++) {
      do h = Math.imul(h ^ ((byteAt(to) << 24) >> 24), 16_777_619); while (++to < end && isContinuation(byteAt(to)));
      if (n >= minn && !(n === 1 && (from === 0 || to === end))) into.push((h >>> 0) % bucket);
    }
  }
  return into;
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** The special token for the end of a sentence is in every vocabulary and is no word. */
function isEndOfSentence(word: Uint8Array): boolean {
  return word.length === END_OF_SENTENCE.length && END_OF_SENTENCE.split('').every((character, i) => character.charCodeAt(0) === word[i]);
}
