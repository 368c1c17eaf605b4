import { expect, it } from 'vitest';
import { glyphRadii, glyphScale, haloStrength } from './draw-context';

it('draws 9 px glyphs up to 100 points, a little smaller ones in a set of 200, never invisible ones', () => {
  expect(glyphRadii(60)).toEqual({ radiusPx: 4.5, selectedRadiusPx: 6.5 });
  expect(glyphRadii(200).radiusPx).toBeCloseTo(4.14, 2);
  expect(glyphRadii(1e6)).toEqual({ radiusPx: 1.4, selectedRadiusPx: 4.5 });
});

it('hints at perspective without letting near glyphs loom', () => {
  expect([0.3, 1, 1.2, 2].map(glyphScale)).toEqual([0.75, 1, 1.2, 1.3]);
});

it('weakens halos where there are many', () => {
  expect(haloStrength(96)).toBe(0.16);
  expect(haloStrength(200)).toBeCloseTo(0.106, 3);
});
