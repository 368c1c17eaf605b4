import { describe, expect, it } from 'vitest';
import { OneByOne } from './one-by-one';

const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** Pieces of work that end when the test says so, and the order in which they began. */
function pieces(): { begun: string[]; work: (name: string) => () => Promise<string>; end: (name: string) => void } {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    work: (name) => () => {
      begun.push(name);
      return new Promise((resolve) => { ends.set(name, () => { resolve(name); }); });
    },
    end: (name) => { ends.get(name)?.(); },
  };
}

describe('OneByOne', () => {
  it('runs what is urgent before what waits, not before what runs', async () => {
    const { begun, work, end } = pieces();
    const turns = new OneByOne('It was cancelled.');
    const first = turns.run(work('first'));
    const second = turns.run(work('second'));
    const urgent = turns.run(work('urgent'), { isUrgent: true });
    expect(begun).toEqual(['first']);
    for (const name of ['first', 'urgent', 'second']) {
      end(name);
      await settled();
    }
    expect(await Promise.all([first, second, urgent])).toEqual(['first', 'second', 'urgent']);
    expect(begun).toEqual(['first', 'urgent', 'second']);
  });

  it('rejects at once what is aborted, but gives its turn away only when it has ended', async () => {
    const { begun, work, end } = pieces();
    const turns = new OneByOne('It was cancelled.');
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = turns.run(work('first'), { signal: running.signal });
    const dropped = turns.run(work('dropped'), { signal: waiting.signal });
    const next = turns.run(work('next'));
    running.abort();
    waiting.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled', message: 'It was cancelled.' });
    await expect(dropped).rejects.toMatchObject({ code: 'cancelled' });
    await settled();
    expect(begun).toEqual(['first']);
    end('first');
    await settled();
    expect(begun).toEqual(['first', 'next']);
    end('next');
    expect(await next).toBe('next');
  });

  it('goes on after a piece that fails, also before it returned a promise', async () => {
    const turns = new OneByOne('It was cancelled.');
    const failing = turns.run(() => { throw new Error('broken'); });
    const next = turns.run(() => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('next');
  });
});
