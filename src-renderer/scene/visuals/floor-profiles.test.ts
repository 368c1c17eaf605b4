import { expect, it } from 'vitest';
import { barShare, profileRoomPx } from './floor-profiles';

it('measures bars from where their scale begins', () => {
  expect([0.2, 0.6, 1, 0.1, 2].map((value) => Number(barShare(value, { low: 0.2, high: 1 }).toFixed(6)))).toEqual([0, 0.5, 1, 0, 1]);
  expect(barShare(0.5, { low: 1, high: 1 })).toBe(0);
});

it('leaves narrow scenes to the floors', () => {
  expect(profileRoomPx(400)).toBe(0);
  expect(profileRoomPx(800)).toBeGreaterThan(profileRoomPx(650));
});
