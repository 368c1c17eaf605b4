// Squared Euclidean distances of rows to rows: no cancellation, equal rows exactly 0, the same sum whatever the tile (see dots.as.ts).

// @ts-ignore: decorator
@inline
function sumOfLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

// @ts-ignore: decorator
@inline
function addSquare(sum: v128, a: v128, b: v128): v128 {
  const difference = f32x4.sub(a, b);
  return f32x4.add(sum, f32x4.mul(difference, difference));
}

/**
 * out[i × outStride + j] = |aᵢ − bⱼ|² for na rows at `a` and nb rows at `b`.
 * @param width floats a row, a multiple of 4, the same for both; rows lie end to end.
 */
export function squares(a: usize, na: i32, b: usize, nb: i32, width: i32, out: usize, outStride: i32): void {
  const row = <usize>width << 2;
  const outRow = <usize>outStride << 2;
  let i = 0;
  for (; i + 4 <= na; i += 4) {
    const a0 = a + <usize>i * row, to = out + <usize>i * outRow;
    for (let j = 0; j < nb; j++) squaresOfFour(a0, b + <usize>j * row, row, to + (<usize>j << 2), outRow);
  }
  for (; i < na; i++) {
    const a0 = a + <usize>i * row, to = out + <usize>i * outRow;
    for (let j = 0; j < nb; j++) f32.store(to + (<usize>j << 2), squareOfOne(a0, b + <usize>j * row, row));
  }
}

function squareOfOne(a: usize, b: usize, row: usize): f32 {
  let sum = f32x4.splat(0);
  for (let c: usize = 0; c < row; c += 16) sum = addSquare(sum, v128.load(a + c), v128.load(b + c));
  return sumOfLanes(sum);
}

function squaresOfFour(a0: usize, b: usize, row: usize, out: usize, outRow: usize): void {
  const a1 = a0 + row, a2 = a1 + row, a3 = a2 + row;
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  for (let c: usize = 0; c < row; c += 16) {
    const v = v128.load(b + c);
    s0 = addSquare(s0, v128.load(a0 + c), v);
    s1 = addSquare(s1, v128.load(a1 + c), v);
    s2 = addSquare(s2, v128.load(a2 + c), v);
    s3 = addSquare(s3, v128.load(a3 + c), v);
  }
  f32.store(out, sumOfLanes(s0));
  f32.store(out + outRow, sumOfLanes(s1));
  f32.store(out + outRow * 2, sumOfLanes(s2));
  f32.store(out + outRow * 3, sumOfLanes(s3));
}
