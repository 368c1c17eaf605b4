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
  const mixed = new Float64Array(dim);
  for (let row = 0; row < nRows; row++) {
    mixed.fill(0);
    const start = row * nLayers * dim;
    let at = 0;
    for (; at + 3 < taken.length; at += 4) addFour(mixed, table.values, start, taken, factors, at);
    for (; at < taken.length; at++) {
      const layer = taken[at] as number, weight = factors[layer] as number, from = start + layer * dim;
      for (let d = 0; d < dim; d++) mixed[d] = (mixed[d] as number) + weight * (table.values[from + d] as number);
    }
    values.set(mixed, row * dim);
  }
  return { values, n: nRows, dim };
}

/** Four layers for each read of the sum, added one after the other: the numbers of one layer at a time. */
function addFour(mixed: Float64Array, values: Float32Array, start: number, taken: readonly number[], factors: readonly number[], at: number): void {
  const dim = mixed.length;
  const [l0, l1, l2, l3] = [taken[at], taken[at + 1], taken[at + 2], taken[at + 3]] as [number, number, number, number];
  const w0 = factors[l0] as number, w1 = factors[l1] as number, w2 = factors[l2] as number, w3 = factors[l3] as number;
  const a0 = start + l0 * dim, a1 = start + l1 * dim, a2 = start + l2 * dim, a3 = start + l3 * dim;
  for (let d = 0; d < dim; d++) mixed[d] = (mixed[d] as number) + w0 * (values[a0 + d] as number) + w1 * (values[a1 + d] as number) + w2 * (values[a2 + d] as number) + w3 * (values[a3 + d] as number);
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
