import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchMemory, type WatchedChild } from './memory-watch';

class Child extends EventEmitter implements WatchedChild {
  readonly pid = 7;
  readonly kill = vi.fn(() => true);
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('watchMemory', () => {
  it('ends a process that takes more than it may, once, and no other', () => {
    const child = new Child();
    let used: number | undefined;
    const asked: number[] = [];
    watchMemory(child, 2, (pid) => { asked.push(pid); return used; });
    vi.advanceTimersByTime(1_000);
    used = 2 * 1024;
    vi.advanceTimersByTime(1_000);
    expect(child.kill).not.toHaveBeenCalled();
    used += 1;
    vi.advanceTimersByTime(1_000);
    expect(child.kill).toHaveBeenCalledTimes(1);
    expect(new Set(asked)).toEqual(new Set([7]));
  });

  it('stops with the process', () => {
    const child = new Child();
    watchMemory(child, 1, () => 0);
    child.emit('exit', 0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
