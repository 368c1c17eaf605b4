import { LAST_BLOCK, SPANS } from '../../model-format/graph-names';
import type { ModelTokenizer, SentenceToEncode } from '../runtime/encoder';
import { Tensor } from '../runtime/onnxruntime';

/** Which rows are read, with which weight: `[nSpans, width]`, rows flattened as {@link SPANS} says, unused places with weight 0. */
export interface WantedRows {
  readonly rows: BigInt64Array;
  readonly weights: Float32Array;
  readonly nSpans: number;
  readonly width: number;
}

/**
 * The pooled spans of a batch.
 * @param time rows that every sentence of the batch has in the graph, special tokens and padding included
 */
export function wantedRows(batch: readonly SentenceToEncode[], time: number, nSpecialTokens: ModelTokenizer['nSpecialTokens']): WantedRows {
  const spans = batch.flatMap((sentence, b) => sentence.spans.map((span) => ({ span, first: b * time + nSpecialTokens.before })));
  const width = spans.reduce((widest, { span }) => Math.max(widest, span.to - span.from), 1);
  const rows = new BigInt64Array(spans.length * width);
  const weights = new Float32Array(spans.length * width);
  for (const [r, { span: { from, to, weights: given }, first }] of spans.entries()) {
    for (let i = 0; i < to - from; i++) {
      rows[r * width + i] = BigInt(first + from + i);
      weights[r * width + i] = given === null ? 1 / (to - from) : given[i] ?? 0;
    }
  }
  return { rows, weights, nSpans: spans.length, width };
}

/** The inputs of a graph that say what is read. */
export function spanFeeds({ rows, weights, nSpans, width }: WantedRows): Readonly<Record<string, Tensor>> {
  const dims = [nSpans, width];
  return { [SPANS.rows]: new Tensor('int64', rows, dims), [SPANS.weights]: new Tensor('float32', weights, dims) };
}

/** The inputs by which a transformer's last block knows its rows. */
export function lastBlockFeeds({ rows, nSpans, width }: Pick<WantedRows, 'rows' | 'nSpans' | 'width'>): Readonly<Record<string, Tensor>> {
  const placeOf = new Map<bigint, bigint>();
  const places = new BigInt64Array(rows.length);
  for (const [i, row] of rows.entries()) {
    let place = placeOf.get(row);
    if (place === undefined) placeOf.set(row, place = BigInt(placeOf.size));
    places[i] = place;
  }
  return { [LAST_BLOCK.rows]: new Tensor('int64', BigInt64Array.from(placeOf.keys()), [placeOf.size]), [LAST_BLOCK.places]: new Tensor('int64', places, [nSpans, width]) };
}

/** One array a layer, each `[nSpans, dim]` → `[nSpans, nLayers, dim]`. */
export function bySpan(layers: readonly Float32Array[], dim: number): Float32Array {
  const [only] = layers;
  if (only === undefined || layers.length === 1) return only ?? new Float32Array();
  const nSpans = only.length / dim;
  const values = new Float32Array(nSpans * layers.length * dim);
  for (const [l, layer] of layers.entries()) {
    for (let r = 0; r < nSpans; r++) values.set(layer.subarray(r * dim, (r + 1) * dim), (r * layers.length + l) * dim);
  }
  return values;
}
