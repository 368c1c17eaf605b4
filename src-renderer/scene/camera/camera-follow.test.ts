import { describe, expect, it } from 'vitest';
import { followed, type Standing } from './camera-follow';

const space: Standing = { isFlat: false, sawAll: true, wasFitted: true };

describe('followed', () => {
  it('faces a map that has become flat and comes back from it, however close it stood', () => {
    for (const sawAll of [true, false]) {
      expect(followed({ ...space, sawAll, wasFitted: sawAll }, { isFlat: true, seesAll: true })).toBe('face');
      expect(followed({ isFlat: true, sawAll, wasFitted: sawAll }, { isFlat: false, seesAll: false })).toBe('return');
    }
  });

  it('goes on fitting, goes on seeing everything, and stays where somebody has come close', () => {
    expect(followed(space, { isFlat: false, seesAll: true })).toBe('fit');
    expect(followed({ ...space, wasFitted: false }, { isFlat: false, seesAll: false })).toBe('fit');
    expect(followed({ ...space, wasFitted: false }, { isFlat: false, seesAll: true })).toBe('stay');
    expect(followed({ isFlat: false, sawAll: false, wasFitted: false }, { isFlat: false, seesAll: false })).toBe('stay');
  });
});
