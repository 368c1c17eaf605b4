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
  const values = new Float32Array(nRows * dim);
  const mixed = new Float64Array(dim);
  for (let row = 0; row < nRows; row++) {
    mixed.fill(0);
    for (let layer = 0; layer < nLayers; layer++) {
      const weight = gamma * (weights[layer] as number) * (scales[layer] as number);
      if (weight === 0) continue;
      const vector = vectorAt(table, row, layer);
      for (let d = 0; d < dim; d++) mixed[d] = (mixed[d] as number) + weight * (vector[d] as number);
    }
    values.set(mixed, row * dim);
  }
  return { values, n: nRows, dim };
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
