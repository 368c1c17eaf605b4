import { describe, expect, it } from 'vitest';
import { WordFormVectors } from './word-form-vectors';

/** The vector of a form: its length, twice. */
function counting(limits?: { maxForms: number; maxBytes: number }): { vectors: WordFormVectors; encoded: string[] } {
  const encoded: string[] = [];
  const vectors = new WordFormVectors((forms) => {
    encoded.push(...forms);
    return Promise.resolve(Float32Array.from(forms.flatMap((form) => [form.length, form.length])));
  }, 2, limits);
  return { vectors, encoded };
}

describe('WordFormVectors', () => {
  it('encodes a form once', async () => {
    const { vectors, encoded } = counting();
    await vectors.of(['a', 'bb', 'a']);
    const found = await vectors.of(['bb', 'ccc']);
    expect(encoded).toEqual(['a', 'bb', 'ccc']);
    expect([...found].map(([form, vector]) => [form, ...vector])).toEqual([['bb', 2, 2], ['ccc', 3, 3]]);
  });

  it('gives every form of a request, also where it cannot keep them', async () => {
    const { vectors } = counting({ maxForms: 10, maxBytes: 1e9 });
    const forms = Array.from({ length: 1_000 }, (_, i) => `form${i}`);
    const found = await vectors.of(forms);
    expect(found.size).toBe(1_000);
    expect(forms.every((form) => found.get(form)?.[0] === form.length)).toBe(true);
    expect(vectors.size).toBeLessThanOrEqual(10);
  });

  it('keeps to its limit of bytes and drops what was not asked for lately', async () => {
    const { vectors, encoded } = counting({ maxForms: 1e9, maxBytes: 10 * 8 });
    for (let i = 0; i < 100; i++) await vectors.of(['the', `rare${i}`]);
    expect(vectors.size).toBeLessThanOrEqual(10);
    expect(encoded.filter((form) => form === 'the')).toHaveLength(1);
    await vectors.of(['rare0']);
    expect(encoded.filter((form) => form === 'rare0')).toHaveLength(2);
  });
});
