import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION, type AlignedProjection, type MapQuality, type Projection, type ProjectionParameters } from '@contract/projection';
import { project } from '../project';
import { alignedSteps, type AlignedInput } from './aligned';
import { consensus } from './consensus';
import { applyProcrustes, procrustes, residualOf } from './procrustes';
import { layers } from './layers.testing';

function align(input: Partial<AlignedInput> & Pick<AlignedInput, 'slices'>): AlignedProjection {
  const steps = alignedSteps({ nExtra: 0, parameters: DEFAULT_PROJECTION, ...input });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Maps made alone, each turned onto the one before. */
function residualsOfSeparate(maps: readonly Projection[], nComponents: number): number[] {
  let before = maps[0]?.coordinates as Float32Array;
  return maps.slice(1).map(({ coordinates }) => {
    const turned = applyProcrustes(procrustes(before, coordinates, nComponents), coordinates);
    const { mean } = residualOf(before, turned, nComponents);
    before = turned;
    return mean;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const slices = layers(4, 240, 24, 8, 1);

describe('alignedSteps', () => {
  it.each([2, 3] as const)('moves occurrences far less than maps made alone do, as faithfully: %i-D', (nComponents) => {
    const parameters: ProjectionParameters = { ...DEFAULT_PROJECTION, nComponents };
    const together = align({ slices, parameters });
    const alone = slices.map((rows) => project({ ...rows, nExtra: 0, parameters }));
    expect(mean(together.meanResiduals)).toBeLessThan(0.6 * mean(residualsOfSeparate(alone, nComponents)));
    const faith = (maps: readonly Projection[], of: 'trustworthiness' | 'continuity'): number => mean(maps.map(({ quality }) => (quality as MapQuality)[of]));
    for (const of of ['trustworthiness', 'continuity'] as const) expect(faith(together.slices, of)).toBeGreaterThan(faith(alone, of) - 0.015);
  });

  it('pulls the more, the stronger it is told to', () => {
    const [none, some, most] = [0, 0.3, 1].map((alignment) => mean(align({ slices, alignment }).meanResiduals));
    expect(some).toBeLessThan(none as number);
    expect(most).toBeLessThan(some as number);
  });

  it('tells residuals that are the distances between the maps it returns', () => {
    const { slices: maps, residuals, meanResiduals } = align({ slices });
    expect(residuals).toHaveLength(3);
    maps.slice(1).forEach(({ coordinates }, step) => {
      const { distances, mean: total } = residualOf((maps[step] as Projection).coordinates, coordinates, 3);
      expect(residuals[step]).toEqual(distances);
      expect(meanResiduals[step]).toBe(total);
    });
    for (const { coordinates, distortion, unit, neighbourRecall } of maps) {
      expect(distortion).toHaveLength(240);
      expect(neighbourRecall).toBe(1);
      expect(unit).toBeGreaterThan(1);
      const radii = Array.from({ length: 240 }, (_, row) => Math.hypot(...coordinates.subarray(row * 3, row * 3 + 3))).sort((a, b) => a - b);
      expect(radii[227]).toBeCloseTo(1, 4);
    }
  });

  it('tells which rows move without cause where layers are laid together, of occurrences alone', () => {
    const { unfounded, residuals } = align({ slices, nExtra: 10 });
    expect(unfounded?.map(({ length }) => length)).toEqual([230, 230, 230]);
    unfounded?.forEach((rows, step) => {
      const large = (residuals[step]?.slice(0, 230).sort() ?? [])[206] ?? NaN;
      rows.forEach((is, row) => { if (is === 1) expect(residuals[step]?.[row]).toBeGreaterThan(large); });
    });
    expect(unfounded?.some((rows) => rows.includes(1))).toBe(true);
    expect(align({ slices: slices.slice(0, 2), parameters: { ...DEFAULT_PROJECTION, method: 'pca' } }).unfounded).toBeNull();
  });

  it('gives the same bytes for the same seed', () => {
    const few = slices.slice(0, 2);
    const first = align({ slices: few });
    expect(align({ slices: few })).toEqual(first);
    expect(align({ slices: few, parameters: { ...DEFAULT_PROJECTION, seed: 7 } }).slices[0]?.coordinates).not.toEqual(first.slices[0]?.coordinates);
  });

  it('lays equal slices on one another', () => {
    const one = slices[0] as (typeof slices)[0];
    const { meanResiduals, slices: maps } = align({ slices: [one, one, one] });
    for (const residual of meanResiduals) expect(residual).toBeLessThan(0.1);
    expect((maps[2]?.quality as MapQuality).trustworthiness).toBeGreaterThan(0.9);
  });

  it.each(['pca', 'umap-js'] as const)('turns separate maps of %s onto one another', (method) => {
    const parameters: ProjectionParameters = { ...DEFAULT_PROJECTION, method };
    const few = slices.slice(0, 2).map((rows) => ({ values: rows.values.slice(0, 60 * 24), n: 60, dim: 24 }));
    const together = align({ slices: few, parameters });
    const alone = few.map((rows) => project({ ...rows, nExtra: 0, parameters }));
    expect(together.slices[0]?.coordinates).toEqual(alone[0]?.coordinates);
    expect(together.meanResiduals[0]).toBeCloseTo(residualsOfSeparate(alone, 3)[0] as number, 6);
  });

  it('leaves ghosts out of turning, residual and quality', () => {
    const parameters: ProjectionParameters = { ...DEFAULT_PROJECTION, method: 'pca' };
    const { slices: maps, residuals, meanResiduals } = align({ slices: slices.slice(0, 2), nExtra: 10, parameters });
    const counted = residualOf((maps[0] as Projection).coordinates, (maps[1] as Projection).coordinates, 3, 230);
    expect(meanResiduals[0]).toBe(counted.mean);
    expect(residuals[0]).toHaveLength(240);
    expect(maps[0]?.quality?.nMeasured).toBe(230);
    expect(Array.from(maps[0]?.distortion?.subarray(230) ?? [])).toEqual(new Array(10).fill(0));
    const umap = align({ slices: slices.slice(0, 2), nExtra: 10 });
    expect(umap.slices[1]?.quality?.nMeasured).toBe(230);
    expect(umap.slices[1]?.coordinates).toHaveLength(720);
  });

  it('shows the slice that moves, and can be left at any step', () => {
    const steps = alignedSteps({ slices: slices.slice(0, 2), nExtra: 0, parameters: { ...DEFAULT_PROJECTION, nEpochs: 20 } });
    const seen = new Set<string>();
    let shown: Float32Array | undefined;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      seen.add(`${step.value.stage} ${step.value.slice}`);
      if (step.value.stage === 'layout') shown = step.value.coordinates;
    }
    expect(shown).toHaveLength(720);
    for (const stage of ['neighbours', 'layout', 'quality']) for (const slice of [0, 1]) expect(seen).toContain(`${stage} ${slice}`);
  });

  it('refuses no slices, slices of other rows, an alignment out of range, too few rows and NaN', () => {
    const [one, two] = slices as [(typeof slices)[0], (typeof slices)[0]];
    expect(() => align({ slices: [] })).toThrow('There is no layer');
    expect(() => align({ slices: [one, { values: two.values.slice(0, 24 * 200), n: 200, dim: 24 }] })).toThrow('the first has 240, number 2 has 200');
    expect(() => align({ slices: [one], alignment: 1.5 })).toThrow('between 0 and 1');
    expect(() => align({ slices: [{ values: one.values.slice(0, 24 * 15), n: 15, dim: 24 }] })).toThrow(expect.objectContaining({ code: 'bad-input' }));
    const holed = { ...two, values: two.values.slice() };
    holed.values[24 * 4] = NaN;
    expect(() => align({ slices: [one, holed] })).toThrow('Row 5');
  });
});

describe('consensus', () => {
  it('is the map itself where all are turned copies of one', () => {
    const map = Float32Array.of(0, 0, 2, 0, 0, 1, -2, -1);
    const turned = Float32Array.from(map, (_, index) => (index % 2 === 0 ? -(map[index + 1] as number) + 3 : (map[index - 1] as number) - 1));
    expect(Array.from(consensus([map, turned, map], 2))).toEqual(Array.from(map, (value) => expect.closeTo(value, 5) as number));
    expect(consensus([], 2)).toHaveLength(0);
  });
});
