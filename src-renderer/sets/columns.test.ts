import { describe, expect, it } from 'vitest';
import { columnsOf, distanceColumn, onRamp, rampOf, spreadOf } from './columns';
import { marked, setOf } from './set.testing';

const labelled = (labels: Readonly<Record<string, string>>) => ({ ...marked('She sat by the |bank| of it.'), labels });

describe('columns of a set', () => {
  const set = setOf([
    labelled({ sense: 'money', year: '1890', note: 'a' }),
    labelled({ sense: 'odd', year: '2024', note: 'b' }),
    labelled({ year: '1950', note: 'c' }),
    labelled({ year: '', note: 'd' }),
  ]);
  const columns = columnsOf(set);

  it('are the senses, the forms, the labels and what can be counted', () => {
    expect(columns.map(({ id }) => id)).toEqual(['sense', 'form', 'label:year', 'label:note', 'length', 'place']);
    expect(columns[0]?.values).toEqual(['money', null, null, null]);
    expect(columns[0]?.label('money')).toBe('the money');
    expect([columns[1]?.values[0], columns[4]?.values[0], columns[5]?.values[0]]).toEqual(['bank', '7', '5']);
  });

  it('count words once for the same texts, and read labels anew', () => {
    const again = columnsOf({ ...set, occurrences: set.occurrences.map((occurrence) => ({ ...occurrence, labels: {} })) }, set.occurrences);
    expect(again.slice(1)).toEqual([columns[1], columns[4], columns[5]]);
    expect(again[2]).toBe(columns[4]);
    expect(again[0]?.values).toEqual([null, null, null, null]);
  });

  it('know numbers, and values that are nearly all different', () => {
    expect([...columns[2]?.numbers ?? []]).toEqual([1890, 2024, 1950, Number.NaN]);
    expect(columns.map(({ isTooVaried }) => isTooVaried)).toEqual([false, false, false, true, false, false]);
  });

  it('leave two numbers as categories', () => {
    const flags = columnsOf(setOf([labelled({ seen: '0' }), labelled({ seen: '1' }), labelled({ seen: '1' })], [])).find(({ id }) => id === 'label:seen');
    expect([flags?.numbers, flags?.isTooVaried]).toEqual([null, false]);
  });
});

it('a ramp ends at the 2nd and the 98th percentile', () => {
  const ramp = spreadOf(Float64Array.from({ length: 101 }, (_, i) => (i === 100 ? 1e9 : i)));
  expect(ramp).toEqual({ low: 2, high: 98, nMissing: 0 });
  expect([onRamp(ramp, 2), onRamp(ramp, 50), onRamp(ramp, 1e9), onRamp(ramp, Number.NaN)]).toEqual([0, 0.5, 1, Number.NaN]);
  expect(onRamp(spreadOf(Float64Array.of(5, 5, Number.NaN)), 5)).toBe(0.5);
});

describe('distances from A', () => {
  it('begin at 0 and reach the random pair, so that it has a place on the ramp', () => {
    const near = distanceColumn(Float32Array.of(0, 0.25, Number.NaN), { distance: 0.5, name: 'two random words' });
    expect(near.values).toEqual(['0.00', '0.25', null]);
    expect(rampOf(near)).toEqual({ low: 0, high: 0.5, nMissing: 1 });
    expect(rampOf(distanceColumn(Float32Array.of(0.5, 0.75, 0.75, 0.75), { distance: null, name: 'two random words' }))).toEqual({ low: 0, high: 0.75, nMissing: 0 });
  });
});
