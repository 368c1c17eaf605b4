import { LAST_BLOCK, READING } from '../../model-format/graph-names';
import type { SentenceCutter, SentenceToRead } from '../runtime/encoder';
import { Tensor } from '../runtime/onnxruntime';

/** Which rows are read, with which weight: `[nReadings, width]`, rows flattened as {@link READING} says, unused places with weight 0. */
export interface WantedRows {
  readonly rows: BigInt64Array;
  readonly weights: Float32Array;
  readonly nReadings: number;
  readonly width: number;
}

/**
 * The readings of a batch.
 * @param time rows that every sentence of the batch has in the graph, marks and padding included
 */
export function wantedRows(batch: readonly SentenceToRead[], time: number, nMarks: SentenceCutter['nMarks']): WantedRows {
  const readings = batch.flatMap((sentence, b) => sentence.readings.map((reading) => ({ reading, first: b * time + nMarks.before })));
  const width = readings.reduce((widest, { reading }) => Math.max(widest, reading.to - reading.from), 1);
  const rows = new BigInt64Array(readings.length * width);
  const weights = new Float32Array(readings.length * width);
  for (const [r, { reading: { from, to, weights: given }, first }] of readings.entries()) {
    for (let i = 0; i < to - from; i++) {
      rows[r * width + i] = BigInt(first + from + i);
      weights[r * width + i] = given === null ? 1 / (to - from) : given[i] ?? 0;
    }
  }
  return { rows, weights, nReadings: readings.length, width };
}

/** The inputs of a graph that say what is read. */
export function readingFeeds({ rows, weights, nReadings, width }: WantedRows): Readonly<Record<string, Tensor>> {
  const dims = [nReadings, width];
  return { [READING.rows]: new Tensor('int64', rows, dims), [READING.weights]: new Tensor('float32', weights, dims) };
}

/** The inputs by which a transformer's last block knows its rows. */
export function lastBlockFeeds({ rows, nReadings, width }: Pick<WantedRows, 'rows' | 'nReadings' | 'width'>): Readonly<Record<string, Tensor>> {
  const placeOf = new Map<bigint, bigint>();
  const places = new BigInt64Array(rows.length);
  for (const [i, row] of rows.entries()) {
    let place = placeOf.get(row);
    if (place === undefined) placeOf.set(row, place = BigInt(placeOf.size));
    places[i] = place;
  }
  return { [LAST_BLOCK.rows]: new Tensor('int64', BigInt64Array.from(placeOf.keys()), [placeOf.size]), [LAST_BLOCK.places]: new Tensor('int64', places, [nReadings, width]) };
}

/** One array a layer, each `[nReadings, dim]` → `[nReadings, nLayers, dim]`. */
export function byReading(layers: readonly Float32Array[], dim: number): Float32Array {
  const [only] = layers;
  if (only === undefined || layers.length === 1) return only ?? new Float32Array();
  const nReadings = only.length / dim;
  const values = new Float32Array(nReadings * layers.length * dim);
  for (const [l, layer] of layers.entries()) {
    for (let r = 0; r < nReadings; r++) values.set(layer.subarray(r * dim, (r + 1) * dim), (r * layers.length + l) * dim);
  }
  return values;
}
