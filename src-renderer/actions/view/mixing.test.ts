import { expect, it } from 'vitest';
import { layerMix, layersOfMix, type LayerMix } from '@contract/layers/layer-mix';
import { aloneMix, mixPresets, withGamma, withHalf, withScore } from './mixing';

it('offers of layers of several widths only what can be added', () => {
  expect(mixPresets(4, false, [400, 1152, 1152, 400]).map(({ id }) => id)).toEqual(['last', 'second-to-last']);
});

const named = (nLayers: number, isElmo = false): Record<string, readonly number[]> => Object.fromEntries(mixPresets(nLayers, isElmo).map(({ name, mix }) => [name, layersOfMix(mix)]));

it('offers the usual mixes of a model, as far as it has the layers', () => {
  expect(named(13)).toEqual({ 'Last layer': [12], 'Second to last': [11], 'Mean of all': [...Array(13).keys()], 'Sum of last four': [9, 10, 11, 12], 'Concatenation of last four': [9, 10, 11, 12] });
  expect(named(3, true)).toEqual({ 'Last layer': [2], 'Second to last': [1], 'Uniform': [0, 1, 2] });
  for (const { mix } of [...mixPresets(2, false), ...mixPresets(49, false)]) expect(layerMix(mix, 'mix')).toEqual(mix);
  const sum = mixPresets(7, false).find(({ id }) => id === 'sum-last-four')?.mix;
  expect(sum?.kind === 'sum' ? sum.gamma : null).toBe(4);
});

it('turns layers on and off, but not the last one off', () => {
  const one = aloneMix(3, 1);
  expect(layersOfMix(withScore(one, 3, 0, 2))).toEqual([0, 1]);
  expect(layersOfMix(withScore(withScore(one, 3, 0, 2), 3, 1, -5))).toEqual([0]);
  expect(withScore(one, 3, 1, -5)).toEqual(one);
});

it('makes a sum of concatenated layers when a score or γ is set, and keeps the half', () => {
  const concat: LayerMix = { kind: 'concat', layers: [2, 1], half: 'both' };
  expect(withScore(withHalf(concat, 'forward'), 3, 0, 1)).toEqual({ kind: 'sum', scores: [1, 0, 0], gamma: 1, half: 'forward' });
  expect(withGamma(concat, 3, 99)).toEqual({ kind: 'sum', scores: [null, 0, 0], gamma: 10, half: 'both' });
});
