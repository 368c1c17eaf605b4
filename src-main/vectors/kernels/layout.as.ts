// Stochastic gradient descent on a UMAP layout (McInnes, Healy & Melville 2018, section 4.2; umap-learn's optimize_layout_euclidean).
// Points are four floats each, the unused ones 0, so that one point is one f32x4. Both coefficients of the gradient depend on the squared
// distance alone and come from a table by the leading bits of that float: 256 steps an octave, from 2⁻³² to 2²⁴.

const OCTAVES_FROM: i32 = (127 - 32) << 8;
const LAST: i32 = 56 * 256 - 1;
const BOUND: f32 = 4;

// @ts-ignore: decorator
@inline
function squared(difference: v128): f32 {
  const s = f32x4.mul(difference, difference);
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 2);
}

// @ts-ignore: decorator
@inline
function entry(squaredDistance: f32): usize {
  const place = (reinterpret<i32>(squaredDistance) >> 15) - OCTAVES_FROM;
  return <usize>max<i32>(0, min<i32>(place, LAST)) << 2;
}

// @ts-ignore: decorator
@inline
function clipped(coefficient: f32, difference: v128): v128 {
  return f32x4.pmax(f32x4.splat(-BOUND), f32x4.pmin(f32x4.splat(BOUND), f32x4.mul(f32x4.splat(coefficient), difference)));
}

/**
 * One epoch for the heads from…to − 1.
 * @param heads their points. @param ends the points that `tails` and the negative samples number: the same pointer where both ends move.
 * @param offsets i32 per head and one more: where its edges lie in `tails` (i32), `periods`, `next` and `nextNegative` (f32, in epochs).
 * @param states u32 per head, its own xorshift32 (Marsaglia 2003), never 0: what it draws does not hang on the other heads.
 * @param attraction and `repulsion`: the tables. @param rate negative samples for each positive one.
 */
export function layoutEpoch(
  heads: usize, ends: usize, offsets: usize, tails: usize, periods: usize, next: usize, nextNegative: usize, states: usize,
  attraction: usize, repulsion: usize, nEnds: i32, from: i32, to: i32, epoch: f32, learningRate: f32, rate: f32,
): void {
  const moveEnds = heads === ends;
  const alpha = f32x4.splat(learningRate);
  for (let head = from; head < to; head++) {
    const place = heads + (<usize>head << 4);
    let current = v128.load(place);
    let state = load<u32>(states + (<usize>head << 2));
    const last = load<i32>(offsets + (<usize>(head + 1) << 2));
    for (let edge = load<i32>(offsets + (<usize>head << 2)); edge < last; edge++) {
      const at = <usize>edge << 2;
      const due = load<f32>(next + at);
      if (due > epoch) continue;
      const period = load<f32>(periods + at);
      store<f32>(next + at, due + period);

      const other = ends + (<usize>load<i32>(tails + at) << 4);
      const end = v128.load(other);
      // The pull and all pushes of an edge are taken at one place of the head: a chain of steps, each waiting for the one before, takes 2.5 times as long.
      const here = current;
      const apart = f32x4.sub(here, end);
      const pull = f32x4.mul(alpha, clipped(load<f32>(attraction + entry(squared(apart))), apart));
      current = f32x4.sub(current, pull);
      if (moveEnds) v128.store(other, f32x4.add(end, pull));

      if (rate <= 0) continue;
      const negativePeriod = period / rate;
      const dueNegative = load<f32>(nextNegative + at);
      const nNegative = <i32>((epoch - dueNegative) / negativePeriod);
      let push = f32x4.splat(0);
      for (let sample = 0; sample < nNegative; sample++) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        const drawn = <usize>((<u64>state * <u64>nEnds) >> 32);
        const against = ends + (drawn << 4);
        if (against === place) continue;
        const away = f32x4.sub(here, v128.load(against));
        push = f32x4.add(push, clipped(load<f32>(repulsion + entry(squared(away))), away));
      }
      current = f32x4.add(current, f32x4.mul(alpha, push));
      store<f32>(nextNegative + at, dueNegative + <f32>nNegative * negativePeriod);
    }
    v128.store(place, current);
    store<u32>(states + (<usize>head << 2), state);
  }
}

/** Each of n points goes the given share of the way to its target; one with NaN in its target stays. */
export function pullTowards(points: usize, targets: usize, n: i32, share: f32): void {
  const shares = f32x4.splat(share);
  for (let point: usize = 0; point < <usize>n << 4; point += 16) {
    const target = v128.load(targets + point);
    const here = v128.load(points + point);
    const there = f32x4.add(here, f32x4.mul(shares, f32x4.sub(target, here)));
    v128.store(points + point, i32x4.all_true(f32x4.eq(target, target)) ? there : here);
  }
}
