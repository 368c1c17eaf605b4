import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { densestGroup, type DensestGroup, type Places } from './densest-group';

/** `n` places within ±`reach` px of (x, y). */
function clump(n: number, x: number, y: number, reach: number, seed: number): (readonly [number, number])[] {
  const random = mulberry32(seed);
  return Array.from({ length: n }, () => [x + (random() * 2 - 1) * reach, y + (random() * 2 - 1) * reach] as const);
}
type Pairs = readonly (readonly [number, number])[];
const placesOf = (pairs: Pairs): Places => ({ x: Float32Array.from(pairs, ([x]) => x), y: Float32Array.from(pairs, ([, y]) => y), weight: new Float32Array(pairs.length).fill(1) });
const groupOf = (own: Pairs, others: Pairs = []): DensestGroup => densestGroup(placesOf(own), placesOf([...own, ...others])) as DensestGroup;

describe('densestGroup', () => {
  it('picks the larger of two clumps, not the middle between them', () => {
    const { members, left, right, top, bottom } = groupOf([...clump(12, 100, 100, 30, 1), ...clump(20, 600, 500, 30, 2)]);
    expect(members).toEqual(Array.from({ length: 20 }, (_, i) => 12 + i));
    expect(left).toBeGreaterThanOrEqual(570);
    expect(right).toBeLessThanOrEqual(630);
    expect(top).toBeGreaterThanOrEqual(470);
    expect(bottom).toBeLessThanOrEqual(530);
  });

  it('prefers the denser of two equally many', () => {
    expect(groupOf([...clump(15, 100, 100, 80, 1), ...clump(15, 600, 500, 15, 2)]).members.every((i) => i >= 15)).toBe(true);
  });

  it('prefers where the points are among themselves to a clump they share with many others', () => {
    const own = [...clump(14, 100, 100, 15, 1), ...clump(16, 600, 500, 80, 2)];
    expect(groupOf(own).members.every((i) => i < 14)).toBe(true);
    expect(groupOf(own, clump(30, 100, 100, 15, 6)).members.every((i) => i >= 14)).toBe(true);
  });

  it('tells how much of what stands around is of the group', () => {
    expect(groupOf(clump(10, 100, 100, 5, 1), clump(30, 100, 100, 5, 2)).share).toBeCloseTo(0.25, 1);
    expect(groupOf(clump(10, 100, 100, 5, 1), clump(30, 700, 100, 5, 2)).share).toBeCloseTo(1, 5);
  });

  it('leaves a stray out of the box', () => {
    expect(groupOf([...clump(20, 300, 300, 10, 3), [300, 220]]).top).toBeGreaterThanOrEqual(290);
  });

  it('takes in all members of a clump that is too large to be summed point by point', () => {
    const places = [...clump(5000, 300, 300, 20, 4), ...clump(1000, 700, 300, 20, 5)];
    expect(groupOf(places).members).toHaveLength(5000);
  });

  it('counts a point as many times as it weighs', () => {
    const pairs = [...clump(10, 100, 100, 30, 1), ...clump(12, 600, 500, 30, 2)];
    const places = { ...placesOf(pairs), weight: Float32Array.from(pairs, (_, i) => (i < 10 ? 4 : 1)) };
    expect((densestGroup(places, places) as DensestGroup).members.every((i) => i < 10)).toBe(true);
  });

  it('stays with the point chosen before until another place is much better', () => {
    const places = placesOf([...clump(15, 100, 100, 25, 1), ...clump(18, 600, 500, 25, 2)]);
    expect((densestGroup(places, places) as DensestGroup).centre).toBeGreaterThanOrEqual(15);
    expect((densestGroup(places, places, 3) as DensestGroup).centre).toBe(3);
    const fewer = placesOf([...clump(4, 100, 100, 25, 1), ...clump(18, 600, 500, 25, 2)]);
    expect((densestGroup(fewer, fewer, 3) as DensestGroup).centre).toBeGreaterThanOrEqual(4);
  });

  it('copes with one point and with none', () => {
    expect(groupOf([[5, 7]])).toEqual({ centre: 0, members: [0], share: 1, left: 5, right: 5, top: 7, bottom: 7 });
    expect(densestGroup(placesOf([]), placesOf([[1, 2]]))).toBeNull();
  });
});
