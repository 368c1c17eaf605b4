import { vectorAt, type VectorTable } from '@vectors/vector-table';
import type { Rows } from '@vectors/rows';

export interface ScalarMixOptions {
  /** Factor of the whole mix; default 1. */
  readonly gamma?: number;
  /**
   * First scales every layer's vectors by one number a layer, so that all layers have the same mean norm (that of the layers on average). Layers of BERT
   * differ in length several times over, and the longest would have its way whatever the weights say. ELMo's `do_layer_norm` in AllenNLP serves the same end.
   */
  readonly isNormed?: boolean;
}

/**
 * ELMo's mix of layers: `γ · Σⱼ softmax(s)ⱼ hⱼ` (Peters et al. 2018, eq. 1), rows `[nRows, dim]`.
 * @param weights softmax(s), one a layer: 0 or more, 1 in sum
 * @throws RangeError where there are not as many weights as layers
 */
export function scalarMix(table: VectorTable, weights: ArrayLike<number>, { gamma = 1, isNormed = false }: ScalarMixOptions = {}): Rows {
  const { nRows, nLayers, dim } = table;
  if (weights.length !== nLayers) throw new RangeError(`${weights.length} weights for ${nLayers} layers`);
  const scales = isNormed ? equalNorms(table) : new Float64Array(nLayers).fill(1);
  const factors = Array.from({ length: nLayers }, (_, layer) => gamma * (weights[layer] as number) * (scales[layer] as number));
  const taken = [...factors.keys()].filter((layer) => factors[layer] !== 0);
  const values = new Float32Array(nRows * dim);
  const weightsTaken = Float64Array.from(taken, (layer) => factors[layer] as number), offsets = Int32Array.from(taken, (layer) => layer * dim);
  for (let row = 0; row < nRows; row++) mixRow(values.subarray(row * dim, (row + 1) * dim), table.values, row * nLayers * dim, offsets, weightsTaken);
  return { values, n: nRows, dim };
}

/** Four numbers of all layers at a time, each sum in the order of the layers and in double precision: sums stay in registers. */
function mixRow(mixed: Float32Array, values: Float32Array, start: number, offsets: Int32Array, weights: Float64Array): void {
  const dim = mixed.length, nTaken = weights.length;
  const nFours = dim & ~3;
  for (let d = 0; d < nFours; d += 4) {
    let first = 0, second = 0, third = 0, fourth = 0;
    for (let at = 0; at < nTaken; at++) {
      const weight = weights[at] as number, from = start + (offsets[at] as number) + d;
      first += weight * (values[from] as number);
      second += weight * (values[from + 1] as number);
      third += weight * (values[from + 2] as number);
      fourth += weight * (values[from + 3] as number);
    }
    mixed[d] = first;
    mixed[d + 1] = second;
    mixed[d + 2] = third;
    mixed[d + 3] = fourth;
  }
  for (let d = nFours; d < dim; d++) {
    let sum = 0;
    for (let at = 0; at < nTaken; at++) sum += (weights[at] as number) * (values[start + (offsets[at] as number) + d] as number);
    mixed[d] = sum;
  }
}

/** Mean Euclidean length of every layer's vectors. */
export function meanNorms(table: VectorTable): Float64Array {
  const means = new Float64Array(table.nLayers);
  for (let row = 0; row < table.nRows; row++) {
    for (let layer = 0; layer < table.nLayers; layer++) {
      let squares = 0;
      for (const value of vectorAt(table, row, layer)) squares += value * value;
      means[layer] = (means[layer] as number) + Math.sqrt(squares) / table.nRows;
    }
  }
  return means;
}

/** The factor of every layer that gives all the same mean norm; a layer of zeros stays as it is. */
function equalNorms(table: VectorTable): Float64Array {
  const norms = meanNorms(table);
  const common = norms.reduce((sum, norm) => sum + norm, 0) / norms.length;
  return norms.map((norm) => (norm > 0 ? common / norm : 1));
}
