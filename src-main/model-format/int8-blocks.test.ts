import { describe, expect, it } from 'vitest';
import { fromFloat16 } from './float16';
import { fromInt8Blocks, toInt8Blocks } from './int8-blocks';

const wave = (n: number): Float32Array => Float32Array.from({ length: n }, (_, i) => Math.sin(i * 0.7) * (1 + (i % 11)));

const widened = (values: Float32Array, nRows: number, nColumns: number, axis: 0 | 1): Float32Array => fromInt8Blocks(toInt8Blocks(values, nRows, nColumns, axis), nColumns, axis);

describe('8-bit blocks', () => {
  it.each([[64, 5, 0], [5, 64, 1], [32, 32, 0], [32, 32, 1]] as const)('of %i × %i along axis %i keep every value within half a step', (nRows, nColumns, axis) => {
    const values = wave(nRows * nColumns);
    const { scales } = toInt8Blocks(values, nRows, nColumns, axis);
    const step = Math.max(...fromFloat16(scales));
    widened(values, nRows, nColumns, axis).forEach((value, i) => { expect(Math.abs(value - (values[i] as number))).toBeLessThanOrEqual(step * 0.51); });
  });

  it('along one axis are those of the turned matrix along the other', () => {
    const values = wave(64 * 96);
    const turned = Float32Array.from(values, (_, i) => values[(i % 64) * 96 + Math.floor(i / 64)] as number);
    const down = toInt8Blocks(values, 64, 96, 0), along = toInt8Blocks(turned, 96, 64, 1);
    expect(Array.from(down.quotients)).toEqual(Array.from(values, (_, i) => along.quotients[(i % 96) * 64 + Math.floor(i / 96)]));
  });

  it('of zeros are zeros, and a block must be whole', () => {
    expect(widened(new Float32Array(64), 2, 32, 1)).toEqual(new Float32Array(64));
    expect(() => toInt8Blocks(new Float32Array(20), 2, 10, 1)).toThrow(RangeError);
  });
});
