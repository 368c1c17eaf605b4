import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FromWorker, ToWorker } from '@contract/rpc';
import { overUtilityProcess, type UtilityChild } from '@rpc/transports/utility-process';
import { SourceClient } from './source-client';

class Child extends EventEmitter implements UtilityChild {
  readonly sent: ToWorker[] = [];
  isKilled = false;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  kill(): boolean {
    this.isKilled = true;
    return true;
  }

  answer(message: FromWorker): void {
    this.emit('message', message);
  }
}

let children: Child[] = [];
const child = (at: number): Child => children[at] ?? new Child();
const client = (): SourceClient => new SourceClient(() => {
  const made = new Child();
  children.push(made);
  return overUtilityProcess(made);
});
const preview = { sourceId: 'source-1' };

beforeEach(() => { children = []; });

describe('SourceClient', () => {
  it('starts one process with the first request and tells the answers apart', async () => {
    const sources = client();
    expect(children).toHaveLength(0);
    const first = sources.openFile('/somewhere/a.txt');
    const second = sources.openText('b');
    expect(children).toHaveLength(1);
    expect(child(0).sent).toEqual([
      { type: 'request', seq: 1, method: 'open-file', value: { path: '/somewhere/a.txt' } }, { type: 'request', seq: 2, method: 'open-text', value: { text: 'b' } },
    ]);
    child(0).answer({ type: 'error', seq: 2, error: { code: 'bad-input', message: 'b is empty.' } });
    child(0).answer({ type: 'result', seq: 1, value: preview });
    expect(await first).toBe(preview);
    await expect(second).rejects.toMatchObject({ code: 'bad-input', message: 'b is empty.' });
  });

  it('says what was read when the process ends, and reads the next in a new one with numbers that go on', async () => {
    const sources = client();
    const asked = sources.openFile('/somewhere/huge.jsonl');
    child(0).emit('exit', 6);
    await expect(asked).rejects.toMatchObject({
      code: 'crashed', message: 'Reading “huge.jsonl” stopped: it probably needs more memory than reading may take. Split it into smaller pieces and open them one by one.',
    });
    const next = sources.openText('b');
    expect(children).toHaveLength(2);
    expect(child(1).sent).toEqual([{ type: 'request', seq: 2, method: 'open-text', value: { text: 'b' } }]);
    child(0).emit('exit', 6);
    child(1).answer({ type: 'result', seq: 2, value: preview });
    expect(await next).toBe(preview);
  });

  it('ends its process when it is disposed of', () => {
    const sources = client();
    sources.dispose();
    void sources.openText('b').catch(() => undefined);
    sources.dispose();
    expect(children.map(({ isKilled }) => isKilled)).toEqual([true]);
  });
});
