// What the protocol promises, on every transport.
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FailureEnvelope } from '@contract/failure';
import type { WorkerPort } from '@contract/rpc';
import { buildProgram, type BuiltProgram } from '../../tools/built-program';
import { RpcClient, type ClientOptions } from './client';
import { inMemory, utilityDouble, webWorkerDouble } from './testing/doubles.testing';
import { AS_ENTRY, LAST_EVENT, type TestMethods } from './testing/fixture.testing';
import { runOnce } from './run-once';
import { forkWorker } from './transports/node-child';
import { overWorkerThread } from './transports/worker-thread';

let program: BuiltProgram;
const GRACE_MS = 300;
const sentences = { cancelled: 'It was cancelled.', crashed: 'It stopped.' };

beforeAll(async () => { program = await buildProgram({ fixture: 'rpc/testing/fixture.testing.ts' }); }, 60_000);
afterAll(() => { program.remove(); });

const transports: readonly (readonly [name: string, open: () => WorkerPort])[] = [
  ['a Node child process', () => forkWorker(program.entry('fixture'), [AS_ENTRY])],
  ['a worker thread', () => overWorkerThread(new Worker(program.entry('fixture'), { argv: [AS_ENTRY] }))],
  ['a pair in memory', inMemory],
  ['a double of a utility process', utilityDouble],
  ['a double of a Web Worker', webWorkerDouble],
];

interface Opened {
  readonly port: WorkerPort;
  /** Brings a message in as if the worker had sent it. */
  readonly say: (message: unknown) => void;
  readonly ended: Promise<void>;
}

describe.each(transports)('over %s', (_name, open) => {
  let opened: Opened[] = [];
  let stops: FailureEnvelope[] = [];

  const openRecorded = (): WorkerPort => {
    const port = open();
    const listeners: ((message: unknown) => void)[] = [];
    opened.push({ port, say: (message) => { for (const listener of listeners) listener(message); }, ended: new Promise((resolve) => { port.onExit(() => { resolve(); }); }) });
    return { ...port, onMessage: (listener) => { listeners.push(listener); port.onMessage(listener); } };
  };
  const client = (more: Partial<ClientOptions> = {}): RpcClient<TestMethods> =>
    new RpcClient<TestMethods>(openRecorded, { sentences, cancelGraceMs: GRACE_MS, onStopped: (error) => stops.push(error), ...more });

  afterEach(async () => {
    for (const { port } of opened) port.end();
    await Promise.all(opened.map(({ ended }) => ended));
    opened = [];
    stops = [];
  });

  it('answers each of two at a time with its own, numbers as they were', async () => {
    const rpc = client();
    const values = [{ rows: Float32Array.of(1, Number.NaN), none: undefined }, 'second'];
    expect(await Promise.all(values.map((value) => rpc.request('echo', value)))).toEqual(values);
    expect(opened).toHaveLength(1);
  });

  it('carries failures with their detail, and bugs with their place', async () => {
    const rpc = client();
    await expect(rpc.request('refuse', 'expected')).rejects.toMatchObject({ code: 'bad-input', message: 'It was refused.', detail: 'in detail' });
    await expect(rpc.request('refuse', 'bug')).rejects.toMatchObject({ code: 'internal', message: 'a bug', stack: expect.stringMatching(/fixture/) as unknown });
    await expect(rpc.request('no such method' as 'echo', null)).rejects.toMatchObject({ code: 'internal' });
  });

  it('tells events no faster than they can be read, but for those that must be told, and none after the answer', async () => {
    const seen: number[] = [];
    const rpc = client();
    expect(await rpc.request('count', LAST_EVENT + 1, { onEvent: (event) => seen.push(event) })).toBe('counted');
    expect(seen).toEqual([0, LAST_EVENT]);
    opened[0]?.say({ type: 'event', seq: 1, event: 7 });
    expect(seen).toHaveLength(2);
  });

  it('leaves a worker alone that hears of a cancellation', async () => {
    const rpc = client();
    const controller = new AbortController();
    await expect(
      rpc.request('wait', null, {
        signal: controller.signal,
        onEvent: () => {
          controller.abort();
        },
      }),
    ).rejects.toMatchObject({ code: 'cancelled', message: 'It heard that it was cancelled.' });
    expect(await rpc.request('echo', 'still there')).toBe('still there');
    expect([opened.length, stops.length]).toEqual([1, 0]);
  });

  it('sends nothing that is cancelled before', async () => {
    await expect(client().request('echo', 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled', message: 'It was cancelled.' });
    expect(opened).toHaveLength(0);
  });

  it('ends a worker that does not hear, and tells what else waited there', async () => {
    const rpc = client();
    let seq = 0;
    const stuck = new Promise((resolve, reject) => {
      const blocked = rpc.request('block', null, { onSeq: (own) => { seq = own; }, onEvent: () => { setTimeout(() => { rpc.cancel(seq); }, 100); } });
      blocked.then(resolve, reject);
    });
    const behind = rpc.request('wait', null);
    const started = performance.now();
    await Promise.all([expect(stuck).rejects.toMatchObject({ code: 'cancelled', message: 'It was cancelled.' }), expect(behind).rejects.toMatchObject({ code: 'crashed' })]);
    expect(performance.now() - started).toBeGreaterThan(GRACE_MS);
    await opened[0]?.ended;
    expect([opened.length, stops.length]).toEqual([1, 1]);
    expect(await rpc.request('echo', 'a new one')).toBe('a new one');
  });

  it('says so when a worker crashes, drops what it says then, and starts another with numbers that go on', async () => {
    const rpc = client();
    await expect(rpc.request('crash', null, { crashed: 'The reading stopped.' })).rejects.toMatchObject({ code: 'crashed', message: 'The reading stopped.' });
    expect(stops).toEqual([expect.objectContaining({ code: 'crashed', message: 'It stopped.' })]);
    let seq = 0;
    const next = rpc.request('echo', 'new', { onSeq: (own) => { seq = own; } });
    opened[0]?.say({ type: 'result', seq, value: 'old' });
    expect([seq, await next]).toEqual([2, 'new']);
    opened[1]?.say({ type: 'result', seq, value: 'twice' });
    expect(opened).toHaveLength(2);
  });

  it('answers with a failure what cannot be cloned, and does not send it', async () => {
    const rpc = client();
    await expect(rpc.request('unclonable', null)).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('could not be cloned') as unknown });
    await expect(rpc.request('echo', () => 'a function')).rejects.toThrow('could not be cloned');
    expect(await rpc.request('echo', 'still there')).toBe('still there');
  });

  it('passes on what belongs to no request, and over what is no message', async () => {
    const problems: FailureEnvelope[] = [];
    const rpc = client({ onProblem: (error) => problems.push(error) });
    rpc.warmUp();
    const error = { code: 'io', message: 'It could not be kept.' };
    opened[0]?.say({ type: 'problem', seq: 0, error });
    for (const message of [null, 'x', {}, { type: 'result' }, { type: 'other', seq: 1 }, { type: 'result', seq: 77, value: 1 }, { type: 'error', seq: 1 }]) opened[0]?.say(message);
    expect(problems).toEqual([error]);
    expect(await rpc.request('echo', 1)).toBe(1);
  });

  it('runs one request in a worker of its own and waits for its end', async () => {
    let isEnded = false;
    const openOne = (): WorkerPort => {
      const port = openRecorded();
      void opened.at(-1)?.ended.then(() => { isEnded = true; });
      return port;
    };
    expect(await runOnce<TestMethods, 'echo'>(openOne, sentences, 'echo', 'once')).toBe('once');
    expect(isEnded).toBe(true);
    const controller = new AbortController();
    isEnded = false;
    await expect(
      runOnce<TestMethods, 'block'>(openOne, sentences, 'block', null, {
        signal: controller.signal,
        onEvent: () => {
          controller.abort();
        },
      }),
    ).rejects.toMatchObject({ code: 'cancelled', message: 'It was cancelled.' });
    expect(isEnded).toBe(true);
    await expect(runOnce<TestMethods, 'crash'>(openOne, sentences, 'crash', null)).rejects.toMatchObject({ code: 'crashed', message: 'It stopped.' });
  });
});
