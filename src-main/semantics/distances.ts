import { clampDistance, dot, norm } from '@vectors/cosine';
import { vectorAt, type VectorTable } from '@vectors/vector-table';

/**
 * Cosine distances of chosen rows to each other at every layer: `values[(layer * k + i) * k + j]`, `[nLayers, k, k]`, symmetric.
 * The diagonal is 0, except 1 for a zero vector (see {@link cosineDistance} for why).
 * @param missing rows that have no vector at all: they have no distance to anything, NaN
 */
export function distanceMatrices(table: VectorTable, rows: readonly number[], missing: ReadonlySet<number> = NONE): Float32Array {
  const k = rows.length;
  const values = new Float32Array(table.nLayers * k * k);
  for (let layer = 0; layer < table.nLayers; layer++) {
    const vectors = rows.map((row) => vectorAt(table, row, layer));
    const lengths = rows.map((row, i) => (missing.has(row) ? NaN : norm(vectors[i] as Float32Array)));
    for (let i = 0; i < k; i++) {
      const length = lengths[i] as number;
      values[(layer * k + i) * k + i] = Number.isNaN(length) ? NaN : length === 0 ? 1 : 0;
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

/** Cosine distance of every row at a layer from a vector, 0…2; NaN where one of the two is zero, which is no vector. */
export function distancesToVector(table: VectorTable, layer: number, query: Float32Array): Float32Array {
  const length = norm(query);
  return Float32Array.from({ length: table.nRows }, (_, row) => {
    const vector = vectorAt(table, row, layer);
    const both = length * norm(vector);
    return both === 0 ? NaN : clampDistance(1 - dot(query, vector) / both);
  });
}

const NONE: ReadonlySet<number> = new Set();
