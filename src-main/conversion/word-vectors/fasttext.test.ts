import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectWordVectors } from './inspect';
import { openRowStore } from '../../model-format/word-table/row-store';
import { subwordBuckets } from '../../model-format/word-table/subwords';
import { TestFiles } from './files.testing';

/** Made by tools/golden/fasttext_vectors.py with the original library. */
interface Golden {
  readonly dim: number;
  readonly words: readonly string[];
  readonly unknown: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
  readonly buckets: Readonly<Record<string, readonly number[]>>;
}

const files = new TestFiles();
afterAll(() => { files.remove(); });
const golden = (name: string): string => join(import.meta.dirname, 'golden', name);
const goldenOf = (name: string): Golden => JSON.parse(readFileSync(golden(`${name}.json`), 'utf8')) as Golden;
const bytes = (word: string): Uint8Array => new TextEncoder().encode(word);
const furthest = (a: readonly number[], b: readonly number[]): number => Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN))));

/** Settings as they were trained with; `words-only` has none. */
const settings = { skipgram: { minn: 3, maxn: 6, bucket: 200 }, labelled: { minn: 0, maxn: 3, bucket: 300 } } as const;

describe.each(['skipgram', 'labelled'] as const)('fastText model %s with n-grams', (name) => {
  const { words, unknown, vectors, buckets } = goldenOf(name);

  test('n-grams of words fall into the buckets of the library', () => {
    expect(words.length + unknown.length).toBeGreaterThan(50);
    for (const word of [...words, ...unknown]) expect([word, subwordBuckets(bytes(word), settings[name])]).toEqual([word, buckets[word]]);
  });

  test('known words have the vectors of the library', async () => {
    expect(await inspectWordVectors(golden(`${name}.bin`))).toMatchObject({ format: 'fasttext-binary', architecture: 'fasttext', dim: 8, nWords: words.length, nSubwords: settings[name].bucket });
    const found = await files.convert(golden(`${name}.bin`));
    expect(found).toMatchObject({ words, nWords: words.length, nDuplicates: 0, nParameters: (words.length + settings[name].bucket) * 8 });
    expect(JSON.parse(readFileSync(join(found.dir, 'fasttext.json'), 'utf8'))).toEqual(settings[name]);
    expect(furthest(found.values, words.flatMap((word) => vectors[word] ?? []))).toBeLessThan(1e-6);
  });

  test('unknown words are the mean of their n-grams', async () => {
    const { dir } = await files.convert(golden(`${name}.bin`));
    const rows = openRowStore(dir, 'subwords', 8);
    expect(rows.nRows).toBe(settings[name].bucket);
    for (const word of unknown) {
      const places = subwordBuckets(bytes(word), settings[name]);
      const mean = Array.from({ length: 8 }, (_, d) => places.reduce((sum, row) => sum + (rows.rows(row, row + 1)[d] ?? 0), 0) / Math.max(1, places.length));
      expect(furthest(mean, vectors[word] ?? [])).toBeLessThan(1e-6);
    }
  });
});

describe('fastText models', () => {
  test('without n-grams: the rows themselves', async () => {
    const { words, vectors } = goldenOf('words-only');
    const found = await files.convert(golden('words-only.bin'));
    expect(found).toMatchObject({ words, nParameters: words.length * 8 });
    expect(found.values).toEqual(words.flatMap((word) => vectors[word] ?? []));
    expect(['subwords.f32', 'fasttext.json'].filter((name) => existsSync(join(found.dir, name)))).toEqual([]);
  });

  test('packed, cut to the first words, in half precision', async () => {
    const { words, vectors } = goldenOf('skipgram');
    const path = files.write('skipgram.bin.gz', gzipSync(readFileSync(golden('skipgram.bin'))));
    const found = await files.convert(path, { nMaxWords: 10, precision: 'float16' });
    expect(found).toMatchObject({ words: words.slice(0, 10), nParameters: 210 * 8 });
    expect(furthest(found.values, words.slice(0, 10).flatMap((word) => vectors[word] ?? []))).toBeLessThan(5e-4);
    expect(['vectors.f16', 'subwords.f16', 'vectors.f32', 'subwords.f32'].map((name) => existsSync(join(found.dir, name)))).toEqual([true, true, false, false]);
  });

  test('quantised ones are refused', async () => {
    await expect(files.convert(golden('quantised.ftz'))).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('quantised') as string });
  });

  test('the mark of sentence ends has no n-grams', () => {
    expect(subwordBuckets(bytes('</s>'), settings.skipgram)).toEqual([]);
    expect(subwordBuckets(bytes('</t>'), settings.skipgram)).not.toEqual([]);
  });
});
