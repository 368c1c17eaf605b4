import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Server, ServerCredentials, status, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { DIGEST_PARAMETER } from '../served-model';
import { Tensor, type InferenceSession } from '../../runtime/onnxruntime';

export interface GrpcAsked {
  readonly method: string;
  readonly authorization: string | null;
  /** A byte a character. */
  readonly body: string;
}

export interface GrpcAnswer {
  outputs: { name: string; datatype: string; shape: number[]; contents?: { floats: number[] } }[];
  rawOutputs: Uint8Array[];
}

export interface GrpcDoubleOptions {
  readonly digest: string | null;
  /** Parameters are told in the configuration alone, as Triton does it. */
  readonly isTriton?: boolean;
  /** Presents a certificate that nobody vouches for. */
  readonly isSelfSigned?: boolean;
  /** The status of the `nth` request for vectors, counted from 0, in place of an answer; 'silent': none at all; null: it is answered. */
  readonly misbehave?: (nth: number) => status | 'silent' | null;
  readonly spoil?: (answer: GrpcAnswer) => GrpcAnswer;
}

// Its own reading of the protocol, so that a wrong number in the client's would be seen; MLServer's agrees with both (`bench -- server`).
const { root } = protobuf.parse(`
  syntax = "proto3";
  message P { string text = 3; }
  message C { string text = 1; }
  message Config { map<string, C> parameters = 14; }
  message ConfigAnswer { Config config = 1; }
  message Name { string name = 1; }
  message Metadata { string name = 1; repeated Name inputs = 4; repeated Name outputs = 5; map<string, P> parameters = 6; }
  message F { repeated float floats = 6; }
  message T { string name = 1; string datatype = 2; repeated int64 shape = 3; F contents = 5; }
  message Infer { string model = 1; repeated T inputs = 5; repeated Name outputs = 6; repeated bytes raw = 7; }
  message Answer { repeated T outputs = 5; repeated bytes rawOutputs = 6; }
`);
const encoded = (type: string, value: object): Buffer => { const known = root.lookupType(type); return Buffer.from(known.encode(known.fromObject(value)).finish()); };

interface Infer {
  readonly inputs: readonly { readonly name: string; readonly datatype: string; readonly shape: number[] }[];
  readonly outputs: readonly { readonly name: string }[];
  readonly raw: readonly Uint8Array[];
}

/** For tests: a server of the Open Inference Protocol over gRPC on this machine, with a model folder's own graph behind it. */
export class GrpcDouble {
  readonly asked: GrpcAsked[] = [];
  /** Also after it was closed. */
  url = '';
  private nRuns = 0;
  private readonly server = new Server({ 'grpc.max_receive_message_length': -1 });

  private constructor(private readonly session: InferenceSession, private readonly options: GrpcDoubleOptions) {}

  /** @param session outlives the server */
  static async start(session: InferenceSession, options: GrpcDoubleOptions): Promise<GrpcDouble> {
    const self = new GrpcDouble(session, options);
    const same = (bytes: Buffer): Buffer => bytes;
    const methods = ['ModelMetadata', 'ModelInfer', ...(options.isTriton === true ? ['ModelConfig'] : [])];
    self.server.addService(
      Object.fromEntries(methods.map((name) => [name, {
        path: `/inference.GRPCInferenceService/${name}`, requestStream: false, responseStream: false, requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same,
      }])),
      Object.fromEntries(methods.map((name) => [name, (call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>) => { void self.answer(name, call, callback); }])),
    );
    const pem = options.isSelfSigned === true ? readFileSync(path.join(import.meta.dirname, '../golden/self-signed.pem')) : null;
    const port = await new Promise<number>((resolve, reject) => {
      const secured = pem === null ? ServerCredentials.createInsecure() : ServerCredentials.createSsl(null, [{ private_key: pem, cert_chain: pem }]);
      self.server.bindAsync('127.0.0.1:0', secured, (error, bound) => { if (error === null) resolve(bound); else reject(error); });
    });
    self.url = `grpc${pem === null ? '' : 's'}://127.0.0.1:${port}`;
    return self;
  }

  close(): void {
    this.server.forceShutdown();
  }

  private async answer(method: string, call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>): Promise<void> {
    const authorization = call.metadata.get('authorization')[0];
    this.asked.push({ method, authorization: authorization === undefined ? null : String(authorization), body: call.request.toString('latin1') });
    const { digest, isTriton = false, misbehave } = this.options;
    const stated = digest === null ? {} : { [DIGEST_PARAMETER]: { text: digest } };
    if (method === 'ModelConfig') {
      callback(null, encoded('ConfigAnswer', { config: { parameters: stated } }));
      return;
    }
    if (method === 'ModelMetadata') {
      const { name } = root.lookupType('Name').decode(call.request) as unknown as { name: string };
      const named = (names: readonly string[]): { name: string }[] => names.map((one) => ({ name: one }));
      if (name !== 'minilm-l6') callback({ code: status.NOT_FOUND, details: `no model ${name}` });
      else callback(null, encoded('Metadata', { name, inputs: named(this.session.inputNames), outputs: named(this.session.outputNames), parameters: isTriton ? {} : stated }));
      return;
    }
    const told = misbehave?.(this.nRuns++) ?? null;
    if (told === 'silent') return;
    if (told !== null) {
      callback({ code: told, details: 'as it was told' });
      return;
    }
    const answer = await this.run(call.request);
    callback(null, encoded('Answer', this.options.spoil?.(answer) ?? answer));
  }

  private async run(request: Buffer): Promise<GrpcAnswer> {
    const type = root.lookupType('Infer');
    const { inputs, outputs, raw } = type.toObject(type.decode(request), { longs: Number, arrays: true }) as Infer;
    const feeds = Object.fromEntries(inputs.map(({ name, datatype, shape }, at) => {
      const bytes = Uint8Array.from(raw[at] ?? []).buffer;
      return [name, datatype === 'INT64' ? new Tensor('int64', new BigInt64Array(bytes), shape) : new Tensor('float32', new Float32Array(bytes), shape)] as const;
    }));
    const result = await this.session.run(feeds, outputs.map(({ name }) => name));
    const tensors = outputs.map(({ name }) => ({ name, tensor: result[name] as Tensor }));
    return {
      outputs: tensors.map(({ name, tensor }) => ({ name, datatype: 'FP32', shape: [...tensor.dims] })),
      rawOutputs: tensors.map(({ tensor }) => new Uint8Array(Float32Array.from(tensor.data as Float32Array).buffer)),
    };
  }
}
