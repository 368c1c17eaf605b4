import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION, type MapQuality } from '@contract/projection';
import type { View } from '../state/view';
import { mapFacts, mapSettings, moveLine, qualityWarning, recallLine, sampleLine } from './map-captions';

const quality: MapQuality = { k: 15, trustworthiness: 0.9, continuity: 0.9, neighboursKept: 4.24, nMeasured: 100 };

describe('map settings', () => {
  const line = (changes: Partial<typeof DEFAULT_PROJECTION>): string => mapSettings({ ...DEFAULT_PROJECTION, ...changes }, { ...DEFAULT_PROJECTION, ...changes }, 96);

  it('names what every map has, and of the rest what is unusual', () => {
    expect(line({})).toBe('UMAP, 15 neighbours, min. distance 0.10, seed 42');
    expect(line({ method: 'umap-js', metric: 'euclidean' })).toBe('umap-js, 15 neighbours, min. distance 0.10, seed 42, euclidean');
    expect(line({ spread: 2, nEpochs: 1_000, init: 'spectral', nPcaComponents: 50 })).toBe('UMAP, 15 neighbours, min. distance 0.10, seed 42, spread 2, 1,000 epochs, spectral start, 50 principal components first');
    expect(line({ method: 'tsne' })).toBe('t-SNE, perplexity 30, seed 42');
    expect(line({ method: 'pca', nComponents: 2 })).toBe('PCA, 2 components');
  });

  it('says why another map stands in', () => {
    const pca = { ...DEFAULT_PROJECTION, method: 'pca' as const };
    expect(mapSettings(pca, DEFAULT_PROJECTION, 7)).toBe('PCA, 3 components: 7 points are too few for UMAP with 15 neighbours');
    expect(mapSettings(pca, { ...DEFAULT_PROJECTION, method: 'tsne' }, 6)).toBe('PCA, 3 components: 6 points are too few for t-SNE');
    const tsne = { ...DEFAULT_PROJECTION, method: 'tsne' as const };
    expect(mapSettings({ ...tsne, perplexity: 13 }, tsne, 40)).toBe('t-SNE, perplexity 13, seed 42: 40 points allow no higher perplexity');
  });
});

describe('quality', () => {
  it('warns below five kept neighbours', () => {
    expect(qualityWarning(quality)).toBe('This map keeps 4.2 of 10 neighbours. Trust the distances, not the picture.');
    expect(qualityWarning({ ...quality, neighboursKept: 4.96 })).toBeNull();
    expect(qualityWarning(null)).toBeNull();
  });

  it('tells of a sample, an approximate search and a move where there is one', () => {
    expect(sampleLine({ ...quality, nMeasured: 2_000 }, 50_000)).toBe('Measured on 2,000 of 50,000 points');
    expect([sampleLine(quality, 100), recallLine(1), recallLine(null), moveLine(null)]).toEqual([null, null, null, null]);
    expect(recallLine(0.99997)).toBe('Neighbour search found 99.9%');
    expect(moveLine({ from: 'layer 5', residual: 0.123 })).toBe('Alignment residual 0.12 to layer 5');
  });
});

describe('what is said of a map', () => {
  const factsOf = (n: number, neighboursKept: number, journey: View['journey'] = null): ReturnType<typeof mapFacts> => mapFacts({
    projection: DEFAULT_PROJECTION, journey,
    map: { kind: 'cloud', rows: new Int32Array(n), parameters: DEFAULT_PROJECTION, quality: { ...quality, nMeasured: n, neighboursKept }, neighbourRecall: 1, startedFrom: 'layer 5', move: { from: 'layer 5', residual: 0.123 } },
  } as unknown as View);

  it('is its settings, its quality and where it came from', () => {
    expect(factsOf(96, 6.12)).toEqual({
      settings: 'UMAP, 15 neighbours, min. distance 0.10, seed 42, started from layer 5', warning: null,
      quality: ['Trustworthiness 0.90', 'Continuity 0.90', '6.1 of 10 nearest neighbours kept in the map', 'Alignment residual 0.12 to layer 5'],
    });
  });

  it('says how many layers were laid together', () => {
    const journey = { stops: [{}, {}, {}], steps: [], residuals: [] } as unknown as View['journey'];
    expect(factsOf(96, 6, journey).settings).toContain(', 3 layers laid together');
  });

  it('warns in place of counting, and does neither where everybody is a neighbour', () => {
    expect(factsOf(96, 4.2)).toMatchObject({ warning: 'This map keeps 4.2 of 10 neighbours. Trust the distances, not the picture.', quality: ['Trustworthiness 0.90', 'Continuity 0.90', 'Alignment residual 0.12 to layer 5'] });
    expect(factsOf(11, 4.2)).toMatchObject({ warning: null, quality: ['Trustworthiness 0.90', 'Continuity 0.90', 'Alignment residual 0.12 to layer 5'] });
  });
});
