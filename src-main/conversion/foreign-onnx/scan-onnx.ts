import { Failure } from '@contract/failure';
import { FileBytes } from '../checkpoints/file-bytes';
import { ELEMENT_TYPES, decodeValue } from '../../model-format/onnx-messages';
import { NotProtobuf, ProtoScanner } from './proto-scanner';
import { refuseControlFlow, refuseInFunction } from './refused-operators';

/** An input or output of a graph. `elementType` as in TensorProto.DataType; sizes that are not fixed are null, and so are unknown shapes. */
export interface OnnxValue {
  readonly name: string;
  readonly elementType: number;
  readonly dims: readonly (number | null)[] | null;
}

export interface OnnxSummary {
  /** Version of the standard operators. */
  readonly opset: number;
  /** Without those that the file itself fills. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Floating-point numbers and their quantised stand-ins in the file's constants. */
  readonly nParameters: number;
  /** Files beside it that hold weights, as the graph names them. */
  readonly externalFiles: readonly string[];
}

const MAX_VALUE_BYTES = 2 ** 16;
const MAX_NAME_BYTES = 2 ** 12;
// Field numbers of onnx.proto: ModelProto, OperatorSetIdProto, GraphProto, TensorProto, StringStringEntryProto.
const MODEL = { graph: 7, opsetImport: 8, functions: 25 } as const;
const OPSET = { domain: 1, version: 2 } as const;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 } as const;
const TENSOR = { dims: 1, name: 8, externalData: 13 } as const;
const ENTRY = { key: 1, value: 2 } as const;

/** Reads what an .onnx file says of its inputs, outputs and weights, skipping over the weights themselves. Control flow is refused. @throws Failure('model' | 'io') */
export function scanOnnx(path: string): OnnxSummary {
  const file = new FileBytes(path);
  try {
    return new OnnxScan(file).run();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('model', `${file.name} is not an ONNX model, or it is damaged; export or download it again.`, error instanceof NotProtobuf ? 'no protobuf message' : String(error));
  } finally {
    file.close();
  }
}

class OnnxScan {
  private readonly scanner: ProtoScanner;
  private readonly inputs: OnnxValue[] = [];
  private readonly outputs: OnnxValue[] = [];
  private readonly filled = new Set<string>();
  private readonly externalFiles = new Set<string>();
  private nParameters = 0;
  private opset = 0;

  constructor(private readonly file: FileBytes) {
    this.scanner = new ProtoScanner(file);
  }

  run(): OnnxSummary {
    for (const { number, begin, end } of this.scanner.fields(0, this.file.nBytes)) {
      if (begin === null) continue;
      if (number === MODEL.opsetImport) this.readOpset(begin, end);
      else if (number === MODEL.graph) this.readGraph(begin, end);
      else if (number === MODEL.functions) refuseInFunction(this.scanner, begin, end);
    }
    if (this.outputs.length === 0 || this.opset === 0) throw new NotProtobuf();
    return {
      opset: this.opset, inputs: this.inputs.filter(({ name }) => !this.filled.has(name)), outputs: this.outputs,
      nParameters: this.nParameters, externalFiles: [...this.externalFiles],
    };
  }

  private readOpset(begin: number, end: number): void {
    let domain = '';
    let version = 0;
    for (const field of this.scanner.fields(begin, end)) {
      if (field.number === OPSET.version) version = field.value;
      else if (field.number === OPSET.domain && field.begin !== null) domain = this.scanner.text(field.begin, field.end, MAX_NAME_BYTES);
    }
    if (domain === '' || domain === 'ai.onnx') this.opset = version;
  }

  private readGraph(begin: number, end: number): void {
    for (const field of this.scanner.fields(begin, end)) {
      if (field.begin === null) continue;
      if (field.number === GRAPH.input) this.inputs.push(this.readValue(field.begin, field.end));
      else if (field.number === GRAPH.output) this.outputs.push(this.readValue(field.begin, field.end));
      else if (field.number === GRAPH.initializer) this.readTensor(field.begin, field.end);
      else if (field.number === GRAPH.node) refuseControlFlow(this.scanner, field.begin, field.end);
    }
  }

  private readValue(begin: number, end: number): OnnxValue {
    const { name, type } = decodeValue(this.scanner.bytes(begin, end, MAX_VALUE_BYTES));
    const tensor = type?.tensorType;
    const dims = tensor?.shape?.dim.map((dim) => ('dimValue' in dim ? dim.dimValue : null)) ?? null;
    return { name, elementType: tensor?.elemType ?? 0, dims };
  }

  private readTensor(begin: number, end: number): void {
    const dims: number[] = [];
    for (const { number, value, begin: from, end: to } of this.scanner.fields(begin, end)) {
      if (number === TENSOR.dims) dims.push(...(from === null ? [value] : this.scanner.packed(from, Math.min(to, from + 256))));
      else if (from === null) continue;
      else if (number === TENSOR.name) this.filled.add(this.scanner.text(from, to, MAX_NAME_BYTES));
      else if (number === TENSOR.externalData) this.readEntry(from, to);
    }
    const nElements = dims.reduce((product, n) => product * n, 1);
    if (Number.isSafeInteger(this.nParameters + nElements)) this.nParameters += nElements;
  }

  private readEntry(begin: number, end: number): void {
    let key = '';
    let value = '';
    for (const field of this.scanner.fields(begin, end)) {
      if (field.begin === null) continue;
      if (field.number === ENTRY.key) key = this.scanner.text(field.begin, field.end, MAX_NAME_BYTES);
      else if (field.number === ENTRY.value) value = this.scanner.text(field.begin, field.end, MAX_NAME_BYTES);
    }
    if (key === 'location') this.externalFiles.add(value);
  }
}

/** As the error messages name it. */
export function elementTypeName(type: number): string {
  return Object.entries(ELEMENT_TYPES).find(([, number]) => number === type)?.[0] ?? `type ${type}`;
}
