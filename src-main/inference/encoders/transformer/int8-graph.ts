import { open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { fromFloat16 } from '../../../model-format/float16';
import { fromInt8Blocks } from '../../../model-format/int8-blocks';
import { ATTRIBUTE_TYPES, decodeModel, ELEMENT_TYPES, encodeModel, type AttributeMessage, type GraphMessage, type NodeMessage, type TensorMessage } from '../../../model-format/onnx-messages';
import type { GraphInMemory } from '../../runtime/session';
import { toInt8Columns } from './int8-columns';

/** The file name by which the graph knows the weights that are made here; no such file is written. */
const IN_MEMORY = 'int8-products';
/** What a SIMD load likes. */
const ALIGNMENT = 64;

/** A constant matrix `[nRows, nColumns]` of a graph. */
interface StoredMatrix {
  readonly shape: readonly [number, number];
  readonly read: () => Promise<Float32Array>;
}

/**
 * A copy of a transformer's graph in which every product with a constant matrix is one of 8-bit numbers. The matrix is rounded here, each column by its
 * largest magnitude; what it is multiplied with is rounded while the graph runs, each token by its own largest magnitude, so that the sentences that
 * are run with it can at most tip a rounding. Products of two things that are computed (attention) stay as they are.
 * @throws Failure `bad-input` for a graph that another tool made, or that has no such product
 */
export async function int8Graph(file: string): Promise<GraphInMemory> {
  const bytes = await readFile(file);
  const model = decodeModel(bytes);
  // What our messages do not know would be lost in the copy.
  if (!bytes.equals(encodeModel(model))) throw new Failure('bad-input', `The graph ${file} was made by another tool, and its products cannot be computed in 8 bits. Choose exact products.`);
  const reader = new MatrixReader(path.dirname(file), model.graph);
  try {
    const made = await withInt8Products(model.graph, reader);
    if (made === null) throw new Failure('bad-input', `The graph ${file} has no product with a stored matrix that could be computed in 8 bits. Choose exact products.`);
    const opsetImport = model.opsetImport.some(({ domain }) => domain === 'com.microsoft') ? model.opsetImport : [...model.opsetImport, { domain: 'com.microsoft', version: 1 }];
    return { model: encodeModel({ ...model, opsetImport, graph: made.graph }), weights: { path: IN_MEMORY, data: made.data } };
  } finally {
    await reader.close();
  }
}

async function withInt8Products(graph: GraphMessage, reader: MatrixReader): Promise<{ readonly graph: GraphMessage; readonly data: Uint8Array } | null> {
  const store = new WeightsInMemory();
  const nodes: NodeMessage[] = [];
  const rounded = new Set<string>();
  for (const one of graph.node) {
    const [input = '', name = ''] = one.input;
    const matrix = one.opType === 'MatMul' && one.domain === '' ? reader.find(name) : null;
    if (matrix === null) {
      nodes.push(one);
      continue;
    }
    if (!store.has(name)) store.add(name, matrix.shape, await matrix.read());
    // Queries, keys and values are made of the same input.
    if (!rounded.has(input)) nodes.push(...roundingNodes(input));
    rounded.add(input);
    nodes.push(...productNodes(one, input, name));
  }
  if (rounded.size === 0) return null;
  const { node, initializer } = usedOf(nodes, [...graph.initializer, ...CONSTANTS, ...store.tensors], graph.output.map(({ name }) => name));
  // The runtime takes weights from memory or from files, not from both.
  const own = new Set(store.tensors.map(({ name }) => name));
  const others: TensorMessage[] = [];
  for (const tensor of initializer.filter(({ name }) => !own.has(name))) {
    others.push((tensor.externalData?.length ?? 0) > 0 ? store.take(tensor, await reader.read(tensor)) : tensor);
  }
  return { graph: { ...graph, node, initializer: [...others, ...store.tensors] }, data: store.bytes() };
}

const NAMES = { last: 'int8/last-axis', least: 'int8/least', step: 'int8/step', zero: 'int8/zero' } as const;
const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

const CONSTANTS: readonly TensorMessage[] = [
  { name: NAMES.last, dims: [1], dataType: ELEMENT_TYPES.int64, rawData: bytesOf(new BigInt64Array([-1n])) },
  // A token that is all zeros is divided by this.
  { name: NAMES.least, dims: [], dataType: ELEMENT_TYPES.float, rawData: bytesOf(new Float32Array([1e-30])) },
  { name: NAMES.step, dims: [], dataType: ELEMENT_TYPES.float, rawData: bytesOf(new Float32Array([1 / 127])) },
  { name: NAMES.zero, dims: [], dataType: ELEMENT_TYPES.uint8, rawData: Uint8Array.of(128) },
];

const node = (opType: string, input: readonly string[], output: string, attribute: readonly AttributeMessage[] = [], domain = ''): NodeMessage =>
  ({ name: output, opType, domain, input, output: [output], attribute });

/** Of each token its largest magnitude, and its numbers as 128 ± 127 of it. */
function roundingNodes(x: string): NodeMessage[] {
  return [
    node('Abs', [x], `${x}/int8-abs`),
    node('ReduceMax', [`${x}/int8-abs`, NAMES.last], `${x}/int8-max`, [{ name: 'keepdims', type: ATTRIBUTE_TYPES.int, i: 1 }]),
    node('Max', [`${x}/int8-max`, NAMES.least], `${x}/int8-most`),
    node('Div', [x, `${x}/int8-most`], `${x}/int8-unit`),
    node('QuantizeLinear', [`${x}/int8-unit`, NAMES.step, NAMES.zero], `${x}/int8`),
  ];
}

function productNodes({ output: [output = ''] }: NodeMessage, x: string, matrix: string): NodeMessage[] {
  const product = `${output}/int8-product`;
  return [
    node('MatMulIntegerToFloat', [`${x}/int8`, `${matrix}/int8`, NAMES.step, `${matrix}/int8-scales`, NAMES.zero], product, [], 'com.microsoft'),
    node('Mul', [product, `${x}/int8-most`], output),
  ];
}

/** Matrices in 8 bits, one behind another. */
class WeightsInMemory {
  readonly tensors: TensorMessage[] = [];
  private readonly parts: Uint8Array[] = [];
  private readonly names = new Set<string>();
  private nBytes = 0;

  has(name: string): boolean {
    return this.names.has(name);
  }

  add(name: string, [nRows, nColumns]: readonly [number, number], values: Float32Array): void {
    const { quotients, scales } = toInt8Columns(values, nRows, nColumns);
    this.names.add(name);
    this.tensors.push(
      { name: `${name}/int8`, dims: [nRows, nColumns], dataType: ELEMENT_TYPES.int8, externalData: this.append(bytesOf(quotients)), dataLocation: 1 },
      { name: `${name}/int8-scales`, dims: [nColumns], dataType: ELEMENT_TYPES.float, externalData: this.append(bytesOf(scales)), dataLocation: 1 },
    );
  }

  /** A tensor of a file, moved here as it is. */
  take(tensor: TensorMessage, data: Uint8Array): TensorMessage {
    return { ...tensor, externalData: this.append(data) };
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.nBytes);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  private append(data: Uint8Array): NonNullable<TensorMessage['externalData']> {
    const place = [{ key: 'location', value: IN_MEMORY }, { key: 'offset', value: String(this.nBytes) }, { key: 'length', value: String(data.length) }];
    const padding = new Uint8Array((ALIGNMENT - (data.length % ALIGNMENT)) % ALIGNMENT);
    this.parts.push(data, padding);
    this.nBytes += data.length + padding.length;
    return place;
  }
}

/** Only what leads to an output: the nodes that widened a matrix are not run any more. */
function usedOf(nodes: readonly NodeMessage[], tensors: readonly TensorMessage[], outputs: readonly string[]): Pick<GraphMessage, 'node' | 'initializer'> {
  const used = new Set(outputs);
  const kept: NodeMessage[] = [];
  for (const one of nodes.toReversed()) {
    if (!one.output.some((name) => used.has(name))) continue;
    kept.push(one);
    for (const name of namesIn(one)) used.add(name);
  }
  return { node: kept.reverse(), initializer: tensors.filter(({ name }) => used.has(name)) };
}

/** What a node takes, that of its sub-graphs included. */
function namesIn({ input, attribute }: NodeMessage): string[] {
  return [...input, ...attribute.flatMap(({ g }) => (g === undefined ? [] : [...g.node.flatMap(namesIn), ...g.output.map(({ name }) => name)]))];
}

/** Finds the matrices that our graphs hold in files beside them, in any of the three ways of `GraphBuilder.weight`. */
class MatrixReader {
  private readonly tensors: ReadonlyMap<string, TensorMessage>;
  private readonly makers: ReadonlyMap<string, NodeMessage>;
  private readonly files = new Map<string, FileHandle>();

  constructor(private readonly folder: string, graph: GraphMessage) {
    this.tensors = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
    this.makers = new Map(graph.node.flatMap((one) => one.output.map((name) => [name, one] as const)));
  }

  /** Null where the value is no stored matrix. */
  find(name: string): StoredMatrix | null {
    const single = this.stored(name, ELEMENT_TYPES.float);
    if (single !== null) return matrixOf(single, async () => floatsIn(await this.read(single)));
    const half = this.widened(name, ELEMENT_TYPES.float16);
    if (half !== null) return matrixOf(half, async () => fromFloat16(halvesIn(await this.read(half))));
    return this.blocked(name);
  }

  async close(): Promise<void> {
    for (const file of this.files.values()) await file.close();
  }

  private blocked(name: string): StoredMatrix | null {
    const [product = '', shapeName = ''] = this.inputsOf(name, 'Reshape');
    const [left = '', right = ''] = this.inputsOf(product, 'Mul');
    const quotients = this.widened(left, ELEMENT_TYPES.int8);
    const scales = this.widened(right, ELEMENT_TYPES.float16);
    const shape = this.tensors.get(shapeName)?.rawData;
    if (quotients === null || scales === null || shape === undefined) return null;
    const dims = [...new BigInt64Array(Uint8Array.from(shape).buffer)].map(Number);
    const axis = scales.dims[1] === 1 ? 0 : 1;
    return matrixOf({ dims }, async () => {
      const values = await this.read(quotients);
      return fromInt8Blocks({ quotients: new Int8Array(values.buffer, values.byteOffset, values.length), scales: halvesIn(await this.read(scales)) }, dims[1] ?? 0, axis);
    });
  }

  private widened(name: string, dataType: number): TensorMessage | null {
    const [input = ''] = this.inputsOf(name, 'Cast');
    return this.stored(input, dataType);
  }

  private stored(name: string, dataType: number): TensorMessage | null {
    const tensor = this.tensors.get(name);
    return tensor?.dataType === dataType && (tensor.externalData?.length ?? 0) > 0 ? tensor : null;
  }

  private inputsOf(name: string, opType: string): readonly string[] {
    const maker = this.makers.get(name);
    return maker?.opType === opType ? maker.input : [];
  }

  async read({ name, externalData = [] }: TensorMessage): Promise<Uint8Array> {
    const field = (wanted: string): string => externalData.find(({ key }) => key === wanted)?.value ?? '';
    const location = field('location');
    const file = this.files.get(location) ?? await open(path.join(this.folder, location));
    this.files.set(location, file);
    const bytes = new Uint8Array(Number(field('length')));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, Number(field('offset')));
    if (bytesRead < bytes.length) throw new Failure('model', `The weights ${location} end within ${name}. Reinstall the model.`);
    return bytes;
  }
}

function matrixOf({ dims: [nRows, nColumns, ...more] }: Pick<TensorMessage, 'dims'>, read: StoredMatrix['read']): StoredMatrix | null {
  return nRows === undefined || nColumns === undefined || more.length > 0 ? null : { shape: [nRows, nColumns], read };
}

const floatsIn = ({ buffer, byteOffset, byteLength }: Uint8Array): Float32Array => new Float32Array(buffer, byteOffset, byteLength / 4);
const halvesIn = ({ buffer, byteOffset, byteLength }: Uint8Array): Uint16Array => new Uint16Array(buffer, byteOffset, byteLength / 2);
