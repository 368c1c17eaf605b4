const bits = new Uint32Array(1);
const value = new Float32Array(bits.buffer);

/** Half-precision bits of a float32 value: round to nearest, ties to even; beyond 65519.99… infinity; NaN stays NaN. */
export function float16Bits(number: number): number {
  value[0] = number;
  const single = bits[0] ?? 0;
  const sign = (single >>> 16) & 0x8000;
  const magnitude = single & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | Math.max(0x7c01, 0x7c00 | ((magnitude & 0x7fffff) >>> 13));
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) {
    const rebased = magnitude - 0x38000000;
    return sign | ((rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13);
  }
  if (magnitude <= 0x33000000) return sign;
  // Subnormal: a multiple of 2^-24.
  const shift = 126 - (magnitude >>> 23);
  const significand = (magnitude & 0x7fffff) | 0x800000;
  const quotient = significand >>> shift;
  const remainder = significand & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const up = remainder > half || (remainder === half && (quotient & 1) === 1);
  return sign | (quotient + (up ? 1 : 0));
}

/** Rounds each value to half precision. Same length as `values`. */
export function toFloat16(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i += 1) halves[i] = float16Bits(values[i] ?? 0);
  return halves;
}

/** The exact float32 value of each half. Same length as `halves`. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  const singles = float32Table();
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i += 1) values[i] = singles[halves[i] ?? 0] ?? 0;
  return values;
}

let table: Float32Array | null = null;

function float32Table(): Float32Array {
  if (table === null) {
    table = new Float32Array(0x10000);
    for (let half = 0; half < 0x10000; half += 1) table[half] = decode(half);
  }
  return table;
}

function decode(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
