import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { FailureEnvelope } from '@contract/failure';
import { InferenceClient, type InferenceChild } from './client';
import type { ToInference } from './messages';

class FakeChild extends EventEmitter implements InferenceChild {
  readonly received: ToInference[] = [];
  postMessage(message: ToInference): void {
    this.received.push(message);
  }
  kill(): boolean {
    return this.emit('exit', 0);
  }
}

function start(): { client: InferenceClient; children: FakeChild[]; stops: FailureEnvelope[] } {
  const children: FakeChild[] = [];
  const stops: FailureEnvelope[] = [];
  const client = new InferenceClient(() => {
    const child = new FakeChild();
    children.push(child);
    return child;
  }, (error) => stops.push(error));
  return { client, children, stops };
}

describe('InferenceClient', () => {
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
    const answer = client.request('inference:layer', { key: 'k', layer: 0, rowStart: 0, rowEnd: 1 }, { onProgress: ({ nDone }) => progress.push(nDone) });
    children[0]?.emit('message', { type: 'progress', seq: 1, progress: { stage: 'embed', nDone: 3, nTotal: 9 } });
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
