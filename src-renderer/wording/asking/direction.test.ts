import { describe, expect, it } from 'vitest';
import { marked, setOf } from '../../sets/set.testing';
import { directionColumn, sharedRows, twoCategories, type FoundDirection } from '../../sets/direction';
import { rampOf } from '../../sets/columns';
import { madeLine, testLine } from './direction';

const test = { auc: 0.978, random: { mean: 0.503, high: 0.63, n: 200 }, nFolds: 5 };
const found: FoundDirection = {
  set: setOf([marked('a |bank|'), marked('b |bank|'), marked('c |bank|')]), key: 'k', layer: 2, where: 'layer 2 of M', columnId: 'sense', isByVectors: false,
  from: { name: 'money', rows: [0], category: 1 }, to: { name: 'river', rows: [1], category: 2 }, values: Float64Array.of(-0.5, 0.25, Number.NaN), test,
};

describe('a direction in words', () => {
  it('says where it was made, and of what', () => {
    expect(madeLine(found)).toBe('money → river in layer 2 of M, made of 1 and 1 occurrence.');
  });

  it('holds what it tells apart against random groups', () => {
    expect(testLine(found)).toBe('Of pairs with one occurrence of each group, in sentences it was not made of, it puts 97 of 100 in the order of their groups (AUC 0.98, 5 folds by sentence); 200 draws of random groups get 0.50 on average, 95 of 100 at most 0.63.');
    expect(testLine({ ...found, test: { ...test, auc: 1 } })).toContain('it puts all in the order');
    expect(testLine({ ...found, test: { ...test, auc: 0.63 } })).toMatch(/no more than chance: the axis says nothing of other sentences\.$/);
    expect(testLine({ ...found, isByVectors: true })).toMatch(/told apart by any such axis\.$/);
    expect(testLine({ ...found, test: null })).toContain('cannot be tested');
  });
});

describe('a direction as a column', () => {
  it('has its groups at the ends of a ramp whose middle is the middle', () => {
    const column = directionColumn(found);
    expect(column).toMatchObject({ id: 'direction', title: 'money → river', ends: ['money', 'river'], values: ['\u22120.50', '0.25', null] });
    const ramp = rampOf(column);
    expect(ramp?.low).toBeCloseTo(-(ramp?.high ?? 0), 10);
    expect(ramp?.nMissing).toBe(1);
  });

  it.each([[0, 0, [1, 2]], [3, 0, [3, 1]], [1, 0, [1, 2]], [0, 1, [2, 1]], [4, 5, [4, 5]], [0, 2, [1, 2]], [2, 2, [2, 1]]])('glyphs %d and %d', (from, to, both) => { expect(twoCategories(from, to)).toEqual(both); });

  it('names what both groups have', () => { expect(sharedRows([1, 2, 3], [3, 4, 1])).toEqual([3, 1]); });
});
