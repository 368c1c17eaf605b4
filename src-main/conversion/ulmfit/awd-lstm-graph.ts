import { GraphBuilder, int, ints, text } from '../onnx/graph-builder';
import { addSpanPooling } from '../onnx/span-pooling';
import type { AwdLstmWeights, LstmWeights } from './awd-lstm-weights';

const VERSIONS = { opset: 18, irVersion: 9 } as const;
const INT32 = 6;

/** One direction of a model: `forward` reads a sentence from its first token, `reverse` from its last. */
export interface Reader {
  readonly direction: 'forward' | 'reverse';
  readonly weights: AwdLstmWeights;
}

/**
 * AWD-LSTM (Merity et al. 2018; fastai's AWD_LSTM in evaluation, so without any dropout): `input_ids` int64 `[batch, time]`, `lengths` int64 `[batch]`
 * and the wanted rows → `span_vectors.0` … float32 `[spans, width of the layer]`, of two readers both one behind another. Layer 0 is the embedding. Every
 * sentence is read from the zero state. The lengths make the reverse reader begin at a sentence's own last token; rows of padding are read by nobody.
 */
export function buildAwdLstm(readers: readonly Reader[]): Uint8Array {
  const g = new GraphBuilder('awd_lstm');
  const ids = g.input('input_ids', 'int64', ['batch', 'time']);
  const lengths = g.node('Cast', [g.input('lengths', 'int64', ['batch'])], { to: int(INT32) });
  const timeFirst = g.node('Transpose', [ids], { perm: ints([1, 0]) });
  const byReader = readers.map(({ direction, weights }) => {
    // [time, batch, width]
    let x = g.node('Gather', [g.weight(weights.embedding), timeFirst], { axis: int(0) });
    const states = [{ value: x, dim: weights.embedding.shape[1] ?? 0 }];
    for (const layer of weights.layers) {
      x = addLayer(g, layer, x, lengths, direction);
      states.push({ value: x, dim: layer.nHidden });
    }
    return states;
  });
  const nStates = byReader[0]?.length ?? 0;
  addSpanPooling(g, Array.from({ length: nStates }, (_, layer) => {
    const parts = byReader.map((states) => states[layer] ?? { value: '', dim: 0 });
    const joined = parts.length === 1 ? parts[0]?.value ?? '' : g.node('Concat', parts.map(({ value }) => value), { axis: int(2) });
    return { value: swapped(g, joined), dim: parts.reduce((sum, { dim }) => sum + dim, 0) };
  }));
  return g.toModel(VERSIONS);
}

/** `[time, batch, in]` → `[time, batch, H]` */
function addLayer(g: GraphBuilder, { nHidden, input, recurrent, bias }: LstmWeights, x: string, lengths: string, direction: Reader['direction']): string {
  // [time, 1, batch, H]
  const [y = ''] = g.nodeWithOutputs('LSTM', [x, g.weight(input), g.weight(recurrent), g.weight(bias), lengths], 1, { hidden_size: int(nHidden), direction: text(direction) });
  return g.node('Squeeze', [y, g.int64([1])]);
}

/** `[time, batch, n]` → `[batch, time, n]` */
const swapped = (g: GraphBuilder, value: string): string => g.node('Transpose', [value], { perm: ints([1, 0, 2]) });
