import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION, type MapQuality, type ProjectionParameters, type SweepCell } from '@contract/projection';
import { residualOf } from './align/procrustes';
import { mapQuality } from './quality';
import { sweepSteps, SWEEP_LIMIT, type SweepInput } from './sweep';
import { blobs } from './blobs.testing';

const PARAMETERS: ProjectionParameters = { ...DEFAULT_PROJECTION, nComponents: 2, nEpochs: 100 };

function sweep(input: Partial<SweepInput>): { cells: readonly SweepCell[]; seen: SweepCell[] } {
  const steps = sweepSteps({ ...blobs(120, 16, 5, 0.6, 1), nExtra: 0, parameters: PARAMETERS, nNeighbors: [5, 15], minDist: [0, 0.1, 0.5], ...input });
  const seen: SweepCell[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { cells: step.value, seen };
    if (step.value.cell !== undefined) seen.push(step.value.cell);
  }
}

describe('sweepSteps', () => {
  it('makes a map a pair, tells each once when it is done, and its quality is that of the map', () => {
    const { cells, seen } = sweep({});
    expect(seen).toEqual(cells);
    expect(cells.map(({ nNeighbors, minDist }) => [nNeighbors, minDist])).toEqual([[5, 0], [5, 0.1], [5, 0.5], [15, 0], [15, 0.1], [15, 0.5]]);
    const rows = blobs(120, 16, 5, 0.6, 1);
    for (const { coordinates, quality, n, rows: picked } of cells) {
      expect(n).toBe(120);
      expect(picked).toBeNull();
      const steps = mapQuality(rows, coordinates, 2, 'cosine', null);
      let step = steps.next();
      for (; step.done !== true; step = steps.next());
      expect(quality?.trustworthiness).toBeCloseTo(step.value.quality?.trustworthiness as number, 9);
      expect((quality as MapQuality).trustworthiness).toBeGreaterThan(0.8);
    }
  });

  it('gives every pair another map, all the same way round', () => {
    const { cells } = sweep({});
    const first = (cells[0] as SweepCell).coordinates;
    for (const { coordinates } of cells.slice(1)) {
      expect(coordinates).not.toEqual(first);
      const mirrored = coordinates.map((value, index) => (index % 2 === 0 ? -value : value));
      expect(residualOf(first, coordinates, 2).mean).toBeLessThan(residualOf(first, mirrored, 2).mean);
    }
  });

  it('gives the same bytes again, and a pair the same map alone as among others', () => {
    const { cells } = sweep({ nNeighbors: [15], minDist: [0.1] });
    expect(sweep({ nNeighbors: [15], minDist: [0.1] }).cells).toEqual(cells);
    expect(sweep({ nNeighbors: [15], minDist: [0.1, 0.5] }).cells[0]).toEqual(cells[0]);
  });

  it('sweeps a sample of many rows, and leaves ghosts out', () => {
    const many = blobs(SWEEP_LIMIT + 40, 4, 3, 0.5, 2);
    const { cells } = sweep({ ...many, nExtra: 10, nNeighbors: [5], minDist: [0.1], parameters: { ...PARAMETERS, nEpochs: 5 } });
    const { n, rows, coordinates } = cells[0] as SweepCell;
    expect(n).toBe(SWEEP_LIMIT);
    expect(coordinates).toHaveLength(SWEEP_LIMIT * 2);
    expect(rows).toHaveLength(SWEEP_LIMIT);
    expect(Math.max(...(rows as Int32Array))).toBeLessThan(many.n - 10);
  });

  it('refuses what cannot be swept', () => {
    expect(() => sweep({ nNeighbors: [] })).toThrow('nothing to sweep');
    expect(() => sweep({ nNeighbors: [1] })).toThrow('at least 2 neighbours');
    expect(() => sweep({ nNeighbors: [15, 120] })).toThrow('121 needed, you have 120');
    expect(() => sweep({ minDist: [0.1, 1.2] })).toThrow('between 0 and the spread 1');
    expect(() => sweep({ parameters: { ...PARAMETERS, method: 'pca' } })).toThrow('Choose UMAP');
  });
});
