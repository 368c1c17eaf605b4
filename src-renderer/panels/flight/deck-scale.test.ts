import { expect, it } from 'vitest';
import { fittedName, jointPx, layerAt, pathOf, rangeOf, stripShare, xOf } from './deck-scale';

const axis = { left: 100, right: 220, last: 12 };

it('finds layers where it draws them', () => {
  expect([0, 6, 12].map((layer) => xOf(axis, layer))).toEqual([100, 160, 220]);
  expect([100, 165, 90, 500].map((x) => layerAt(axis, x))).toEqual([0, 6.5, 0, 12]);
  expect(xOf({ ...axis, last: 0 }, 0)).toBe(100);
});

it('draws joints thick where maps agree, and never none', () => {
  expect([0, 0.2, 0.4, 3].map(jointPx)).toEqual([7, 4, 1, 1]);
});

it('fills the strip from 0.8 to 1', () => {
  expect([0.5, 0.8, 0.9, 1].map((value) => Number(stripShare(value).toFixed(6)))).toEqual([0, 0, 0.5, 1]);
});

it('leaves out what is not known', () => {
  expect(pathOf({ left: 0, right: 20, last: 2 }, [1, NaN, 0.5], (value) => value * 10)).toBe('M0.0 10.0L20.0 5.0');
});

it('stands a lane on what it is held against, and shows no less than half the scale', () => {
  expect(rangeOf([0.9, 0.95], [0.2, 0.2])).toEqual([0.2, 1]);
  expect(rangeOf([0.9, NaN], null)).toEqual([0.5, 1]);
  expect(rangeOf([-0.1, 0.3], null)).toEqual([0, 1]);
});

it('cuts names that would run into the chart', () => {
  expect(fittedName('Same part of speech', 150)).toBe('Same part of speech');
  expect(fittedName('Same part of speech', 104)).toBe('Same part of…');
});
