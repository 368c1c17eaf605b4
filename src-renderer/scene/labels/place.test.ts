import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { ALL_SIDES, boxAt, placeLabels, type LabelRequest, type Leader, type PlacedLabel, type PlaceLimits } from './place';

const bounds = { x: 8, y: 8, width: 764, height: 806 };
const open: PlaceLimits = { bounds, reserved: [], obstacles: [], points: [], pointRadius: 4, maxDropping: 1000 };
function label(id: string, x: number, y: number, more: Partial<LabelRequest> = {}): LabelRequest {
  return { id, x, y, halfWidth: 0, halfHeight: 0, gap: 9, width: 80, height: 17, mayMove: false, farthest: Infinity, sides: ALL_SIDES, last: null, ...more };
}
const overlaps = (a: { x: number; y: number; width: number; height: number }, b: { x: number; y: number; width: number; height: number }): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('placeLabels', () => {
  it('places 500 labels of which none overlaps another, an obstacle, a reserved rectangle or the edge', () => {
    const random = mulberry32(1);
    const requests = Array.from({ length: 500 }, (_, i) => label(`${i}`, random() * 780, random() * 822, { mayMove: i < 20, width: 40 + random() * 90 }));
    const reserved = [{ x: 0, y: 0, width: 540, height: 66 }, { x: 24, y: 690, width: 740, height: 132 }];
    const obstacles = requests.slice(0, 20).map(({ x, y }) => ({ left: x - 11, right: x + 11, top: y - 11, bottom: y + 11 }));
    const placed = placeLabels(requests, { ...open, reserved, obstacles }).map((one) => ({ ...one, width: (requests[+one.id] as LabelRequest).width, height: 17 }));
    expect(placed.length).toBeGreaterThan(80);
    placed.forEach((one, i) => {
      for (const other of placed.slice(i + 1)) expect(overlaps(one, other)).toBe(false);
      for (const rect of reserved) expect(overlaps(one, rect)).toBe(false);
      for (const box of obstacles) expect(overlaps(one, { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top })).toBe(false);
      expect(one.x >= 8 && one.y >= 8 && one.x + one.width <= 772 && one.y + one.height <= 814).toBe(true);
    });
  });

  it('tries sides in order and takes the first free one', () => {
    const [first] = placeLabels([label('a', 300, 300)], open);
    expect(first).toMatchObject({ x: 309, y: 291.5, side: 'r', leader: null });
    const [second] = placeLabels([label('a', 300, 300)], { ...open, obstacles: [{ left: 320, right: 340, top: 290, bottom: 310 }] });
    expect(second).toMatchObject({ x: 211, side: 'l' });
  });

  it('drops a context where nothing is free, and moves a label that may move, with a leader line', () => {
    const wall = [{ left: 180, right: 420, top: 260, bottom: 340 }];
    expect(placeLabels([label('a', 300, 300)], { ...open, obstacles: wall })).toEqual([]);
    const [moved] = placeLabels([label('a', 300, 300, { mayMove: true })], { ...open, obstacles: wall });
    const leader = (moved as PlacedLabel).leader as Leader;
    expect(Math.hypot(leader.toX - 300, leader.toY - 300)).toBeGreaterThan(30);
    expect(placeLabels([label('a', 300, 300, { mayMove: true, farthest: 2.8 })], { ...open, obstacles: wall })).toEqual([]);
  });

  it('keeps contexts off points, and others only as long as there is another place', () => {
    const points = Array.from({ length: 40 * 40 }, (_, i) => [i % 40, Math.floor(i / 40)]).flatMap(([column, row]) => [(column as number) * 20, (row as number) * 21]);
    expect(placeLabels([label('a', 300, 300)], { ...open, points })).toEqual([]);
    expect(placeLabels([label('a', 300, 300, { mayMove: true })], { ...open, points })).toHaveLength(1);
  });

  it('sends a name as far as it must to keep off points, and lets it cover some nearby only where there is no room', () => {
    // A disc of points around what is named, with room beyond it, or without.
    const disc = (reach: number): number[] => Array.from({ length: 80 * 80 }, (_, i) => [(i % 80) * 10, Math.floor(i / 80) * 10]).filter(([x, y]) => Math.hypot(x! - 400, y! - 400) < reach).flat();
    const name = label('name', 400, 400, { halfWidth: 20, halfHeight: 10, gap: 12, mayMove: true, farthest: 14, coversWithin: 4.6, sides: ['t', 'b'] });
    const [clear] = placeLabels([name], { ...open, points: disc(100) });
    expect(clear!.y + 17).toBeLessThan(300);
    expect(clear!.leader).not.toBeNull();
    const [covering] = placeLabels([name], { ...open, points: disc(390) });
    expect(covering).toMatchObject({ side: 't', multiple: 1 });
  });

  it('gives way in the order of the list', () => {
    const placed = placeLabels([label('first', 300, 300), label('second', 302, 300)], open);
    expect(placed[0]).toMatchObject({ id: 'first', side: 'r' });
    expect(placed[1]).toMatchObject({ id: 'second', side: 'l' });
  });

  it('stops after the number of dropping labels it is given', () => {
    const requests = Array.from({ length: 10 }, (_, i) => label(`${i}`, 100, 60 + i * 60));
    expect(placeLabels(requests, { ...open, maxDropping: 4 })).toHaveLength(4);
  });

  it('has no place outside the bounds', () => {
    expect(placeLabels([label('wide', 300, 300, { width: 900, mayMove: true })], open)).toEqual([]);
  });
});

describe('placeLabels, of labels that had a place', () => {
  const last = { side: 'b', multiple: 1, corner: null } as const;

  it('keeps their side, though another would be tried first', () => {
    expect(placeLabels([label('a', 300, 300, { last })], open)[0]).toMatchObject({ side: 'b', y: 309 });
  });

  it('keeps it nearer to others than a new label may come, and over one point, but not over two', () => {
    const below = [{ left: 250, right: 350, top: 328, bottom: 340 }];
    expect(placeLabels([label('a', 300, 300, { last })], { ...open, obstacles: below })[0]).toMatchObject({ side: 'b' });
    expect(placeLabels([label('a', 300, 300, { sides: ['b', 't'] })], { ...open, obstacles: below })[0]).toMatchObject({ side: 't' });
    expect(placeLabels([label('a', 300, 300, { last })], { ...open, points: [300, 318] })[0]).toMatchObject({ side: 'b' });
    expect(placeLabels([label('a', 300, 300, { last })], { ...open, points: [300, 318, 320, 329] })[0]).toMatchObject({ side: 'b' });
    expect(placeLabels([label('a', 300, 300, { last })], { ...open, points: [300, 318, 320, 318] })[0]).toMatchObject({ side: 'r' });
    expect(placeLabels([label('a', 300, 300, { sides: ['b', 't'] })], { ...open, points: [300, 329] })[0]).toMatchObject({ side: 't' });
  });

  it('gives way to what comes before in the list', () => {
    const [first, second] = placeLabels([label('new', 300, 330), label('kept', 240, 300, { last })], open);
    expect(first).toMatchObject({ id: 'new', side: 'r' });
    expect(second).toMatchObject({ id: 'kept', side: 'b' });
    const crowded = placeLabels([label('new', 200, 318), label('kept', 240, 300, { last })], open);
    expect(crowded[1]).toMatchObject({ id: 'kept', side: 'tr' });
  });

  it('leaves a wide one exactly where it was while it lies beside what it names, and moves it when it does not', () => {
    const name = label('name', 300, 300, { halfWidth: 60, halfHeight: 40, gap: 12, mayMove: true, sides: ['t'] });
    const near = { side: 'b', multiple: 1, corner: { x: 271, y: 350 } } as const;
    expect(placeLabels([{ ...name, last: near }], open)[0]).toMatchObject({ x: 271, y: 350, side: 'b', leader: null });
    // It never stays on a point while there is room elsewhere.
    expect(placeLabels([{ ...name, last: near }], { ...open, points: [300, 358] })[0]).toMatchObject({ side: 't', y: 231 });
    expect(placeLabels([{ ...name, last: { ...near, corner: { x: 271, y: 480 } } }], open)[0]).toMatchObject({ side: 't', y: 231 });
    expect(placeLabels([{ ...name, last: { ...near, corner: { x: 262, y: 292 } } }], open)[0]).toMatchObject({ side: 't' });
  });
});

describe('boxAt', () => {
  it('stays near something wide at its corners', () => {
    const region = label('name', 300, 300, { halfWidth: 100, halfHeight: 50, gap: 12 });
    expect(boxAt(region, 'tr', 1)).toEqual({ left: 320, right: 400, top: 221, bottom: 238 });
    expect(boxAt(region, 'b', 1).top).toBe(362);
  });
});
