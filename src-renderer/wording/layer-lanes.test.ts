import { describe, expect, it } from 'vitest';
import type { LayerMeasures } from '@contract/layers/layer-measures';
import { lanesOf, markOf, peakText, type LayerLane } from './layer-lanes';

const none = { raw: null, baseline: null, adjusted: null };
const at = (layer: number, macro: number | null): LayerMeasures => ({
  layer, anisotropy: 0.1, selfSimilarity: { raw: 0.9 - 0.1 * layer, baseline: 0.1, adjusted: 0.8 - 0.1 * layer }, intraSentence: none, explained: { ...none, raw: 0.7 }, silhouette: null, probes: {},
  nearestSense: macro === null ? null : { micro: macro, macro, microInterval: [macro, macro], macroInterval: [macro - 0.05, macro + 0.05], n: 40, nLabels: 5 },
});
const sense = (...values: number[]): LayerLane => lanesOf(values.map((value, layer) => at(layer, value)), null, null, 'two random words')[0] as LayerLane;

describe('lanes', () => {
  it('stand on what chance or random words give', () => {
    const lanes = lanesOf([at(0, 0.2), at(1, 0.8)], [{ share: 1, chance: 0.5, n: 40 }, { share: 0.7, chance: 0.5, n: 40 }], null, 'two random words');
    expect(lanes.map(({ id, against }) => [id, against?.[1] ?? null])).toEqual([['sense', 0.2], ['form', 0.5], ['self', 0.1], ['explained', null]]);
  });

  it('have the label column after the form, in the words of the field', () => {
    const byLayer = [{ share: 0.9, chance: 0.3, n: 40 }];
    const named = (title: string): LayerLane[] => lanesOf([at(0, 0.2)], byLayer, { title, byLayer }, '').slice(1, 3);
    expect(named('upos')).toMatchObject([{ id: 'form' }, { id: 'label', name: 'Same part of speech', label: 'part of speech', values: [0.9], against: [0.3], againstName: 'chance', intervals: null }]);
    expect(named('domain')[1]).toMatchObject({ name: 'Same domain', meaning: 'How often the nearest occurrence of another sentence has the same domain.' });
    expect(named('toString')[1]?.name).toBe('Same toString');
  });

  it('are left out where there is nothing to show', () => {
    expect(lanesOf([at(0, null)], null, null, 'two random words').map(({ id }) => id)).toEqual(['self', 'explained']);
  });
});

describe('a peak', () => {
  it('is named where the neighbours lie below its interval', () => {
    expect(peakText(sense(0.2, 0.5, 0.8, 0.6))).toBe('highest at layer 2: 0.80 (0.75 to 0.85)');
  });

  it('is a stretch where they do not, and none where no layer stands out', () => {
    expect(peakText(sense(0.2, 0.77, 0.8, 0.76))).toBe('flat from layer 1 to 3 (0.80 at layer 2)');
    expect(peakText(sense(0.51, 0.5, 0.52))).toBe('flat: no layer stands out (0.52 at layer 2)');
  });

  it('is not claimed of a handful of occurrences', () => {
    const [few] = lanesOf([at(0, 0.2), at(1, 1)].map((one) => ({ ...one, nearestSense: one.nearestSense && { ...one.nearestSense, n: 2 } })), null, null, '');
    expect([few?.values, few?.intervals, peakText(few as LayerLane)]).toEqual([[0.2, 1], null, null]);
  });

  it('is not claimed without intervals', () => {
    expect(peakText(lanesOf([at(0, null), at(1, null)], null, null, '')[0] as LayerLane)).toBeNull();
  });
});

describe('a mark', () => {
  const form = (...shares: number[]): LayerLane =>
    lanesOf(
      shares.map((_, layer) => at(layer, null)),
      shares.map((share) => ({ share, chance: 0.5, n: 40 })),
      null,
      '',
    ).find(({ id }) => id === 'form') as LayerLane;

  it('is a peak, or a stretch where none stands out', () => {
    expect(markOf(sense(0.2, 0.5, 0.8, 0.6))).toEqual({ layer: 2, text: 'peaks at 2' });
    expect(markOf(sense(0.2, 0.77, 0.8, 0.76))).toEqual({ layer: 2, text: 'flat from 1 to 3' });
    expect(markOf(sense(0.51, 0.5, 0.52))).toEqual({ layer: 2, text: 'flat' });
  });

  it('says how far the form yields, if it does', () => {
    expect(markOf(form(0.9, 0.92, 0.79))).toEqual({ layer: 2, text: 'yields: 0.92 to 0.79' });
    expect(markOf(form(0.9, 0.92, 0.9))).toBeNull();
  });
});
