import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { inspectWordVectors } from './inspect';
import { TestFiles, word2vecBinary, zip } from './files.testing';

const files = new TestFiles();
afterAll(() => { files.remove(); });
const fastText = readFileSync(join(import.meta.dirname, 'golden', 'skipgram.bin'));

/** fastText with an int32 or int64 written over its header. */
function patched(at: number, value: number | bigint): Buffer {
  const copy = Buffer.from(fastText);
  if (typeof value === 'bigint') copy.writeBigInt64LE(value, at);
  else copy.writeInt32LE(value, at);
  return copy;
}

/** Where the first count of the matrix stands: behind the dictionary. */
const matrixAt = fastText.length - (36 + 200 + 36) * 32 - 16 - 1 - 16;

describe('refused with the reason', () => {
  const rows = 'the 1 2 3\nof 4 5 6\nto 7 8 9\n';
  test.each<[string, string | Buffer, RegExp]>([
    ['empty.txt', '', /it is empty/],
    ['prose.txt', 'It was the best of times,\nit was the worst of times\n', /not words with numbers/],
    ['scores.txt', 'good 1\nbad -1\n', /not words with numbers/],
    ['image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), /not words with numbers/],
    ['pickle.model', Buffer.from([0x80, 0x04, 0x95, 0x00, 0x10]), /not words with numbers/],
    ['utf16.txt', Buffer.from(`\ufeff${rows}`, 'utf16le'), /not words with numbers/],
    ['nan.txt', `${rows}a 1 nan 3\n`, /line 4, holds “nan”, which is not a finite number/],
    ['inf.txt', `${rows}a 1 -inf 3\n`, /line 4, holds “-inf”/],
    ['nan-first.txt', `a 1 nan 3\n${rows}`, /line 1, holds “nan”/],
    ['too-large.txt', `${rows}a 1 1e39 3\n`, /line 4, holds “1e39”/],
    ['few.txt', `${rows}a 1 2\n`, /line 4, has 2 numbers where 3 belong/],
    ['many.txt', `${rows}a 1.5 2.5 3.5 4.5\n`, /line 4, has 4 numbers where 3 belong/],
    ['no-word.txt', `${rows} 1 2\n`, /line 4, has no word/],
    ['number-at-the-end.txt', `${rows}version 2.0 1 2 3\n`, /line 4, has 4 numbers where 3 belong/],
    ['blank-line.txt', `the 1 2 3\n\nof 1 2 3\n`, /line 2, is empty/],
    ['long-word.txt', `${rows}${'a'.repeat(9_000)} 1 2 3\n`, /line 4, has a word of 9000 bytes/],
    ['long-line.txt', `${rows}${'1 '.repeat(400_000)}\n`, /line 4, is longer/],
    ['cut.txt', `${rows}a 1 2 `, /line 4, has 2 numbers/],
    ['too-few-lines.vec', `5 3\n${rows}${' '.repeat(40)}`, /promises 5 words and ends after 3/],
    ['too-many-lines.vec', `2 3\n${rows}`, /promises 2 words and goes on/],
    ['dim-lies.vec', `3 2\n${rows.replaceAll(' ', ' .')}`, /line 2, has 3 numbers where 2 belong/],
    ['huge-count.txt', `1000000000 3\n${rows}`, /promises 1,000,000,000 words of 3 numbers, which take at least/],
    ['zero-count.txt', `0 3\n${rows}`, /promises 0 words/],
    ['zero-dim.bin', '3 0\na b c ', /promises 3 words of 0 numbers/],
    ['huge-dim.bin', '3 2147483648\na ', /promises 3 words of 2147483648 numbers/],
    ['digits.txt', `${'9'.repeat(400)} 3\n${rows}`, /not words|line 1|belong/],
    ['huge.bin', Buffer.concat([Buffer.from('2147483648 300\n'), Buffer.alloc(4_000)]), /promises 2,147,483,648 words/],
    ['huge.bin.gz', gzipSync(Buffer.concat([Buffer.from('2147483648 300\nword '), Buffer.alloc(2_000)])), /word 2 of 2147483648, (is cut off|is longer)/],
    ['nan.bin', word2vecBinary([['a', 1, 2], ['b', Number.NaN, 3]]), /word 2 of 2, “b”, has a number that is not finite/],
    ['no-word.bin', word2vecBinary([['a', 1, 2], ['', 1, 3]]), /word 2 of 2, is empty/],
    ['line-break.bin', word2vecBinary([['a', 1, 2], ['b\nc', 1, 3]]), /word 2 of 2, “b\nc”, holds a line break/],
    ['cut.bin.gz', gzipSync(word2vecBinary([['a', 1, 2], ['b', 1, 3]], { newlines: false }).subarray(0, -1)), /word 2 of 2, is cut off/],
    ['long-word.bin', word2vecBinary([['a', 1, 2], ['b'.repeat(9_000), 1, 3]]), /word 2 of 2, is longer than 8192 bytes/],
    ['goes-on.bin', Buffer.concat([word2vecBinary([['a', 1, 2]]), Buffer.from('b')]), /promises 1 words and goes on/],
    ['cut.gz', gzipSync(rows.repeat(1_000)).subarray(0, -20), /cannot be unpacked/],
    ['damaged.gz', Buffer.concat([gzipSync(rows).subarray(0, 14), Buffer.alloc(40, 255)]), /cannot be unpacked/],
    ['cut.zip', zip({ 'a.txt': Buffer.from(rows) }).subarray(0, -10), /damaged or cut ZIP/],
    ['empty.zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), zip({})]), /is empty/],
    ['old.bin', patched(4, 10), /version 10/],
    ['wide.bin', patched(8, 2 ** 31 - 1), /vectors have 2147483647 numbers/],
    ['negative.bin', patched(8, -8), /vectors have -8 numbers/],
    ['buckets.bin', patched(40, 2 ** 31 - 1), /promises 36 words of 8 numbers, which take at least/],
    ['negative-buckets.bin', patched(40, -1), /in -1 buckets/],
    ['other-buckets.bin', patched(40, 100), /a matrix of 236 × 8 where 36 words and 100 buckets/],
    ['long-ngrams.bin', patched(48, 2 ** 31 - 1), /n-grams of up to 2147483647 characters/],
    ['entries.bin', patched(64, 2 ** 31 - 1), /2147483647 entries, 36 words and 0 labels/],
    ['pruned.bin', patched(84, 5n), /pruned, quantised/],
    ['matrix.bin', patched(matrixAt, 2n ** 62n), /a matrix of 4611686018427387904 × 8/],
    ['cut-dictionary.bin', Buffer.concat([fastText.subarray(0, 120), Buffer.alloc(9_000)]), /word \d+ of 36/],
    ['cut-rows.bin.gz', gzipSync(fastText.subarray(0, matrixAt + 2_000)), /is cut off/],
  ])('%s', async (name, content, reason) => {
    const path = files.write(name, content);
    const error: unknown = await files.convert(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ code: 'bad-input', message: expect.stringMatching(reason) as string });
  });

  test('what is not a file', async () => {
    const folder = join(files.dir, 'a-folder');
    mkdirSync(folder);
    await expect(inspectWordVectors(folder)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(inspectWordVectors(join(files.dir, 'absent.txt'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(inspectWordVectors('/dev/null')).rejects.toMatchObject({ code: process.platform === 'win32' ? 'not-found' : 'bad-input' });
  });
});

describe('damaged at random', () => {
  /** Numbers that look random and are the same in every run (Lehmer 1951; Park and Miller's multiplier). */
  let state = 42;
  const random = (n: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % n;
  };
  const originals = {
    'glove.txt': Buffer.from(Array.from({ length: 40 }, (_, i) => `word${i} ${i / 7} -0.5 1e-3\n`).join('')),
    'words.vec': Buffer.from(`40 3\n${Array.from({ length: 40 }, (_, i) => `wörd${i} ${i / 7} -0.5 1e-3 \n`).join('')}`),
    'words.bin': word2vecBinary(Array.from({ length: 40 }, (_, i) => [`w${i}`, i, 0.1, -i / 3])),
    'skipgram.bin': fastText,
    'glove.gz': gzipSync(Array.from({ length: 40 }, (_, i) => `word${i} ${i / 7} -0.5 1e-3\n`).join('')),
    'glove.zip': zip({ 'a.txt': Buffer.from('a 1 2\nb 3 4\n') }),
  };

  test.each(Object.entries(originals))('%s: a table or a reason, never anything else', async (name, original) => {
    let nTables = 0;
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(original.subarray(0, round % 3 === 0 ? random(original.length) : original.length));
      const near = round % 2 === 0 ? Math.min(bytes.length, 120) : bytes.length;
      for (let i = random(6); i >= 0 && near > 0; i--) bytes[random(near)] = random(256);
      const found: unknown = await files.convert(files.write(`${round}-${name}`, bytes)).catch((error: unknown) => error);
      if (found instanceof Error) expect([found, found.message]).toEqual([expect.any(Failure), expect.any(String)]);
      else nTables++;
    }
    expect(nTables).toBeLessThan(60);
  });
});

describe('what unpacks to much more', () => {

  test('a line without end, packed a thousand to one, is refused before it is all read', async () => {
    const path = files.write('bomb.gz', Buffer.concat([gzipSync('a 1 2\nb 3 4\n'), ...new Array<Buffer>(300).fill(gzipSync(Buffer.alloc(1_000_000, 0x61)))]));
    const before = process.memoryUsage.rss();
    await expect(files.convert(path)).rejects.toThrow(/line 3, is longer/);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });

  test('a word again and again costs no memory', async () => {
    const path = files.write('again.gz', Buffer.concat(new Array<Buffer>(200).fill(gzipSync('a 1 2\n'.repeat(20_000)))));
    const before = process.memoryUsage.rss();
    expect(await files.convert(path)).toMatchObject({ words: ['a'], nDuplicates: 3_999_999 });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });
});
