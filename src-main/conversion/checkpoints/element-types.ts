import { fromFloat16 } from '../../model-format/float16';

/** Stored types that can be widened to float32. */
export type FloatType = 'F32' | 'F16' | 'BF16' | 'F64';

export const FLOAT_BYTES: Readonly<Record<FloatType, number>> = { F32: 4, F16: 2, BF16: 2, F64: 8 };

/** Little-endian values of one type, widened (F64: rounded) to float32. `bytes` must own its buffer. */
export function toFloat32(bytes: Uint8Array<ArrayBuffer>, type: FloatType): Float32Array {
  switch (type) {
    case 'F32': return new Float32Array(bytes.buffer);
    case 'F16': return fromFloat16(new Uint16Array(bytes.buffer));
    case 'F64': return new Float32Array(new Float64Array(bytes.buffer));
    case 'BF16': {
      // The upper half of a float32.
      const halves = new Uint16Array(bytes.buffer);
      const bits = new Uint32Array(halves.length);
      for (let i = 0; i < halves.length; i += 1) bits[i] = (halves[i] ?? 0) << 16;
      return new Float32Array(bits.buffer);
    }
  }
}
