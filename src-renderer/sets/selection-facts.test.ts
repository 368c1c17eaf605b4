import { describe, expect, it } from 'vitest';
import { columnsOf, type Column } from './columns';
import { composition, selectionCsv } from './selection-facts';
import { marked, setOf } from './set.testing';

const set = setOf([marked('a |bank| of mud', 'river'), marked('the |bank| "lends", they say', 'money'), marked('two |Banks|\nhere', 'money'), marked('a |bank|')]);
function columnOf(id: string): Column {
  const column = columnsOf(set).find((one) => one.id === id);
  if (column === undefined) throw new Error(`no column ${id}`);
  return column;
}

describe('composition', () => {
  it('counts by sense and by form, with what the set has of each', () => {
    expect(composition([3, 1, 2], columnOf('sense'), 'no label')).toEqual([
      { value: 'money', label: 'the money', n: 2, nAll: 2 }, { value: null, label: 'no label', n: 1, nAll: 1 },
    ]);
    expect(composition([0, 1, 2], columnOf('form'), '')).toEqual([{ value: 'bank', label: 'bank', n: 2, nAll: 3 }, { value: 'banks', label: 'banks', n: 1, nAll: 1 }]);
  });
});

describe('selectionCsv', () => {
  it('has text, word, span, labels and place in the order of the selection, quoted where it must be', () => {
    const map = { pointOf: Int32Array.from([1, 0, -1, -1]), coordinates: Float32Array.from([0.5, 1, 0, -2, 3, 4]) };
    expect(selectionCsv([1, 0, 2], set.occurrences, map)).toBe([
      'row,text,word,start,end,sense,x,y,z',
      '2,"the bank ""lends"", they say",bank,4,8,money,0.5,1,0',
      '1,a bank of mud,bank,2,6,river,-2,3,4',
      '3,"two Banks\nhere",Banks,4,9,money,,,', '',
    ].join('\r\n'));
  });

  it('has no places without a map of occurrences', () => {
    expect(selectionCsv([3], set.occurrences, null, 'MiniLM, mix of 2 layers').split('\r\n')).toEqual(['row,text,word,start,end,sense,x,y,z,mix', '4,a bank,bank,2,6,,,,,"MiniLM, mix of 2 layers"', '']);
    expect(selectionCsv([3, 99], set.occurrences, null)).toBe('row,text,word,start,end,sense,x,y,z\r\n4,a bank,bank,2,6,,,,\r\n');
  });
});
