// Pairs of rows of a set, each looked at once: which may be each other's nearest, and how far apart those of a group are.

// @ts-ignore: decorator
@inline
function raise(at: usize, value: f32): void {
  if (value > f32.load(at)) f32.store(at, value);
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, low: v128, high: v128): void {
  const both = f64x2.add(low, high);
  f64.store(at, f64.load(at) + f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1));
}

/**
 * Of n rows of `width` floats, a multiple of 8: (row − mean) / step, rounded to 16-bit whole numbers.
 */
export function centredWords(rows: usize, n: i32, width: i32, mean: usize, step: f32, out: usize): void {
  const row = <usize>width << 2;
  const scale = f32x4.splat(1 / step);
  for (let i = 0; i < n; i++) {
    const from = rows + <usize>i * row, to = out + <usize>i * (row >> 1);
    for (let c: usize = 0; c < row; c += 32) {
      const first = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(f32x4.sub(v128.load(from + c), v128.load(mean + c)), scale)));
      const second = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(f32x4.sub(v128.load(from + c, 16), v128.load(mean + c, 16)), scale)));
      v128.store(to + (c >> 1), i16x8.narrow_i32x4_s(first, second));
    }
  }
}

/**
 * Rows 0 to na − 1 with all later ones of n, those of one sentence left out; the cosine of a pair is halfᵢ + halfⱼ + factor × values[i × stride + j].
 * `voters` is −1 for rows with a label, else 0; `any` and `voting` hold the largest cosine of each row with any row and with one that has a label so far.
 * Writes i, j and the cosine (a float) of each pair that comes within `slack` of one of its rows' largest to `hits`, in the order of i and then j, and returns their number.
 * Adds number, sum and sum of squares (64-bit floats) of the cosines of pairs of one group to `sums`: first those of one class, then the others.
 * Pointers to rows' facts are to those of row 0; four more can be read beyond the last.
 */
export function scanPairs(
  values: usize, stride: i32, na: i32, n: i32, factor: f32, half: usize, sentences: usize, groups: usize, classes: usize, voters: usize,
  any: usize, voting: usize, slack: f32, hits: usize, sums: usize,
): i32 {
  let nHits = 0;
  const scale = f32x4.splat(factor), below = f32x4.splat(slack);
  const steps = i32x4(0, 1, 2, 3), end = i32x4.splat(n);
  for (let i = 0; i < na; i++) {
    const own = <usize>i << 2;
    const line = values + (<usize>(i * stride) << 2);
    const ownHalf = v128.load32_splat(half + own), ownSentence = v128.load32_splat(sentences + own);
    const ownGroup = v128.load32_splat(groups + own), ownClass = v128.load32_splat(classes + own), isVoter = v128.load32_splat(voters + own);
    let nSame = i32x4.splat(0), nOther = i32x4.splat(0);
    let same0 = f64x2.splat(0), same1 = f64x2.splat(0), sameSquares0 = f64x2.splat(0), sameSquares1 = f64x2.splat(0);
    let other0 = f64x2.splat(0), other1 = f64x2.splat(0), otherSquares0 = f64x2.splat(0), otherSquares1 = f64x2.splat(0);
    for (let j = (i + 1) & ~3; j < n; j += 4) {
      const at = <usize>j << 2;
      const places = i32x4.add(i32x4.splat(j), steps);
      const isPair = v128.and(v128.and(i32x4.gt_s(places, i32x4.splat(i)), i32x4.lt_s(places, end)), i32x4.ne(v128.load(sentences + at), ownSentence));
      const cosines = f32x4.add(f32x4.add(ownHalf, v128.load(half + at)), f32x4.mul(scale, v128.load(line + at)));
      const grouped = v128.and(isPair, i32x4.eq(v128.load(groups + at), ownGroup));
      if (v128.any_true(grouped)) {
        const isSame = i32x4.eq(v128.load(classes + at), ownClass);
        const inSame = v128.and(grouped, isSame), inOther = v128.andnot(grouped, isSame);
        nSame = i32x4.sub(nSame, inSame);
        nOther = i32x4.sub(nOther, inOther);
        let kept = v128.and(cosines, inSame);
        let low = f64x2.promote_low_f32x4(kept), high = f64x2.promote_low_f32x4(v128.shuffle<i64>(kept, kept, 1, 1));
        same0 = f64x2.add(same0, low);
        same1 = f64x2.add(same1, high);
        sameSquares0 = f64x2.add(sameSquares0, f64x2.mul(low, low));
        sameSquares1 = f64x2.add(sameSquares1, f64x2.mul(high, high));
        kept = v128.and(cosines, inOther);
        low = f64x2.promote_low_f32x4(kept);
        high = f64x2.promote_low_f32x4(v128.shuffle<i64>(kept, kept, 1, 1));
        other0 = f64x2.add(other0, low);
        other1 = f64x2.add(other1, high);
        otherSquares0 = f64x2.add(otherSquares0, f64x2.mul(low, low));
        otherSquares1 = f64x2.add(otherSquares1, f64x2.mul(high, high));
      }
      const areVoters = v128.load(voters + at);
      const lifted = f32x4.add(cosines, below);
      const ofOwn = v128.or(f32x4.gt(lifted, v128.load32_splat(any + own)), v128.and(areVoters, f32x4.gt(lifted, v128.load32_splat(voting + own))));
      const ofOthers = v128.or(f32x4.gt(lifted, v128.load(any + at)), v128.and(isVoter, f32x4.gt(lifted, v128.load(voting + at))));
      const near = v128.and(isPair, v128.or(ofOwn, ofOthers));
      if (!v128.any_true(near)) continue;
      const mask = i32x4.bitmask(near);
      for (let lane = 0; lane < 4; lane++) {
        if (!(mask & (1 << lane))) continue;
        const cosine = lane == 0 ? f32x4.extract_lane(cosines, 0) : lane == 1 ? f32x4.extract_lane(cosines, 1) : lane == 2 ? f32x4.extract_lane(cosines, 2) : f32x4.extract_lane(cosines, 3);
        const one = at + (<usize>lane << 2);
        raise(any + own, cosine);
        raise(any + one, cosine);
        if (i32.load(voters + one)) raise(voting + own, cosine);
        if (i32.load(voters + own)) raise(voting + one, cosine);
        const to = hits + <usize>nHits * 12;
        i32.store(to, i);
        i32.store(to, j + lane, 4);
        f32.store(to, cosine, 8);
        nHits++;
      }
    }
    f64.store(sums, f64.load(sums) + <f64>(i32x4.extract_lane(nSame, 0) + i32x4.extract_lane(nSame, 1) + i32x4.extract_lane(nSame, 2) + i32x4.extract_lane(nSame, 3)));
    addTo(sums + 8, same0, same1);
    addTo(sums + 16, sameSquares0, sameSquares1);
    f64.store(sums + 24, f64.load(sums + 24) + <f64>(i32x4.extract_lane(nOther, 0) + i32x4.extract_lane(nOther, 1) + i32x4.extract_lane(nOther, 2) + i32x4.extract_lane(nOther, 3)));
    addTo(sums + 32, other0, other1);
    addTo(sums + 40, otherSquares0, otherSquares1);
  }
  return nHits;
}
