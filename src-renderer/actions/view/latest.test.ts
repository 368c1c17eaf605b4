import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { work } from '../../state/work.svelte';
import { cancelWork, runLatest } from './latest';

afterEach(cancelWork);

describe('the one long piece of work', () => {
  it('tells its steps and is idle afterwards', async () => {
    const seen: unknown[] = [];
    const ended = await runLatest('first', (_signal, tell) => {
      seen.push(work.step?.label);
      tell('reading', 3, 10);
      seen.push(work.step);
      return Promise.resolve();
    });
    expect(ended).toBe(true);
    expect(seen).toEqual(['first', { label: 'reading', nDone: 3, nTotal: 10 }]);
    expect(work.step).toBeNull();
  });

  it('is replaced by a newer one, whose steps are not disturbed', async () => {
    let tellOld: (label: string) => void = () => undefined;
    const old = runLatest('old', (signal, tell) => {
      tellOld = tell;
      return new Promise((_, reject) => { signal.addEventListener('abort', () => { reject(new Failure('cancelled', 'Cancelled.')); }); });
    });
    let finish: () => void = () => undefined;
    const next = runLatest('next', () => new Promise((resolve) => { finish = resolve; }));
    expect(await old).toBe(false);
    tellOld('late');
    expect(work.step?.label).toBe('next');
    finish();
    expect(await next).toBe(true);
  });

  it('ends without an error when it is cancelled, and throws what else goes wrong', async () => {
    const waiting = runLatest('long', (signal) => new Promise((_, reject) => { signal.addEventListener('abort', () => { reject(new Error('aborted')); }); }));
    cancelWork();
    expect(await waiting).toBe(false);
    await expect(runLatest('bad', () => Promise.reject(new Failure('model', 'No.')))).rejects.toThrow('No.');
    expect(work.step).toBeNull();
  });
});
