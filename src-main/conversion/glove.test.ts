import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { VECTOR_FILES, readWordVectors, writeWordVectors } from './glove';

const dir = mkdtempSync(join(tmpdir(), 'contexture-glove-'));
afterAll(() => { rmSync(dir, { recursive: true }); });

describe('word vectors', () => {
  test('come back in order, rounded to half precision', async () => {
    const words = ['the', ',', '__proto__', 'naïve'];
    await writeWordVectors(dir, { words, dim: 2, values: new Float32Array([1, -2, 0.1, 0, 65504, 2 ** -24, 3, 4]) });
    const found = await readWordVectors(dir, 2);
    expect(found.words).toEqual(words);
    expect([...found.values]).toEqual([1, -2, 0.0999755859375, 0, 65504, 2 ** -24, 3, 4]);
  });

  test('files that do not belong together are refused', async () => {
    await expect(readWordVectors(dir, 3)).rejects.toThrow(/16 bytes where 4 words of 3 dimensions need 24/);
    truncateSync(join(dir, VECTOR_FILES.vectors), 14);
    await expect(readWordVectors(dir, 2)).rejects.toThrow(/14 bytes/);
    await expect(readWordVectors(join(dir, 'absent'), 2)).rejects.toMatchObject({ code: 'model' });
  });

  test('a word that would not be a line is refused', async () => {
    await expect(writeWordVectors(dir, { words: ['a b'], dim: 1, values: new Float32Array(1) })).rejects.toThrow(RangeError);
    await expect(writeWordVectors(dir, { words: ['a'], dim: 2, values: new Float32Array(1) })).rejects.toThrow(RangeError);
  });
});
