import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { modelDigest } from '../cache/embedding-cache';
import { EncoderCache } from '../encoders/encoder-cache';
import { encoderLoader } from '../encoders/load-encoder';
import type { Encoder } from '../runtime/encoder';
import { embedTargets } from '../sets/embed';
import { DoubleServer, type graphOf, type DoubleOptions } from './double.testing';
import { loadSentenceSteps } from '../pooling/sentence-steps';
import type { TransformerTokenizer } from '../encoders/transformer/transformer-tokenizer';
import { largest, library, miniLmHere, quick, targets, texts } from './mini-lm.testing';
import type { ServerPatience } from './patience';
import { RemoteEncoder } from './remote-encoder';
import { serverAddress } from './server-address';
import { connectTo } from './connect';
import type { ServerClient } from './server-client';
import { serverLoader } from './server-loader';

/** What a window by itself comes to depends on what else the machine does: flight-window.test.ts. */
const N_IN_FLIGHT = 4;

let folder: string;
let card: ModelCard;
let tokenizer: TransformerTokenizer;
let graph: Awaited<ReturnType<typeof graphOf>>;
let local: Float32Array;
const open: { close(): Promise<void> | void }[] = [];
beforeAll(async () => { ({ card, folder, tokenizer, graph, local } = await miniLmHere()); });
afterAll(() => graph.release());
afterEach(async () => { for (const one of open.splice(0)) await one.close(); });

interface Reached {
  readonly server: DoubleServer;
  readonly encoder: () => Promise<Encoder>;
  /** The vectors without the check that comes before them. */
  readonly vectors: () => Promise<Float32Array>;
  readonly errors: number[];
}

async function reach(options: Partial<DoubleOptions> = {}, patience: Partial<ServerPatience> = {}, token: string | null = null, controller = new AbortController()): Promise<Reached> {
  const server = await DoubleServer.start(graph, { digest: modelDigest(card), isBinary: true, ...options });
  open.push(server);
  const errors: number[] = [];
  const connect = (): Promise<ServerClient> => connectTo(serverAddress(server.url, token), controller.signal, { ...quick, ...patience });
  const load = async (): Promise<Encoder> => {
    const encoder = await serverLoader(connect, { onChecked: (error) => { errors.push(error); }, nInFlight: N_IN_FLIGHT }).load(folder, tokenizer, 'cpu');
    open.push({ close: () => encoder.release() });
    return encoder;
  };
  const vectors = async (): Promise<Float32Array> => {
    const encoder = await RemoteEncoder.open(await connect(), tokenizer, await loadSentenceSteps(folder, card));
    open.push({ close: () => encoder.release() });
    return (await embedTargets(encoder, targets, 'mean')).values;
  };
  return { server, encoder: load, vectors, errors };
}

describe('a model that a server runs', () => {
  it.each([['bytes', true, false], ['JSON', false, false], ['bytes, told by the configuration alone', true, true]] as const)('gives the vectors that it gives here, with tensors as %s', async (_, isBinary, isTriton) => {
    const { server, encoder, errors } = await reach({ isBinary, isTriton }, {}, 'abc.def');
    const loaded = await encoder();
    const { values, subwords, missing } = await embedTargets(loaded, targets, 'mean');
    expect(values).toHaveLength(local.length);
    expect(largest(values, local)).toBeLessThan(1e-5);
    expect([subwords, missing]).toEqual([[['bank'], ['bank'], ['bank']], []]);
    expect(errors).toEqual([expect.any(Number)]);
    expect(errors[0]).toBeLessThan(1e-5);
    expect(loaded.device.label).toContain(server.url);
    const runs = server.asked.filter(({ url }) => url.endsWith('/infer'));
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.every((run) => run.isBinary === isBinary)).toBe(true);
    expect(server.asked.every(({ authorization }) => authorization === 'Bearer abc.def')).toBe(true);
  });

  it('sends no text, only what the graph takes', async () => {
    const { server, encoder } = await reach({ isBinary: false });
    await embedTargets(await encoder(), targets, 'mean');
    const bodies = server.asked.map(({ body }) => body).join('\n');
    // Id of “bank” in the vocabulary: what went out is the sentence after all, as numbers.
    expect(bodies).toContain(',2924,');
    for (const word of texts.join(' ').match(/\w{3,}/g) ?? []) expect(bodies).not.toContain(word);
    expect(server.asked.map(({ url }) => url).filter((url) => !/^\/v2(?:\/models\/minilm-l6(?:\/infer)?)?$/.test(url))).toEqual([]);
  });

  it.each([['another model', 'f'.repeat(64), 'is another model (ffffffffffff…)'], ['none that it names', null, 'does not say which']])('is refused where the server has %s, before any sentence is sent', async (_, digest, message) => {
    const { server, encoder } = await reach({ digest });
    await expect(encoder()).rejects.toMatchObject({ code: 'model', message: expect.stringContaining(message) as string });
    expect(server.asked.filter(({ url }) => url.endsWith('/infer'))).toEqual([]);
  });

  it('is refused where its vectors are others', async () => {
    const spoil = (answer: Buffer): Buffer => { const copy = Buffer.from(answer); copy.writeFloatLE(17, copy.length - 4); return copy; };
    const { encoder } = await reach({ spoil });
    await expect(encoder()).rejects.toMatchObject({ code: 'model', message: expect.stringContaining('other vectors') as string });
  });
});

describe('a server that', () => {
  const busy = (status: number) => (response: ServerResponse, nth: number): boolean => { if (nth % 2 === 0) response.writeHead(status, { 'retry-after': '0' }).end('{"error":"busy"}'); return nth % 2 === 0; };
  const cut = (response: ServerResponse, nth: number): boolean => { if (nth % 2 === 0) response.destroy(); return nth % 2 === 0; };
  const cutInside = (response: ServerResponse, nth: number): boolean => { if (nth % 2 === 0) { response.writeHead(200, { 'content-length': 1_000 }).write('{"outputs"'); setTimeout(() => { response.destroy(); }, 5); } return nth % 2 === 0; };
  const silent = (_: ServerResponse, nth: number): boolean => nth % 2 === 0;

  it.each([['answers 429', busy(429), {}], ['answers 503', busy(503), {}], ['cuts the connection', cut, {}], ['cuts its answer', cutInside, {}], ['is silent for too long', silent, { timeoutMs: 300 }]] as const)('%s once is asked again, and nothing is lost', async (_, misbehave, patience) => {
    const { vectors } = await reach({ misbehave }, patience);
    expect(largest(await vectors(), local)).toBeLessThan(1e-5);
  });

  const always = (status: number) => (response: ServerResponse): boolean => { response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('{"error":"out of memory"}'); return true; };
  it.each([
    [429, 'it has no time (429)'], [503, 'it has no time (503)'], [401, 'asks who you are'], [500, 'could not answer (500)'], [302, 'another address (302), which is not followed'],
  ])('answers %d every time is named with the reason', async (status, message) => {
    const { vectors } = await reach({ misbehave: always(status) });
    await expect(vectors()).rejects.toMatchObject({ code: 'io', message: expect.stringContaining(message) as string });
  });

  it('asks for more patience than there is left is not waited for', async () => {
    const { vectors, server } = await reach({ misbehave: (response) => { response.writeHead(503, { 'retry-after': '3600' }).end(); return true; } });
    const started = performance.now();
    await expect(vectors()).rejects.toThrow('it has no time (503)');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(server.asked.filter(({ url }) => url.endsWith('/infer'))).toHaveLength(1);
  });

  it.each([
    ['no JSON', () => Buffer.from('<html>'), 'it is no JSON'],
    ['no outputs', () => Buffer.from('{"model_name":"x"}'), 'it has no outputs'],
    ['fewer bytes than it names', (answer: Buffer) => answer.subarray(0, answer.length - 4), 'cut short'],
    ['more bytes than it names', (answer: Buffer) => Buffer.concat([answer, Buffer.alloc(4)]), 'goes on behind'],
    ['what is no number', (answer: Buffer) => { const copy = Buffer.from(answer); copy.writeUInt32LE(0x7fc00000, copy.length - 4); return copy; }, 'no number'],
    ['another shape', (answer: Buffer) => Buffer.from(answer.toString('latin1').replaceAll(',384]', ',383]'), 'latin1'), 'is not'],
    ['another type', (answer: Buffer) => Buffer.from(answer.toString('latin1').replaceAll('"FP32"', '"FP16"'), 'latin1'), 'not float32'],
  ] as const)('answers with %s is refused', async (_, spoil, message) => {
    const { vectors } = await reach({ spoil, isBinary: !message.startsWith('it is') && !message.startsWith('it has') });
    await expect(vectors()).rejects.toMatchObject({ code: 'io', message: expect.stringContaining(message) as string });
  });

  it('answers without end is cut off', async () => {
    const { vectors } = await reach({ misbehave: (response) => { const part = Buffer.alloc(2 ** 20, 32); const more = (): void => { if (!response.destroyed) response.write(part, more); }; more(); return true; } });
    await expect(vectors()).rejects.toThrow('longer than what was asked for');
  });

  it('has a certificate that nobody vouches for is refused, and is sent nothing', async () => {
    const { server, encoder } = await reach({ isSelfSigned: true });
    await expect(encoder()).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('its certificate cannot be trusted') as string });
    expect(server.asked).toEqual([]);
  });

  it('is not there is named', async () => {
    const { server, vectors } = await reach();
    await server.close();
    open.splice(open.indexOf(server), 1);
    await expect(vectors()).rejects.toThrow('it takes no connections');
  });

  it('is asked no more after a cancel, also while it is silent', async () => {
    const controller = new AbortController();
    const { vectors, server } = await reach({ misbehave: () => { setTimeout(() => { controller.abort(); }, 20); return true; } }, {}, null, controller);
    await expect(vectors()).rejects.toMatchObject({ code: 'cancelled' });
    expect(server.asked.filter(({ url }) => url.endsWith('/infer'))).toHaveLength(1);
  });
});

describe('many batches', () => {
  const many = Array.from({ length: 160 }, (_, i) => `Number ${i} ${'and so on '.repeat(i % 7)}went to the bank.`).map((text) => ({ text, charStart: text.indexOf('bank'), charEnd: text.indexOf('bank') + 4 }));
  let here: Float32Array;
  beforeAll(async () => {
    const encoder = await encoderLoader.load(folder, tokenizer, 'cpu');
    here = (await embedTargets(encoder, many, 'mean')).values;
    await encoder.release();
  });

  it('are on their way at once, and their vectors come in their places', async () => {
    let [nNow, most] = [0, 0];
    const misbehave = (response: ServerResponse): boolean => {
      most = Math.max(most, ++nNow);
      response.once('finish', () => { nNow--; });
      return false;
    };
    const { encoder } = await reach({ misbehave });
    const { values } = await embedTargets(await encoder(), many, 'mean');
    expect(largest(values, here)).toBeLessThan(1e-5);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(N_IN_FLIGHT);
  });

  it('go on here where the server goes away in the middle: said once, and where each was computed stands in the label', async () => {
    const said: string[] = [];
    const server = await DoubleServer.start(graph, { digest: modelDigest(card), isBinary: true, misbehave: (response, nth) => { if (nth >= 5) response.destroy(); return nth >= 5; } });
    open.push(server);
    const signal = new AbortController().signal;
    const loader = serverLoader(() => connectTo(serverAddress(server.url, null), signal, { ...quick, nAttempts: 2 }), { onGone: ({ message }) => { said.push(message); }, nInFlight: 4 });
    const encoders = new EncoderCache(library, { loader });
    const first = await encoders.get(card.id, 'cpu');
    let label = '';
    const { values } = await embedTargets(first.encoder, many, 'mean', { fallBack: async ({ message }) => {
      const { encoder, device } = await encoders.giveUp(card.id, message);
      label = device.label;
      return encoder;
    } });
    await encoders.release();
    expect(said).toEqual([`${server.url} did not answer: the connection was cut. Check that it runs, and try again.`]);
    expect(label).toMatch(/^the server http:\/\/127\.0\.0\.1:\d+ until it was gone, then CPU, \d+ threads?$/u);
    expect(largest(values, here)).toBeLessThan(1e-5);
  });
});
