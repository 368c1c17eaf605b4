import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { FailureEnvelope } from '@contract/failure';
import type { ToWorker } from '@contract/rpc';
import type { Schedule } from '@rpc/client';
import { overUtilityProcess, type UtilityChild } from '@rpc/transports/utility-process';
import { CANCEL_GRACE_MS, InferenceClient } from './client';

class FakeChild extends EventEmitter implements UtilityChild {
  readonly received: ToWorker[] = [];
  postMessage(message: ToWorker): void {
    this.received.push(message);
  }
  kill(): boolean {
    return this.emit('exit', 0);
  }
}

/** A child that does not see its messages, and whose end comes late. */
class BlockedChild extends FakeChild {
  nKills = 0;
  override kill(): boolean {
    this.nKills++;
    return true;
  }
}

function start(make = (): FakeChild => new FakeChild(), later?: Schedule): { client: InferenceClient; children: FakeChild[]; stops: FailureEnvelope[]; problems: FailureEnvelope[] } {
  const children: FakeChild[] = [];
  const stops: FailureEnvelope[] = [], problems: FailureEnvelope[] = [];
  const client = new InferenceClient(() => {
    const child = make();
    children.push(child);
    return overUtilityProcess(child);
  }, { onStopped: (error) => stops.push(error), onProblem: (error) => problems.push(error), ...(later === undefined ? {} : { later }) });
  return { client, children, stops, problems };
}

describe('InferenceClient', () => {
  it('passes on what could not be kept, which belongs to no request', () => {
    const { client, children, problems, stops } = start();
    client.warmUp();
    children[0]?.emit('message', { type: 'problem', seq: 0, error: { code: 'io', message: 'What was computed could not be saved.' } });
    expect(problems.map(({ message }) => message)).toEqual(['What was computed could not be saved.']);
    expect(stops).toEqual([]);
  });

  it('matches answers to requests by number, whatever their order', async () => {
    const { client, children } = start();
    const first = client.request('inference:pieces', { modelId: 'm', text: 'a' });
    const second = client.request('inference:pieces', { modelId: 'm', text: 'b' });
    const [a, b] = children[0]?.received.map((message) => message.seq) ?? [];
    children[0]?.emit('message', { type: 'result', seq: b, value: { pieces: ['second'] } });
    children[0]?.emit('message', { type: 'result', seq: a, value: { pieces: ['first'] } });
    expect(await first).toEqual({ pieces: ['first'] });
    expect(await second).toEqual({ pieces: ['second'] });
  });

  it('passes progress on and turns errors back into failures', async () => {
    const { client, children } = start();
    const progress: number[] = [];
    const answer = client.request('inference:layer', { key: 'k', layer: 0, rowStart: 0, rowEnd: 1 }, { onEvent: ({ nDone }) => progress.push(nDone) });
    children[0]?.emit('message', { type: 'event', seq: 1, event: { stage: 'embed', nDone: 3, nTotal: 9 } });
    children[0]?.emit('message', { type: 'error', seq: 1, error: { code: 'not-found', message: 'gone' } });
    await expect(answer).rejects.toMatchObject({ code: 'not-found', message: 'gone' });
    expect(progress).toEqual([3]);
  });

  it('fails what is waiting when the process ends, tells of it once, and starts a new process for the next request', async () => {
    const { client, children, stops } = start();
    const lost = client.request('inference:pieces', { modelId: 'm', text: 'a' });
    children[0]?.emit('exit', 139);
    await expect(lost).rejects.toMatchObject({ code: 'crashed' });
    expect(stops).toHaveLength(1);
    void client.request('inference:pieces', { modelId: 'm', text: 'b' });
    expect(children).toHaveLength(2);
    expect(children[1]?.received).toHaveLength(1);
  });

  it('ignores messages of another form', () => {
    const { client, children } = start();
    client.warmUp();
    for (const message of [null, 'x', {}, { type: 'result' }, { type: 'other', seq: 1 }, { type: 'result', seq: 77, value: 1 }]) {
      expect(() => children[0]?.emit('message', message)).not.toThrow();
    }
  });
});

describe('cancelling', () => {
  interface Alarm { readonly ms: number; readonly ring: () => void; isOff: boolean }

  /** A clock that the test moves. */
  function clock(): { later: Schedule; alarms: Alarm[] } {
    const alarms: Alarm[] = [];
    return {
      alarms,
      later: (work, ms) => {
        const alarm: Alarm = { ms, ring: () => { if (!alarm.isOff) work(); }, isOff: false };
        alarms.push(alarm);
        return () => { alarm.isOff = true; };
      },
    };
  }
  const embed = { seq: 1, modelId: 'm', pooling: 'mean', device: 'cpu', occurrences: [] } as const;

  it('asks first, and leaves a process alone that answers', async () => {
    const { later, alarms } = clock();
    const { client, children, stops } = start(() => new BlockedChild(), later);
    let seq = 0;
    const answer = client.request('inference:embed', embed, { onSeq: (own) => { seq = own; } });
    client.cancel(seq);
    client.cancel(seq);
    expect(children[0]?.received.at(-1)).toEqual({ type: 'cancel', seq });
    expect(alarms.map(({ ms }) => ms)).toEqual([CANCEL_GRACE_MS]);
    children[0]?.emit('message', { type: 'error', seq, error: { code: 'cancelled', message: 'gone' } });
    await expect(answer).rejects.toMatchObject({ code: 'cancelled', message: 'gone' });
    alarms[0]?.ring();
    expect(children[0]).toMatchObject({ nKills: 0 });
    expect(stops).toEqual([]);
  });

  it('ends a process that does not answer; what else waited is told, and the next request starts a new one', async () => {
    const { later, alarms } = clock();
    const { client, children, stops } = start(() => new BlockedChild(), later);
    let seq = 0;
    const stuck = client.request('inference:embed', embed, { onSeq: (own) => { seq = own; } });
    const behind = client.request('inference:pieces', { modelId: 'm', text: 'a' });
    client.cancel(seq);
    alarms[0]?.ring();
    await expect(stuck).rejects.toMatchObject({ code: 'cancelled' });
    await expect(behind).rejects.toMatchObject({ code: 'crashed', message: 'The model stopped. Your sentences are safe. Restart it.' });
    expect(children).toHaveLength(1);
    expect(children[0]).toMatchObject({ nKills: 1 });

    const next = client.request('inference:pieces', { modelId: 'm', text: 'b' });
    expect(children).toHaveLength(2);
    // The old one ends at last, and has something to say before: neither touches the new one's work.
    const { seq: nextSeq } = children[1]?.received[0] ?? { seq: 0 };
    children[0]?.emit('message', { type: 'result', seq: nextSeq, value: { pieces: ['old'] } });
    children[0]?.emit('exit', 0);
    children[1]?.emit('message', { type: 'result', seq: nextSeq, value: { pieces: ['new'] } });
    expect(await next).toEqual({ pieces: ['new'] });
    expect(stops).toHaveLength(1);
  });

  it('of what is answered, unknown or lost already does nothing', async () => {
    const { later, alarms } = clock();
    const { client, children } = start(() => new BlockedChild(), later);
    client.cancel(5);
    const lost = client.request('inference:embed', embed);
    client.cancel(1);
    children[0]?.emit('exit', 1);
    await expect(lost).rejects.toMatchObject({ code: 'crashed' });
    alarms[0]?.ring();
    client.cancel(1);
    expect(children[0]).toMatchObject({ nKills: 0 });
    expect(children).toHaveLength(1);
  });

  it('a process that does not come up is started once a request, not in a circle', async () => {
    const { client, children } = start();
    for (let n = 1; n <= 3; n++) {
      const lost = client.request('inference:pieces', { modelId: 'm', text: 'a' });
      children.at(-1)?.emit('exit', 1);
      await expect(lost).rejects.toMatchObject({ code: 'crashed' });
      expect(children).toHaveLength(n);
    }
  });
});
