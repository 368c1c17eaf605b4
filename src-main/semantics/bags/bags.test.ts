import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bagOfWords, tokensOf } from './bag-of-words';
import { tfidf } from './tfidf';

/** Made by `tools/golden/bags.py` with scikit-learn. */
interface Golden {
  readonly texts: readonly string[];
  readonly cases: readonly {
    readonly maxFeatures: number | null;
    readonly vocabulary: readonly string[];
    readonly counts: readonly number[];
    readonly idf: readonly number[];
    readonly tfidf: readonly number[];
  }[];
}
const { texts, cases } = JSON.parse(readFileSync(resolve('src-main/semantics/bags/golden/bags.json'), 'utf8')) as Golden;

describe.each(cases)('of at most $maxFeatures words', ({ maxFeatures, vocabulary, counts, idf, tfidf: weights }) => {
  const bag = bagOfWords(texts, maxFeatures ?? Infinity);

  it('counts words as CountVectorizer does', () => {
    expect(bag.vocabulary).toEqual(vocabulary);
    expect([...bag.counts]).toEqual(counts);
    expect(bag.nLeftOut).toBe(cases[0]?.vocabulary.length === undefined ? -1 : cases[0].vocabulary.length - vocabulary.length);
  });

  it('weighs them as TfidfVectorizer does', () => {
    const found = tfidf(bag);
    expect(Math.max(...found.idf.map((value, column) => Math.abs(value - (idf[column] as number))))).toBeLessThan(1e-12);
    expect(Math.max(...found.values.map((value, at) => Math.abs(value - (weights[at] as number))))).toBeLessThan(1e-6);
  });
});

it('of equally frequent words keeps the first', () => {
  expect(bagOfWords(['zinc alum zinc alum iron'], 1).vocabulary).toEqual(['alum']);
});

it('finds no word in signs and single letters', () => {
  expect(tokensOf('? a !')).toEqual([]);
  const bag = bagOfWords(['? a !'], 10);
  expect(bag).toEqual({ vocabulary: [], counts: new Float32Array(0), nLeftOut: 0 });
  expect(tfidf(bag).values).toHaveLength(0);
});
