import { describe, expect, it } from 'vitest';
import type { InstalledModel } from '@contract/model-card';
import { advance, begin, dismiss, end, enqueue, nextJobs, stop, type ModelQueue, type ModelTask } from './model-queue';

const download = (id: string): ModelTask => ({ kind: 'download', source: { by: 'catalogue', id }, nMaxWords: null });
const fromFile = (handle: string): ModelTask => ({ kind: 'import', choice: { handle, name: handle, id: 'x', licence: 'MIT', nMaxWords: null } });
const add = (queue: ModelQueue, seq: number, task: ModelTask): ModelQueue => enqueue(queue, { seq, name: `job ${seq}`, task });
const states = (queue: ModelQueue): string[] => queue.map(({ seq, stage }) => `${seq} ${stage.state}`);
const bytes = (nDone: number) => ({ stage: 'download', nDone, nTotal: 100, unit: 'bytes' }) as const;

describe('the queue', () => {
  it('begins one import and one download; the next of a kind waits', () => {
    let queue = add(add(add([], 1, download('a')), 2, download('b')), 3, fromFile('/f'));
    expect(nextJobs(queue).map(({ seq }) => seq)).toEqual([3, 1]);
    for (const { seq } of nextJobs(queue)) queue = begin(queue, seq);
    expect(nextJobs(queue)).toEqual([]);
    queue = end(queue, 1, { state: 'failed', reason: 'no', detail: null });
    expect(nextJobs(queue).map(({ seq }) => seq)).toEqual([2]);
  });

  it('has one job a row: a second press changes nothing, a new try takes the place of the old', () => {
    let queue = begin(add([], 1, download('a')), 1);
    expect(add(queue, 2, download('a'))).toBe(queue);
    queue = end(advance(queue, 1, bytes(40)), 1, { state: 'cancelled' });
    queue = add(queue, 2, download('a'));
    expect(states(queue)).toEqual(['2 waiting']);
    expect(queue[0]?.nBytesHere).toBe(40);
  });

  it('stops a waiting job at once and a running one when its answer comes; the next waits until then', () => {
    let queue = begin(add(add([], 1, download('a')), 2, download('b')), 1);
    queue = stop(queue, 1);
    expect(states(queue)).toEqual(['1 stopping', '2 waiting']);
    expect(nextJobs(queue)).toEqual([]);
    expect(advance(queue, 1, bytes(9))[0]?.progress).toBeNull();
    expect(states(stop(queue, 2))).toEqual(['1 stopping', '2 cancelled']);
    expect(nextJobs(end(queue, 1, { state: 'cancelled' })).map(({ seq }) => seq)).toEqual([2]);
  });

  it('keeps what was downloaded through later stages, and the first end', () => {
    let queue = advance(begin(add([], 1, download('a')), 1), 1, bytes(100));
    queue = advance(queue, 1, { stage: 'convert', nDone: 1, nTotal: 9, unit: 'tensors' });
    expect(queue[0]?.nBytesHere).toBe(100);
    queue = end(queue, 1, { state: 'done', model: { id: 'a' } as InstalledModel });
    expect(states(end(queue, 1, { state: 'cancelled' }))).toEqual(['1 done']);
  });

  it('puts away only what is over', () => {
    const queue = begin(add([], 1, download('a')), 1);
    expect(dismiss(queue, 1)).toHaveLength(1);
    expect(dismiss(end(queue, 1, { state: 'cancelled' }), 1)).toEqual([]);
  });
});
