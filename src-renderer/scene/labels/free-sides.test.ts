import { expect, it } from 'vitest';
import type { Crowd } from './crowd';
import { freeSides, sidesTowards } from './free-sides';

it.each([[1, 0, 'r', 'l'], [-3, 0.1, 'l', 'r'], [0, 5, 'b', 't'], [2, -2, 'tr', 'bl']])('tries the way of (%d, %d) first: %s, and %s last', (dx, dy, first, last) => {
  const sides = sidesTowards(dx, dy);
  expect(sides).toHaveLength(8);
  expect(sides[0]).toBe(first);
  expect(sides[7]).toBe(last);
});

/** Rows in the direction of each angle (degrees, clockwise from the right), 100 px away. */
function around(degrees: readonly number[]): Crowd {
  const at = (way: (radians: number) => number): Float32Array => Float32Array.from(degrees, (angle) => 100 * way((angle * Math.PI) / 180));
  const n = degrees.length;
  return { nInView: n, rows: Int32Array.from(degrees.keys()), x: at(Math.cos), y: at(Math.sin), weight: new Float32Array(n).fill(1), category: new Uint8Array(n) };
}

it('keeps a ghost’s label off its threads, but where it is as long as few pass there', () => {
  const up = Array.from({ length: 40 }, () => 270), right = Array.from({ length: 7 }, () => 45);
  const ghostOf = new Int32Array(47);
  const crowd = around([...up, ...right]);
  const fresh = freeSides(0, { x: 0, y: 0 }, ghostOf, crowd, null);
  expect(fresh).not.toContain('t');
  expect(fresh).not.toContain('br');
  expect(freeSides(0, { x: 0, y: 0 }, ghostOf, crowd, 'br')).toContain('br');
  expect(freeSides(0, { x: 0, y: 0 }, ghostOf, crowd, 't')).not.toContain('t');
});
