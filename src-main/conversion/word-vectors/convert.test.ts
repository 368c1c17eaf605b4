import { readdirSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { ImportProgress } from '@contract/model-import';
import { convertWordVectors } from './convert';
import { inspectWordVectors } from './inspect';
import { TestFiles, word2vecBinary, zip, type Entry } from './files.testing';

const files = new TestFiles();
afterAll(() => { files.remove(); });

const table: readonly Entry[] = [['the', 1, -2, 0.5], ['größer', 0, 0.25, 3], ['日本', 4, 5, 6], ['.', 7, 8, 9]];
const words = table.map(([word]) => word);
const values = table.flatMap(([, ...vector]) => vector);
const text = `${table.map((row) => row.join(' ')).join('\n')}\n`;

describe('every form gives the same table', () => {
  const gzipped = gzipSync(text);
  test.each<[string, string | Buffer, object]>([
    ['glove.txt', text, { format: 'glove-text', architecture: 'glove', packing: 'none', nWords: null }],
    ['glove-no-last-line-end.txt', text.trimEnd(), { format: 'glove-text' }],
    ['glove-windows.txt', `\ufeff${text.replaceAll('\n', '\r\n')}`, { format: 'glove-text' }],
    ['glove-tabs.txt', text.replaceAll(' ', '\t'), { format: 'glove-text' }],
    ['word2vec.txt', `4 3\n${text}`, { format: 'word2vec-text', architecture: 'word2vec', nWords: 4 }],
    ['blanks-at-line-ends.vec', `4 3\n${text.replaceAll('\n', ' \n')}\n\n`, { format: 'fasttext-text', architecture: 'fasttext', nWords: 4 }],
    ['newlines.bin', word2vecBinary(table), { format: 'word2vec-binary', architecture: 'word2vec', nWords: 4 }],
    ['no-newlines.bin', word2vecBinary(table, { newlines: false }), { format: 'word2vec-binary' }],
    ['glove.txt.gz', gzipped, { format: 'glove-text', packing: 'gzip', nBytes: gzipped.length }],
    ['wiki.vec.gz', gzipSync(`4 3\n${text}`), { format: 'fasttext-text', packing: 'gzip' }],
    ['two-members.gz', Buffer.concat([gzipSync(text.slice(0, 20)), gzipSync(text.slice(20))]), { format: 'glove-text' }],
    ['news.bin.gz', gzipSync(word2vecBinary(table)), { format: 'word2vec-binary' }],
    ['glove.zip', zip({ 'glove.txt': Buffer.from(text) }), { format: 'glove-text', packing: 'zip' }],
    ['wiki.zip', zip({ 'a/wiki.vec': Buffer.from(`4 3\n${text}`), '__MACOSX/a': Buffer.from('') }, deflateRawSync), { format: 'fasttext-text', packing: 'zip' }],
  ])('%s', async (name, content, expected) => {
    const path = files.write(name, content);
    expect(await inspectWordVectors(path)).toMatchObject({ dim: 3, nSubwords: 0, ...expected });
    const found = await files.convert(path);
    expect(found).toMatchObject({ kind: 'static', nLayers: 1, dim: 3, nParameters: 12, tokenizer: 'word-form', nWords: 4, nDuplicates: 0 });
    expect(found.words).toEqual(words);
    expect(found.values).toEqual(values);
    expect(readdirSync(found.dir).sort()).toEqual(['vectors.f32', 'words.txt']);
  });
});

describe('choices', () => {
  test('the first words only; what follows is not looked at', async () => {
    const path = files.write('top.txt', `${text}broken line\n`);
    expect(await files.convert(path, { nMaxWords: 2 })).toMatchObject({ words: words.slice(0, 2), nWords: 2, nParameters: 6 });
    const binary = files.write('top.bin', word2vecBinary(table).subarray(0, -5));
    expect(await files.convert(binary, { nMaxWords: 3 })).toMatchObject({ words: words.slice(0, 3) });
  });

  test('half precision, where the numbers fit it', async () => {
    const path = files.write('halves.txt', 'a 0.1 65504\nb 1e-9 -3\n');
    const found = await files.convert(path, { precision: 'float16' });
    expect(found.values).toEqual([0.0999755859375, 65504, 0, -3]);
    expect(readdirSync(found.dir).sort()).toEqual(['vectors.f16', 'words.txt']);
    await expect(files.convert(files.write('large.txt', 'a 0.1 65520\n'), { precision: 'float16' })).rejects.toThrow(/“a” has a number beyond 65,504/);
  });

  test('one of several files of an archive', async () => {
    const path = files.write('several.zip', zip({ 'x/a.txt': Buffer.from('a 1 2\n'), 'x/b.txt': Buffer.from('b 3 4\n') }, deflateRawSync));
    expect(await files.convert(path, { member: 'x/b.txt' })).toMatchObject({ words: ['b'], values: [3, 4] });
    await expect(inspectWordVectors(path)).rejects.toThrow(/holds 2 files \(x\/a.txt, x\/b.txt\)/);
    await expect(inspectWordVectors(path, 'c.txt')).rejects.toThrow(/holds no “c.txt”/);
  });

  test('progress ends with the whole file; a cancelled import ends', async () => {
    const path = files.write('many.txt', Array.from({ length: 60_000 }, (_, i) => `w${i} ${i} 0.5 -0.25 1e-3 3 4 5 6\n`).join(''));
    const seen: ImportProgress[] = [];
    await convertWordVectors(path, files.folder(), { nMaxWords: null, precision: 'source' }, { onProgress: (progress) => { seen.push(progress); } });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toMatchObject({ stage: 'convert', unit: 'bytes', nDone: seen[0]?.nTotal });
    const controller = new AbortController();
    const hooks = { signal: controller.signal, onProgress: () => { controller.abort(); } };
    await expect(convertWordVectors(path, files.folder(), { nMaxWords: null, precision: 'source' }, hooks)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('words', () => {
  test('may hold blanks; of words that come again the first counts', async () => {
    const path = files.write('spaces.txt', '. . . 1 2 3\nat name@domain.com 4 5 6\nthe 7 8 9\n1 1/2 0 0 1\nthe 0 0 0\n. . . 0 0 0\n');
    expect(await files.convert(path)).toMatchObject({
      words: ['. . .', 'at name@domain.com', 'the', '1 1/2'], values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 1], nWords: 4, nDuplicates: 2,
    });
    const binary = files.write('again.bin', word2vecBinary([['a', 1], ['b', 2], ['a', 3]]));
    expect(await files.convert(binary)).toMatchObject({ words: ['a', 'b'], values: [1, 2], nDuplicates: 1 });
  });

  test('that are blanks are left out and counted; behind a header a word may end with a number', async () => {
    const path = files.write('blank.vec', '5 2\nthe 1 2\n  3 4\nversion 2.0 5 6\nthe 9 9\nof 7 8\n');
    expect(await files.convert(path)).toMatchObject({
      words: ['the', 'version 2.0', 'of'], values: [1, 2, 5, 6, 7, 8], nWithoutWord: 1, nDuplicates: 1, note: 'Left out: one word that came again and one line without a word.',
    });
    const many = Array.from({ length: 30 }, (_, n) => `w${n} ${n} 1 2`);
    const odd = [...many.slice(0, 12), 'short 1 2', 'nan 1 nan 2', ...many.slice(12), 'tail 1 2 3', ''].join('\n');
    expect(await files.convert(files.write('odd.txt', odd))).toMatchObject({
      nWords: 31,
      nWrongLines: 2,
      firstWrongLine: 13,
      note: 'Left out: 2 lines that are no word with its numbers (the first is line 13).',
    });
    expect(await files.convert(files.write('odd.vec', `33 3\n${odd}`))).toMatchObject({ nWords: 31, nWrongLines: 2, firstWrongLine: 14 });
    await expect(files.convert(files.write('cut.txt', [...many, 'w30 1'].join('\n')))).rejects.toThrow(/line 31, has 1 numbers/);
    expect(await files.convert(files.write('blank.txt', 'the 1 2\n 3 4\n 5 6\n'))).toMatchObject({ words: ['the'], nWithoutWord: 2, note: 'Left out: 2 lines without a word.' });
  });

  test('numbers, marks and bytes that are no UTF-8 are words too', async () => {
    const path = files.write('odd.bin', word2vecBinary([['1.5', 1, 2], ['</s>', 3, 4], [new Uint8Array([0xe2, 0x82]), 5, 6]]));
    expect(await files.convert(path)).toMatchObject({ words: ['1.5', '</s>', '\ufffd'], values: [1, 2, 3, 4, 5, 6] });
    expect(await files.convert(files.write('numbers.txt', '1.5 1 2\n-3 3 4\n\u00a0 5 6\n'))).toMatchObject({ words: ['1.5', '-3', '\u00a0'] });
  });
});
