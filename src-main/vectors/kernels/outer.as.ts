// Weighted sums of rows, the other half of a principal component analysis (Xᵀ Y).

/**
 * out[j × width + c] = Σᵢ weights[j × m + i] × x[i × width + c], summed in row order.
 * @param l lines of weights, even. @param width floats a row of x, a multiple of 4.
 */
export function weightedSums(weights: usize, l: i32, x: usize, m: i32, width: i32, out: usize): void {
  const row = <usize>width << 2, line = <usize>m << 2;
  for (let j = 0; j < l; j += 2) {
    const w0 = weights + <usize>j * line, w1 = w0 + line;
    const to0 = out + <usize>j * row, to1 = to0 + row;
    let c: usize = 0;
    for (; c + 48 < row; c += 64) {
      let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s02 = f32x4.splat(0), s03 = f32x4.splat(0);
      let s10 = f32x4.splat(0), s11 = f32x4.splat(0), s12 = f32x4.splat(0), s13 = f32x4.splat(0);
      let from = x + c;
      for (let i: usize = 0; i < line; i += 4) {
        const u = v128.load32_splat(w0 + i), v = v128.load32_splat(w1 + i);
        let value = v128.load(from);
        s00 = f32x4.add(s00, f32x4.mul(u, value));
        s10 = f32x4.add(s10, f32x4.mul(v, value));
        value = v128.load(from, 16);
        s01 = f32x4.add(s01, f32x4.mul(u, value));
        s11 = f32x4.add(s11, f32x4.mul(v, value));
        value = v128.load(from, 32);
        s02 = f32x4.add(s02, f32x4.mul(u, value));
        s12 = f32x4.add(s12, f32x4.mul(v, value));
        value = v128.load(from, 48);
        s03 = f32x4.add(s03, f32x4.mul(u, value));
        s13 = f32x4.add(s13, f32x4.mul(v, value));
        from += row;
      }
      v128.store(to0 + c, s00);
      v128.store(to0 + c, s01, 16);
      v128.store(to0 + c, s02, 32);
      v128.store(to0 + c, s03, 48);
      v128.store(to1 + c, s10);
      v128.store(to1 + c, s11, 16);
      v128.store(to1 + c, s12, 32);
      v128.store(to1 + c, s13, 48);
    }
    for (; c < row; c += 16) {
      let s0 = f32x4.splat(0), s1 = f32x4.splat(0);
      let from = x + c;
      for (let i: usize = 0; i < line; i += 4) {
        const value = v128.load(from);
        s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(w0 + i), value));
        s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(w1 + i), value));
        from += row;
      }
      v128.store(to0 + c, s0);
      v128.store(to1 + c, s1);
    }
  }
}
