import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { Failure } from '@contract/failure';
import { digestOfConfig, inferRequest, modelRequest, readInferAnswer, readMetadata } from './grpc-messages';
import { askPatiently, NotReached, type ServerPatience } from '../patience';
import type { ServedModel } from '../served-model';
import type { ServerAddress } from '../server-address';
import type { ServerClient } from '../server-client';
import { reading, type ProtocolTensor } from '../tensors';

const SERVICE = '/inference.GRPCInferenceService';
/** A longer answer is not read to its end: more than any batch of ours comes to. */
const N_MAX_BYTES = 2 ** 28;

/** The protocol over gRPC: messages with tensors as bytes. */
export class GrpcClient implements ServerClient {
  readonly host: string;
  private readonly client: Client;

  /** @param signal ends what is under way */
  constructor(private readonly address: ServerAddress, private readonly signal: AbortSignal, private readonly patience: ServerPatience) {
    const { url, host } = address;
    this.host = host;
    this.client = new Client(`dns:${url.host}`, url.protocol === 'grpcs:' ? credentials.createSsl() : credentials.createInsecure(), {
      // What is sent goes to the host that was named and to no other; whether it is asked again is decided here.
      'grpc.enable_http_proxy': 0, 'grpc.service_config_disable_resolution': 1, 'grpc.enable_retries': 0,
      'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 1_000,
      'grpc.max_receive_message_length': N_MAX_BYTES, 'grpc.max_send_message_length': -1, 'grpc.primary_user_agent': 'contexture',
    });
  }

  close(): void {
    this.client.close();
  }

  async model(name: string): Promise<ServedModel> {
    const { host } = this;
    const absent = new Failure('not-found', `${host} has no model “${name}”. Export it with serve-export and start the server on that folder.`);
    const { inputs, outputs, digest } = await this.ask('ModelMetadata', modelRequest(name), readMetadata, (code) => (code === status.NOT_FOUND || code === status.INVALID_ARGUMENT ? absent : null));
    const found = { name, inputs, outputs, isBinary: true };
    if (digest !== null) return { ...found, digest };
    // Triton tells parameters in the model's configuration alone; other servers have no such method.
    const unnamed = new Failure('not-found', '');
    try {
      return { ...found, digest: await this.ask('ModelConfig', modelRequest(name), digestOfConfig, (code) => (code === status.UNIMPLEMENTED ? unnamed : null)) };
    } catch (error) {
      if (error !== unnamed) throw error;
      return { ...found, digest: null };
    }
  }

  infer({ name }: Pick<ServedModel, 'name'>, inputs: readonly ProtocolTensor[], outputs: readonly string[], shape: readonly [number, number]): Promise<readonly Float32Array[]> {
    return this.ask('ModelInfer', inferRequest(name, inputs, outputs), (bytes) => readInferAnswer(bytes, outputs, shape));
  }

  /** @param meant what a status means to this question; null: what it means to any */
  private async ask<Answer>(method: string, body: Uint8Array, read: (bytes: Uint8Array) => Answer, meant: (code: status) => Failure | null = () => null): Promise<Answer> {
    const { host, signal, patience } = this;
    const bytes = await askPatiently(host, signal, patience, (timeoutMs) => this.call(method, body, timeoutMs, meant));
    return reading(host, () => read(bytes));
  }

  private call(method: string, body: Uint8Array, timeoutMs: number, meant: (code: status) => Failure | null): Promise<Uint8Array> {
    const { address: { token }, signal, host } = this;
    const metadata = new Metadata();
    if (token !== null) metadata.set('authorization', `Bearer ${token}`);
    return new Promise((resolve, reject) => {
      const asBuffer = (value: Uint8Array): Buffer => Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      const end = (): void => { call.cancel(); };
      const call = this.client.makeUnaryRequest(`${SERVICE}/${method}`, asBuffer, (bytes: Buffer): Uint8Array => bytes, body, metadata, { deadline: Date.now() + timeoutMs }, (error, answer) => {
        signal.removeEventListener('abort', end);
        if (error !== null) reject(meant(error.code) ?? explained(error, host, timeoutMs));
        else if (answer === undefined) reject(new NotReached('it sent no answer'));
        else resolve(answer);
      });
      signal.addEventListener('abort', end, { once: true });
    });
  }
}

const CERTIFICATE = /certificate|CERT_|altnames|SELF_SIGNED|UNABLE_TO_/i;

/** What a status of a call means (grpc.github.io/grpc/core/md_doc_statuscodes.html). */
function explained({ code, details, metadata }: ServiceError, host: string, timeoutMs: number): Error {
  const named = status[code];
  switch (code) {
    case status.DEADLINE_EXCEEDED: return new NotReached(`it did not answer within ${Math.ceil(timeoutMs / 1000)} s`);
    case status.RESOURCE_EXHAUSTED:
      if (details.startsWith('Received message larger')) return new Failure('io', `The answer of ${host} is longer than what was asked for. Check that it is a server of the Open Inference Protocol.`);
      return new NotReached(`it has no time (${named})`, pushbackMs(metadata));
    case status.UNAVAILABLE:
      if (CERTIFICATE.test(details)) {
        return new Failure('io', `The secure connection to ${host} was refused: its certificate cannot be trusted. Check the address, or let NODE_EXTRA_CA_CERTS name your own authority.`, details);
      }
      if (details.includes('ECONNREFUSED')) return new NotReached('it takes no connections');
      if (details.startsWith('Name resolution failed')) return new NotReached('its address was not found');
      if (/connection|ECONN|socket|RST_STREAM|GOAWAY/i.test(details)) return new NotReached('the connection was cut');
      return new NotReached(`it has no time (${named})`, pushbackMs(metadata));
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED: return new Failure('io', `${host} asks who you are (${named}). Give a token that it knows.`);
    case status.UNIMPLEMENTED: return new Failure('io', `${host} does not know the Open Inference Protocol v2 over gRPC. Check the port, or give its address of HTTP.`, details);
    default: return new Failure('io', `${host} could not answer (${named}). Look into what the server has written, and try again.`, details.slice(0, 300));
  }
}

/** How long a server wants to be left alone (gRPC's retry design, A6); 0 where it does not say. */
function pushbackMs(metadata: Metadata): number {
  const ms = Number(metadata.get('grpc-retry-pushback-ms')[0] ?? 0);
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
