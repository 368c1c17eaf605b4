import { describe, expect, it } from 'vitest';
import { overlapLine, sideFigures, sidesLine, type SideFacts } from './side-figures';
import { sideName } from './side-name';

const GLOVE: SideFacts = { nVectors: 1, nOccurrences: 72, nMissing: 0, contrast: { own: { mean: 0, deviation: 0 }, other: { mean: 0, deviation: 0 } }, baseline: 0.894, recall: 0.25, trustworthiness: 1 };
const ELMO: SideFacts = { nVectors: 72, nOccurrences: 72, nMissing: 0, contrast: { own: { mean: 0.221, deviation: 0.1 }, other: { mean: 0.388, deviation: 0.1 } }, baseline: null, recall: 0.9, trustworthiness: null };

describe('the figures of a comparison', () => {
  it('stand in a row each, with a dash for what nobody measured', () => {
    const rows = sideFigures(GLOVE, ELMO, 'spring', 0.25, 'two random words');
    expect(rows.map(({ name, left, right }) => [name, left, right])).toEqual([
      ['Vectors for spring', '1', '72'], ['Distance within a sense', '0.00', '0.22'], ['Distance across senses', '0.00', '0.39'],
      ['Two random words', '0.89', '–'], ['Sense recall, chance 0.25', 'none', '0.90'], ['Trustworthiness of map', '1.00', '–'],
    ]);
  });

  it('have a recall where several forms have a vector each, and no chance without senses', () => {
    const [, , , , recall] = sideFigures({ ...GLOVE, nVectors: 4 }, { ...ELMO, recall: null, contrast: null }, 'bank', null, 'two random words');
    expect(recall).toMatchObject({ name: 'Sense recall', left: '0.25', right: '–' });
  });
});

it('says how far both agree, on how many, and why where it cannot', () => {
  expect(overlapLine({ share: 0.412, chance: 0.058, k: 10, nQueries: 172 }, 172)).toBe('Of the 10 nearest occurrences the two share 0.41, by chance 0.06.');
  expect(overlapLine({ share: 0.412, chance: 0.005, k: 10, nQueries: 300 }, 5_000)).toContain('(300 occurrences)');
  expect(overlapLine({ share: null, chance: 0.05, k: 10, nQueries: 0 }, 172)).toContain('too many equal vectors');
  expect(overlapLine({ share: null, chance: 1, k: 0, nQueries: 0 }, 1)).toContain('Too few');
});

it('never lets a length between two spaces mean anything', () => {
  for (const isSameModel of [true, false]) expect(sidesLine(isSameModel)).toContain('its length means nothing');
});

it('names a side by what tells it from the other', () => {
  expect(sideName({ name: 'GloVe', nLayers: 1, layer: 0, mix: null }, false)).toBe('GloVe');
  expect(sideName({ name: 'MPNet', nLayers: 13, layer: 8, mix: null }, false)).toBe('MPNet, layer 8');
  expect(sideName({ name: 'MPNet', nLayers: 13, layer: 8, mix: null }, true)).toBe('Layer 8');
  expect(sideName({ name: 'MPNet', nLayers: 13, layer: 8, mix: { kind: 'concat', layers: [11, 12], half: 'both' } }, true)).toMatch(/^[A-Z0-9]/);
});
