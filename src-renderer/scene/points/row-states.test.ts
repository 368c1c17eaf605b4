import { describe, expect, it } from 'vitest';
import { DIMMED, RowStates, SELECTED, USUAL_SIZE } from './row-states';

describe('RowStates', () => {
  it('packs category, bits, value and size into four bytes', () => {
    const states = new RowStates(Uint8Array.of(3, 8), Float32Array.of(1, 9), Float32Array.of(0.5, NaN));
    states.mark(1, SELECTED, true);
    states.mark(1, DIMMED, true);
    expect(Array.from(states.bytes)).toEqual([3, 0, 127, USUAL_SIZE, 8, 5, 255, 255]);
    states.mark(1, SELECTED, false);
    expect(states.has(1, DIMMED)).toBe(true);
    expect(states.has(1, SELECTED)).toBe(false);
  });
  it('remembers which rows changed, until told', () => {
    const states = new RowStates(new Uint8Array(10), undefined, null);
    expect(states.takeChanges()).toEqual({ first: 0, last: 9 });
    states.mark(4, SELECTED, true);
    states.mark(7, SELECTED, true);
    states.mark(2, SELECTED, false);
    expect(states.takeChanges()).toEqual({ first: 4, last: 7 });
    expect(states.takeChanges()).toBeNull();
  });
});
