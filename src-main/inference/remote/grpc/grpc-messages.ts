import protobuf from 'protobufjs';
import { DIGEST_PARAMETER } from '../served-model';
import { BadAnswer, datatypeOf, floatsOf, wantedOutputs, type ProtocolTensor } from '../tensors';

const field = (type: string, id: number, rule?: 'repeated'): protobuf.IField => ({ type, id, ...(rule === undefined ? {} : { rule }) });
const many = (type: string, id: number): protobuf.IField => field(type, id, 'repeated');
const map = (keyType: string, type: string, id: number): protobuf.IMapField => ({ keyType, type, id });
const tensor = { name: field('string', 1), datatype: field('string', 2), shape: many('int64', 3) };

/**
 * The part of the protocol's messages that is written or read, with the field numbers of `grpc_predict_v2.proto` (github.com/kserve/open-inference-protocol); parameters of a
 * model are MLServer's addition (`dataplane.proto`), the configuration is Triton's (`model_config.proto`).
 */
const root = protobuf.Root.fromJSON({
  nested: {
    ModelRequest: { edition: 'proto3', fields: { name: field('string', 1) } },
    ModelMetadata: { edition: 'proto3', fields: { inputs: many('TensorName', 4), outputs: many('TensorName', 5), parameters: map('string', 'InferParameter', 6) } },
    TensorName: { edition: 'proto3', fields: { name: field('string', 1) } },
    InferParameter: { edition: 'proto3', fields: { text: field('string', 3) } },
    ModelConfigAnswer: { edition: 'proto3', fields: { config: field('ModelConfig', 1) } },
    ModelConfig: { edition: 'proto3', fields: { parameters: map('string', 'ConfigParameter', 14) } },
    ConfigParameter: { edition: 'proto3', fields: { text: field('string', 1) } },
    InferRequest: { edition: 'proto3', fields: { modelName: field('string', 1), inputs: many('Tensor', 5), outputs: many('TensorName', 6), rawInputs: many('bytes', 7) } },
    InferAnswer: { edition: 'proto3', fields: { outputs: many('Tensor', 5), rawOutputs: many('bytes', 6) } },
    Tensor: { edition: 'proto3', fields: { ...tensor, contents: field('Contents', 5) } },
    Contents: { edition: 'proto3', fields: { floats: many('float', 6) } },
  },
});

/** The question for a model's metadata, or for its configuration. */
export const modelRequest = (name: string): Uint8Array => root.lookupType('ModelRequest').encode({ name }).finish();

/** What a model takes and gives, and the digest that its parameters state; null where they state none. @throws BadAnswer */
export function readMetadata(bytes: Uint8Array): { readonly inputs: readonly string[]; readonly outputs: readonly string[]; readonly digest: string | null } {
  const { inputs, outputs, parameters } = read('ModelMetadata', bytes) as { inputs: readonly { name: string }[]; outputs: readonly { name: string }[]; parameters: Parameters };
  const names = (tensors: readonly { readonly name: string }[]): readonly string[] => tensors.map(({ name }) => name);
  return { inputs: names(inputs), outputs: names(outputs), digest: digestIn(parameters) };
}

/** The digest that Triton's configuration of a model states; null where it states none. @throws BadAnswer */
export function digestOfConfig(bytes: Uint8Array): string | null {
  const { config } = read('ModelConfigAnswer', bytes) as { config: { parameters: Parameters } | null };
  return config === null ? null : digestIn(config.parameters);
}

/** The request for `outputs`, its numbers as bytes, little-endian, in the order of the inputs. */
export function inferRequest(modelName: string, inputs: readonly ProtocolTensor[], outputs: readonly string[]): Uint8Array {
  return root.lookupType('InferRequest').encode({
    modelName,
    inputs: inputs.map((one) => ({ name: one.name, datatype: datatypeOf(one), shape: one.shape })),
    outputs: outputs.map((name) => ({ name })),
    rawInputs: inputs.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  }).finish();
}

interface AnsweredTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly contents: { readonly floats: readonly number[] } | null;
}

/** As `wantedOutputs`; the numbers are bytes or, where a server does not know these, floats of the messages. @throws BadAnswer */
export function readInferAnswer(bytes: Uint8Array, wanted: readonly string[], shape: readonly [number, number]): readonly Float32Array[] {
  const { outputs, rawOutputs } = read('InferAnswer', bytes) as { outputs: readonly AnsweredTensor[]; rawOutputs: readonly Uint8Array[] };
  if (rawOutputs.length > 0 && rawOutputs.length !== outputs.length) throw new BadAnswer('it has not the numbers of every output');
  const nValues = shape[0] * shape[1];
  return wantedOutputs(outputs.map(({ name, datatype, shape: ownShape, contents }, at) => ({
    name, datatype, shape: ownShape,
    values: () => {
      const raw = rawOutputs[at];
      if (raw !== undefined) return floatsOf(raw, name, nValues * 4);
      const { floats = [] } = contents ?? {};
      if (floats.length !== nValues) throw new BadAnswer(`its output ${name} has not the numbers that it names`);
      return Float32Array.from(floats);
    },
  })), wanted, shape);
}

type Parameters = Readonly<Record<string, { readonly text: string }>>;

const digestIn = (parameters: Parameters): string | null => (Object.hasOwn(parameters, DIGEST_PARAMETER) ? parameters[DIGEST_PARAMETER]?.text ?? null : null);

/** @throws BadAnswer */
function read(type: string, bytes: Uint8Array): unknown {
  const known = root.lookupType(type);
  try {
    return known.toObject(known.decode(bytes), { longs: Number, arrays: true, objects: true, defaults: true });
  } catch {
    throw new BadAnswer('it is no message of the protocol');
  }
}
