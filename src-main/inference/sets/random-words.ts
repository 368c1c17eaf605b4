import type { CharSpan, Occurrence } from '@contract/occurrence';
import { mulberry32, randomBelow } from '@contract/prng';
import { tokenizeWords } from '../../tokenizers/word-tokenizer';

/** One word of every sentence, drawn by the seed: what similarities are held against (Ethayarajh 2019 draws words likewise). */
export function randomWords(sentences: readonly string[], seed: number): Occurrence[] {
  const random = mulberry32(seed);
  return sentences.flatMap((text) => {
    const words = wordsOf(text);
    const word = words[randomBelow(random, Math.max(1, words.length))];
    return word === undefined ? [] : [occurrenceOf(text, word)];
  });
}

/** Words with a letter in them. */
export const wordsOf = (text: string): CharSpan[] => tokenizeWords(text).filter(({ form }) => /\p{L}/u.test(form));

export const occurrenceOf = (text: string, { charStart, charEnd }: CharSpan): Occurrence => ({ text, charStart, charEnd, word: text.slice(charStart, charEnd), labels: {} });
