import { addLstmStep } from './elmo-cell';
import type { ElmoOptions } from '../model-format/elmo-options';
import type { CellWeights, LayerWeights } from './elmo-weights';
import { GraphBuilder, graph, int, ints } from './onnx/graph-builder';
import { addSpanPooling } from './onnx/span-pooling';

/**
 * The bidirectional language model as a Scan over time, for the CPU: `word_vectors` float32 `[batch, time, P]` with the rows of the special tokens,
 * `mask` float32 `[batch, time]` (1 on words and special tokens), `h0` `[layers, 2, batch, P]`, `c0` `[layers, 2, batch, C]` and the wanted rows
 * → `span_vectors.0` … float32 `[spans, 2P]` (forward half, backward half), `hN`, `cN` as `h0`, `c0`.
 */
export function buildBilm(options: ElmoOptions, layers: readonly LayerWeights[]): GraphBuilder {
  const g = new GraphBuilder('bilm');
  const { projectionDim: P, cellDim: C } = options;
  const wordVectors = g.input('word_vectors', 'float', ['batch', 'time', P]);
  const mask = g.input('mask', 'float', ['batch', 'time']);
  const h0 = g.input('h0', 'float', [layers.length, 2, 'batch', P]);
  const c0 = g.input('c0', 'float', [layers.length, 2, 'batch', C]);
  const isWord = g.node('Greater', [g.node('Unsqueeze', [g.node('Transpose', [mask], { perm: ints([1, 0]) }), g.int64([2])]), g.float32([0], [])]);
  const timeFirst = g.node('Transpose', [wordVectors], { perm: ints([1, 0, 2]) });
  const finals: { h: string[]; c: string[] } = { h: [], c: [] };
  const states = [{ value: g.node('Concat', [wordVectors, wordVectors], { axis: int(2) }), dim: 2 * P }];
  let inputs: readonly string[] = [timeFirst, timeFirst];
  for (const [layer, cells] of layers.entries()) {
    const outputs = cells.map((cell, direction) => {
      const input = inputs[direction] ?? '';
      const initial = (state: string): string => g.node('Gather', [g.node('Gather', [state, g.int64([layer], [])], { axis: int(0) }), g.int64([direction], [])], { axis: int(0) });
      const { gateInputs, step } = addCell(g, options, cell, `cell_${direction}_${layer}`);
      const [h = '', c = '', y = ''] = g.nodeWithOutputs('Scan', [initial(h0), initial(c0), gateInputs(input), isWord], 3, {
        body: graph(step), num_scan_inputs: int(2), scan_input_directions: ints([direction, direction]), scan_output_directions: ints([direction]),
      });
      finals.h.push(h);
      finals.c.push(c);
      return layer === 0 ? y : g.node('Add', [y, input]);
    });
    states.push({ value: g.node('Transpose', [g.node('Concat', outputs, { axis: int(-1) })], { perm: ints([1, 0, 2]) }), dim: 2 * P });
    inputs = outputs;
  }
  addSpanPooling(g, states);
  g.output('hN', stackStates(g, finals.h), 'float', [layers.length, 2, 'batch', P]);
  g.output('cN', stackStates(g, finals.c), 'float', [layers.length, 2, 'batch', C]);
  return g;
}

/** Layer-major list of `[batch, n]` → `[layers, 2, batch, n]`. */
function stackStates(g: GraphBuilder, states: readonly string[]): string {
  const rows = states.map((state) => g.node('Unsqueeze', [state, g.int64([0, 1])]));
  const layers = rows.flatMap((forward, i) => (i % 2 === 0 ? [g.node('Concat', [forward, rows[i + 1] ?? ''], { axis: int(1) })] : []));
  return g.node('Concat', layers, { axis: int(0) });
}

/** The states stay as they are where the mask is zero, so scanning right-padded rows from the right starts at the true end. */
function addCell(g: GraphBuilder, options: ElmoOptions, cell: CellWeights, name: string): { gateInputs: (x: string) => string; step: GraphBuilder } {
  const { projectionDim: P, cellDim: C } = options;
  const bias = g.node('Add', [g.weight(cell.bias), g.weight(cell.forgetBias)]);
  const inputWeight = g.weight(cell.input);
  const weights = { recurrent: g.weight(cell.recurrent), projection: g.weight(cell.projection) };
  const s = new GraphBuilder(name);
  const local = (value: string): string => `${name}/${value}`;
  const h = s.input(local('h'), 'float', ['batch', P]);
  const c = s.input(local('c'), 'float', ['batch', C]);
  const z = s.input(local('z'), 'float', ['batch', 4 * C]);
  const isWord = s.input(local('is_word'), 'bool', ['batch', 1]);
  const next = addLstmStep(s, options, weights, z, h, c);
  s.output(local('h_next'), s.node('Where', [isWord, next.h, h]), 'float', ['batch', P]);
  s.output(local('c_next'), s.node('Where', [isWord, next.c, c]), 'float', ['batch', C]);
  s.output(local('y'), next.h, 'float', ['batch', P]);
  return { gateInputs: (x) => g.node('Add', [g.node('MatMul', [x, inputWeight]), bias]), step: s };
}
