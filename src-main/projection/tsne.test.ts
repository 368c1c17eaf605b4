import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION, TSNE_LIMIT, type MapQuality, type ProjectionParameters } from '@contract/projection';
import golden from './golden/tsne.json';
import { project, projectionSteps } from './project';
import { blobs } from './blobs.testing';

const TSNE: ProjectionParameters = { ...DEFAULT_PROJECTION, method: 'tsne', perplexity: 10 };

describe('t-SNE', () => {
  it('is as faithful as scikit-learn’s on the same rows', () => {
    const { n, dim, values, perplexity, nComponents, trustworthiness } = golden;
    const parameters = { ...TSNE, metric: 'euclidean', perplexity, nComponents: nComponents as 2 } as const;
    const { quality } = project({ values: Float32Array.from(values), n, dim, nExtra: 0, parameters });
    expect((quality as MapQuality).k).toBe(15);
    expect((quality as MapQuality).trustworthiness).toBeGreaterThan(trustworthiness - 0.02);
  });

  it('shows the map while it moves, and can be left in the middle', () => {
    const steps = projectionSteps({ ...blobs(60, 8, 3, 0.5, 1), nExtra: 0, parameters: TSNE });
    const shown: Float32Array[] = [];
    for (let step = steps.next(); step.done !== true && shown.length < 5; step = steps.next()) if (step.value.coordinates !== undefined) shown.push(step.value.coordinates);
    expect(shown[4]).not.toEqual(shown[0]);
    expect(steps.return(undefined as never).done).toBe(true);
  });

  it('refuses more rows than it is for, and a perplexity that the rows have no room for', () => {
    const n = TSNE_LIMIT + 1;
    expect(() => project({ values: new Float32Array(n), n, dim: 1, nExtra: 0, parameters: TSNE })).toThrow(
      expect.objectContaining({ code: 'too-large', message: 't-SNE is limited to 3,000 points, you have 3,001. Choose UMAP, or fewer points.' }),
    );
    expect(() => project({ ...blobs(30, 4, 2, 0.5, 1), nExtra: 0, parameters: TSNE })).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(() => project({ ...blobs(60, 4, 2, 0.5, 1), nExtra: 0, parameters: { ...TSNE, init: 'spectral' } })).toThrow('t-SNE has no spectral start. Choose PCA or random.');
  });
});
