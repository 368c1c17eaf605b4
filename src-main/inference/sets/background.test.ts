import { describe, expect, it } from 'vitest';
import { measureRandomPairs } from '@semantics/baseline';
import { sentenceIds } from '@semantics/sentence-ids';
import { measureBackground, measurePairs } from './background';
import { embedTargets } from './embed';
import { fakeEncoder } from '../testing/fake-encoder.testing';

const sentences = ['ab cd ef', 'gh ij', 'kl mn op qr 12', 'st uv'];
const quiet = { onStage: (): void => undefined };

describe('measureBackground', () => {
  it('runs every sentence once for all poolings and measures each as if alone', async () => {
    const encoder = fakeEncoder();
    const done: number[] = [];
    const { background, ghostMaps } = await measureBackground(encoder, sentences, { ...quiet, ghosts: false, onProgress: ({ nDone, nTotal }) => { done.push(nDone / nTotal); } });
    expect(encoder.batches.flat()).toHaveLength(sentences.length);
    expect(background).toMatchObject({ nOccurrences: 11, nPairs: 50_000, seed: 42, ghostR2: null });
    expect(ghostMaps).toEqual([]);
    expect(done.at(-1)).toBe(1);
    const words = sentences.flatMap((text) => [...text.matchAll(/[a-z]+/g)].map((match) => ({ text, charStart: match.index, charEnd: match.index + match[0].length })));
    for (const pooling of ['mean', 'first', 'last'] as const) {
      const { values } = await embedTargets(fakeEncoder(), words, pooling);
      expect(background.meanCosine[pooling]).toEqual(measureRandomPairs({ values, nRows: 11, nLayers: 2, dim: 2 }, sentenceIds(words.map(({ text }) => text)), 50_000, 42)?.meanCosine);
    }
    const { values } = await embedTargets(fakeEncoder(), sentences.map((text) => ({ text, charStart: 0, charEnd: 1 })), 'sentence');
    expect(background.meanCosine.sentence).toEqual(measureRandomPairs({ values, nRows: 4, nLayers: 2, dim: 2 }, Int32Array.of(0, 1, 2, 3), 50_000, 42)?.meanCosine);
    expect(await measurePairs(fakeEncoder(), sentences, ['sentence'], quiet)).toEqual(
      new Map([['sentence', { meanCosine: background.meanCosine.sentence, quantiles: background.quantiles?.sentence }]]),
    );
  });

  it('needs two sentences, and stops when it is cancelled', async () => {
    await expect(measureBackground(fakeEncoder(), ['ab cd'], { ...quiet, ghosts: false })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(measureBackground(fakeEncoder(), sentences, { ...quiet, ghosts: false, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('gives static models a map of their only layer, and fits none', async () => {
    const { background } = await measureBackground(fakeEncoder({ card: { kind: 'static', nLayers: 1 } }), sentences, { ...quiet, ghosts: false });
    expect(background.ghostR2).toEqual([1]);
  });
});
