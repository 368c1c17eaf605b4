import { Failure } from '@contract/failure';

/** A tensor of the Open Inference Protocol v2, row-major. */
export interface ProtocolTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: BigInt64Array | Float32Array;
}

/** A request's body; `nJsonBytes` is the value of the header `inference-header-content-length`, null where the body is JSON alone. */
export interface InferBody {
  readonly bytes: Uint8Array;
  readonly nJsonBytes: number | null;
}

/** An answer that is not what the protocol says, or not what was asked for; the message is the end of a sentence. */
export class BadAnswer extends Error {}

export const datatypeOf = ({ data }: ProtocolTensor): string => (data instanceof Float32Array ? 'FP32' : 'INT64');

/**
 * The body that asks for `outputs`. In binary the numbers follow the JSON, little-endian, in the order of the inputs (the protocol's binary tensor data extension,
 * docs/protocol/extension_binary_data.md of triton-inference-server/server); all platforms that this runs on are little-endian themselves.
 */
export function inferBody(inputs: readonly ProtocolTensor[], outputs: readonly string[], isBinary: boolean): InferBody {
  if (!isBinary) {
    // Ids and places are far below 2^53.
    const plain = inputs.map((one) => ({ name: one.name, datatype: datatypeOf(one), shape: one.shape, data: Array.from<bigint | number, number>(one.data, Number) }));
    return { bytes: new TextEncoder().encode(JSON.stringify({ inputs: plain, outputs: outputs.map((name) => ({ name })) })), nJsonBytes: null };
  }
  const header = new TextEncoder().encode(JSON.stringify({
    inputs: inputs.map((one) => ({ name: one.name, datatype: datatypeOf(one), shape: one.shape, parameters: { binary_data_size: one.data.byteLength } })),
    outputs: outputs.map((name) => ({ name, parameters: { binary_data: true } })),
  }));
  const bytes = new Uint8Array(header.length + inputs.reduce((sum, { data }) => sum + data.byteLength, 0));
  bytes.set(header);
  let at = header.length;
  for (const { data } of inputs) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return { bytes, nJsonBytes: header.length };
}

/** An output as an answer describes it. */
export interface AnsweredOutput {
  readonly name: unknown;
  readonly datatype: unknown;
  readonly shape: unknown;
  /** Its numbers, once the description was found to be right. @throws BadAnswer */
  readonly values: (name: string) => Float32Array;
}

/**
 * The float32 outputs of an answer, in the order of `wanted`, each of `nRows · dim` finite numbers.
 * @throws BadAnswer
 */
export function wantedOutputs(answered: readonly AnsweredOutput[], wanted: readonly string[], [nRows, dim]: readonly [number, number]): readonly Float32Array[] {
  const found = new Map<string, Float32Array>();
  for (const { name, datatype, shape, values } of answered) {
    if (typeof name !== 'string' || !wanted.includes(name) || found.has(name)) throw new BadAnswer('it has an output that was not asked for');
    if (datatype !== 'FP32') throw new BadAnswer(`its output ${name} is not float32`);
    if (!Array.isArray(shape) || shape.length !== 2 || shape[0] !== nRows || shape[1] !== dim) throw new BadAnswer(`its output ${name} is not ${nRows} × ${dim}`);
    found.set(name, values(name));
  }
  return wanted.map((name) => {
    const values = found.get(name);
    if (values === undefined) throw new BadAnswer(`it lacks the output ${name}`);
    if (!values.every(Number.isFinite)) throw new BadAnswer(`its output ${name} holds what is no number`);
    return values;
  });
}

/** `nBytes` bytes as little-endian numbers. @throws BadAnswer where there are not so many */
export function floatsOf(bytes: Uint8Array, name: string, nBytes: number): Float32Array {
  if (bytes.length !== nBytes) throw new BadAnswer(`its output ${name} is cut short or too long`);
  // A copy: numbers of four bytes need not begin at a multiple of four in it.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/**
 * As {@link wantedOutputs}, from the answer's bytes.
 * @param nJsonBytes the answer's own header of that name; null where it has none
 * @throws BadAnswer
 */
export function readOutputs(bytes: Uint8Array, nJsonBytes: number | null, wanted: readonly string[], shape: readonly [number, number]): readonly Float32Array[] {
  if (nJsonBytes !== null && !(nJsonBytes >= 0 && nJsonBytes <= bytes.length)) throw new BadAnswer('its length of the JSON part is beyond its end');
  const { outputs } = jsonObject(nJsonBytes === null ? bytes : bytes.subarray(0, nJsonBytes));
  if (!Array.isArray(outputs)) throw new BadAnswer('it has no outputs');
  const nValues = shape[0] * shape[1];
  let at = nJsonBytes ?? bytes.length;
  const read = wantedOutputs((outputs as readonly unknown[]).map((output): AnsweredOutput => {
    const { name, datatype, shape: ownShape, data, parameters } = asObject(output);
    const nBytes = parameters === undefined || parameters === null ? undefined : asObject(parameters)['binary_data_size'];
    const values = (known: string): Float32Array => {
      if (nBytes === undefined) return fromJson(data, known, nValues);
      if (nBytes !== nValues * 4) throw new BadAnswer(`its output ${known} is cut short or too long`);
      return floatsOf(bytes.subarray(at, at += nBytes), known, nBytes);
    };
    return { name, datatype, shape: ownShape, values };
  }), wanted, shape);
  if (at !== bytes.length) throw new BadAnswer('it goes on behind its outputs');
  return read;
}

/** What `read` makes of an answer of `host`. @throws Failure `io` for a {@link BadAnswer} */
export function reading<T>(host: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadAnswer)) throw error;
    throw new Failure('io', `The answer of ${host} cannot be used: ${error.message}. Check that it is a server of the Open Inference Protocol v2.`);
  }
}

function fromJson(data: unknown, name: string, nValues: number): Float32Array {
  const flat: readonly unknown[] = Array.isArray(data) ? data.flat(2) : [];
  if (flat.length !== nValues || !flat.every((value) => typeof value === 'number')) throw new BadAnswer(`its output ${name} has not the numbers that it names`);
  return Float32Array.from(flat);
}

/** @throws BadAnswer */
export function jsonObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BadAnswer('it is no JSON');
  }
  return asObject(value);
}

/** @throws BadAnswer */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadAnswer('it is no JSON object where there should be one');
  return value as Readonly<Record<string, unknown>>;
}
