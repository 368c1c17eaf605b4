import { describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import type { FromWorker } from '@contract/rpc';
import { answerOver } from './answering';
import type { EmbedHooks } from '../sets/embed';

/** A service whose answers the test gives. */
function start(): { answering: { receive: (message: unknown) => void }; posted: FromWorker[]; calls: { hooks: EmbedHooks; resolve: (value: unknown) => void; reject: (error: unknown) => void }[] } {
  const posted: FromWorker[] = [];
  let receive: (message: unknown) => void = () => undefined;
  const calls: { hooks: EmbedHooks; resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = [];
  const answer = (_channel: unknown, _request: unknown, hooks: EmbedHooks): Promise<never> =>
    new Promise<never>((resolve, reject) => {
      calls.push({ hooks, resolve: resolve as (value: unknown) => void, reject });
    });
  answerOver({ post: (message) => { posted.push(message); }, onMessage: (listener) => { receive = listener; } }, { answer });
  return { answering: { receive }, posted, calls };
}
const request = (seq: number): unknown => ({ type: 'request', seq, method: 'inference:pieces', value: { modelId: 'm', text: 'a' } });
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('Answering', () => {
  it('answers with results and failures', async () => {
    const { answering, posted, calls } = start();
    answering.receive(request(1));
    answering.receive(request(2));
    calls[0]?.hooks.onProgress?.({ stage: 'embed', nDone: 1, nTotal: 2 });
    calls[1]?.reject(new Failure('model', 'damaged'));
    calls[0]?.resolve({ pieces: [] });
    await settled();
    expect(posted[0]).toMatchObject({ type: 'event', seq: 1 });
    expect(posted).toContainEqual({ type: 'result', seq: 1, value: { pieces: [] } });
    expect(posted).toContainEqual({ type: 'error', seq: 2, error: { code: 'model', message: 'damaged' } });
  });

  it('answers a cancellation at once, whatever the work does then, and nothing after it', async () => {
    const { answering, posted, calls } = start();
    answering.receive(request(1));
    answering.receive({ type: 'cancel', seq: 1 });
    answering.receive({ type: 'cancel', seq: 1 });
    answering.receive({ type: 'cancel', seq: 9 });
    expect(calls[0]?.hooks.signal?.aborted).toBe(true);
    expect(posted).toEqual([{ type: 'error', seq: 1, error: { code: 'cancelled', message: 'Embedding was cancelled.' } }]);
    calls[0]?.hooks.onProgress?.({ stage: 'embed', nDone: 2, nTotal: 2 });
    calls[0]?.resolve({ pieces: [] });
    await settled();
    expect(posted).toHaveLength(1);
  });

  it('passes over what is no message', () => {
    const { answering, posted, calls } = start();
    for (const message of [null, 'x', {}, { type: 'request' }, { type: 'result', seq: 1 }]) answering.receive(message);
    expect([posted.length, calls.length]).toEqual([0, 0]);
  });
});
