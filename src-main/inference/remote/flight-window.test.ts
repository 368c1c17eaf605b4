import { describe, expect, it } from 'vitest';
import { FlightWindow, MOST_IN_FLIGHT } from './flight-window';

/** The window after 400 batches at a server that computes `nAtOnce` batches at a time, each in 100 ms, 20 ms away. */
function settled(nAtOnce: number): number {
  const window = new FlightWindow();
  for (let i = 0; i < 400; i++) window.answered(1_000, 20 + 100 * Math.max(1, window.size / nAtOnce));
  return window.size;
}

describe('the window of batches in flight', () => {
  it('opens as far as the server computes at once, and three further, so that it never waits', () => {
    expect([1, 4, 8, 16].map(settled)).toEqual([4, 7, 11, 19]);
    expect(settled(100)).toBe(MOST_IN_FLIGHT);
  });

  it('closes where the server slows down, and opens again', () => {
    const window = new FlightWindow();
    const run = (ms: number): number => { for (let i = 0; i < 1_000; i++) window.answered(1_000, ms); return window.size; };
    expect(run(100)).toBeGreaterThan(10);
    expect(run(1_000)).toBeLessThan(5);
    expect(run(100)).toBeGreaterThan(10);
  });

  it('takes no notice of the short batches of a set’s end, and stays where it was told to', () => {
    const window = new FlightWindow();
    for (let i = 0; i < 50; i++) window.answered(1_000, 100);
    const before = window.size;
    for (let i = 0; i < 50; i++) window.answered(10, 90);
    expect(window.size).toBe(before);
    const fixed = new FlightWindow(8);
    for (let i = 0; i < 50; i++) fixed.answered(1_000, 100 * i);
    expect(fixed.size).toBe(8);
  });
});
