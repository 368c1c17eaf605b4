import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@contract/failure';
import { DIGEST_PARAMETER, type ServedModel } from './served-model';
import { asObject, BadAnswer, inferBody, jsonObject, readOutputs, type ProtocolTensor } from './tensors';
import { NotReached, type ServerAnswer, type ServerRequest, type Transport } from './transport';

/** How patient a client is. All times in milliseconds. */
export interface ServerPatience {
  /** One try. */
  readonly timeoutMs: number;
  /** All tries of one question together. */
  readonly deadlineMs: number;
  readonly nAttempts: number;
  /** Before the second try; doubled for each further one. */
  readonly backOffMs: number;
}

export const defaultPatience: ServerPatience = { timeoutMs: 60_000, deadlineMs: 180_000, nAttempts: 6, backOffMs: 500 };

/** A server that did not answer, however often it was asked. */
export class ServerGone extends Failure {
  /** @param host which one @param why in words that go on behind a colon */
  constructor(readonly host: string, readonly why: string) {
    super('io', `${host} did not answer: ${why}. Check that it runs, and try again.`);
  }
}

const nMaxMetadataBytes = 2 ** 22;
/** Servers write float32 as a decimal of up to 24 characters. */
const nJsonBytesPerValue = 32;

/** Extension by which a server says that it takes tensors as bytes. */
const BINARY_EXTENSION = 'binary_tensor_data';

/** The Open Inference Protocol v2: what a server has, and vectors from it. A question has no effect on the server, so that it may be asked again. */
export class ServerClient {
  /** @param signal ends what is under way */
  constructor(private readonly transport: Transport, private readonly signal: AbortSignal, private readonly patience: ServerPatience = defaultPatience) {}

  get host(): string {
    return this.transport.host;
  }

  close(): void {
    this.transport.close();
  }

  /** What the server says of a model. @throws Failure `not-found` where it has none of that name, `io`, `cancelled` */
  async model(name: string): Promise<ServedModel> {
    const { extensions } = await this.json('/v2');
    const isBinary = Array.isArray(extensions) && extensions.includes(BINARY_EXTENSION);
    const path = `/v2/models/${encodeURIComponent(name)}`;
    const metadata = await this.json(path, `${this.host} has no model “${name}”. Export it with serve-export and start the server on that folder.`);
    const inputs = this.named(metadata['inputs']);
    const outputs = this.named(metadata['outputs']);
    const stated = digestIn(metadata['parameters']);
    if (stated !== null) return { name, inputs, outputs, isBinary, digest: stated };
    // Triton tells parameters in the model's configuration alone; other servers have no such page.
    const config = await this.ask({ path: `${path}/config`, body: null, headers: {}, nMaxBytes: nMaxMetadataBytes });
    return { name, inputs, outputs, isBinary, digest: config.status === 200 ? this.reading(() => digestIn(jsonObject(config.bytes)['parameters'])) : null };
  }

  /** The outputs of one run, each `[nRows, dim]`, in the order asked for. @throws Failure `io`, `cancelled` */
  async infer({ name, isBinary }: Pick<ServedModel, 'name' | 'isBinary'>, inputs: readonly ProtocolTensor[], outputs: readonly string[], shape: readonly [number, number]): Promise<readonly Float32Array[]> {
    const { bytes, nJsonBytes } = inferBody(inputs, outputs, isBinary);
    const answer = await this.ask({
      path: `/v2/models/${encodeURIComponent(name)}/infer`,
      body: bytes,
      headers: nJsonBytes === null ? { 'content-type': 'application/json' } : { 'content-type': 'application/octet-stream', 'inference-header-content-length': String(nJsonBytes) },
      nMaxBytes: nMaxMetadataBytes + outputs.length * shape[0] * shape[1] * nJsonBytesPerValue,
    });
    if (answer.status !== 200) throw this.refusal(answer);
    const length = answer.header('inference-header-content-length');
    return this.reading(() => readOutputs(answer.bytes, length === null ? null : Number(length), outputs, shape));
  }

  private async json(path: string, absent: string | null = null): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.ask({ path, body: null, headers: {}, nMaxBytes: nMaxMetadataBytes });
    if (answer.status === 200) return this.reading(() => jsonObject(answer.bytes));
    // Triton answers 400 for a model that it does not know.
    if (absent !== null && (answer.status === 404 || answer.status === 400)) throw new Failure('not-found', absent, said(answer));
    throw this.refusal(answer);
  }

  private named(tensors: unknown): readonly string[] {
    return this.reading(() => {
      if (!Array.isArray(tensors)) throw new BadAnswer('it does not say what the model takes and gives');
      return tensors.map((one: unknown) => String(asObject(one)['name']));
    });
  }

  /** Asks until there is an answer that no further try would change. */
  private async ask(request: Pick<ServerRequest, 'path' | 'body' | 'headers' | 'nMaxBytes'>): Promise<ServerAnswer> {
    const { timeoutMs, deadlineMs, nAttempts, backOffMs } = this.patience;
    const deadline = performance.now() + deadlineMs;
    for (let nFailed = 1; ; nFailed++) {
      const { why, waitMs } = await this.attempt({ ...request, signal: this.signal, timeoutMs: Math.max(1, Math.ceil(Math.min(timeoutMs, deadline - performance.now()))) });
      if (typeof why !== 'string') return why;
      const wait = Math.max(waitMs, backOffMs * 2 ** (nFailed - 1));
      if (nFailed >= nAttempts || performance.now() + wait >= deadline) throw new ServerGone(this.host, why);
      await sleep(wait, undefined, { signal: this.signal }).catch(() => { throw cancelled(); });
    }
  }

  /** An answer, or why there should be another try, and how long the server wants to be left alone before. */
  private async attempt(request: ServerRequest): Promise<{ readonly why: ServerAnswer | string; readonly waitMs: number }> {
    try {
      if (this.signal.aborted) throw cancelled();
      const answer = await this.transport.send(request);
      const isBusy = answer.status === 429 || (answer.status >= 502 && answer.status <= 504);
      return { why: isBusy ? `it has no time (${answer.status})` : answer, waitMs: isBusy ? retryAfterMs(answer.header('retry-after')) : 0 };
    } catch (error) {
      if (this.signal.aborted) throw cancelled();
      if (!(error instanceof NotReached)) throw error;
      return { why: error.message, waitMs: 0 };
    }
  }

  private refusal(answer: ServerAnswer): Failure {
    if (answer.status === 401 || answer.status === 403) return new Failure('io', `${this.host} asks who you are (${answer.status}). Give a token that it knows.`);
    if (answer.status >= 300 && answer.status < 400) return new Failure('io', `${this.host} sends on to another address (${answer.status}), which is not followed. Give that address, if it is yours.`);
    return new Failure('io', `${this.host} could not answer (${answer.status}). Look into what the server has written, and try again.`, said(answer));
  }

  private reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof BadAnswer)) throw error;
      throw new Failure('io', `The answer of ${this.host} cannot be used: ${error.message}. Check that it is a server of the Open Inference Protocol v2.`);
    }
  }
}

const cancelled = (): Failure => new Failure('cancelled', 'Embedding was cancelled.');

/** Parameters are texts with MLServer, `{ string_value }` with Triton. */
function digestIn(parameters: unknown): string | null {
  if (parameters === undefined || parameters === null) return null;
  const value = asObject(parameters)[DIGEST_PARAMETER];
  const text = typeof value === 'object' && value !== null ? asObject(value)['string_value'] : value;
  return typeof text === 'string' ? text : null;
}

/** Seconds or a date (RFC 9110, 10.2.3); 0 where it is neither. */
function retryAfterMs(header: string | null): number {
  if (header === null) return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

/** The first words of what a server says of an error. */
function said({ bytes }: ServerAnswer): string {
  return new TextDecoder().decode(bytes.subarray(0, 300)).replaceAll(/\s+/g, ' ').trim();
}
