/** A sparse matrix by rows: row i holds the entries `offsets[i]`…`offsets[i + 1]`, columns ascending. */
interface SparseRows {
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** A weighted graph of n points: each edge in both directions, sorted by head, then by tail; weights above 0 to 1; no edge to itself. */
export interface Graph {
  readonly n: number;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly weights: Float32Array;
}

const ROWS_A_STEP = 8_192;

/**
 * Joins the two directions of each edge (McInnes et al. 2018, section 3.1): union a + b − ab, intersection ab, and between the two
 * setOpMixRatio × union + (1 − setOpMixRatio) × intersection (umap-learn's `set_op_mix_ratio`). Edges of weight 0 are left out.
 * Pauses after each slice of about 10 ms (50 where 50,000 rows are sorted).
 * @param indices and `strengths` `[n, k]`.
 */
export function* fuzzyUnion(indices: Int32Array, strengths: Float32Array, n: number, setOpMixRatio: number): Generator<void, Graph> {
  const k = n === 0 ? 0 : indices.length / n;
  const incoming = transpose(n, { offsets: Int32Array.from({ length: n + 1 }, (_, row) => row * k), columns: indices, values: strengths });
  yield;
  // Turned twice, each row's entries are in order: a counting sort.
  const outgoing = transpose(n, incoming);
  yield;
  const most = outgoing.columns.length + incoming.columns.length;
  const heads = new Int32Array(most), tails = new Int32Array(most), weights = new Float32Array(most);
  let size = 0;
  for (let row = 0; row < n; row++) {
    if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    let out = outgoing.offsets[row] as number, into = incoming.offsets[row] as number;
    const outEnd = outgoing.offsets[row + 1] as number, intoEnd = incoming.offsets[row + 1] as number;
    while (out < outEnd || into < intoEnd) {
      const to = out < outEnd ? (outgoing.columns[out] as number) : n;
      const from = into < intoEnd ? (incoming.columns[into] as number) : n;
      const tail = Math.min(to, from);
      const a = to === tail ? (outgoing.values[out++] as number) : 0;
      const b = from === tail ? (incoming.values[into++] as number) : 0;
      const both = a * b;
      const weight = Math.fround(setOpMixRatio * (a + b - both) + (1 - setOpMixRatio) * both);
      if (weight === 0) continue;
      heads[size] = row;
      tails[size] = tail;
      weights[size++] = weight;
    }
  }
  return { n, heads: heads.slice(0, size), tails: tails.slice(0, size), weights: weights.slice(0, size) };
}

/** Rows and columns exchanged, without entries that are 0 or on the diagonal. */
function transpose(n: number, { offsets, columns, values }: SparseRows): SparseRows {
  const starts = new Int32Array(n + 1);
  const counts = (row: number, entry: number): boolean => values[entry] !== 0 && columns[entry] !== row;
  for (let row = 0; row < n; row++) {
    for (let entry = offsets[row] as number; entry < (offsets[row + 1] as number); entry++) if (counts(row, entry)) (starts[(columns[entry] as number) + 1] as number)++;
  }
  for (let column = 0; column < n; column++) (starts[column + 1] as number) += starts[column] as number;
  const next = starts.slice(0, n);
  const size = starts[n] as number;
  const rows = new Int32Array(size), turned = new Float32Array(size);
  for (let row = 0; row < n; row++) {
    for (let entry = offsets[row] as number; entry < (offsets[row + 1] as number); entry++) {
      if (!counts(row, entry)) continue;
      const place = (next[columns[entry] as number] as number)++;
      rows[place] = row;
      turned[place] = values[entry] as number;
    }
  }
  return { offsets: starts, columns: rows, values: turned };
}
