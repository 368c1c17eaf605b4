import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { cosineDistance } from '@vectors/cosine';
import { convertWordVectors } from '../../../conversion/word-vectors/convert';
import { openRowStore } from '../../../model-format/word-table/row-store';
import { writeWordTable } from '../../../conversion/word-vectors/table-writer';
import { embedTargets } from '../../sets/embed';
import { StaticTokenizer } from './static-tokenizer';
import { StaticEncoder } from './static-encoder';
import { openWordTable } from './static-table';

const root = mkdtempSync(join(tmpdir(), 'contexture-static-'));
afterAll(() => { rmSync(root, { recursive: true }); });

/** The encoder asks a card for its width only. */
const cardOf = (dim: number): ModelCard => ({ id: 'test', kind: 'static', nLayers: 1, dim }) as ModelCard;
const forms = (tokenizer: StaticTokenizer, text: string): readonly string[] => tokenizer.tokenizeSentence(text).pieces.map(({ piece }) => piece);
const read = (encoder: StaticEncoder, text: string, from: number, to: number, weights: Float32Array | null = null): Promise<Float32Array> =>
  encoder.encode([{ sentence: encoder.tokenizer.tokenizeSentence(text), spans: [{ from, to, weights }] }], [0]);

async function write(words: readonly string[], dim: number, values: readonly number[]): Promise<string> {
  const folder = mkdtempSync(join(root, 'table-'));
  await writeWordTable(folder, { words, dim, values: new Float32Array(values) }, 'f32');
  return folder;
}

describe('a table of words', () => {
  let encoder: StaticEncoder;
  beforeAll(async () => {
    encoder = await StaticEncoder.load(await write(['the', 'bank', 'Bank', 'River', 'caf\u00e9', '.'], 2, [1, 0, 0, 1, 3, 4, -1, 0, 5, 6, 7, 8]), cardOf(2));
  });

  test('finds words as they are written, then composed, then in lower case', () => {
    const { tokenizer } = encoder;
    const { ids, pieces } = tokenizer.tokenizeSentence('The Bank, BANK River river cafe\u0301 Caf\u00e9.');
    expect(pieces.map(({ piece }) => piece)).toEqual(['the', 'Bank', ',', 'bank', 'River', 'river', 'caf\u00e9', 'caf\u00e9', '.']);
    expect(ids.map((id) => tokenizer.knows(id))).toEqual([true, true, false, true, true, false, true, true, true]);
    expect(pieces[6]).toEqual({ piece: 'caf\u00e9', charStart: 27, charEnd: 32 });
    expect([tokenizer.maxPieces, tokenizer.nSpecialTokens]).toEqual([Infinity, { before: 0, after: 0 }]);
  });

  test('an unknown word is named as it is written where the vocabulary has capitals, else in lower case', async () => {
    expect(forms(encoder.tokenizer, 'Xyzzy')).toEqual(['Xyzzy']);
    const lower = await StaticTokenizer.load(await write(['the', 'bank'], 1, [1, 2]), cardOf(1));
    expect([encoder.tokenizer.isCased, lower.isCased, forms(lower, 'Xyzzy')]).toEqual([true, false, ['xyzzy']]);
  });

  test('a form that was asked for is looked up itself, whatever it is written together with', async () => {
    const at = (text: string, form: string): { text: string; charStart: number; charEnd: number } => ({ text, charStart: text.indexOf(form), charEnd: text.indexOf(form) + form.length });
    const targets = [at('It is bank-owned.', 'bank'), at('他在銀行里bank存钱', 'bank'), at('l’Bank', 'Bank'), at('the bank', 'bank'), at('It is xyzzy-owned.', 'xyzzy')];
    const { values, missing, subwords } = await embedTargets(encoder, targets, 'mean');
    expect([...values]).toEqual([0, 1, 0, 1, 3, 4, 0, 1, 0, 0]);
    expect(missing).toEqual([4]);
    expect(subwords.slice(0, 4)).toEqual([['bank'], ['bank'], ['Bank'], ['bank']]);
  });

  test('a word is looked up in every form that tables write it in', async () => {
    const rows = ['don\u2019t', 'New_York', '####', '#.#', 'e\u0301t\u00e9', 'bank', 'l\'eau', 'dogs\u2019'];
    const tokenizer = await StaticTokenizer.load(await write(rows, 1, rows.map((_, i) => i + 1)), cardOf(1));
    const formOf = (text: string): string | undefined => tokenizer.form(text)?.pieces[0]?.piece;
    expect(['New York', 'l\u2019eau', 'dogs\'', 'dogs\u2019', 'ba\u00adnk', 'BANK'].map(formOf)).toEqual(['New_York', 'l\'eau', 'dogs\u2019', 'dogs\u2019', 'bank', 'bank']);
    expect(forms(tokenizer, 'don\'t 2008 3.5 7 \uff22\uff21\uff2e\uff2b')).toEqual(['don\u2019t', '####', '#.#', '7', 'bank']);
  });

  test('a word inside a longer one has no vector where the table has none of its own', async () => {
    const own = await StaticEncoder.load(await write(['bank-owned', 'owned'], 1, [1, 2]), cardOf(1));
    const at = (text: string, charStart: number, charEnd: number): { text: string; charStart: number; charEnd: number } => ({ text, charStart, charEnd });
    const { values, missing } = await embedTargets(own, [at('a bank-owned house', 2, 6), at('a bank-owned house', 7, 12), at('a bank-owned house', 2, 12)], 'mean');
    expect([[...values], missing]).toEqual([[0, 2, 1], [0]]);
  });

  test('spans are means of known rows, or weighted sums', async () => {
    expect([...await read(encoder, 'the bank', 0, 2)]).toEqual([0.5, 0.5]);
    expect([...await read(encoder, 'the xyzzy Bank', 0, 3)]).toEqual([2, 2]);
    expect([...await read(encoder, 'the xyzzy Bank', 0, 3, new Float32Array([2, 1, 0.5]))]).toEqual([3.5, 2]);
    expect([...await read(encoder, 'xyzzy', 0, 1)]).toEqual([0, 0]);
    const sentence = encoder.tokenizer.tokenizeSentence('the bank');
    const two = [{ from: 0, to: 1, weights: null }, { from: 1, to: 2, weights: null }];
    expect([...await encoder.encode([{ sentence, spans: two }, { sentence, spans: [] }, { sentence, spans: two.slice(1) }], [0])]).toEqual([1, 0, 0, 1, 0, 1]);
    expect(await encoder.encode([], [0])).toHaveLength(0);
    expect(() => encoder.encode([], [1])).toThrow(RangeError);
  });

  test('nearest words: by cosine, without the asked ones, equal ones in their order', async () => {
    expect((await encoder.nearestWords('Bank', 3))?.map(({ word, distance }) => [word, Number(distance.toFixed(4))])).toEqual([['café', 0.0013], ['.', 0.0028], ['bank', 0.2]]);
    expect((await encoder.nearestWords('the bank', 10))?.map(({ word }) => word)).toEqual(['.', 'café', 'Bank', 'River']);
    expect(await encoder.nearestWords('the xyzzy', 3)).toBeNull();
    expect(await encoder.nearestWords('', 3)).toBeNull();
  });
});

describe('analogies', () => {
  // Two to the right and two up: "queen" lies where king − man + woman points, whatever the lengths.
  const words = ['man', 'king', 'woman', 'queen', 'none'];
  const unit = (x: number, y: number, z: number, length = 1): number[] => [x, y, z].map((value) => value * length / Math.hypot(x, y, z));
  let encoder: StaticEncoder;
  beforeAll(async () => { encoder = await StaticEncoder.load(await write(words, 3, [...unit(1, 0, 0, 5), ...unit(1, 1, 0), ...unit(1, 0, 1, 0.1), ...unit(1, 1, 1, 2), 0, 0, 0]), cardOf(3)); });
  const question = { a: 'man', b: 'king', c: 'woman', k: 4 };

  test('b − a + c of unit vectors, the query words left out or marked', async () => {
    const { SQRT2, SQRT1_2 } = Math;
    const length = Math.hypot(SQRT2 - 1, SQRT1_2, SQRT1_2);
    expect(await encoder.analogy({ ...question, isExcludingQuery: true })).toEqual([
      { word: 'queen', cosine: expect.closeTo((SQRT2 - 1 + SQRT2) / Math.sqrt(3) / length, 6) as number, isQuery: false }, { word: 'none', cosine: 0, isQuery: false },
    ]);
    const all = await encoder.analogy({ ...question, isExcludingQuery: false });
    // King and woman lie equally near.
    expect(all.map(({ word, isQuery }) => `${word} ${isQuery}`).sort()).toEqual(['king true', 'man true', 'queen false', 'woman true']);
    expect(all.find(({ word }) => word === 'king')?.cosine).toBeCloseTo((SQRT2 - 1 + SQRT1_2) / SQRT2 / length, 6);
  });

  test('unknown words are refused by name, and what cancels itself', async () => {
    await expect(encoder.analogy({ ...question, a: 'xyzzy', c: 'plugh', isExcludingQuery: true })).rejects.toThrow('The model does not know “xyzzy” and “plugh”. Try other words.');
    await expect(encoder.analogy({ ...question, a: 'king', c: 'none', isExcludingQuery: true })).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('a table in memory and the same table read from its file', () => {
  const dim = 50;
  const words = Array.from({ length: 60_000 }, (_, i) => `w${i}`);
  const values = Float32Array.from({ length: words.length * dim }, (_, i) => Math.sin(i * 1.618) * (1 + (i % 13)));
  values.fill(0, 100 * dim, 101 * dim);

  test.each(['f32', 'f16'] as const)('%s: give the same vectors and the same nearest words', async (format) => {
    const folder = mkdtempSync(join(root, 'large-'));
    await writeWordTable(folder, { words, dim, values }, format);
    const tokenizer = await StaticTokenizer.load(folder, cardOf(dim));
    const held = new StaticEncoder(tokenizer, openWordTable(folder, tokenizer));
    const inFile = new StaticEncoder(tokenizer, openWordTable(folder, tokenizer, 0));
    expect(await read(inFile, 'w59999 w0 w31234', 0, 3)).toEqual(await read(held, 'w59999 w0 w31234', 0, 3));
    const query = await read(held, 'w77', 0, 1);
    const rows = openRowStore(folder, 'vectors', dim).rows(0, words.length);
    const expected = words.map((word, row) => ({ word, distance: cosineDistance(query, rows.subarray(row * dim, (row + 1) * dim)) }))
      .filter(({ word }) => word !== 'w77').sort((a, b) => a.distance - b.distance).slice(0, 20);
    for (const encoder of [held, inFile, inFile]) {
      const found = await encoder.nearestWords('w77', 20);
      expect(found?.map(({ word, distance }) => ({ word, distance }))).toEqual(expected);
    }
    expect((await inFile.nearestWords('w100', 2))?.map(({ distance }) => distance)).toEqual([1, 1]);
    await inFile.release();
    expect(() => inFile.encode([{ sentence: tokenizer.tokenizeSentence('w1'), spans: [{ from: 0, to: 1, weights: null }] }], [0])).toThrow(/were closed/);
  });
});

describe('fastText with n-grams', () => {
  const golden = resolve(import.meta.dirname, '../../../conversion/word-vectors/golden');
  const { vectors, unknown, words } = JSON.parse(readFileSync(join(golden, 'skipgram.json'), 'utf8')) as {
    vectors: Record<string, number[]>; unknown: string[]; words: string[];
  };
  let encoder: StaticEncoder;
  beforeAll(async () => {
    const folder = mkdtempSync(join(root, 'fasttext-'));
    await convertWordVectors(join(golden, 'skipgram.bin'), folder, { nMaxWords: null, precision: 'source' });
    encoder = await StaticEncoder.load(folder, cardOf(8));
  });

  /** Forms that the word tokenizer leaves whole. */
  const whole = (form: string): boolean => form === form.normalize('NFC') && forms(encoder.tokenizer, form).join(' ') === form;

  test('known and unknown words have the vectors of the original library', async () => {
    const tried = [...words, ...unknown].filter(whole);
    expect(tried.length).toBeGreaterThan(40);
    for (const form of tried) {
      const vector = await read(encoder, form, 0, 1);
      expect(Math.max(...(vectors[form] ?? []).map((value, d) => Math.abs(value - (vector[d] ?? Number.NaN))))).toBeLessThan(1e-6);
    }
  });

  test('an unknown word inside a clause without spaces is made of its own n-grams, not of the clause’s', async () => {
    const form = unknown.find((word) => whole(word) && /^[a-z]+$/u.test(word)) ?? '';
    const text = `我去${form}取`;
    const { values } = await embedTargets(encoder, [{ text, charStart: 2, charEnd: 2 + form.length }], 'mean');
    expect(Math.max(...(vectors[form] ?? [Number.NaN]).map((value, d) => Math.abs(value - (values[d] ?? Number.NaN))))).toBeLessThan(1e-6);
  });

  test('unknown words are known by their n-grams, and have nearest words', async () => {
    const { ids, pieces } = encoder.tokenizer.tokenizeSentence('Riverbank money b');
    expect([encoder.tokenizer.isCased, pieces[0]?.piece, ids.map((id) => encoder.tokenizer.knows(id))]).toEqual([true, 'Riverbank', [true, true, true]]);
    const nearest = await encoder.nearestWords('banks', 3);
    expect(nearest?.[0]?.word).toBe('bank');
    expect(encoder.tokenizer.tokenizeSentence('x'.repeat(9_000)).ids.map((id) => encoder.tokenizer.knows(id))).toEqual([false]);
  });
});

describe('damaged folders', () => {
  test('are refused with the reason', async () => {
    const folder = await write(['a', 'b'], 2, [1, 2, 3, 4]);
    await expect(StaticEncoder.load(folder, cardOf(1))).rejects.toThrow(/There are 4 vectors of 1 numbers for 2 words/);
    await expect(StaticEncoder.load(folder, cardOf(3))).rejects.toThrow(/16 bytes/);
    writeFileSync(join(folder, 'fasttext.json'), '{"minn":3,"maxn":1e9,"bucket":5}');
    await expect(StaticEncoder.load(folder, cardOf(2))).rejects.toThrow(/does not hold minn, maxn and bucket/);
    writeFileSync(join(folder, 'fasttext.json'), '{"minn":3,"maxn":6,"bucket":5}');
    await expect(StaticEncoder.load(folder, cardOf(2))).rejects.toThrow(/has no subwords/);
    writeFileSync(join(folder, 'subwords.f32'), new Float32Array(8));
    await expect(StaticEncoder.load(folder, cardOf(2))).rejects.toThrow(/4 vectors of n-grams for 5 buckets/);
    truncateSync(join(folder, 'words.txt'), 3);
    await expect(StaticEncoder.load(folder, cardOf(2))).rejects.toThrow(/list of words is cut off/);
    await expect(StaticEncoder.load(join(root, 'absent'), cardOf(2))).rejects.toMatchObject({ code: 'model' });
  });
});

describe('the bundled GloVe', () => {
  const folder = resolve(import.meta.dirname, '../../../../models/glove-100d');
  const card = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as ModelCard;

  test('near words are near', async () => {
    const encoder = await StaticEncoder.load(folder, card);
    expect(encoder.tokenizer.isCased).toBe(false);
    expect((await encoder.nearestWords('Paris', 20))?.map(({ word }) => word)).toContain('france');
    expect(await encoder.nearestWords('qzxjv', 3)).toBeNull();
  });

  test('writing its words and vectors again gives the same files', async () => {
    const tokenizer = await StaticTokenizer.load(folder, card);
    const { vectors } = openWordTable(folder, tokenizer);
    const words = Array.from({ length: vectors.nRows }, (_, row) => tokenizer.words.index.word(row));
    const copy = mkdtempSync(join(root, 'copy-'));
    await writeWordTable(copy, { words, dim: card.dim, values: vectors.rows(0, vectors.nRows) }, 'f16');
    for (const name of ['words.txt', 'vectors.f16']) expect(readFileSync(join(copy, name)).equals(readFileSync(join(folder, name)))).toBe(true);
  });
});
