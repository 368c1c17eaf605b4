// Products of rows of 16-bit whole numbers: twice as many a step as of floats, and exact. For searches that measure again what they keep.

// @ts-ignore: decorator
@inline
function sumOf(v: v128): f32 {
  return <f32>(i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3));
}

// @ts-ignore: decorator
@inline
function addProducts(sum: v128, a: v128, b: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(a, b));
}

/**
 * out[i × outStride + j] = aᵢ · bⱼ as floats, for na rows at `a` and nb rows at `b`, both multiples of 4 or padded to them.
 * @param width 16-bit numbers a row, a multiple of 8; rows lie end to end, none longer than 2¹⁵ (Euclidean), so that no sum overflows.
 */
export function wordDots(a: usize, na: i32, b: usize, nb: i32, width: i32, out: usize, outStride: i32): void {
  const row = <usize>width << 1;
  const outRow = <usize>outStride << 2;
  for (let i = 0; i < na; i += 4) {
    const a0 = a + <usize>i * row, a1 = a0 + row, a2 = a1 + row, a3 = a2 + row;
    for (let j = 0; j < nb; j += 2) {
      const b0 = b + <usize>j * row, b1 = b0 + row;
      let s00 = i32x4.splat(0), s01 = i32x4.splat(0), s10 = i32x4.splat(0), s11 = i32x4.splat(0);
      let s20 = i32x4.splat(0), s21 = i32x4.splat(0), s30 = i32x4.splat(0), s31 = i32x4.splat(0);
      for (let c: usize = 0; c < row; c += 16) {
        const v0 = v128.load(b0 + c), v1 = v128.load(b1 + c);
        let u = v128.load(a0 + c);
        s00 = addProducts(s00, u, v0);
        s01 = addProducts(s01, u, v1);
        u = v128.load(a1 + c);
        s10 = addProducts(s10, u, v0);
        s11 = addProducts(s11, u, v1);
        u = v128.load(a2 + c);
        s20 = addProducts(s20, u, v0);
        s21 = addProducts(s21, u, v1);
        u = v128.load(a3 + c);
        s30 = addProducts(s30, u, v0);
        s31 = addProducts(s31, u, v1);
      }
      let to = out + <usize>i * outRow + (<usize>j << 2);
      f32.store(to, sumOf(s00));
      f32.store(to, sumOf(s01), 4);
      to += outRow;
      f32.store(to, sumOf(s10));
      f32.store(to, sumOf(s11), 4);
      to += outRow;
      f32.store(to, sumOf(s20));
      f32.store(to, sumOf(s21), 4);
      to += outRow;
      f32.store(to, sumOf(s30));
      f32.store(to, sumOf(s31), 4);
    }
  }
}
