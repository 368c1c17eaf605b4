import { expect, it, vi } from 'vitest';
import { inferenceChannels, passedOn } from '@contract/channels/inference';
import type { InferenceClient } from '../inference/process/client';
import { inferenceHandlers, type InferenceAsker } from './inference.handlers';

const asker = (sendProgress: InferenceAsker['sendProgress'] = vi.fn(), closed = new AbortController().signal, id = 1): InferenceAsker => ({ id, closed, sendProgress });
const carriers = [{ base: { text: 'a bank', charStart: 2, charEnd: 6 }, variants: [] }];
const vectorOutput = vi.fn<(format: string, suggestedName: string) => Promise<string | null>>();
const background = ['The algorithm sorts a million names.'];
const sample = [...background, 'A river bank.'];
const files = { carriers: () => Promise.resolve(carriers), background: () => Promise.resolve(background), formSample: () => Promise.resolve(sample), appVersion: '0.1.0', vectorOutput };

it('passes every channel of the inference process on, under its own name', async () => {
  const request = vi.fn(() => Promise.resolve('answer'));
  const handlers = inferenceHandlers({ request: request as unknown as InferenceClient['request'], cancel: vi.fn() }, files, asker());
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(inferenceChannels).sort());
  for (const name of Object.keys(passedOn) as (keyof typeof passedOn)[]) {
    const handler = handlers[name] as (message: unknown) => unknown;
    expect(await handler('message')).toBe('answer');
    expect(request).toHaveBeenLastCalledWith(passedOn[name].wire, 'message');
  }
});

it('numbers probes as it does embeddings', async () => {
  const request = vi.fn((_channel: string, _request: unknown, hooks: Parameters<InferenceClient['request']>[2]) => {
    hooks?.onEvent?.({ stage: 'probe', nDone: 1, nTotal: 7 });
    return Promise.resolve({ refusal: 'No row has a label.' });
  });
  const sendProgress = vi.fn();
  const probe = { seq: 3, key: 'k', target: 'sense' } as const;
  expect(await inferenceHandlers({ request: request as unknown as InferenceClient['request'], cancel: vi.fn() }, files, asker(sendProgress)).probe(probe)).toEqual({ refusal: 'No row has a label.' });
  expect(request.mock.calls[0]?.slice(0, 2)).toEqual(['inference:probe', probe]);
  expect(sendProgress).toHaveBeenCalledWith({ seq: 3, stage: 'probe', nDone: 1, nTotal: 7 });
});

it('gives the carrier sentences to whoever measures a model', async () => {
  const request = vi.fn(() => Promise.resolve('answer'));
  await inferenceHandlers({ request: request as unknown as InferenceClient['request'], cancel: vi.fn() }, files, asker()).modelFigures({ seq: 4, modelId: 'm', device: 'cpu' });
  expect(request).toHaveBeenCalledWith('inference:model-figures', { seq: 4, modelId: 'm', device: 'cpu', carriers }, expect.anything());
});

it('gives the background sentences to whoever measures 8 bits', async () => {
  const request = vi.fn(() => Promise.resolve('answer'));
  const asked = { seq: 6, modelId: 'm', set: 'bank', occurrences: [] };
  await inferenceHandlers({ request: request as unknown as InferenceClient['request'], cancel: vi.fn() }, files, asker()).measureInt8(asked);
  expect(request).toHaveBeenCalledWith('inference:int8-speed', { ...asked, background }, expect.anything());
});

it('gives the background sentences to whoever measures random pairs', async () => {
  const request = vi.fn(() => Promise.resolve('answer'));
  await inferenceHandlers({ request: request as unknown as InferenceClient['request'], cancel: vi.fn() }, files, asker()).randomPair({ seq: 5, key: 'k' });
  expect(request).toHaveBeenCalledWith('inference:random-pair', { seq: 5, key: 'k', background }, expect.anything());
});

it('gives the sentences that forms are counted in to whoever looks for them', async () => {
  const request = vi.fn(() => Promise.resolve('answer'));
  const asked = { seq: 6, key: 'k', layer: 2, rows: [1, 3], k: 10, isWithSet: true };
  await inferenceHandlers({ request: request as unknown as InferenceClient['request'], cancel: vi.fn() }, files, asker()).nearestForms(asked);
  expect(request).toHaveBeenCalledWith('inference:nearest-forms', { ...asked, sample }, expect.anything());
});

it('asks where vectors go, and says so to the inference process, which the page cannot', async () => {
  const request = vi.fn(() => Promise.resolve('answer'));
  const handlers = inferenceHandlers({ request: request as unknown as InferenceClient['request'], cancel: vi.fn() }, files, asker());
  const order = { seq: 5, key: 'k', layers: [6], rows: null, labels: [], format: 'npy', suggestedName: 'bank' } as const;
  vectorOutput.mockResolvedValueOnce(null);
  expect(await handlers.saveVectors(order)).toBeNull();
  expect(request).not.toHaveBeenCalled();
  vectorOutput.mockResolvedValueOnce('/home/me/bank.npy');
  expect(await handlers.saveVectors(order)).toBe('answer');
  expect(vectorOutput).toHaveBeenLastCalledWith('npy', 'bank');
  expect(request).toHaveBeenCalledWith('inference:save-vectors', { ...order, output: '/home/me/bank.npy', appVersion: '0.1.0' }, expect.anything());
  await handlers.vectorsAbout({ key: 'k', layers: [6], nRows: 2 });
  expect(request).toHaveBeenLastCalledWith('inference:vectors-about', { key: 'k', layers: [6], nRows: 2, appVersion: '0.1.0' });
});

it('cancels by the number of the page, and reports progress under it', async () => {
  type Hooks = Parameters<InferenceClient['request']>[2];
  let hooks: Hooks, answer: (value: unknown) => void = () => undefined;
  const request = vi.fn((_channel: string, _request: unknown, given: Hooks) => {
    hooks = given;
    given?.onSeq?.(70);
    return new Promise((resolve) => { answer = resolve; });
  });
  const cancel = vi.fn(), sendProgress = vi.fn();
  const handlers = inferenceHandlers({ request: request as unknown as InferenceClient['request'], cancel }, files, asker(sendProgress));
  const embedding = handlers.embed({ seq: 7, modelId: 'm', pooling: 'mean', device: 'auto', occurrences: [] });
  hooks?.onEvent?.({ stage: 'embed', nDone: 1, nTotal: 2 });
  expect(sendProgress).toHaveBeenCalledWith({ seq: 7, stage: 'embed', nDone: 1, nTotal: 2 });
  await handlers.cancel({ seq: 7 });
  await handlers.cancel({ seq: 8 });
  expect(cancel.mock.calls).toEqual([[70]]);
  answer(null);
  await embedding;
  await handlers.cancel({ seq: 7 });
  expect(cancel).toHaveBeenCalledTimes(1);
});

it('keeps the numbers of two windows apart, and gives up what one asked that is closed', async () => {
  let last = 100;
  const answers: ((value: unknown) => void)[] = [];
  const request = vi.fn((_channel: string, _request: unknown, given?: Parameters<InferenceClient['request']>[2]) => {
    given?.onSeq?.(++last);
    return new Promise((resolve) => { answers.push(resolve); });
  });
  const cancel = vi.fn();
  const client = { request: request as unknown as InferenceClient['request'], cancel };
  const closing = new AbortController(), sent = [vi.fn(), vi.fn()] as const;
  const [first, second] = [inferenceHandlers(client, files, asker(sent[0], closing.signal, 1)), inferenceHandlers(client, files, asker(sent[1], undefined, 2))];
  const embedding = { seq: 7, modelId: 'm', pooling: 'mean', device: 'auto', occurrences: [] } as const;
  const asked = [first.embed(embedding), second.embed(embedding)];
  request.mock.calls[1]?.[2]?.onEvent?.({ stage: 'embed', nDone: 1, nTotal: 2 });
  expect([sent[0].mock.calls.length, sent[1].mock.calls.length]).toEqual([0, 1]);
  await second.cancel({ seq: 7 });
  expect(cancel.mock.calls).toEqual([[102]]);
  closing.abort();
  expect(cancel.mock.calls).toEqual([[102], [101]]);
  for (const answer of answers) answer(null);
  for (const answered of asked) expect(await answered).toBeNull();
  // Whose newest question counts is told to the inference process.
  void first.layerMeasures({ key: 'k' });
  void second.mix({ key: 'k', mix: { kind: 'concat', layers: [1], half: 'both' } });
  expect(request.mock.calls.slice(2).map(([channel, message]) => [channel, (message as { window: number }).window])).toEqual([['inference:layer-measures', 1], ['inference:mix', 2]]);
});
