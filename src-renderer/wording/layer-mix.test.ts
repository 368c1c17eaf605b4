import { describe, expect, it } from 'vitest';
import type { LayerMix } from '@contract/layers/layer-mix';
import { figureCaption, titleAfterWord } from './captions';
import { mixLine, mixName, mixRecallParts, mixWeights } from './layer-mix';

const sum = (scores: readonly (number | null)[], gamma = 1): LayerMix => ({ kind: 'sum', scores, gamma, half: 'both' });

describe('a mix in words', () => {
  it('names how many layers and which half', () => {
    expect([mixName(sum([null, 0, 1])), mixName(sum([0, null])), mixName({ kind: 'concat', layers: [1, 2, 3, 4], half: 'both' }), mixName({ ...sum([0, 0, 0]), half: 'backward' })])
      .toEqual(['mix of 2 layers', 'mix of 1 layer', '4 layers concatenated', 'mix of 3 layers, backward half']);
    expect(titleAfterWord('MPNet base', 3, 13, sum([null, 0, 0]))).toBe(' in MPNet base, mix of 2 layers');
  });

  it('tells the weights, equal ones together', () => {
    expect(mixLine(sum([0, null, 0, 0], 4))).toBe('Weights: layers 0, 2–3 each 0.33; γ 4.');
    expect(mixLine(sum([Math.log(3), 0, null]))).toBe('Weights: layer 0 0.75, layer 1 0.25; γ 1.');
    expect(mixLine({ kind: 'concat', layers: [9, 12], half: 'both' })).toBe('Layers one behind another: 9, 12.');
    expect(figureCaption({ nOccurrences: 2, colouredBy: null, ghosts: { forms: ['bank'], origin: 'fitted' }, layer: 4, mix: sum([null, 0]) }))
      .toBe('2 occurrences. Weights: layer 1 1.00; γ 1. Threads start at the static vector (layer 0, fitted to each layer and mixed alike).');
  });

  it('has softmax weights, none for what takes no part, also at the largest scores', () => {
    const weights = mixWeights(sum([null, 5, -5, 5]));
    expect(weights?.[0]).toBe(0);
    expect([...weights ?? []].reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 12);
    expect((weights?.[1] ?? 0) / (weights?.[2] ?? 1)).toBeCloseTo(Math.exp(10), 3);
    expect(mixWeights({ kind: 'concat', layers: [0], half: 'both' })).toBeNull();
  });

  it('sets its recall beside the best layer’s and chance', () => {
    expect(mixRecallParts(0.934, [0.2, 0.95, 0.9], 4)).toEqual([{ name: 'this mix', value: '0.93' }, { name: 'best layer (1)', value: '0.95' }, { name: 'chance', value: '0.25' }]);
    expect(mixRecallParts(null, [0.2, 0.95], 2)?.[0]).toEqual({ name: 'this mix', value: '–' });
    expect(mixRecallParts(0.9, null, 2)).toBeNull();
  });
});
