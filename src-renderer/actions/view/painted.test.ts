import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

let frames: (() => void)[] = [];
const pageEnds: (() => void)[] = [];
const frame = (): void => { for (const draw of frames.splice(0)) draw(); };

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => { if (name === 'pagehide') pageEnds.push(listener); });
});
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); vi.resetModules(); });

/** Three that wait, and who of them has gone on. */
async function three(): Promise<number[]> {
  const { painted } = await import('./painted');
  const gone: number[] = [];
  for (const one of [1, 2, 3]) void painted().then(() => { gone.push(one); });
  return gone;
}

describe('painted', () => {
  it('comes after the second frame, each in a task of its own and in the order of asking', async () => {
    const gone = await three();
    frame();
    await vi.advanceTimersByTimeAsync(50);
    expect(gone).toEqual([]);
    frame();
    expect(gone).toEqual([]);
    await vi.advanceTimersToNextTimerAsync();
    expect(gone).toEqual([1]);
    await vi.runAllTimersAsync();
    expect(gone).toEqual([1, 2, 3]);
  });

  it('does not wait for the frames of a window that is not seen', async () => {
    const gone = await three();
    await vi.advanceTimersByTimeAsync(99);
    expect(gone).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await vi.runAllTimersAsync();
    expect(gone).toEqual([1, 2, 3]);
  });

  it('lets all go on when the page ends, so that what they write is written', async () => {
    const gone = await three();
    pageEnds.at(-1)?.();
    await Promise.resolve();
    expect(gone).toEqual([1, 2, 3]);
  });
});
