import { describe, expect, it } from 'vitest';
import { runInSlices } from './slices';

function* counted(n: number, onEnd?: () => void): Generator<number, string> {
  try {
    for (let step = 1; step <= n; step++) yield step;
    return 'done';
  } finally {
    onEnd?.();
  }
}

describe('runInSlices', () => {
  it('hands on the result and sees every step', async () => {
    const steps: number[] = [];
    await expect(runInSlices(counted(5), { onStep: (step) => steps.push(step) })).resolves.toBe('done');
    expect(steps).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets messages in between two slices', async () => {
    let isHeard = false;
    setTimeout(() => { isHeard = true; });
    const seen: boolean[] = [];
    await runInSlices((function* () { while (!isHeard) yield; })(), { sliceMs: 0, onSlice: () => seen.push(isHeard) });
    expect(seen[0]).toBe(false);
    expect(isHeard).toBe(true);
  });

  it('stops when told to, and lets the generator tidy up', async () => {
    let isTidy = false;
    let asked = 0;
    const run = runInSlices(counted(1_000, () => { isTidy = true; }), { sliceMs: 0, shouldCancel: () => ++asked === 3 });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toBe(3);
    expect(isTidy).toBe(true);
  });

  it('passes on what the generator throws', async () => {
    await expect(runInSlices((function* () { yield 1; throw new Error('broken'); })(), {})).rejects.toThrow('broken');
  });
});
