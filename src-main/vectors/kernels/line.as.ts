// One row against many, in 16-bit whole numbers: half the memory of floats, which is what a search through many rows waits for.

// @ts-ignore: decorator
@inline
function addProducts(sum: v128, a: v128, b: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(a, b));
}

// @ts-ignore: decorator
@inline
function laneSum(v: v128): i32 {
  return i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + (i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3));
}

/**
 * out[j] = query · rowⱼ, exact, for n rows, a multiple of 4.
 * @param width 16-bit numbers a row, a multiple of 8; rows lie end to end, lengths at most 2¹⁵, so that no sum overflows.
 */
export function wordLine(query: usize, rows: usize, n: i32, width: i32, out: usize): void {
  const row = <usize>width << 1;
  for (let j = 0; j < n; j += 4) {
    const r0 = rows + <usize>j * row, r1 = r0 + row, r2 = r1 + row, r3 = r2 + row;
    let s0 = i32x4.splat(0), s1 = i32x4.splat(0), s2 = i32x4.splat(0), s3 = i32x4.splat(0);
    for (let c: usize = 0; c < row; c += 16) {
      const q = v128.load(query + c);
      s0 = addProducts(s0, q, v128.load(r0 + c));
      s1 = addProducts(s1, q, v128.load(r1 + c));
      s2 = addProducts(s2, q, v128.load(r2 + c));
      s3 = addProducts(s3, q, v128.load(r3 + c));
    }
    const to = out + (<usize>j << 2);
    i32.store(to, laneSum(s0));
    i32.store(to, laneSum(s1), 4);
    i32.store(to, laneSum(s2), 8);
    i32.store(to, laneSum(s3), 12);
  }
}

/**
 * Of n rows of `width` floats, a multiple of 8: their lengths (64-bit floats), summed in double precision, and the rows themselves scaled to length `unit` and rounded
 * to 16-bit whole numbers. Rows of zeros stay zeros. Right for lengths of 10⁻³⁰ to 10³⁰ and a `unit` of at most 32767.
 */
export function unitWords(rows: usize, n: i32, width: i32, unit: f64, lengths: usize, out: usize): void {
  const row = <usize>width << 2;
  for (let i = 0; i < n; i++) {
    const from = rows + <usize>i * row;
    let low = f64x2.splat(0), high = f64x2.splat(0);
    for (let c: usize = 0; c < row; c += 16) {
      const v = v128.load(from + c);
      const vLow = f64x2.promote_low_f32x4(v), vHigh = f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1));
      low = f64x2.add(low, f64x2.mul(vLow, vLow));
      high = f64x2.add(high, f64x2.mul(vHigh, vHigh));
    }
    const both = f64x2.add(low, high);
    const length = sqrt(f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1));
    f64.store(lengths + (<usize>i << 3), length);
    const scale = f32x4.splat(length == 0 ? 0 : <f32>(unit / length));
    const to = out + <usize>i * (row >> 1);
    for (let c: usize = 0; c < row; c += 32) {
      const first = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from + c), scale)));
      const second = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from + c, 16), scale)));
      v128.store(to + (c >> 1), i16x8.narrow_i32x4_s(first, second));
    }
  }
}
