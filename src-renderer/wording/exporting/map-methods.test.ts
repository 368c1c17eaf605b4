import { expect, it } from 'vitest';
import { DEFAULT_PROJECTION, type ProjectionParameters } from '@contract/projection';
import type { CloudMap } from '../../state/view';
import { mapMethods } from './map-methods';

const quality = { k: 15, trustworthiness: 0.93, continuity: 0.9, neighboursKept: 6.14, nMeasured: 2_000 };

function text(parameters: Partial<ProjectionParameters>, other: Partial<CloudMap> = {}): string {
  const used = { ...DEFAULT_PROJECTION, ...parameters };
  const map: CloudMap = { kind: 'cloud', rows: Int32Array.from({ length: 40 }), coordinates: new Float32Array(120), ghosts: [], pointOf: new Int32Array(40), counts: null, layout: new Float32Array(120), unit: 1, ghostOf: new Int32Array(40), parameters: used, quality: null, distortion: null, neighbourRecall: 1, startedFrom: null, move: null, ...other };
  return mapMethods({ map, projection: used, journey: null });
}

it('says how the map was made, from what, and how far it can be trusted', () => {
  expect(text({}, { quality })).toBe('The map in three dimensions was made from cosine distances with UMAP, 15 neighbours, min. distance 0.10, seed 42. Its trustworthiness is 0.930 and its continuity 0.900 (k = 15), and it keeps 6.1 of 10 nearest neighbours, measured on 2,000 points.');
  expect(text({ method: 'tsne', nComponents: 2 })).toBe('The map in two dimensions was made from cosine distances with t-SNE, perplexity 30, seed 42.');
  expect(text({ method: 'pca' })).toBe('The map in three dimensions was made with PCA, 3 components.');
});
