import { describe, expect, it } from 'vitest';
import { OneAtATime } from './one-at-a-time';

describe('one at a time', () => {
  it('begins each piece of work after the one before, failed or not', async () => {
    const queue = new OneAtATime('Too many.');
    let nRunning = 0;
    const work = (i: number) => queue.run(async () => {
      expect(++nRunning).toBe(1);
      await new Promise((resolve) => { setTimeout(resolve, 2); });
      nRunning--;
      if (i === 1) throw new Error('no');
      return i;
    });
    const ends = await Promise.allSettled([0, 1, 2].map(work));
    expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'failed'))).toEqual([0, 'failed', 2]);
  });

  it('refuses when many wait, and takes work again when they are done', async () => {
    const queue = new OneAtATime('Too many.');
    const ends = await Promise.allSettled(Array.from({ length: 12 }, () => queue.run(() => Promise.resolve())));
    expect(ends.filter((end) => end.status === 'rejected').map((end) => String((end).reason))).toEqual(Array.from({ length: 3 }, () => expect.stringContaining('Too many.') as string));
    await expect(queue.run(() => Promise.resolve('again'))).resolves.toBe('again');
  });
});
