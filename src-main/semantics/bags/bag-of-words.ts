/** Sentences as counts of their words: a row a text, a column a word. */
export interface BagOfWords {
  /** The words of the columns, in the order of their code points. */
  readonly vocabulary: readonly string[];
  /** Row-major `[nTexts, vocabulary.length]` */
  readonly counts: Float32Array;
  /** Different words of the texts that have no column, see `maxFeatures`. */
  readonly nLeftOut: number;
}

/** `CountVectorizer`'s default `token_pattern`: two and more letters, digits or underscores in a row, small. */
const TOKEN = /[\p{L}\p{N}_]{2,}/gu;

/** The words of a text as scikit-learn's `CountVectorizer` finds them by default. */
export const tokensOf = (text: string): readonly string[] => text.toLowerCase().match(TOKEN) ?? [];

/** Python's order of texts. */
function byCodePoints(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const by = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (by !== 0) return by;
  }
  return left.length - right.length;
}

/**
 * What scikit-learn's `CountVectorizer` gives by default (`lowercase`, no stop words, unigrams).
 * @param maxFeatures `max_features`: the words that are most frequent over all texts have a column, of equals the first by code points; scikit-learn does not say which
 */
export function bagOfWords(texts: readonly string[], maxFeatures: number): BagOfWords {
  const tokens = texts.map(tokensOf);
  const frequency = new Map<string, number>();
  for (const token of tokens.flat()) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  const words = [...frequency.keys()].sort(byCodePoints);
  const vocabulary = words.length <= maxFeatures ? words : [...words].sort((a, b) => (frequency.get(b) ?? 0) - (frequency.get(a) ?? 0)).slice(0, maxFeatures).sort(byCodePoints);
  const columnOf = new Map(vocabulary.map((word, column) => [word, column]));
  const counts = new Float32Array(texts.length * vocabulary.length);
  for (const [row, found] of tokens.entries()) {
    for (const token of found) {
      const column = columnOf.get(token);
      if (column !== undefined) counts[row * vocabulary.length + column] = (counts[row * vocabulary.length + column] as number) + 1;
    }
  }
  return { vocabulary, counts, nLeftOut: words.length - vocabulary.length };
}
