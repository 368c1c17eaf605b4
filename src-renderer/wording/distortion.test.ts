import { describe, expect, it } from 'vitest';
import { distrustedRows, distrustLine, lostNeighbours } from './distortion';

const map = { rows: Int32Array.of(4, 5, 7, 9), distortion: Float32Array.of(0.6, 0.5, 1, 0), quality: { k: 15, trustworthiness: 1, continuity: 1, neighboursKept: 10, nMeasured: 4 } };

describe('distortion', () => {
  it('finds the occurrences that lost more than half, the worst first', () => {
    expect(distrustedRows(map)).toEqual([7, 4]);
    expect(distrustedRows({ ...map, distortion: null })).toEqual([]);
  });

  it('says how many they are, and what one of them lost', () => {
    expect(distrustLine(2, 4)).toBe('2 of 4 points lost more than half of their neighbours: do not trust their places.');
    expect(distrustLine(0, 4)).toBe('Every point kept at least half of its neighbours.');
    expect(lostNeighbours(map, 0)).toBe('9 of 15');
    expect(lostNeighbours({ ...map, quality: null }, 0)).toBeNull();
  });
});
