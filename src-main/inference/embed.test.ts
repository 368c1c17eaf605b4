import { describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { embedTargets } from './embed';
import type { Encoder, HiddenStates, TokenizedSentence } from './encoder';

const UNKNOWN = 999;

/** Layer l of the piece with id i is [i, l]; ids are character codes, a word is one run of letters. */
function fakeEncoder(maxPieces = Infinity): Encoder & { readonly batches: TokenizedSentence[][] } {
  const batches: TokenizedSentence[][] = [];
  return {
    card: { nLayers: 2, dim: 2 } as ModelCard,
    device: { provider: 'cpu', label: 'test' },
    maxPieces,
    batches,
    tokenize: (text) => {
      const pieces = [...text.matchAll(/\w/g)].map((match) => ({ piece: match[0], charStart: match.index, charEnd: match.index + 1 }));
      return { ids: pieces.map(({ piece }) => (piece === 'x' ? UNKNOWN : piece.charCodeAt(0))), pieces };
    },
    knows: (id) => id !== UNKNOWN,
    encode: (batch) => {
      batches.push([...batch]);
      const nRows = Math.max(...batch.map((sentence) => sentence.ids.length)) + 1;
      const layers = [0, 1].map((layer) => {
        const values = new Float32Array(batch.length * nRows * 2).fill(-1);
        for (const [b, sentence] of batch.entries()) for (const [i, id] of sentence.ids.entries()) values.set([id, layer], (b * nRows + 1 + i) * 2);
        return values;
      });
      return Promise.resolve({ layers, nRows, firstRow: 1 } satisfies HiddenStates);
    },
    release: () => Promise.resolve(),
  };
}

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.charCodeAt(0)) as [number, number, number];

describe('embedTargets', () => {
  it.each([['mean', (a + b + c) / 3], ['first', a], ['last', c]] as const)('pools sub-words by %s at every layer', async (pooling, expected) => {
    const { values, subwords, missing } = await embedTargets(fakeEncoder(), [{ text: 'z abc', charStart: 2, charEnd: 5 }], pooling);
    expect([...values]).toEqual([expected, 0, expected, 1]);
    expect(subwords).toEqual([['a', 'b', 'c']]);
    expect(missing).toEqual([]);
  });

  it('runs a sentence once for all its targets and keeps their order', async () => {
    const encoder = fakeEncoder();
    const text = 'a b c';
    const { values } = await embedTargets(encoder, [{ text, charStart: 4, charEnd: 5 }, { text: 'bbbb', charStart: 0, charEnd: 1 }, { text, charStart: 0, charEnd: 1 }], 'mean');
    expect([values[0], values[4], values[8]]).toEqual([c, b, a]);
    expect(encoder.batches.flat()).toHaveLength(2);
  });

  it('names targets without pieces or with unknown words as missing and leaves their rows zero', async () => {
    const { values, missing } = await embedTargets(fakeEncoder(), [{ text: 'a - b', charStart: 2, charEnd: 3 }, { text: 'x', charStart: 0, charEnd: 1 }, { text: 'a', charStart: 0, charEnd: 1 }], 'mean');
    expect(missing).toEqual([0, 1]);
    expect([...values.slice(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(values[8]).toBe(a);
  });

  it('reads a target in a long sentence from a window', async () => {
    const encoder = fakeEncoder(8);
    const text = 'abc '.repeat(20).trim();
    const { values, missing } = await embedTargets(encoder, [{ text, charStart: 40, charEnd: 43 }], 'last');
    expect(missing).toEqual([]);
    expect(values[0]).toBe(c);
    expect(encoder.batches.flat().every((sentence) => sentence.ids.length <= 8)).toBe(true);
  });

  it('reports progress up to the total and stops between batches when cancelled', async () => {
    const targets = Array.from({ length: 100 }, (_, i) => ({ text: `a${'b'.repeat(i)}`, charStart: 0, charEnd: 1 }));
    const done: number[] = [];
    await embedTargets(fakeEncoder(), targets, 'mean', { onProgress: (progress) => done.push(progress.nDone) });
    expect(done.at(-1)).toBe(100);
    expect(done.length).toBeGreaterThan(3);
    const controller = new AbortController();
    const encoder = fakeEncoder();
    await expect(embedTargets(encoder, targets, 'mean', { signal: controller.signal, onProgress: () => { controller.abort(); } })).rejects.toMatchObject({ code: 'cancelled' });
    expect(encoder.batches).toHaveLength(1);
  });
});
