import { addNorm } from './norm';
import type { TransformerParts } from './transformer-parts';

/** Sum of word, type and position rows, normed and widened where the model does so: `[batch, time, dim]`. */
export function addEmbeddings(parts: TransformerParts, ids: string): string {
  const { spec: { vocabSize, dim: width, embeddings: { dim, words, types, norm, projection, scale } }, graph: g } = parts;
  const rows = positionRows(parts, ids);
  let x = g.node('Gather', [parts.weight(`${words}.weight`, [vocabSize, dim], 1), ids]);
  if (scale !== undefined) x = g.node('Mul', [x, g.float32([scale], [])]);
  if (types !== null) {
    const type = parts.weight(`${types.name}.weight`, [types.nRows, dim]);
    x = g.node('Add', [x, types.nRows === 1 ? type : g.node('Gather', [type, g.input('token_type_ids', 'int64', ['batch', 'time'])])]);
  }
  if (rows !== null) x = g.node('Add', [x, rows]);
  if (norm !== null) x = addNorm(parts, norm, x, dim);
  return projection === null ? x : parts.linear(projection, x, dim, width);
}

/** The rows of the position table that this batch needs. */
function positionRows(parts: TransformerParts, ids: string): string | null {
  const { spec: { embeddings: { dim, positions } }, graph: g } = parts;
  if (positions === null) return null;
  const { name, nRows, offset } = positions;
  const table = parts.weight(`${name}.weight`, [nRows, dim]);
  const start = g.int64([offset]);
  const nTokens = parts.nTokens(ids);
  const end = offset === 0 ? nTokens : g.node('Add', [nTokens, g.int64([offset])]);
  return g.node('Slice', [table, start, end, g.int64([0])]);
}
