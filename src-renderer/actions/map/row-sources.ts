import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import type { RowSource } from '../../projection/client';

/** Occurrences that have a vector, in the set's order. */
export function rowsWithVector({ nOccurrences, missing }: Pick<EmbeddingSummary, 'nOccurrences' | 'missing'>): Int32Array {
  const without = new Set(missing);
  return Int32Array.from({ length: nOccurrences }, (_, row) => row).filter((row) => !without.has(row));
}

/** Sources by the layer's vectors, so that the projection worker is given each layer once. */
const known = new WeakMap<Float32Array, { readonly ghosts: GhostVectors | null; readonly source: RowSource }>();

/**
 * The rows of a map of occurrences: those with a vector, then the context-free vector of each of their forms.
 * @param vectors row-major `[nOccurrences, dim]`
 */
export function cloudSource(summary: EmbeddingSummary, vectors: Float32Array, ghosts: GhostVectors | null): RowSource {
  const found = known.get(vectors);
  if (found !== undefined && found.ghosts === ghosts) return found.source;
  const { dim } = summary;
  const rows = rowsWithVector(summary);
  const nExtra = ghosts?.forms.length ?? 0;
  const read = (): Float32Array => {
    const values = new Float32Array((rows.length + nExtra) * dim);
    rows.forEach((row, point) => { values.set(vectors.subarray(row * dim, (row + 1) * dim), point * dim); });
    if (ghosts !== null) values.set(ghosts.values, rows.length * dim);
    return values;
  };
  const source: RowSource = { n: rows.length + nExtra, dim, nExtra, read };
  known.set(vectors, { ghosts, source });
  return source;
}
