const LARGEST = 127;

/** A matrix `[nRows, nColumns]` in 8 bits: `quotients · scale of the column`. */
export interface Int8Columns {
  readonly quotients: Int8Array;
  /** `[nColumns]` */
  readonly scales: Float32Array;
}

/** Rounds a matrix to 8 bits, each column by its largest magnitude over 127; a column of zeros has scale 0. */
export function toInt8Columns(values: Float32Array, nRows: number, nColumns: number): Int8Columns {
  const scales = new Float32Array(nColumns);
  for (let row = 0, at = 0; row < nRows; row += 1) {
    for (let column = 0; column < nColumns; column += 1, at += 1) {
      const magnitude = Math.abs(values[at] as number);
      if (magnitude > (scales[column] as number)) scales[column] = magnitude;
    }
  }
  const perUnit = Float64Array.from(scales, (most) => (most === 0 ? 0 : LARGEST / most));
  const quotients = new Int8Array(values.length);
  for (let row = 0, at = 0; row < nRows; row += 1) {
    for (let column = 0; column < nColumns; column += 1, at += 1) quotients[at] = Math.round((values[at] as number) * (perUnit[column] as number));
  }
  return { quotients, scales: scales.map((most) => most / LARGEST) };
}
