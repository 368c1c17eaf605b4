import type { ElmoOptions } from '../model-format/elmo-options';
import type { WeightEntry, WeightSink } from './onnx/weight-file';
import type { ReadWeight } from './tensors';

/** The weights of one LSTM layer in one direction, as the graphs use them. */
export interface CellWeights {
  /** `[P, 4C]`, `[P, 4C]`, `[4C]`, `[4C]`, `[C, P]`; columns in the order i f o j. */
  readonly input: WeightEntry;
  readonly recurrent: WeightEntry;
  readonly bias: WeightEntry;
  readonly forgetBias: WeightEntry;
  readonly projection: WeightEntry;
}

/** Both directions of one layer: forward, backward. */
export type LayerWeights = readonly [CellWeights, CellWeights];

/** Where the published files keep the tensors of a layer (direction 0 reads forward, 1 backward). */
export function cellPath(direction: number, layer: number): string {
  return `RNN_${direction}/RNN/MultiRNNCell/Cell${layer}/LSTMCell`;
}

/** Appends the LSTM's weights to `weights`, layer by layer. */
export function readLstm(options: ElmoOptions, read: ReadWeight, weights: WeightSink): readonly LayerWeights[] {
  return Array.from({ length: options.nLayers }, (_, layer): LayerWeights => [readCell(options, read, weights, 0, layer), readCell(options, read, weights, 1, layer)]);
}

function readCell({ projectionDim: P, cellDim: C }: ElmoOptions, read: ReadWeight, weights: WeightSink, direction: number, layer: number): CellWeights {
  const path = cellPath(direction, layer);
  const both = sigmoidsFirst(read(`${path}/W_0`, [2 * P, 4 * C]), C);
  const bias = sigmoidsFirst(read(`${path}/B`, [4 * C]), C);
  // TensorFlow adds 1 to the forget gate at run time; kept apart so that the stored half-precision bias stays what the file says.
  const forgetBias = new Float32Array(4 * C).fill(1, C, 2 * C);
  return {
    input: weights.add(`${path}/W_x`, both.subarray(0, P * 4 * C), [P, 4 * C]),
    recurrent: weights.add(`${path}/W_h`, both.subarray(P * 4 * C), [P, 4 * C]),
    bias: weights.add(`${path}/B`, bias, [4 * C]),
    forgetBias: weights.add(`${path}/forget_bias`, forgetBias, [4 * C]),
    projection: weights.add(`${path}/W_P_0`, read(`${path}/W_P_0`, [C, P]), [C, P]),
  };
}

/** Column blocks i j f o of width C → i f o j, so that one Sigmoid serves three gates. */
function sigmoidsFirst(values: Float32Array, C: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < values.length; row += 4 * C) {
    for (const [to, from] of [0, 2, 3, 1].entries()) turned.set(values.subarray(row + from * C, row + (from + 1) * C), row + to * C);
  }
  return turned;
}
