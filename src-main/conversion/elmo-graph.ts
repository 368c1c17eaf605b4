import { Failure } from '@contract/failure';
import type { ElmoOptions } from './elmo-options';
import { GraphBuilder, graph, int, ints } from './onnx/graph-builder';
import type { WeightEntry, WeightFile } from './onnx/weight-file';
import { readTensor } from './tensors';
import type { TensorSource } from './tensors';

const VERSIONS = { opset: 18, irVersion: 9 } as const;
const N_CHARACTERS = 261;
const CHARACTERS_PER_WORD = 50;
/** The id that fills a word up to 50 characters. */
const IN_WORD_PADDING = 261;
const DIRECTIONS = [0, 1] as const;

/** The two graphs of one model; `nParameters` is counted over both from the tensors that were read. */
export interface ElmoGraphs {
  /** `char_ids` int64 `[words, 50]` → `word_vectors` float32 `[words, P]`. */
  readonly wordEncoder: Uint8Array;
  /**
   * `word_vectors` float32 `[batch, time, P]` with the rows of the sentence marks, `mask` float32 `[batch, time]` (1 on words and marks),
   * `h0` `[layers, 2, batch, P]`, `c0` `[layers, 2, batch, C]` → `hidden_states.0` … float32 `[batch, time, 2P]` (zero where the mask is), `hN`, `cN` as `h0`, `c0`.
   */
  readonly bilm: Uint8Array;
  readonly nParameters: number;
}

/**
 * Builds the graphs of an ELMo model from weights in the published layout (TensorFlow's, x·W) and appends them to `weights`.
 * @throws Failure('model') naming the tensor that is missing, shaped otherwise or left over.
 */
export function buildElmoGraphs(options: ElmoOptions, source: TensorSource, weights: WeightFile): ElmoGraphs {
  let nParameters = 0;
  const read = (name: string, shape: readonly number[]): Float32Array => {
    const values = readTensor(source, name, shape);
    nParameters += values.length;
    return values;
  };
  requireAbsent(source, `CNN_high_${options.nHighway}/W_carry`);
  requireAbsent(source, `${cellPath(0, options.nLayers)}/W_0`);
  requireAbsent(source, `CNN/W_cnn_${options.filters.length}`);
  const wordEncoder = buildWordEncoder(options, read, weights).toModel(VERSIONS);
  const bilm = buildBilm(options, read, weights).toModel(VERSIONS);
  return { wordEncoder, bilm, nParameters };
}

type Read = (name: string, shape: readonly number[]) => Float32Array;

function buildWordEncoder(options: ElmoOptions, read: Read, weights: WeightFile): GraphBuilder {
  const g = new GraphBuilder('word_encoder');
  const { characterDim, projectionDim } = options;
  const ids = g.input('char_ids', 'int64', ['words', CHARACTERS_PER_WORD]);
  // Id 0, the padding word's, has no row in the file.
  const table = new Float32Array((N_CHARACTERS + 1) * characterDim);
  table.set(read('char_embed', [N_CHARACTERS, characterDim]), characterDim);
  const used = dropSharedPadding(g, ids, Math.max(...options.filters.map(({ width }) => width)));
  const embedded = g.node('Gather', [g.weight(weights.add('char_embed', table, [N_CHARACTERS + 1, characterDim])), used]);
  const maxima = options.filters.map(({ width, nFilters }, i) => {
    // A convolution as one product of all windows with the kernel: faster here than Conv, whose inputs are only 16 channels deep.
    const windows = Array.from({ length: width }, (_, q) => {
      const end = q + 1 === width ? Number.MAX_SAFE_INTEGER : q + 1 - width;
      return width === 1 ? embedded : g.node('Slice', [embedded, g.int64([q]), g.int64([end]), g.int64([1])]);
    });
    const unfolded = width === 1 ? embedded : g.node('Concat', windows, { axis: int(2) });
    const kernel = read(`CNN/W_cnn_${i}`, [1, width, characterDim, nFilters]);
    const products = g.node('MatMul', [unfolded, g.weight(weights.add(`CNN/W_cnn_${i}`, kernel, [width * characterDim, nFilters]))]);
    // Adding the bias after the maximum gives the same numbers: rounding is monotone.
    const bias = g.weight(weights.add(`CNN/b_cnn_${i}`, read(`CNN/b_cnn_${i}`, [nFilters]), [nFilters]));
    return g.node('Add', [g.node('ReduceMax', [products, g.int64([1])], { keepdims: int(0) }), bias]);
  });
  const nFilters = options.filters.reduce((sum, filter) => sum + filter.nFilters, 0);
  let x = g.node(options.activation === 'relu' ? 'Relu' : 'Tanh', [g.node('Concat', maxima, { axis: int(1) })]);
  const linear = (input: string, weight: string, bias: string, nIn: number, nOut: number): string => g.node('Gemm', [
    input, g.weight(weights.add(weight, read(weight, [nIn, nOut]), [nIn, nOut])), g.weight(weights.add(bias, read(bias, [nOut]), [nOut])),
  ]);
  for (let k = 0; k < options.nHighway; k += 1) {
    // Despite its name, "carry" gates the transformed value: x ← g·t + (1 − g)·x, written as x + g·(t − x).
    const gate = g.node('Sigmoid', [linear(x, `CNN_high_${k}/W_carry`, `CNN_high_${k}/b_carry`, nFilters, nFilters)]);
    const transformed = g.node('Relu', [linear(x, `CNN_high_${k}/W_transform`, `CNN_high_${k}/b_transform`, nFilters, nFilters)]);
    x = g.node('Add', [x, g.node('Mul', [gate, g.node('Sub', [transformed, x])])]);
  }
  if (nFilters !== projectionDim) x = linear(x, 'CNN_proj/W_proj', 'CNN_proj/b_proj', nFilters, projectionDim);
  g.output('word_vectors', x, 'float', ['words', projectionDim]);
  return g;
}

/**
 * Cuts the columns that are padding in every word of the batch, but for one window's width: the reference takes the maximum over
 * windows of mere padding too, and all of them are alike. `ids` `[words, 50]` → `[words, at most 50]`.
 */
function dropSharedPadding(g: GraphBuilder, ids: string, widestFilter: number): string {
  const isPadding = g.node('Cast', [g.node('Equal', [ids, g.int64([IN_WORD_PADDING], [])])], { to: int(7) });
  const isPaddingEverywhere = g.node('ReduceMin', [isPadding, g.int64([0])], { keepdims: int(0) });
  const columns = Array.from({ length: CHARACTERS_PER_WORD }, (_, i) => i + 1);
  // 0 where a column is padding everywhere, its 1-based number otherwise.
  const numbered = g.node('Mul', [g.node('Sub', [g.int64([1], []), isPaddingEverywhere]), g.int64(columns)]);
  const end = g.node('Add', [g.node('ReduceMax', [numbered, g.int64([0])], { keepdims: int(1) }), g.int64([widestFilter])]);
  return g.node('Slice', [ids, g.int64([0]), end, g.int64([1])]);
}

function buildBilm(options: ElmoOptions, read: Read, weights: WeightFile): GraphBuilder {
  const g = new GraphBuilder('bilm');
  const { projectionDim: P, cellDim: C, nLayers } = options;
  const wordVectors = g.input('word_vectors', 'float', ['batch', 'time', P]);
  const mask = g.input('mask', 'float', ['batch', 'time']);
  const h0 = g.input('h0', 'float', [nLayers, 2, 'batch', P]);
  const c0 = g.input('c0', 'float', [nLayers, 2, 'batch', C]);
  const maskRows = g.node('Unsqueeze', [mask, g.int64([2])]);
  const isWord = g.node('Greater', [g.node('Transpose', [maskRows], { perm: ints([1, 0, 2]) }), g.float32([0], [])]);
  const timeFirst = g.node('Transpose', [wordVectors], { perm: ints([1, 0, 2]) });
  const finals: { h: string[]; c: string[] } = { h: [], c: [] };
  const putOut = (layer: number, forward: string, backward: string): void => {
    const both = g.node('Transpose', [g.node('Concat', [forward, backward], { axis: int(-1) })], { perm: ints([1, 0, 2]) });
    g.output(`hidden_states.${layer}`, g.node('Mul', [both, maskRows]), 'float', ['batch', 'time', 2 * P]);
  };
  putOut(0, timeFirst, timeFirst);
  let inputs: readonly string[] = [timeFirst, timeFirst];
  for (let layer = 0; layer < nLayers; layer += 1) {
    const outputs = DIRECTIONS.map((direction) => {
      const input = inputs[direction] ?? '';
      const initial = (state: string): string => g.node('Gather', [g.node('Gather', [state, g.int64([layer], [])], { axis: int(0) }), g.int64([direction], [])], { axis: int(0) });
      const cell = addCell(g, options, readCell(options, read, weights, direction, layer));
      const scanned = g.nodeWithOutputs('Scan', [initial(h0), initial(c0), cell.gateInputs(input), isWord], 3, {
        body: graph(cell.step), num_scan_inputs: int(2), scan_input_directions: ints([direction, direction]), scan_output_directions: ints([direction]),
      });
      const [h = '', c = '', y = ''] = scanned;
      finals.h.push(h);
      finals.c.push(c);
      return layer === 0 ? y : g.node('Add', [y, input]);
    });
    putOut(layer + 1, outputs[0] ?? '', outputs[1] ?? '');
    inputs = outputs;
  }
  g.output('hN', stackStates(g, finals.h), 'float', [nLayers, 2, 'batch', P]);
  g.output('cN', stackStates(g, finals.c), 'float', [nLayers, 2, 'batch', C]);
  return g;
}

/** Layer-major list of `[batch, n]` → `[layers, 2, batch, n]`. */
function stackStates(g: GraphBuilder, states: readonly string[]): string {
  const rows = states.map((state) => g.node('Unsqueeze', [state, g.int64([0, 1])]));
  const layers = rows.flatMap((forward, i) => (i % 2 === 0 ? [g.node('Concat', [forward, rows[i + 1] ?? ''], { axis: int(1) })] : []));
  return g.node('Concat', layers, { axis: int(0) });
}

interface CellWeights {
  readonly name: string;
  /** `[P, 4C]`, `[P, 4C]`, `[4C]`, `[4C]`, `[C, P]`; columns in the order i f o j. */
  readonly input: WeightEntry;
  readonly recurrent: WeightEntry;
  readonly bias: WeightEntry;
  readonly forgetBias: WeightEntry;
  readonly projection: WeightEntry;
}

function readCell({ projectionDim: P, cellDim: C }: ElmoOptions, read: Read, weights: WeightFile, direction: number, layer: number): CellWeights {
  const path = cellPath(direction, layer);
  const both = sigmoidsFirst(read(`${path}/W_0`, [2 * P, 4 * C]), C);
  const bias = sigmoidsFirst(read(`${path}/B`, [4 * C]), C);
  // TensorFlow adds 1 to the forget gate at run time; kept apart so that the stored half-precision bias stays what the file says.
  const forgetBias = new Float32Array(4 * C).fill(1, C, 2 * C);
  return {
    name: `cell_${direction}_${layer}`,
    input: weights.add(`${path}/W_x`, both.slice(0, P * 4 * C), [P, 4 * C]),
    recurrent: weights.add(`${path}/W_h`, both.slice(P * 4 * C), [P, 4 * C]),
    bias: weights.add(`${path}/B`, bias, [4 * C]),
    forgetBias: weights.add(`${path}/forget_bias`, forgetBias, [4 * C]),
    projection: weights.add(`${path}/W_P_0`, read(`${path}/W_P_0`, [C, P]), [C, P]),
  };
}

/**
 * LSTM with projection and clipping: z = x·W_x + h·W_h + B; c ← clip(σ(f + 1)·c + σ(i)·tanh(j)); h ← clip((σ(o)·tanh(c))·W_P).
 * The states stay as they are where the mask is zero, so scanning right-padded rows from the right starts at the true end.
 */
function addCell(g: GraphBuilder, options: ElmoOptions, cell: CellWeights): { gateInputs: (x: string) => string; step: GraphBuilder } {
  const { projectionDim: P, cellDim: C } = options;
  const bias = g.node('Add', [g.weight(cell.bias), g.weight(cell.forgetBias)]);
  const inputWeight = g.weight(cell.input);
  const recurrent = g.weight(cell.recurrent);
  const projection = g.weight(cell.projection);
  const s = new GraphBuilder(cell.name);
  const local = (name: string): string => `${cell.name}/${name}`;
  const h = s.input(local('h'), 'float', ['batch', P]);
  const c = s.input(local('c'), 'float', ['batch', C]);
  const z = s.input(local('z'), 'float', ['batch', 4 * C]);
  const isWord = s.input(local('is_word'), 'bool', ['batch', 1]);
  const gates = s.node('Add', [z, s.node('MatMul', [h, recurrent])]);
  const [sigmoids = '', candidate = ''] = s.nodeWithOutputs('Split', [gates, s.int64([3 * C, C])], 2, { axis: int(1) });
  const [i = '', f = '', o = ''] = s.nodeWithOutputs('Split', [s.node('Sigmoid', [sigmoids]), s.int64([C, C, C])], 3, { axis: int(1) });
  const kept = s.node('Mul', [f, c]);
  const added = s.node('Mul', [i, s.node('Tanh', [candidate])]);
  const cNew = clipped(s, s.node('Add', [kept, added]), options.cellClip);
  const hNew = clipped(s, s.node('MatMul', [s.node('Mul', [o, s.node('Tanh', [cNew])]), projection]), options.projectionClip);
  s.output(local('h_next'), s.node('Where', [isWord, hNew, h]), 'float', ['batch', P]);
  s.output(local('c_next'), s.node('Where', [isWord, cNew, c]), 'float', ['batch', C]);
  s.output(local('y'), hNew, 'float', ['batch', P]);
  return { gateInputs: (x) => g.node('Add', [g.node('MatMul', [x, inputWeight]), bias]), step: s };
}

function clipped(g: GraphBuilder, value: string, bound: number | null): string {
  return bound === null ? value : g.node('Clip', [value, g.float32([-bound], []), g.float32([bound], [])]);
}

function cellPath(direction: number, layer: number): string {
  return `RNN_${direction}/RNN/MultiRNNCell/Cell${layer}/LSTMCell`;
}

/** Column blocks i j f o of width C → i f o j, so that one Sigmoid serves three gates. */
function sigmoidsFirst(values: Float32Array, C: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < values.length; row += 4 * C) {
    for (const [to, from] of [0, 2, 3, 1].entries()) turned.set(values.subarray(row + from * C, row + (from + 1) * C), row + to * C);
  }
  return turned;
}

function requireAbsent(source: TensorSource, name: string): void {
  if (source.has(name)) throw new Failure('model', `The weights hold "${name}", more than the settings say; use files that belong together.`);
}
