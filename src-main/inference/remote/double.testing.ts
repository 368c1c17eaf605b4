import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { GRAPH_FILES } from '../../model-format/graph-names';
import { InferenceSession, Tensor } from '../runtime/onnxruntime';

/** What a double is asked, and how. */
export interface DoubleAsked {
  readonly url: string;
  readonly authorization: string | null;
  readonly isBinary: boolean;
  /** A byte a character. */
  readonly body: string;
}

export interface DoubleOptions {
  readonly digest: string | null;
  readonly isBinary: boolean;
  /** Parameters are told in the configuration alone, as Triton does it. */
  readonly isTriton?: boolean;
  /** Speaks TLS with a certificate that nobody vouches for (`golden/self-signed.pem`, key and certificate by `openssl req -x509 -newkey ec -nodes`). */
  readonly isSelfSigned?: boolean;
  /** Takes an answer into its own hands and says so; `nth` counts the requests for vectors from 0. */
  readonly misbehave?: (response: ServerResponse, nth: number) => boolean;
  /** Changes the answer with vectors before it is sent. */
  readonly spoil?: (answer: Buffer) => Buffer;
}

interface Input { readonly name: string; readonly datatype: string; readonly shape: number[]; readonly data?: number[]; readonly parameters?: { readonly binary_data_size: number } }

const selfSigned = (): Buffer => readFileSync(path.join(import.meta.dirname, 'golden/self-signed.pem'));

export const graphOf = (folder: string): Promise<InferenceSession> => InferenceSession.create(path.join(folder, GRAPH_FILES.encoder));

/** For tests: a server of the Open Inference Protocol on this machine, with a model folder's own graph behind it, which behaves as badly as it is told. */
export class DoubleServer {
  readonly asked: DoubleAsked[] = [];
  /** Also after it was closed. */
  url = '';
  private nRuns = 0;

  private constructor(private readonly server: Server, private readonly session: InferenceSession, private readonly options: DoubleOptions) {}

  /** @param session of {@link graphOf}; it outlives the server */
  static async start(session: InferenceSession, options: DoubleOptions): Promise<DoubleServer> {
    const answer = (request: IncomingMessage, response: ServerResponse): void => { void self.answer(request, response); };
    const server = options.isSelfSigned === true ? createSecureServer({ key: selfSigned(), cert: selfSigned() }, answer) : createServer(answer);
    const self = new DoubleServer(server, session, options);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    self.url = `http${options.isSelfSigned === true ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return self;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const [body, url, length] = [Buffer.concat(parts), request.url ?? '', request.headers['inference-header-content-length']];
    this.asked.push({ url, authorization: request.headers.authorization ?? null, isBinary: length !== undefined, body: body.toString('latin1') });
    const { digest, isBinary, isTriton = false, misbehave } = this.options;
    const json = (value: unknown): void => { response.setHeader('content-type', 'application/json').end(JSON.stringify(value)); };
    const stated = digest === null ? {} : { contexture_model_sha256: isTriton ? { string_value: digest } : digest };
    if (url === '/v2') json({ name: 'double', version: '1', extensions: isBinary ? ['classification', 'binary_tensor_data'] : [] });
    else if (url === '/v2/models/minilm-l6') {
      const named = (names: readonly string[]): { name: string }[] => names.map((name) => ({ name }));
      json({ name: 'minilm-l6', inputs: named(this.session.inputNames), outputs: named(this.session.outputNames), ...(isTriton ? {} : { parameters: stated }) });
    } else if (url === '/v2/models/minilm-l6/config' && isTriton) json({ name: 'minilm-l6', parameters: stated });
    else if (url === '/v2/models/minilm-l6/infer') {
      if (misbehave?.(response, this.nRuns++) === true) return;
      await this.run(body, length === undefined ? null : Number(length), response);
    } else response.writeHead(404).end('{"error":"no such page"}');
  }

  private async run(body: Buffer, nJsonBytes: number | null, response: ServerResponse): Promise<void> {
    const { inputs, outputs } = JSON.parse(body.subarray(0, nJsonBytes ?? body.length).toString()) as { inputs: Input[]; outputs: { name: string }[] };
    let at = nJsonBytes ?? 0;
    const feeds = Object.fromEntries(inputs.map(({ name, datatype, shape, data = [], parameters }) => {
      const bytes = new Uint8Array(body.subarray(at, at += parameters?.binary_data_size ?? 0)).buffer;
      const values = nJsonBytes === null ? data : null;
      return [name, datatype === 'INT64' ? new Tensor('int64', values === null ? new BigInt64Array(bytes) : BigInt64Array.from(values, BigInt), shape)
        : new Tensor('float32', values === null ? new Float32Array(bytes) : Float32Array.from(values), shape)] as const;
    }));
    const result = await this.session.run(feeds, outputs.map(({ name }) => name));
    const tensors = outputs.map(({ name }) => ({ name, tensor: result[name] as Tensor }));
    const described = tensors.map(({ name, tensor }) => {
      const values = tensor.data as Float32Array;
      return { name, datatype: 'FP32', shape: tensor.dims, ...(nJsonBytes === null ? { data: Array.from(values) } : { parameters: { binary_data_size: values.byteLength } }) };
    });
    const header = Buffer.from(JSON.stringify({ model_name: 'minilm-l6', outputs: described }));
    if (nJsonBytes !== null) response.setHeader('inference-header-content-length', header.length);
    const numbers = nJsonBytes === null ? [] : tensors.map(({ tensor }) => Buffer.from(Float32Array.from(tensor.data as Float32Array).buffer));
    const whole = Buffer.concat([header, ...numbers]);
    response.end(this.options.spoil?.(whole) ?? whole);
  }
}
