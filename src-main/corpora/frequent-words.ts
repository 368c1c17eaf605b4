import { foldWord } from '../tokenizers/fold';
import { UNSPACED } from '../tokenizers/find-word';
import { STOP_WORDS } from '../tokenizers/stop-words';

/** Suggestions need no more text than this, in UTF-16 code units; counting all of a large file would hold up the window. */
const COUNTED_CHARS = 6_000_000;
/** Finding words where no spaces are written takes about this many times as long. */
const UNSPACED_COST = 20;
/** More different forms than this are noise; those seen first are counted. */
const MAX_FORMS = 200_000;

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/**
 * Content words by how often they occur, case-folded, most frequent first (equal: first seen first). Stop words, numbers and
 * single letters are left out. Words end where `findWord` lets them end, so that a count is the number of occurrences it finds.
 * Of a long source the beginning is counted (6 million characters; of scripts without spaces 300,000).
 * @param maxWords how many are returned
 */
export function frequentWords(texts: Iterable<string>, maxWords = 24): { word: string; n: number }[] {
  const written = new Map<string, number>();
  let budget = COUNTED_CHARS;
  for (const text of texts) {
    const isUnspaced = UNSPACED.test(text);
    budget -= text.length * (isUnspaced ? UNSPACED_COST : 1);
    if (budget < 0) break;
    for (const word of isUnspaced ? segmentedWords(text) : (text.match(WORD) ?? [])) {
      const n = written.get(word) ?? 0;
      if (n > 0 || written.size < MAX_FORMS) written.set(word, n + 1);
    }
  }
  const folded = new Map<string, { n: number; shown: string }>();
  for (const [word, n] of written) {
    const key = foldWord(word);
    const known = folded.get(key);
    if (known === undefined) folded.set(key, { n, shown: word.toLowerCase() });
    else known.n += n;
  }
  return [...folded.values()]
    .filter(({ shown }) => isContentWord(shown))
    .sort((a, b) => b.n - a.n)
    .slice(0, maxWords)
    .map(({ shown, n }) => ({ word: shown.normalize('NFC'), n }));
}

let segmenter: Intl.Segmenter | undefined;

function* segmentedWords(text: string): Iterable<string> {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike === true) yield* segment.match(WORD) ?? [];
}

function isContentWord(word: string): boolean {
  if (STOP_WORDS.has(word) || !/\p{L}/u.test(word)) return false;
  return word.length > 1 || UNSPACED.test(word);
}
