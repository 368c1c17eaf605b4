// Products of rows with rows, the bulk of the neighbour search. Every product is summed in the same order, four lanes and then
// (0 + 1) + (2 + 3), whatever the tile it falls in: equal rows have equal products to the bit.

// @ts-ignore: decorator
@inline
function sumLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

// @ts-ignore: decorator
@inline
function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/**
 * out[i × outStride + j] = aᵢ · bⱼ for na rows at `a` and nb rows at `b`.
 * @param width floats a row, a multiple of 4, the same for both; rows lie end to end.
 */
export function dots(a: usize, na: i32, b: usize, nb: i32, width: i32, out: usize, outStride: i32): void {
  const row = <usize>width << 2;
  const outRow = <usize>outStride << 2;
  let i = 0;
  for (; i + 4 <= na; i += 4) {
    const a0 = a + <usize>i * row, to = out + <usize>i * outRow;
    let j = 0;
    for (; j + 2 <= nb; j += 2) fourByTwo(a0, b + <usize>j * row, row, to + (<usize>j << 2), outRow);
    if (j < nb) fourByOne(a0, b + <usize>j * row, row, to + (<usize>j << 2), outRow);
  }
  for (; i < na; i++) {
    const a0 = a + <usize>i * row, to = out + <usize>i * outRow;
    let j = 0;
    // The same tile turned: one row of a against four of b.
    for (; j + 4 <= nb; j += 4) fourByOne(b + <usize>j * row, a0, row, to + (<usize>j << 2), 4);
    for (; j < nb; j++) f32.store(to + (<usize>j << 2), oneByOne(a0, b + <usize>j * row, row));
  }
}

function oneByOne(a: usize, b: usize, row: usize): f32 {
  let sum = f32x4.splat(0);
  for (let c: usize = 0; c < row; c += 16) sum = multiplyAdd(sum, v128.load(a + c), v128.load(b + c));
  return sumLanes(sum);
}

function fourByOne(a0: usize, b0: usize, row: usize, out: usize, outRow: usize): void {
  const a1 = a0 + row, a2 = a1 + row, a3 = a2 + row;
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  for (let c: usize = 0; c < row; c += 16) {
    const v = v128.load(b0 + c);
    s0 = multiplyAdd(s0, v128.load(a0 + c), v);
    s1 = multiplyAdd(s1, v128.load(a1 + c), v);
    s2 = multiplyAdd(s2, v128.load(a2 + c), v);
    s3 = multiplyAdd(s3, v128.load(a3 + c), v);
  }
  f32.store(out, sumLanes(s0));
  f32.store(out + outRow, sumLanes(s1));
  f32.store(out + outRow * 2, sumLanes(s2));
  f32.store(out + outRow * 3, sumLanes(s3));
}

// Eight sums, two columns, one row and a product: as much as sixteen registers hold.
function fourByTwo(a0: usize, b0: usize, row: usize, out: usize, outRow: usize): void {
  const a1 = a0 + row, a2 = a1 + row, a3 = a2 + row, b1 = b0 + row;
  let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0), s21 = f32x4.splat(0), s30 = f32x4.splat(0), s31 = f32x4.splat(0);
  for (let c: usize = 0; c < row; c += 16) {
    const v0 = v128.load(b0 + c), v1 = v128.load(b1 + c);
    let u = v128.load(a0 + c);
    s00 = multiplyAdd(s00, u, v0);
    s01 = multiplyAdd(s01, u, v1);
    u = v128.load(a1 + c);
    s10 = multiplyAdd(s10, u, v0);
    s11 = multiplyAdd(s11, u, v1);
    u = v128.load(a2 + c);
    s20 = multiplyAdd(s20, u, v0);
    s21 = multiplyAdd(s21, u, v1);
    u = v128.load(a3 + c);
    s30 = multiplyAdd(s30, u, v0);
    s31 = multiplyAdd(s31, u, v1);
  }
  f32.store(out, sumLanes(s00));
  f32.store(out, sumLanes(s01), 4);
  out += outRow;
  f32.store(out, sumLanes(s10));
  f32.store(out, sumLanes(s11), 4);
  out += outRow;
  f32.store(out, sumLanes(s20));
  f32.store(out, sumLanes(s21), 4);
  out += outRow;
  f32.store(out, sumLanes(s30));
  f32.store(out, sumLanes(s31), 4);
}
