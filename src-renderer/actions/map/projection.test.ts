import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { marked } from '../../sets/set.testing';
import { ghostIndices } from './project-cloud';
import { parametersFor, toSpace } from './projection';
import { placedByNeighbours } from '../typed/typing';
import type { CloudMap } from '../../state/view';

describe('map', () => {
  it('is a PCA while there are not more points than neighbours', () => {
    expect(parametersFor(DEFAULT_PROJECTION, 15).method).toBe('pca');
    expect(parametersFor(DEFAULT_PROJECTION, 16)).toBe(DEFAULT_PROJECTION);
  });

  it('lies flat with two components', () => {
    expect([...toSpace(Float32Array.of(1, 2, 3, 4), 2)]).toEqual([1, 2, 0, 3, 4, 0]);
  });

  it('ties every point to the static vector of its own form, or of its word', () => {
    const occurrences = [marked('a |bank|'), marked('the |Banks|'), marked('|Bank| it'), marked('to |banking|')];
    expect([...ghostIndices([0, 1, 2, 3], occurrences, ['banks', 'bank', 'Bank'])]).toEqual([1, 0, 2, 1]);
    expect([...ghostIndices([0], [{ ...occurrences[0], word: 'shore' } as (typeof occurrences)[number]], ['run'])]).toEqual([-1]);
  });

  it('places a new word nearer to its nearer neighbours and skips rows without a point', () => {
    const map = { pointOf: Int32Array.of(0, 1, -1), layout: Float32Array.of(0, 0, 1, 0), parameters: { ...DEFAULT_PROJECTION, nComponents: 2 }, unit: null } as unknown as CloudMap;
    const [x, y, z] = placedByNeighbours([{ row: 2, distance: 0.05 }, { row: 0, distance: 0.1 }, { row: 1, distance: 0.4 }], map);
    expect(x).toBeLessThan(0.5);
    expect(x).toBeGreaterThanOrEqual(0);
    expect([y, z]).toEqual([0, 0]);
  });

  it('is a PCA too where a set is too small for t-SNE, whose perplexity follows the set’s size', () => {
    const tsne = { ...DEFAULT_PROJECTION, method: 'tsne' } as const;
    expect(parametersFor(tsne, 6).method).toBe('pca');
    expect(parametersFor(tsne, 40)).toMatchObject({ method: 'tsne', perplexity: 13 });
    expect(parametersFor(tsne, 3_000)).toBe(tsne);
    expect(() => parametersFor(tsne, 3_001)).toThrow('t-SNE is for up to 3,000 points; this set has 3,001. Choose UMAP or PCA.');
  });
});
