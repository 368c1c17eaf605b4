import type { ElmoOptions } from '../model-format/elmo-options';
import { GraphBuilder, int } from './onnx/graph-builder';
import type { WeightSink } from './onnx/weight-file';
import type { ReadWeight } from './tensors';

const N_CHARACTERS = 261;
const CHARACTERS_PER_WORD = 50;
/** The id that fills a word up to 50 characters. */
const IN_WORD_PADDING = 261;

/**
 * The character CNN: `char_ids` int64 `[words, 50]` → `word_vectors` float32 `[words, P]`. It sees one word form at a time, so its vectors can be
 * kept by form. (AllenNLP: elmo.py, _ElmoCharacterEncoder; bilm-tf: model.py.)
 */
export function buildWordEncoder(options: ElmoOptions, read: ReadWeight, weights: WeightSink): GraphBuilder {
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
