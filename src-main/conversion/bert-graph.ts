import type { BertConfig } from './bert-config';
import { GraphBuilder, float, int, ints, text } from './onnx/graph-builder';
import type { WeightFile } from './onnx/weight-file';
import { readTensor, transpose } from './tensors';
import type { TensorSource } from './tensors';

// Gelu is an operator since opset 20.
const VERSIONS = { opset: 20, irVersion: 9 } as const;
const FLOAT32_MIN = -3.4028234663852886e38;

export interface BertGraph {
  /**
   * `input_ids`, `attention_mask`, `token_type_ids` int64 `[batch, time]` →
   * `hidden_states.0` … `hidden_states.N` float32 `[batch, time, H]`; rows of padding hold numbers without meaning.
   */
  readonly encoder: Uint8Array;
  /** Counted from the tensors that were read: embeddings and blocks, without pooler and prediction heads. */
  readonly nParameters: number;
}

/**
 * Builds the graph of a BERT encoder from a Hugging Face checkpoint and appends its weights to `weights`.
 * @throws Failure('model') naming the tensor that is missing or shaped otherwise.
 */
export function buildBertGraph(config: BertConfig, source: TensorSource, weights: WeightFile): BertGraph {
  const parts = new BertParts(config, source, weights);
  const { graph: g } = parts;
  const H = config.hiddenSize;
  const ids = g.input('input_ids', 'int64', ['batch', 'time']);
  const mask = g.input('attention_mask', 'int64', ['batch', 'time']);
  const types = g.input('token_type_ids', 'int64', ['batch', 'time']);
  let x = parts.embeddings(ids, types);
  const isReal = g.node('Cast', [g.node('Unsqueeze', [mask, g.int64([1, 2])])], { to: int(9) });
  const maskBias = g.node('Where', [isReal, g.float32([0], []), g.float32([FLOAT32_MIN], [])]);
  g.output('hidden_states.0', x, 'float', ['batch', 'time', H]);
  for (let block = 0; block < config.nBlocks; block += 1) {
    x = parts.block(`encoder.layer.${block}`, x, maskBias);
    g.output(`hidden_states.${block + 1}`, x, 'float', ['batch', 'time', H]);
  }
  return { encoder: g.toModel(VERSIONS), nParameters: parts.nParameters };
}

class BertParts {
  readonly graph = new GraphBuilder('encoder');
  nParameters = 0;
  readonly #prefix: string;

  constructor(private readonly config: BertConfig, private readonly source: TensorSource, private readonly weights: WeightFile) {
    this.#prefix = source.has('bert.embeddings.word_embeddings.weight') ? 'bert.' : '';
  }

  /** LN(word + position + type). */
  embeddings(ids: string, types: string): string {
    const { config: { vocabSize, maxPositions, typeVocabSize, hiddenSize: H }, graph: g } = this;
    const table = (name: string, nRows: number): string => this.#weight(`embeddings.${name}.weight`, [nRows, H]);
    const nTokens = g.node('Shape', [ids], { start: int(1), end: int(2) });
    const positions = g.node('Slice', [table('position_embeddings', maxPositions), g.int64([0]), nTokens, g.int64([0])]);
    const words = g.node('Gather', [table('word_embeddings', vocabSize), ids]);
    const wordsAndTypes = g.node('Add', [words, g.node('Gather', [table('token_type_embeddings', typeVocabSize), types])]);
    return this.#layerNorm('embeddings.LayerNorm', g.node('Add', [wordsAndTypes, positions]));
  }

  /** Self-attention and feed-forward part, each followed by its layer norm. */
  block(name: string, x: string, maskBias: string): string {
    const { config: { hiddenSize: H, intermediateSize: I }, graph: g } = this;
    const context = this.#attention(`${name}.attention.self`, x, maskBias);
    const attended = g.node('Add', [this.#linear(`${name}.attention.output.dense`, context, H, H), x]);
    const a = this.#layerNorm(`${name}.attention.output.LayerNorm`, attended);
    const inner = this.#activation(this.#linear(`${name}.intermediate.dense`, a, H, I));
    return this.#layerNorm(`${name}.output.LayerNorm`, g.node('Add', [this.#linear(`${name}.output.dense`, inner, I, H), a]));
  }

  /** softmax(q·kᵀ/√d + mask)·v for all heads; d is the width of a head. */
  #attention(name: string, x: string, maskBias: string): string {
    const { config: { hiddenSize: H, nHeads }, graph: g } = this;
    const width = H / nHeads;
    const heads = (part: string, perm: readonly number[]): string =>
      g.node('Transpose', [g.node('Reshape', [this.#linear(`${name}.${part}`, x, H, H), g.int64([0, 0, nHeads, width])])], { perm: ints(perm) });
    const q = heads('query', [0, 2, 1, 3]);
    const k = heads('key', [0, 2, 3, 1]);
    const v = heads('value', [0, 2, 1, 3]);
    const scores = g.node('Div', [g.node('MatMul', [q, k]), g.float32([Math.sqrt(width)], [])]);
    const probabilities = g.node('Softmax', [g.node('Add', [scores, maskBias])], { axis: int(-1) });
    const context = g.node('Transpose', [g.node('MatMul', [probabilities, v])], { perm: ints([0, 2, 1, 3]) });
    return g.node('Reshape', [context, g.int64([0, 0, H])]);
  }

  #activation(x: string): string {
    const { activation } = this.config;
    if (activation === 'relu') return this.graph.node('Relu', [x]);
    return this.graph.node('Gelu', [x], { approximate: text(activation === 'gelu' ? 'none' : 'tanh') });
  }

  /** x·Wᵀ + b; the checkpoint stores W as (out, in). */
  #linear(name: string, x: string, nIn: number, nOut: number): string {
    const weight = this.#read(`${name}.weight`, [nOut, nIn]);
    const entry = this.weights.add(`${name}.weight`, transpose(weight, nOut, nIn), [nIn, nOut]);
    return this.graph.node('Add', [this.graph.node('MatMul', [x, this.graph.weight(entry)]), this.#weight(`${name}.bias`, [nOut])]);
  }

  #layerNorm(name: string, x: string): string {
    const H = this.config.hiddenSize;
    // Older checkpoints say gamma and beta.
    const isOld = this.source.has(`${this.#prefix}${name}.gamma`);
    const scale = this.#weight(`${name}.${isOld ? 'gamma' : 'weight'}`, [H]);
    const shift = this.#weight(`${name}.${isOld ? 'beta' : 'bias'}`, [H]);
    return this.graph.node('LayerNormalization', [x, scale, shift], { axis: int(-1), epsilon: float(this.config.layerNormEps) });
  }

  #weight(name: string, shape: readonly number[]): string {
    return this.graph.weight(this.weights.add(name, this.#read(name, shape), shape));
  }

  #read(name: string, shape: readonly number[]): Float32Array {
    const values = readTensor(this.source, this.#prefix + name, shape);
    this.nParameters += values.length;
    return values;
  }
}
