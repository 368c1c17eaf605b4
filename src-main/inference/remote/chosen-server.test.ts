import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceInUse, EmbedRequest } from '@contract/embedding';
import { ModelLibrary } from '../../models/library';
import { modelDigest } from '../cache/embedding-cache';
import { EncoderCache } from '../encoders/encoder-cache';
import { InferenceService } from '../process/service';
import { embedTargets } from '../sets/embed';
import { ChosenServer } from './chosen-server';
import { DoubleServer, graphOf, type DoubleOptions } from './double.testing';

const library = new ModelLibrary(path.resolve('models'));
const sentences = ['He sat by the bank of the river.', 'The bank raised its rate.', 'No bank is open.'];
const request: EmbedRequest = {
  modelId: 'minilm-l6', pooling: 'mean', device: 'server',
  occurrences: sentences.map((text) => ({ text, charStart: text.indexOf('bank'), charEnd: text.indexOf('bank') + 4, word: 'bank', labels: {} })),
};

const many = Array.from({ length: 60 }, (_, i) => {
  const before = `${'a long way '.repeat(i % 30)}to the `;
  return { text: `${before}bank number ${i}`, charStart: before.length, charEnd: before.length + 4 };
});

let graph: Awaited<ReturnType<typeof graphOf>>;
let digest: string;
let local: Float32Array;
const open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  graph = await graphOf(await library.folder('minilm-l6'));
  digest = modelDigest(await library.card('minilm-l6'));
  const service = new InferenceService(library);
  local = (await service.vectors({ ...request, device: 'cpu' }, {})).values;
  await service.release();
});
afterAll(() => graph.release());
afterEach(async () => { for (const one of open.splice(0)) await one.close(); });

interface Running {
  readonly server: DoubleServer;
  readonly service: InferenceService;
}

async function running(options: Partial<DoubleOptions> = {}): Promise<Running> {
  const server = await DoubleServer.start(graph, { digest, isBinary: true, ...options });
  const service = new InferenceService(library);
  open.push(server, { close: () => service.release() });
  return { server, service };
}

const use = ({ server, service }: Running, token: string | null = null): ReturnType<InferenceService['answer']> =>
  service.answer('inference:use-server', { address: ` ${server.url}/ `, token, isTokenKept: false }, {});
const vectorsAsked = ({ asked }: DoubleServer): number => asked.filter(({ url }) => url.endsWith('/infer')).length;
const largest = (a: Float32Array, b = local): number => a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? NaN))), 0);

describe('a server that is chosen', () => {
  it('is asked for the installed transformers by name and for nothing else', async () => {
    const all = await running();
    expect(await use(all, 'a.b')).toEqual({
      host: all.server.url, isOpen: false,
      models: [{ modelId: 'mpnet-base', name: expect.any(String) as string, state: 'absent' }, { modelId: 'minilm-l6', name: expect.any(String) as string, state: 'same' }],
    });
    expect(all.server.asked.every(({ url, body, authorization }) => /^\/v2(?:\/models\/[a-z0-9-]+)?$/u.test(url) && body === '' && authorization === 'Bearer a.b')).toBe(true);
  });

  it.each([['0'.repeat(64), 'other'], [null, 'unnamed']] as const)('with the digest %s has an %s model', async (stated, state) => {
    const all = await running({ digest: stated });
    expect(await use(all)).toMatchObject({ models: expect.arrayContaining([expect.objectContaining({ modelId: 'minilm-l6', state })]) as unknown });
    const { values, device } = await all.service.vectors(request, {});
    expect(device).toMatchObject({ provider: 'cpu', label: expect.stringMatching(/^CPU/u) as string, note: expect.stringMatching(state === 'other' ? /is another model/u : /does not say which/u) as string });
    expect([vectorsAsked(all.server), largest(values)]).toEqual([0, 0]);
  });

  it('computes what is asked for from it, and is not told of anything else', async () => {
    const all = await running();
    await use(all);
    await all.service.vectors({ ...request, device: 'cpu' }, {});
    expect(vectorsAsked(all.server)).toBe(0);
    const { values, device } = await all.service.vectors(request, {});
    expect(device).toEqual({ provider: 'cpu', label: `the server ${all.server.url}` });
    expect(largest(values)).toBeLessThan(1e-5);
    const nAsked = vectorsAsked(all.server);
    expect(nAsked).toBeGreaterThan(0);
    // The model that is loaded is the server's: whoever names the CPU gets this machine's.
    expect((await all.service.vectors({ ...request, device: 'cpu' }, {})).device.label).toMatch(/^CPU/u);
    expect(vectorsAsked(all.server)).toBe(nAsked);
  });

  it('is not asked any more once it is left, also for a model that is loaded from it', async () => {
    const all = await running();
    await use(all);
    await all.service.vectors(request, {});
    const nAsked = all.server.asked.length;
    await all.service.answer('inference:leave-server', null, {});
    const { values, device } = await all.service.vectors(request, {});
    expect(device.note).toBe('No server is chosen. Choose one under “Runs on”.');
    expect([all.server.asked.length, largest(values)]).toEqual([nAsked, 0]);
  });

  it('runs transformers alone: another model runs here and says so', async () => {
    const all = await running();
    await use(all);
    const { device } = await all.service.vectors({ ...request, modelId: 'elmo-medium' }, {});
    expect(device).toMatchObject({ label: expect.stringMatching(/^CPU/u) as string, note: expect.stringContaining('is no transformer') as string });
  });

  it('that goes away in the middle leaves the rest to this machine, until it is chosen again', async () => {
    let isThere = true;
    const { server } = await running({ misbehave: (response, nth) => { if (nth >= 5) isThere = false; if (!isThere) response.destroy(); return !isThere; } });
    const chosen = new ChosenServer(library, { timeoutMs: 2_000, deadlineMs: 6_000, nAttempts: 2, backOffMs: 5 });
    const encoders = new EncoderCache(library, { server: () => chosen.loader });
    open.push({ close: () => encoders.release() });
    const vectors = async (preference: 'server' | 'cpu'): Promise<{ readonly values: Float32Array; readonly device: DeviceInUse }> => {
      let loaded = await encoders.get('minilm-l6', preference);
      const { values } = await embedTargets(loaded.encoder, many, 'mean', { fallBack: async ({ message }) => (loaded = await encoders.giveUp('minilm-l6', message)).encoder });
      return { values, device: loaded.device };
    };
    const here = await vectors('cpu');
    await chosen.use(server.url, null);
    const { values, device } = await vectors('server');
    const note = `${server.url} did not answer: the connection was cut. Check that it runs, and try again.`;
    expect(device).toMatchObject({ label: expect.stringMatching(/^CPU/u) as string, note });
    expect(largest(values, here.values)).toBeLessThan(1e-5);
    const nAsked = vectorsAsked(server);
    // `auto` is none the worse for it.
    expect((await encoders.get('minilm-l6', 'auto')).device.note).not.toBe(note);
    expect((await vectors('server')).device.label).toMatch(/until it was gone, then CPU/u);
    expect(vectorsAsked(server)).toBe(nAsked);
    isThere = true;
    await chosen.use(server.url, null);
    // The double breaks down at once again: it was asked.
    await vectors('server');
    expect(vectorsAsked(server)).toBeGreaterThan(nAsked);
  });

  it('that does not answer, or is none, leaves the one before', async () => {
    const all = await running();
    await use(all);
    await expect(all.service.answer('inference:use-server', { address: 'gpu', token: null, isTokenKept: false }, {})).rejects.toThrow('is no address of a server');
    await expect(all.service.answer('inference:use-server', { address: 'http://192.0.2.1', token: 'secret', isTokenKept: false }, {})).rejects.toThrow('in the open');
    expect((await all.service.vectors(request, {})).device.label).toBe(`the server ${all.server.url}`);
  });
});
