import { expect, it } from 'vitest';
import type { Occurrence } from '@contract/occurrence';
import { coordinatesCsv } from './coordinates-csv';

const at = (text: string, labels: Record<string, string>): Occurrence => ({ text, charStart: 0, charEnd: 4, word: 'bank', labels });
const OCCURRENCES = [at('bank, a', { x: 'own', sense: 'r' }), at('bank b', {}), at('bank "c"', { sense: '' })];
const MAP = { pointOf: Int32Array.from([1, -1, 0]), coordinates: Float32Array.from([0.1, -1, 0, 1 / 3, 2, -0]), distortion: Float32Array.from([0.2, 1]) };

it('has a line for each occurrence with a place, in the order of the set', () => {
  expect(coordinatesCsv(OCCURRENCES, { ...MAP, parameters: { nComponents: 3 } }).split('\r\n')).toEqual([
    'text,charStart,charEnd,word,label_x,sense,x,y,z,distortion', '"bank, a",0,4,bank,own,r,0.333333343,2,-0,1', '"bank ""c""",0,4,bank,,"",0.1,-1,0,0.2', '',
  ]);
});

it('leaves out the axis and the distortion that there are not', () => {
  expect(
    coordinatesCsv(OCCURRENCES.slice(1), { ...MAP, pointOf: Int32Array.from([-1, 0]), distortion: null, parameters: { nComponents: 2 } }).split(
      '\r\n',
    ),
  ).toEqual(['text,charStart,charEnd,word,sense,x,y', '"bank ""c""",0,4,bank,"",0.1,-1', '']);
});
