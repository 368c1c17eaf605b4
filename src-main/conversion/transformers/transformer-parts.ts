import type { Checkpoint } from '../checkpoints/checkpoint';
import { GraphBuilder, float, int, ints, text } from '../onnx/graph-builder';
import type { WeightSink } from '../onnx/weight-file';
import { transpose } from '../tensors';
import { relativeBuckets } from './relative-positions';
import type { Activation, BlockNames, TransformerSpec } from './transformer-spec';

const FLOAT32_MIN = -3.4028234663852886e38;

/** The pieces of a transformer's graph; each adds its nodes and weights. Values are `[batch, time, dim]` where nothing else is said. */
export class TransformerParts {
  readonly graph = new GraphBuilder('encoder');
  nParameters = 0;

  constructor(private readonly spec: TransformerSpec, private readonly checkpoint: Checkpoint, private readonly weights: WeightSink, private readonly prefix: string) {}

  /** Sum of word, type and position rows, normed and widened where the model does so. */
  embeddings(ids: string): string {
    const { spec: { vocabSize, dim: width, embeddings: { dim, words, positions, types, norm, projection } }, graph: g } = this;
    const table = (name: string, nRows: number): string => this.#weight(`${name}.weight`, [nRows, dim]);
    const rows = g.node('Slice', [table(positions.name, positions.nRows), g.int64([positions.offset]), this.#endPosition(ids), g.int64([0])]);
    const wordShape = [vocabSize, dim];
    let x = g.node('Gather', [g.weight(this.weights.add(`${words}.weight`, this.#locate(`${words}.weight`, wordShape), wordShape, 1)), ids]);
    if (types !== null) {
      const type = table(types.name, types.nRows);
      x = g.node('Add', [x, types.nRows === 1 ? type : g.node('Gather', [type, g.input('token_type_ids', 'int64', ['batch', 'time'])])]);
    }
    x = g.node('Add', [x, rows]);
    if (norm !== null) x = this.norm(norm, x, dim);
    return projection === null ? x : this.#linear(projection, x, dim, width);
  }

  /** What every block adds to query · key: `[batch, 1 or heads, 1 or time, time]`. */
  attentionBias(ids: string, mask: string): string {
    const masked = this.#maskBias(ids, mask);
    return this.spec.relativePositions === undefined ? masked : this.graph.node('Add', [this.#relativeBias(ids), masked]);
  }

  /** `[1, heads, time, time]`; distances are looked up in one table of them all, which the runtime works out at load. */
  #relativeBias(ids: string): string {
    const { spec: { nHeads, maxTokens, relativePositions }, graph: g } = this;
    if (relativePositions === undefined) throw new TypeError('the model has no relative positions');
    const { name, nBuckets, maxDistance } = relativePositions;
    const byDistance = g.node('Gather', [this.#weight(`${name}.weight`, [nBuckets, nHeads]), g.int64(relativeBuckets(maxTokens, nBuckets, maxDistance))]);
    const places = g.node('Range', [g.int64([0], []), g.node('Squeeze', [this.#nTokens(ids)]), g.int64([1], [])]);
    const distances = g.node('Sub', [places, g.node('Unsqueeze', [places, g.int64([1])])]);
    const rows = g.node('Gather', [byDistance, g.node('Add', [distances, g.int64([maxTokens - 1], [])])]);
    return g.node('Unsqueeze', [g.node('Transpose', [rows], { perm: ints([2, 0, 1]) }), g.int64([0])]);
  }

  /** 0 where a token may look, the smallest float where it may not: `[batch, 1, 1 or time, time]`. */
  #maskBias(ids: string, mask: string): string {
    const { graph: g } = this;
    let isSeen = g.node('Cast', [g.node('Unsqueeze', [mask, g.int64([1, 2])])], { to: int(9) });
    if (this.spec.isCausal) {
      const nTokens = g.node('Squeeze', [this.#nTokens(ids)]);
      const places = g.node('Range', [g.int64([0], []), nTokens, g.int64([1], [])]);
      isSeen = g.node('And', [isSeen, g.node('LessOrEqual', [places, g.node('Unsqueeze', [places, g.int64([1])])])]);
    }
    return g.node('Where', [isSeen, g.float32([0], []), g.float32([FLOAT32_MIN], [])]);
  }

  /**
   * Self-attention and feed-forward part, each added to what came in.
   * @param rows input with flattened rows, `[rows]`: what comes after the attention is worked out for these alone, and the result is `[rows, dim]`; null: for all
   */
  block(index: number, x: string, bias: string, rows: string | null): string {
    const { spec: { dim, normPlace }, graph: g } = this;
    const names = this.spec.block(index);
    const kept = (y: string): string => (rows === null ? y : g.node('Gather', [g.node('Reshape', [y, g.int64([-1, dim])]), rows], { axis: int(0) }));
    const attended = (y: string): string => this.#linear(names.attentionOutput, kept(this.#attention(index, names, y, bias)), dim, dim);
    if (normPlace === 'before') {
      const a = g.node('Add', [attended(this.norm(names.attentionNorm, x, dim)), kept(x)]);
      return g.node('Add', [this.#feedForward(names, this.norm(names.outputNorm, a, dim)), a]);
    }
    const a = this.norm(names.attentionNorm, g.node('Add', [attended(x), kept(x)]), dim);
    return this.norm(names.outputNorm, g.node('Add', [this.#feedForward(names, a), a]), dim);
  }

  norm(name: string, x: string, dim: number): string {
    // Older checkpoints say gamma and beta.
    const isOld = this.checkpoint.has(`${this.prefix}${name}.gamma`);
    const scale = this.#weight(`${name}.${isOld ? 'gamma' : 'weight'}`, [dim]);
    const shift = this.#weight(`${name}.${isOld ? 'beta' : 'bias'}`, [dim]);
    return this.graph.node('LayerNormalization', [x, scale, shift], { axis: int(-1), epsilon: float(this.spec.layerNormEps) });
  }

  /** softmax(q·kᵀ·scale + bias)·v for all heads, side by side. */
  #attention(index: number, names: BlockNames, x: string, bias: string): string {
    const { spec: { dim, nHeads, attentionScale }, graph: g } = this;
    const heads = (y: string, perm: readonly number[]): string => g.node('Transpose', [g.node('Reshape', [y, g.int64([0, 0, nHeads, dim / nHeads])])], { perm: ints(perm) });
    const [query, key, value] = this.#queryKeyValue(names.attention, x);
    const products = g.node('MatMul', [heads(query, [0, 2, 1, 3]), heads(key, [0, 2, 3, 1])]);
    const scores = g.node('Mul', [products, g.float32([attentionScale(index)], [])]);
    const probabilities = g.node('Softmax', [g.node('Add', [scores, bias])], { axis: int(-1) });
    const context = g.node('Transpose', [g.node('MatMul', [probabilities, heads(value, [0, 2, 1, 3])])], { perm: ints([0, 2, 1, 3]) });
    return g.node('Reshape', [context, g.int64([0, 0, dim])]);
  }

  #queryKeyValue(names: BlockNames['attention'], x: string): readonly [string, string, string] {
    const { spec: { dim }, graph: g } = this;
    if (!('fused' in names)) return [this.#linear(names.query, x, dim, dim), this.#linear(names.key, x, dim, dim), this.#linear(names.value, x, dim, dim)];
    const [query = '', key = '', value = ''] = g.nodeWithOutputs('Split', [this.#linear(names.fused, x, dim, 3 * dim), g.int64([dim, dim, dim])], 3, { axis: int(-1) });
    return [query, key, value];
  }

  #feedForward(names: BlockNames, x: string): string {
    const { dim, innerDim, activation } = this.spec;
    return this.#linear(names.output, this.#activation(activation, this.#linear(names.inner, x, dim, innerDim)), innerDim, dim);
  }

  #activation(activation: Activation, x: string): string {
    const { graph: g } = this;
    switch (activation) {
      case 'gelu-erf': return g.node('Gelu', [x], { approximate: text('none') });
      case 'gelu-tanh': return g.node('Gelu', [x], { approximate: text('tanh') });
      case 'relu': return g.node('Relu', [x]);
      case 'tanh': return g.node('Tanh', [x]);
      case 'silu': return g.node('Mul', [x, g.node('Sigmoid', [x])]);
    }
  }

  /** x·W + b, W stored as `[in, out]`. */
  #linear(name: string, x: string, nIn: number, nOut: number): string {
    const { graph: g } = this;
    const isTurned = this.spec.linearLayout === 'out-in';
    const read = this.#locate(`${name}.weight`, isTurned ? [nOut, nIn] : [nIn, nOut]);
    const entry = this.weights.add(`${name}.weight`, isTurned ? () => transpose(read(), nOut, nIn) : read, [nIn, nOut], 0);
    return g.node('Add', [g.node('MatMul', [x, g.weight(entry)]), this.#weight(`${name}.bias`, [nOut])]);
  }

  #weight(name: string, shape: readonly number[]): string {
    return this.graph.weight(this.weights.add(name, this.#locate(name, shape), shape));
  }

  #locate(name: string, shape: readonly number[]): () => Float32Array {
    this.nParameters += shape.reduce((product, n) => product * n, 1);
    return this.checkpoint.locate(this.prefix + name, shape);
  }

  #nTokens(ids: string): string {
    return this.graph.node('Shape', [ids], { start: int(1), end: int(2) });
  }

  /** Where the rows of the position table end that this batch needs. */
  #endPosition(ids: string): string {
    const { offset } = this.spec.embeddings.positions;
    const nTokens = this.#nTokens(ids);
    return offset === 0 ? nTokens : this.graph.node('Add', [nTokens, this.graph.int64([offset])]);
  }
}
