import { expect, it } from 'vitest';
import { distancesCsv } from './distances-csv';

it('is the matrix of a layer, with the rows of the set at both sides', () => {
  const occurrences = ['a "bank"', 'b', 'the bank, c'].map((text) => ({ text, charStart: 0, charEnd: 1, word: 'a', labels: {} }));
  const values = Float32Array.from([9, 9, 9, 9, 0, 0.25, 0.25, NaN]);
  expect(distancesCsv({ rows: [2, 0], nLayers: 2, values }, 1, occurrences)).toBe('row,text,word,3,1\r\n3,"the bank, c",t,0,0.25\r\n1,"a ""bank""",a,0.25,\r\n');
});
