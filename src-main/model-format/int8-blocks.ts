import { fromFloat16, toFloat16 } from './float16';

/** Values that share one scale. */
export const BLOCK = 32;
const BLOCK_BITS = Math.log2(BLOCK);
const LARGEST = 127;

/** A matrix in 8 bits: `values` are `quotients · scale of the block`. */
export interface Int8Blocks {
  /** As the matrix lies. */
  readonly quotients: Int8Array;
  /** In half precision; of `[nBlocks, nColumns]` or `[nRows, nBlocks]`, see {@link toInt8Blocks}. */
  readonly scales: Uint16Array;
}

/**
 * Rounds a matrix `[nRows, nColumns]` to 8 bits in blocks of {@link BLOCK}: down the columns (axis 0) or along the rows (axis 1). Each block's scale is
 * its largest magnitude over 127, rounded to half precision before the quotients are taken. The blocked axis must be a multiple of the block.
 */
export function toInt8Blocks(values: Float32Array, nRows: number, nColumns: number, axis: 0 | 1): Int8Blocks {
  const [nLong, nCross, longStride, crossStride] = axis === 0 ? [nRows, nColumns, nColumns, 1] : [nColumns, nRows, 1, nColumns];
  const nBlocks = nLong / BLOCK;
  if (!Number.isInteger(nBlocks)) throw new RangeError(`${nLong} values are no whole number of blocks of ${BLOCK}`);
  const [scaleBlock, scaleCross] = axis === 0 ? [nColumns, 1] : [1, nBlocks];
  const largest = new Float32Array(nBlocks * nCross);
  for (let block = 0; block < nBlocks; block += 1) {
    for (let cross = 0; cross < nCross; cross += 1) {
      let most = 0;
      const start = block * BLOCK * longStride + cross * crossStride;
      for (let i = 0; i < BLOCK; i += 1) most = Math.max(most, Math.abs(values[start + i * longStride] as number));
      largest[block * scaleBlock + cross * scaleCross] = most / LARGEST;
    }
  }
  const scales = toFloat16(largest);
  const rounded = fromFloat16(scales);
  const quotients = new Int8Array(values.length);
  for (let long = 0; long < nLong; long += 1) {
    const block = Math.floor(long / BLOCK);
    for (let cross = 0; cross < nCross; cross += 1) {
      const scale = rounded[block * scaleBlock + cross * scaleCross] as number;
      const at = long * longStride + cross * crossStride;
      quotients[at] = scale === 0 ? 0 : Math.max(-LARGEST, Math.min(LARGEST, Math.round((values[at] as number) / scale)));
    }
  }
  return { quotients, scales };
}

/** The matrix again, `[nRows, nColumns]`. */
export function fromInt8Blocks({ quotients, scales }: Int8Blocks, nColumns: number, axis: 0 | 1): Float32Array {
  const widths = fromFloat16(scales);
  const values = new Float32Array(quotients.length);
  const nRows = quotients.length / nColumns;
  for (let row = 0, i = 0; row < nRows; row += 1) {
    const first = axis === 0 ? Math.floor(row / BLOCK) * nColumns : row * (nColumns / BLOCK);
    for (let column = 0; column < nColumns; column += 1, i += 1) values[i] = (quotients[i] as number) * (widths[first + (axis === 0 ? column : column >> BLOCK_BITS)] as number);
  }
  return values;
}
