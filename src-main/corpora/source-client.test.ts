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
  it('reads each text in a process of its own, so that none waits for another', async () => {
    const sources = client();
    expect(children).toHaveLength(0);
    const first = sources.openFile('/somewhere/a.txt');
    const second = sources.openText('b');
    expect(children.map(({ sent }) => sent)).toEqual([
      [{ type: 'request', seq: 1, method: 'open-file', value: { path: '/somewhere/a.txt' } }], [{ type: 'request', seq: 1, method: 'open-text', value: { text: 'b' } }],
    ]);
    child(1).answer({ type: 'result', seq: 1, value: preview });
    expect(await second).toEqual({ sourceId: 'source-1' });
    child(0).answer({ type: 'error', seq: 1, error: { code: 'bad-input', message: 'a is empty.' } });
    await expect(first).rejects.toMatchObject({ code: 'bad-input', message: 'a is empty.' });
  });

  const choice = { textColumn: 'text', target: { by: 'word', word: 'b' }, labelColumns: [], senseColumn: null } as const;

  it('builds what it is asked for beside what is being read, and reads the next where a set was built', async () => {
    const sources = client();
    const opened = sources.openText('a');
    child(0).answer({ type: 'result', seq: 1, value: preview });
    const { sourceId } = await opened;
    const other = sources.openFile('/somewhere/b.txt');
    const built = sources.build({ ...choice, sourceId });
    expect(child(0).sent.at(-1)).toMatchObject({ seq: 2, method: 'build', value: { sourceId: 'source-1' } });
    child(0).answer({ type: 'result', seq: 2, value: 'the set' });
    expect(await built).toBe('the set');
    child(1).answer({ type: 'result', seq: 1, value: preview });
    // Both readers call theirs by one id; here they have different ones.
    expect((await other).sourceId).toBe('source-2');
    void sources.openText('c').catch(() => undefined);
    expect([children.length, child(0).sent.at(-1)]).toEqual([2, { type: 'request', seq: 3, method: 'open-text', value: { text: 'c' } }]);
    sources.dispose();
  });

  it('keeps the last three that wait for their target, and names one that is gone', async () => {
    const sources = client();
    const ids: string[] = [];
    for (let at = 0; at < 4; at++) {
      const opened = sources.openText(String(at));
      child(at).answer({ type: 'result', seq: 1, value: preview });
      ids.push((await opened).sourceId);
    }
    expect(children.map(({ isKilled }) => isKilled)).toEqual([true, false, false, false]);
    await expect(sources.build({ ...choice, sourceId: ids[0] ?? '' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(sources.readAs('source-9', 'running')).rejects.toMatchObject({ code: 'not-found' });
    const again = sources.readAs(ids[1] ?? '', 'running');
    expect(child(1).sent.at(-1)).toMatchObject({ method: 'read-as', value: { sourceId: 'source-1', reading: 'running' } });
    child(1).answer({ type: 'result', seq: 2, value: { sourceId: 'source-2' } });
    expect((await again).sourceId).toBe('source-5');
  });

  it('says what was read when its process ends, and the others go on', async () => {
    const sources = client();
    const asked = sources.openFile('/somewhere/huge.jsonl');
    const other = sources.openText('b');
    child(0).emit('exit', 6);
    await expect(asked).rejects.toMatchObject({
      code: 'crashed', message: 'Reading “huge.jsonl” stopped: it probably needs more memory than reading may take. Split it into smaller pieces and open them one by one.',
    });
    child(1).answer({ type: 'result', seq: 1, value: preview });
    expect(await other).toEqual(preview);
    void sources.openText('c').catch(() => undefined);
    expect(children).toHaveLength(3);
    sources.dispose();
  });

  it('ends its processes when it is disposed of', () => {
    const sources = client();
    sources.dispose();
    void sources.openText('b').catch(() => undefined);
    sources.dispose();
    expect(children.map(({ isKilled }) => isKilled)).toEqual([true]);
  });
});
