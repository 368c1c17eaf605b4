import { describe, expect, it } from 'vitest';
import { fakeEncoder } from '../testing/fake-encoder.testing';
import { WorkQueue } from './work-queue';

/** An encoder cache that writes down which model was asked for where. */
function start(): { queue: WorkQueue; asked: string[] } {
  const asked: string[] = [];
  const queue = new WorkQueue({
    get: (modelId, preference) => {
      asked.push(`${modelId} ${preference ?? 'any'}`);
      const encoder = fakeEncoder();
      return Promise.resolve({ encoder, device: encoder.device });
    },
  });
  return { queue, asked };
}

/** Long work of three batches that writes down what happens. */
const batches = (log: string[], name: string) => async (_: unknown, pause: () => Promise<void>): Promise<void> => {
  for (let i = 0; i < 3; i++) {
    log.push(`${name}${i}`);
    await pause();
  }
};
const tick = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('WorkQueue', () => {
  it('lets short work with the same model in between the batches, on the device where it is', async () => {
    const { queue, asked } = start();
    const log: string[] = [];
    const long = queue.long('m', 'webgpu', undefined, batches(log, 'long'));
    await tick();
    const short = queue.short('m', false, 'cpu', () => { log.push('short'); return Promise.resolve(7); });
    expect(await short).toBe(7);
    await long;
    expect(log.indexOf('short')).toBeLessThan(log.indexOf('long2'));
    expect(asked).toEqual(['m webgpu', 'm any']);
  });

  it('makes short work with exact products wait for long work in 8 bits, though the model is the same', async () => {
    const { queue } = start();
    const log: string[] = [];
    const long = queue.long('m', 'cpu', undefined, batches(log, 'long'), 'int8');
    await tick();
    const same = queue.short('m', false, 'cpu', () => { log.push('int8'); return Promise.resolve(); }, 'int8');
    const exact = queue.short('m', false, 'cpu', () => { log.push('exact'); return Promise.resolve(); });
    await Promise.all([long, same, exact]);
    expect(log.indexOf('int8')).toBeLessThan(log.indexOf('long2'));
    expect(log.indexOf('exact')).toBe(log.length - 1);
  });

  it('lets static models in between, and makes others wait', async () => {
    const { queue } = start();
    const log: string[] = [];
    const long = queue.long('m', 'cpu', undefined, batches(log, 'long'));
    await tick();
    const other = queue.short('other', false, 'cpu', () => { log.push('other'); return Promise.resolve(); });
    const words = queue.short('glove', true, 'cpu', () => { log.push('words'); return Promise.resolve(); });
    await Promise.all([long, other, words]);
    expect(log.indexOf('words')).toBeLessThan(log.indexOf('long2'));
    expect(log.indexOf('other')).toBe(log.length - 1);
  });

  it('runs short work that came with the last batch, and work after a failure', async () => {
    const { queue } = start();
    const waiting: Promise<string>[] = [];
    const long = queue.long('m', 'cpu', undefined, () => {
      waiting.push(queue.short('m', false, null, () => Promise.resolve('late')));
      return Promise.reject(new Error('no'));
    });
    await expect(long).rejects.toThrow('no');
    expect(await Promise.all(waiting)).toEqual(['late']);
    expect(await queue.long('m', 'cpu', undefined, () => Promise.resolve('next'))).toBe('next');
    expect(queue.isBusy).toBe(false);
  });

  it('fails short work alone when it fails', async () => {
    const { queue } = start();
    const log: string[] = [];
    const long = queue.long('m', 'cpu', undefined, batches(log, 'long'));
    await tick();
    await expect(queue.short('m', false, null, () => Promise.reject(new Error('only this')))).rejects.toThrow('only this');
    await long;
    expect(log).toEqual(['long0', 'long1', 'long2']);
  });

  it('does not begin work that was cancelled while it waited', async () => {
    const { queue, asked } = start();
    const controller = new AbortController();
    const first = queue.long('m', 'cpu', undefined, batches([], 'first'));
    const second = queue.long('other', 'cpu', controller.signal, () => Promise.resolve());
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await first;
    expect(asked).toEqual(['m cpu']);
  });
});
