import { mulberry32 } from '@contract/prng';
import { TOKEN_LABELS } from '@contract/source-text';
import type { Occurrence, SentenceSet } from '@contract/occurrence';

const WORDS = ['bank', 'Bank', 'bänk', 'bank', '銀行', 'בנק', 'بنك', 'cafe\u0301', "don't", 'naïve', 'x2', 'ОБРЫВ', '🏦s', 'ﬁn'];
const BETWEEN = [' ', ' , ', ' "', '" ', '\t', ' 🏦 ', ' 👩🏽‍🚀 ', ' \u200f', ' \u200e', ' e\u0301 ', '\n', ' \\" ', '; ', ' | ', ' = ', "' ", ' # ', ' (', ') ', '\u00a0'];
const VALUES = ['money', 'river edge', '"quoted"', 'a,b', 'tab\tin', 'two\nlines', '🏦', 'שלום', 'e\u0301', '=1+1', '_', 'null', '-0', "it's", '{"a":1}', '\\N', 'sep=;'];
const NAMES = ['sense', 'pos tag', 'a,b', 'q"q', 'a;b;c;d;e;f', 'word', 'text', 'charStart', 'label_text', '1', '__proto__', 'naïve', 'שם', 'toString'];

/** A set of ugly texts with several occurrences a sentence, and rows without some labels; the same for the same seed. */
export function generatedSet(seed: number): SentenceSet {
  const random = mulberry32(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const names = NAMES.filter(() => random() < 0.4);
  const occurrences = Array.from({ length: 2 + Math.floor(random() * 8) }, () => {
    const spans: { readonly charStart: number; readonly charEnd: number; readonly word: string }[] = [];
    let text = pick(['', '"', '# ', '| ', '🏦 ', '\u200f']);
    for (let n = 1 + Math.floor(random() * 5); n > 0; n--) {
      const word = pick(WORDS);
      if (random() < 0.7 || n === 1) spans.push({ charStart: text.length, charEnd: text.length + word.length, word });
      text += `${word}${pick(BETWEEN)}`;
    }
    const labels = Object.fromEntries(names.filter(() => random() < 0.7).map((name) => [name, pick(VALUES)]));
    return spans.map((span): Occurrence => ({ text, ...span, labels }));
  }).flat();
  const senses = [...new Set(occurrences.flatMap(({ labels }) => (Object.hasOwn(labels, 'sense') ? [labels['sense'] ?? ''] : [])))].map((id) => ({ id, label: id }));
  return { id: 'own-1', title: 'ugly', word: 'bank', origin: 'own', senses, occurrences };
}

/** Sentences of a treebank with all their words. */
export function generatedTreebank(seed: number): SentenceSet {
  const random = mulberry32(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const occurrences = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
    const words: Omit<Occurrence, 'text'>[] = [];
    let text = pick(['', '"', '# ', '(', '🏦 ']);
    for (let n = 1 + Math.floor(random() * 6); n > 0; n--) {
      const form = pick(WORDS);
      const labels = Object.fromEntries(TOKEN_LABELS.filter(() => random() < 0.7).map((name) => [name, pick(['NOUN', 'a+b', '"', 'Case=Nom|Number=Sing', 'בנק', '銀行'])]));
      words.push({ charStart: text.length, charEnd: text.length + form.length, word: form.toLowerCase(), labels });
      text += `${form}${n === 1 ? pick(['', '.', ' !', '"']) : pick([' ', ' , ', ', ', '" "', ' 🏦 ', '\u00a0', '  '])}`;
    }
    return words.map((word): Occurrence => ({ text, ...word }));
  }).flat();
  return { id: 'own-1', title: 'treebank', word: '', origin: 'own', senses: [], occurrences };
}
