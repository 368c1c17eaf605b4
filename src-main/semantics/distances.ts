import { clampDistance, dot, norm } from './cosine';
import { vectorAt, type VectorTable } from './vector-table';

/**
 * Cosine distances of chosen rows to each other at every layer: `values[(layer * k + i) * k + j]`, `[nLayers, k, k]`, symmetric.
 * The diagonal is 0, except 1 for a zero vector (see {@link cosineDistance} for why).
 */
export function distanceMatrices(table: VectorTable, rows: readonly number[]): Float32Array {
  const k = rows.length;
  const values = new Float32Array(table.nLayers * k * k);
  for (let layer = 0; layer < table.nLayers; layer++) {
    const vectors = rows.map((row) => vectorAt(table, row, layer));
    const lengths = vectors.map(norm);
    for (let i = 0; i < k; i++) {
      const length = lengths[i] as number;
      values[(layer * k + i) * k + i] = length === 0 ? 1 : 0;
      for (let j = i + 1; j < k; j++) {
        const both = length * (lengths[j] as number);
        const distance = both === 0 ? 1 : clampDistance(1 - dot(vectors[i] as Float32Array, vectors[j] as Float32Array) / both);
        values[(layer * k + i) * k + j] = distance;
        values[(layer * k + j) * k + i] = distance;
      }
    }
  }
  return values;
}
