import { expect, it, vi } from 'vitest';
import { Newest } from './newest';

function held(): { readonly done: Promise<void>; readonly let: () => void } {
  const { promise, resolve } = (() => {
    let resolve: () => void = () => undefined;
    return { promise: new Promise<void>((go) => { resolve = go; }), resolve: () => { resolve(); } };
  })();
  return { done: promise, let: resolve };
}

it('gives up what is under way for what comes after it, and says once that nothing is left', async () => {
  const onOver = vi.fn();
  const newest = new Newest(onOver);
  const [first, second] = [held(), held()];
  const seen: string[] = [];
  const one = newest.run(async (signal, isNewest) => { await first.done; seen.push(`one ${String(signal.aborted)} ${String(isNewest())}`); return 1; });
  const two = newest.run(async (signal, isNewest) => { await second.done; seen.push(`two ${String(signal.aborted)} ${String(isNewest())}`); return 2; });
  first.let();
  expect(await one).toBe(1);
  expect(onOver).not.toHaveBeenCalled();
  second.let();
  expect(await two).toBe(2);
  expect(seen).toEqual(['one true false', 'two false true']);
  expect(onOver).toHaveBeenCalledTimes(1);
});

it('is over at once when it is cancelled, whatever the work does then', async () => {
  const onOver = vi.fn();
  const newest = new Newest(onOver);
  const work = held();
  const running = newest.run(async (signal) => { await work.done; if (signal.aborted) throw new Error('given up'); });
  newest.cancel();
  expect(onOver).toHaveBeenCalledTimes(1);
  work.let();
  await expect(running).rejects.toThrow('given up');
  expect(onOver).toHaveBeenCalledTimes(1);
});

it('throws what the work throws', async () => {
  const onOver = vi.fn();
  await expect(new Newest(onOver).run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(onOver).toHaveBeenCalledTimes(1);
});
