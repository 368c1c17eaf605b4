import { addLstmStep } from './elmo-cell';
import type { ElmoOptions } from '../model-format/elmo-options';
import type { CellWeights, LayerWeights } from './elmo-weights';
import { CHUNK_STEPS, SPANS } from '../model-format/graph-names';
import { GraphBuilder, int } from './onnx/graph-builder';
import type { WeightEntry } from './onnx/weight-file';

/** A shader has eight storage buffers at least (WebGPU's default limit), so no node joins more values than this. */
const MAX_JOINED = 4;

/**
 * The bidirectional language model for a GPU: CHUNK_STEPS time steps, unrolled, because the body of a Scan would go to the CPU at every step. A sentence is
 * read chunk by chunk with the state handed on. Forward and backward never meet, so each pair of equal nodes is one: axis 0 is the direction, and
 * the backward half gets the words in the order in which it reads them, last word first.
 *
 * `word_vectors` float32 `[2, CHUNK_STEPS, batch, P]`, `h0` `[layers, 2, batch, P]`, `c0` `[layers, 2, batch, C]`, `span_rows` int64 and `span_weights`
 * float32 `[2, spans, width]` → `span_vectors.1` … float32 `[2, spans, P]`, `hN`, `cN` as `h0`, `c0`. Row of step t of sentence b in direction d:
 * (d · CHUNK_STEPS + t) · batch + b. What is read from several chunks is the sum over them. There is no mask: what follows the end of a sentence is
 * read by nobody, as long as its rows have the weight 0. Layer 0 is the word vectors themselves.
 */
export function buildBilmChunk(options: ElmoOptions, layers: readonly LayerWeights[]): GraphBuilder {
  const g = new GraphBuilder('bilm_chunk');
  const { projectionDim: P, cellDim: C } = options;
  let x = g.input('word_vectors', 'float', [2, CHUNK_STEPS, 'batch', P]);
  const h0 = g.input('h0', 'float', [layers.length, 2, 'batch', P]);
  const c0 = g.input('c0', 'float', [layers.length, 2, 'batch', C]);
  const rows = g.input(SPANS.rows, 'int64', [2, 'readings', 'width']);
  const weights = g.node('Unsqueeze', [g.input(SPANS.weights, 'float', [2, 'readings', 'width']), g.int64([2])]);
  const finals: { h: string[]; c: string[] } = { h: [], c: [] };
  for (const [layer, cells] of layers.entries()) {
    // [2, 1, batch, n]: axis 1 stands for time.
    const initial = (state: string): string => g.node('Unsqueeze', [g.node('Gather', [state, g.int64([layer], [])], { axis: int(0) }), g.int64([1])]);
    const { y, h, c } = addSteps(g, options, cells, x, initial(h0), initial(c0));
    x = layer === 0 ? y : g.node('Add', [y, x]);
    finals.h.push(h);
    finals.c.push(c);
    const wanted = g.node('Gather', [g.node('Reshape', [x, g.int64([-1, P])]), rows], { axis: int(0) });
    // [2, readings, 1, width] · [2, readings, width, P]
    g.output(SPANS.output(layer + 1), g.node('Squeeze', [g.node('MatMul', [weights, wanted]), g.int64([2])]), 'float', [2, 'readings', P]);
  }
  // [2, 1, batch, n] of each layer → [layers, 2, batch, n]
  const stacked = (states: readonly string[], n: number): string => join(g, states.map((state) => g.node('Reshape', [state, g.int64([1, 2, -1, n])])), 0);
  g.output('hN', stacked(finals.h, P), 'float', [layers.length, 2, 'batch', P]);
  g.output('cN', stacked(finals.c, C), 'float', [layers.length, 2, 'batch', C]);
  return g;
}

/** All steps of one layer: x `[2, CHUNK_STEPS, batch, P]` → y as x, and the state after the last step. */
function addSteps(g: GraphBuilder, options: ElmoOptions, cells: LayerWeights, x: string, h0: string, c0: string): { readonly y: string; readonly h: string; readonly c: string } {
  const { projectionDim: P, cellDim: C } = options;
  const both = (pick: (cell: CellWeights) => WeightEntry, axes: readonly number[]): string => (
    g.node('Concat', cells.map((cell) => g.node('Unsqueeze', [g.weight(pick(cell)), g.int64(axes)])), { axis: int(0) })
  );
  const bias = g.node('Add', [both(({ bias }) => bias, [0, 1]), both(({ forgetBias }) => forgetBias, [0, 1])]);
  // [2, steps · batch, P] · [2, P, 4C]: one product for the whole chunk.
  const flat = g.node('Reshape', [x, g.int64([2, -1, P])]);
  const gateInputs = g.node('Reshape', [g.node('Add', [g.node('MatMul', [flat, both(({ input }) => input, [0])]), bias]), g.int64([2, CHUNK_STEPS, -1, 4 * C])]);
  const weights = { recurrent: both(({ recurrent }) => recurrent, [0, 1]), projection: both(({ projection }) => projection, [0, 1]) };
  let state = { h: h0, c: c0 };
  const outputs: string[] = [];
  for (let t = 0; t < CHUNK_STEPS; t += 1) {
    const z = g.node('Slice', [gateInputs, g.int64([t]), g.int64([t + 1]), g.int64([1])]);
    state = addLstmStep(g, options, weights, z, state.h, state.c);
    outputs.push(state.h);
  }
  return { y: join(g, outputs, 1), ...state };
}

function join(g: GraphBuilder, values: readonly string[], axis: number): string {
  let joined = values;
  while (joined.length > 1) {
    const next: string[] = [];
    for (let start = 0; start < joined.length; start += MAX_JOINED) {
      const group = joined.slice(start, start + MAX_JOINED);
      next.push(group.length === 1 ? group[0] ?? '' : g.node('Concat', group, { axis: int(axis) }));
    }
    joined = next;
  }
  return joined[0] ?? '';
}
