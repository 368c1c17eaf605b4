import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { modelDigest } from '../../cache/embedding-cache';
import type { TransformerTokenizer } from '../../encoders/transformer/transformer-tokenizer';
import { loadSentenceSteps } from '../../pooling/sentence-steps';
import { embedTargets } from '../../sets/embed';
import { connectTo } from '../connect';
import type { graphOf } from '../double.testing';
import { GrpcDouble, type GrpcAnswer, type GrpcDoubleOptions } from './grpc-double.testing';
import { largest, miniLmHere, quick, targets, texts } from '../mini-lm.testing';
import type { ServerPatience } from '../patience';
import { RemoteEncoder } from '../remote-encoder';
import { serverAddress } from '../server-address';
import { serverLoader } from '../server-loader';


let folder: string;
let card: ModelCard;
let tokenizer: TransformerTokenizer;
let graph: Awaited<ReturnType<typeof graphOf>>;
let local: Float32Array;
const open: { close(): unknown }[] = [];
beforeAll(async () => { ({ card, folder, tokenizer, graph, local } = await miniLmHere()); });
afterAll(() => graph.release());
afterEach(async () => { for (const one of open.splice(0).reverse()) await one.close(); });

async function start(options: Partial<GrpcDoubleOptions> = {}): Promise<GrpcDouble> {
  const server = await GrpcDouble.start(graph, { digest: modelDigest(card), ...options });
  open.push(server);
  return server;
}

/** The vectors from there, without the check that comes before them. */
async function vectors(url: string, { patience = {}, token = null, controller = new AbortController() }: { patience?: Partial<ServerPatience>; token?: string | null; controller?: AbortController } = {}): Promise<Float32Array> {
  const client = await connectTo(serverAddress(url, token), controller.signal, { ...quick, ...patience });
  open.push(client);
  const encoder = await RemoteEncoder.open(client, tokenizer, await loadSentenceSteps(folder, card));
  return (await embedTargets(encoder, targets, 'mean')).values;
}

describe('a model that a server of gRPC runs', () => {
  it.each([['its metadata', false], ['its configuration alone', true]] as const)('gives the vectors that it gives here, the digest being told by %s', async (_, isTriton) => {
    const server = await start({ isTriton });
    const errors: number[] = [];
    const loader = serverLoader(() => connectTo(serverAddress(server.url, 'abc.def'), new AbortController().signal, quick), { onChecked: (error) => { errors.push(error); }, nInFlight: 4 });
    const encoder = await loader.load(folder, tokenizer, 'cpu');
    open.push({ close: () => encoder.release() });
    const { values } = await embedTargets(encoder, targets, 'mean');
    expect(values).toHaveLength(local.length);
    expect(largest(values, local)).toBeLessThan(1e-5);
    expect(errors[0]).toBeLessThan(1e-5);
    expect(encoder.device.label).toContain(server.url);
    expect(server.asked.every(({ authorization }) => authorization === 'Bearer abc.def')).toBe(true);
    expect(new Set(server.asked.map(({ method }) => method))).toEqual(new Set(['ModelMetadata', 'ModelInfer', ...(isTriton ? ['ModelConfig'] : [])]));
  });

  it('also from a server that writes numbers into the messages', async () => {
    const inMessages = ({ outputs, rawOutputs }: GrpcAnswer): GrpcAnswer => ({
      outputs: outputs.map((one, at) => ({ ...one, contents: { floats: Array.from(new Float32Array(Uint8Array.from(rawOutputs[at] ?? []).buffer)) } })), rawOutputs: [],
    });
    expect(largest(await vectors((await start({ spoil: inMessages })).url), local)).toBeLessThan(1e-5);
  });

  it('is sent no text', async () => {
    const server = await start();
    await vectors(server.url);
    const bodies = server.asked.map(({ body }) => body).join('\n');
    // Little-endian id of “bank” in the vocabulary: what went out is the sentence after all, as numbers.
    expect(bodies).toContain(`${String.fromCharCode(2924 & 255, 2924 >> 8)}\0\0\0\0\0\0`);
    for (const word of texts.join(' ').match(/\w{3,}/g) ?? []) expect(bodies).not.toContain(word);
  });

  it.each([['another model', 'f'.repeat(64), 'is another model (ffffffffffff…)'], ['none that it names', null, 'does not say which']])('is refused where the server has %s, before any sentence is sent', async (_, digest, message) => {
    const server = await start({ digest });
    await expect(vectors(server.url)).rejects.toMatchObject({ code: 'model', message: expect.stringContaining(message) as string });
    expect(server.asked.filter(({ method }) => method === 'ModelInfer')).toEqual([]);
  });

  it('that the server does not have is named', async () => {
    const client = await connectTo(serverAddress((await start()).url, null), new AbortController().signal, quick);
    open.push(client);
    await expect(client.model('other')).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('has no model “other”') as string });
  });
});

describe('a server of gRPC that', () => {
  it.each([['has no time', status.RESOURCE_EXHAUSTED, {}], ['is not there yet', status.UNAVAILABLE, {}], ['is silent for too long', 'silent', { timeoutMs: 300 }]] as const)('%s once is asked again, and nothing is lost', async (_, told, patience) => {
    const { url } = await start({ misbehave: (nth) => (nth % 2 === 0 ? told : null) });
    expect(largest(await vectors(url, { patience }), local)).toBeLessThan(1e-5);
  });

  it.each([
    [status.RESOURCE_EXHAUSTED, 'it has no time (RESOURCE_EXHAUSTED)'], [status.UNAVAILABLE, 'it has no time (UNAVAILABLE)'], [status.UNAUTHENTICATED, 'asks who you are (UNAUTHENTICATED)'],
    [status.INTERNAL, 'could not answer (INTERNAL)'], [status.UNIMPLEMENTED, 'does not know the Open Inference Protocol v2 over gRPC'],
  ])('answers %d every time is named with the reason', async (told, message) => {
    const { url } = await start({ misbehave: () => told });
    await expect(vectors(url)).rejects.toMatchObject({ code: 'io', message: expect.stringContaining(message) as string });
  });

  const changed = (change: (answer: GrpcAnswer) => void) => (answer: GrpcAnswer): GrpcAnswer => { change(answer); return answer; };
  it.each([
    ['too few numbers', changed(({ rawOutputs }) => { rawOutputs[0] = (rawOutputs[0] ?? new Uint8Array()).subarray(4); }), 'cut short or too long'],
    ['numbers for one output alone', changed((answer) => { answer.rawOutputs.pop(); }), 'has not the numbers of every output'],
    ['another shape', changed(({ outputs }) => { outputs[0]?.shape.reverse(); }), 'is not '],
    ['another type', changed(({ outputs }) => { for (const one of outputs) one.datatype = 'FP16'; }), 'is not float32'],
    ['another output', changed(({ outputs }) => { for (const one of outputs) one.name = 'logits'; }), 'was not asked for'],
    ['no output', changed((answer) => { answer.outputs.pop(); answer.rawOutputs.pop(); }), 'it lacks the output'],
    ['what is no number', changed(({ rawOutputs }) => { rawOutputs[0]?.fill(255, 0, 4); }), 'holds what is no number'],
  ])('answers with %s is refused', async (_, spoil, message) => {
    const { url } = await start({ spoil });
    await expect(vectors(url)).rejects.toMatchObject({ code: 'io', message: expect.stringContaining(message) as string });
  });

  it('has a certificate that nobody vouches for is refused, and is sent nothing', async () => {
    const server = await start({ isSelfSigned: true });
    await expect(vectors(server.url)).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('its certificate cannot be trusted') as string });
    expect(server.asked).toEqual([]);
  });

  it('is not there is named', async () => {
    const server = await start();
    server.close();
    await expect(vectors(server.url)).rejects.toThrow('it takes no connections');
  });

  it('is asked no more after a cancel, also while it is silent', async () => {
    const controller = new AbortController();
    const server = await start({ misbehave: () => { setTimeout(() => { controller.abort(); }, 20); return 'silent'; } });
    await expect(vectors(server.url, { controller })).rejects.toMatchObject({ code: 'cancelled' });
    expect(server.asked.filter(({ method }) => method === 'ModelInfer')).toHaveLength(1);
  });

  it('speaks something else is named', async () => {
    const server = createServer((socket) => { socket.on('error', () => undefined); socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'); });
    open.push({ close: () => { server.close(); } });
    await listening(server);
    await expect(vectors(`grpc://127.0.0.1:${portOf(server)}`)).rejects.toMatchObject({ code: 'io', message: expect.stringContaining(' did not answer: ') as string });
  });
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listening = (server: Server): Promise<void> => new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });

/** What lies between: passes bytes on, those from the server as `answers` makes them. */
async function proxy(url: string, answers: (bytes: Buffer, nth: number, toClient: Socket) => void): Promise<string> {
  let nth = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(url).port), '127.0.0.1');
    for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
      one.on('error', () => undefined);
      one.on('close', () => { other.destroy(); });
    }
    client.pipe(upstream);
    upstream.on('data', (bytes) => { answers(bytes, nth++, client); });
  });
  open.push({ close: () => { server.close(); } });
  await listening(server);
  return `grpc://127.0.0.1:${portOf(server)}`;
}

describe('a way to the server that', () => {
  it('is slow brings the same vectors', async () => {
    const { url } = await start();
    const slow = await proxy(url, (bytes, _, client) => { setTimeout(() => { client.write(bytes); }, 40); });
    expect(largest(await vectors(slow), local)).toBeLessThan(1e-5);
  });

  it('is cut in the middle of an answer is gone again', async () => {
    const { url } = await start();
    let nCut = 0;
    const cut = await proxy(url, (bytes, _, client) => {
      if (bytes.length > 2_000 && nCut++ === 0) { client.write(bytes.subarray(0, 1_000)); client.destroy(); } else client.write(bytes);
    });
    expect(largest(await vectors(cut), local)).toBeLessThan(1e-5);
    expect(nCut).toBeGreaterThan(0);
  });

  it('cuts every answer is named', async () => {
    const { url } = await start();
    const cut = await proxy(url, (bytes, _, client) => { if (bytes.length > 2_000) client.destroy(); else client.write(bytes); });
    await expect(vectors(cut)).rejects.toMatchObject({ code: 'io', message: expect.stringMatching(/did not answer: the connection was cut\./u) as string });
  });

  it('turns bits over never ends in other vectors unseen: frames that are broken are refused', async () => {
    const { url } = await start();
    const broken = await proxy(url, (bytes, nth, client) => {
      const copy = Buffer.from(bytes);
      if (nth > 1) copy[0] = 0x7f;
      client.write(copy);
    });
    await expect(vectors(broken, { patience: { timeoutMs: 400, nAttempts: 2 } })).rejects.toMatchObject({ code: 'io' });
  });
});
