import { expect, it } from 'vitest';
import { barShare, columnsWithRoom, profileRoomPx } from './floor-profiles';

it('measures bars from where their scale begins', () => {
  expect([0.2, 0.6, 1, 0.1, 2].map((value) => Number(barShare(value, { low: 0.2, high: 1 }).toFixed(6)))).toEqual([0, 0.5, 1, 0, 1]);
  expect(barShare(0.5, { low: 1, high: 1 })).toBe(0);
});

it('leaves narrow scenes to the floors', () => {
  expect(profileRoomPx(400)).toBe(0);
  expect(profileRoomPx(800)).toBeGreaterThan(profileRoomPx(650));
});

it('keeps the columns of the lowest rank where there is no room for all, in their order', () => {
  const columns = [0, 2, 1, 3].map((rank) => ({ rank }));
  expect([400, 500, 650, 780].map((widthPx) => columnsWithRoom(columns, widthPx))).toEqual([[], [0], [0, 2], [0, 1, 2]]);
  expect(columnsWithRoom(columns, 1000)).toEqual([0, 1, 2, 3]);
  expect(columnsWithRoom(columns.slice(0, 2), 1000)).toEqual([0, 1]);
});
