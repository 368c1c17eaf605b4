import { ATTRIBUTE_TYPES, ELEMENT_TYPES, encodeModel } from '../../model-format/onnx-messages';
import type { AttributeMessage, ElementType, GraphMessage, NodeMessage, TensorMessage, ValueMessage } from '../../model-format/onnx-messages';
import { BLOCK } from '../../model-format/int8-blocks';
import type { WeightEntry, WeightPlace } from './weight-file';

/** An attribute's value; built by {@link int}, {@link ints}, {@link float}, {@link text} and {@link graph}. */
export type Attribute = Omit<AttributeMessage, 'name'>;
/** A size, or the name of a size that is known only at run time. */
export type Dimension = number | string;

export const int = (i: number): Attribute => ({ type: ATTRIBUTE_TYPES.int, i });
export const ints = (values: readonly number[]): Attribute => ({ type: ATTRIBUTE_TYPES.ints, ints: values });
export const float = (f: number): Attribute => ({ type: ATTRIBUTE_TYPES.float, f });
export const text = (s: string): Attribute => ({ type: ATTRIBUTE_TYPES.string, s: new TextEncoder().encode(s) });
export const graph = (builder: GraphBuilder): Attribute => ({ type: ATTRIBUTE_TYPES.graph, g: builder.toGraph() });

export interface ModelVersions {
  readonly opset: number;
  readonly irVersion: number;
}

/** Builds one ONNX graph. Values are named by strings; a sub-graph may use the names of the graph around it. */
export class GraphBuilder {
  private readonly nodes: NodeMessage[] = [];
  private readonly initializers: TensorMessage[] = [];
  private readonly inputs: ValueMessage[] = [];
  private readonly outputs: ValueMessage[] = [];
  private readonly constants = new Map<string, string>();
  private readonly domains = new Set<string>();
  private nValues = 0;

  /** `name` is also the prefix of every generated value name, so sub-graphs need names of their own. */
  constructor(readonly name: string) {}

  input(name: string, type: ElementType, dimensions: readonly Dimension[]): string {
    this.inputs.push(valueMessage(name, type, dimensions));
    return name;
  }

  /** Gives `value` the public name `name`. */
  output(name: string, value: string, type: ElementType, dimensions: readonly Dimension[]): void {
    this.nodes.push({ name, opType: 'Identity', domain: '', input: [value], output: [name], attribute: [] });
    this.outputs.push(valueMessage(name, type, dimensions));
  }

  /** Adds a node with one output and returns that output's name. `opType` may name a domain before the operator: `com.microsoft/BiasGelu`. */
  node(opType: string, input: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.nodeWithOutputs(opType, input, 1, attributes)[0] ?? '';
  }

  nodeWithOutputs(opType: string, input: readonly string[], nOutputs: number, attributes: Readonly<Record<string, Attribute>> = {}): string[] {
    const [operator = '', domain = ''] = opType.split('/').reverse();
    if (domain !== '') this.domains.add(domain);
    const name = this.freshName(operator);
    const output = Array.from({ length: nOutputs }, (_, i) => (nOutputs === 1 ? name : `${name}.${i}`));
    const attribute = Object.entries(attributes).map(([key, value]) => ({ name: key, ...value }));
    this.nodes.push({ name, opType: operator, domain, input, output, attribute });
    return output;
  }

  /** A tensor of the weight files, as float32: stored in fewer bits it is widened by nodes that the runtime works out once, at load. */
  weight(entry: WeightEntry): string {
    if (entry.blocks !== undefined) return this.blockedWeight(entry, entry.blocks);
    const dataType = entry.precision === 'float16' ? ELEMENT_TYPES.float16 : ELEMENT_TYPES.float;
    this.external(entry.name, entry.shape, dataType, entry);
    return entry.precision === 'float16' ? this.widened(entry.name) : entry.name;
  }

  /** A small constant kept inside the graph; equal constants are shared. */
  int64(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.constant('int64', new BigInt64Array(values.map((n) => BigInt(n))), dims);
  }

  /** A small constant kept inside the graph; equal constants are shared. */
  float32(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.constant('float', new Float32Array(values), dims);
  }

  toGraph(): GraphMessage {
    return { name: this.name, node: this.nodes, initializer: this.initializers, input: this.inputs, output: this.outputs };
  }

  /** The bytes of an .onnx file. */
  toModel(versions: ModelVersions): Uint8Array {
    const opsetImport = [{ domain: '', version: versions.opset }, ...[...this.domains].map((domain) => ({ domain, version: 1 }))];
    return encodeModel({ irVersion: versions.irVersion, producerName: 'contexture', opsetImport, graph: this.toGraph() });
  }

  /** Quotients times the scales of their blocks. */
  private blockedWeight({ name, shape, ...place }: WeightEntry, { axis, scales }: NonNullable<WeightEntry['blocks']>): string {
    const [nRows = 0, nColumns = 0] = shape;
    const [blocked, scaled] = axis === 0 ? [[nRows / BLOCK, BLOCK, nColumns], [nRows / BLOCK, 1, nColumns]] : [[nRows, nColumns / BLOCK, BLOCK], [nRows, nColumns / BLOCK, 1]];
    this.external(name, blocked, ELEMENT_TYPES.int8, place);
    this.external(`${name}.scales`, scaled, ELEMENT_TYPES.float16, scales);
    return this.node('Reshape', [this.node('Mul', [this.widened(name), this.widened(`${name}.scales`)]), this.int64(shape)]);
  }

  private widened(name: string): string {
    return this.node('Cast', [name], { to: int(ELEMENT_TYPES.float) });
  }

  private external(name: string, dims: readonly number[], dataType: number, { file, offset, length }: WeightPlace): void {
    const externalData = [{ key: 'location', value: file }, { key: 'offset', value: String(offset) }, { key: 'length', value: String(length) }];
    this.initializers.push({ name, dims, dataType, externalData, dataLocation: 1 });
  }

  private constant(type: 'int64' | 'float', values: BigInt64Array | Float32Array, dims: readonly number[]): string {
    const key = `${type}[${dims.join()}]${values.join()}`;
    let name = this.constants.get(key);
    if (name === undefined) {
      name = this.freshName('constant');
      const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      this.initializers.push({ name, dims, dataType: ELEMENT_TYPES[type], rawData });
      this.constants.set(key, name);
    }
    return name;
  }

  private freshName(what: string): string {
    this.nValues += 1;
    return `${this.name}/${what}_${this.nValues}`;
  }
}

function valueMessage(name: string, type: ElementType, dimensions: readonly Dimension[]): ValueMessage {
  const dim = dimensions.map((dimension) => (typeof dimension === 'number' ? { dimValue: dimension } : { dimParam: dimension }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPES[type], shape: { dim } } } };
}
