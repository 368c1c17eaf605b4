import { Failure } from '@contract/failure';
import { askPatiently, NotReached, type ServerPatience } from './patience';
import { DIGEST_PARAMETER, type ServedModel } from './served-model';
import type { ServerClient } from './server-client';
import { asObject, BadAnswer, inferBody, jsonObject, reading, readOutputs, type ProtocolTensor } from './tensors';
import type { ServerAnswer, ServerRequest, Transport } from './transport';

const nMaxMetadataBytes = 2 ** 22;
/** Servers write float32 as a decimal of up to 24 characters. */
const nJsonBytesPerValue = 32;

/** Extension by which a server says that it takes tensors as bytes. */
const BINARY_EXTENSION = 'binary_tensor_data';

/** The protocol over HTTP: tensors as bytes where the server takes them, else as JSON. */
export class HttpClient implements ServerClient {
  /** @param signal ends what is under way */
  constructor(private readonly transport: Transport, private readonly signal: AbortSignal, private readonly patience: ServerPatience) {}

  get host(): string {
    return this.transport.host;
  }

  close(): void {
    this.transport.close();
  }

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
    return { name, inputs, outputs, isBinary, digest: config.status === 200 ? reading(this.host, () => digestIn(jsonObject(config.bytes)['parameters'])) : null };
  }

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
    return reading(this.host, () => readOutputs(answer.bytes, length === null ? null : Number(length), outputs, shape));
  }

  private async json(path: string, absent: string | null = null): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.ask({ path, body: null, headers: {}, nMaxBytes: nMaxMetadataBytes });
    if (answer.status === 200) return reading(this.host, () => jsonObject(answer.bytes));
    // Triton answers 400 for a model that it does not know.
    if (absent !== null && (answer.status === 404 || answer.status === 400)) throw new Failure('not-found', absent, said(answer));
    throw this.refusal(answer);
  }

  private named(tensors: unknown): readonly string[] {
    return reading(this.host, () => {
      if (!Array.isArray(tensors)) throw new BadAnswer('it does not say what the model takes and gives');
      return tensors.map((one: unknown) => String(asObject(one)['name']));
    });
  }

  private ask(request: Pick<ServerRequest, 'path' | 'body' | 'headers' | 'nMaxBytes'>): Promise<ServerAnswer> {
    return askPatiently(this.host, this.signal, this.patience, async (timeoutMs) => {
      const answer = await this.transport.send({ ...request, signal: this.signal, timeoutMs });
      const isBusy = answer.status === 429 || (answer.status >= 502 && answer.status <= 504);
      if (isBusy) throw new NotReached(`it has no time (${answer.status})`, retryAfterMs(answer.header('retry-after')));
      return answer;
    });
  }

  private refusal(answer: ServerAnswer): Failure {
    if (answer.status === 401 || answer.status === 403) return new Failure('io', `${this.host} asks who you are (${answer.status}). Give a token that it knows.`);
    if (answer.status >= 300 && answer.status < 400) return new Failure('io', `${this.host} sends on to another address (${answer.status}), which is not followed. Give that address, if it is yours.`);
    return new Failure('io', `${this.host} could not answer (${answer.status}). Look into what the server has written, and try again.`, said(answer));
  }
}

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
