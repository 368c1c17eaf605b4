// The nearest rows of every row: a list a row, fed with blocks of products (dots.as.ts, squares.as.ts, words.as.ts).

/** Puts `other` into a row's list behind all that are as near: lists fed in row order keep ties in row order. */
function insert(indices: usize, distances: usize, nKept: i32, other: i32, distance: f32): void {
  let slot = <usize>(nKept - 1) << 2;
  while (slot > 0 && f32.load(distances + slot - 4) > distance) {
    f32.store(distances + slot, f32.load(distances + slot - 4));
    i32.store(indices + slot, i32.load(indices + slot - 4));
    slot -= 4;
  }
  f32.store(distances + slot, distance);
  i32.store(indices + slot, other);
}

/** Whether entry i of a list comes before (distance, index). */
// @ts-ignore: decorator
@inline
function isBefore(indices: usize, distances: usize, i: i32, distance: f32, index: i32): bool {
  const found = f32.load(distances + (<usize>i << 2));
  return found < distance || (found == distance && i32.load(indices + (<usize>i << 2)) < index);
}

// @ts-ignore: decorator
@inline
function isAfter(indices: usize, distances: usize, i: i32, distance: f32, index: i32): bool {
  const found = f32.load(distances + (<usize>i << 2));
  return found > distance || (found == distance && i32.load(indices + (<usize>i << 2)) > index);
}

/** Brings the nKept nearest of a list's `count` entries, by distance and then by index, to its front (Hoare's quickselect), the last of them last. */
function select(indices: usize, distances: usize, count: i32, nKept: i32): void {
  const want = nKept - 1;
  let low = 0, high = count - 1;
  while (low < high) {
    const middle = <usize>((low + high) >> 1) << 2;
    const distance = f32.load(distances + middle), index = i32.load(indices + middle);
    let i = low, j = high;
    while (i <= j) {
      while (isBefore(indices, distances, i, distance, index)) i++;
      while (isAfter(indices, distances, j, distance, index)) j--;
      if (i > j) break;
      const atI = <usize>i << 2, atJ = <usize>j << 2;
      const someDistance = f32.load(distances + atI), someIndex = i32.load(indices + atI);
      f32.store(distances + atI, f32.load(distances + atJ));
      i32.store(indices + atI, i32.load(indices + atJ));
      f32.store(distances + atJ, someDistance);
      i32.store(indices + atJ, someIndex);
      i++;
      j--;
    }
    if (want <= j) high = j;
    else if (want >= i) low = i;
    else return;
  }
}

/** Adds `other` to the list of `row`; a full one keeps its nearer half. */
function offer(row: i32, other: i32, distance: f32, indices: usize, distances: usize, counts: usize, worst: usize, nKept: i32): void {
  const list = <usize>row * (<usize>nKept << 3);
  const count = i32.load(counts + (<usize>row << 2));
  const slot = list + (<usize>count << 2);
  f32.store(distances + slot, distance);
  i32.store(indices + slot, other);
  if (count + 1 < nKept << 1) {
    i32.store(counts + (<usize>row << 2), count + 1);
    return;
  }
  select(indices + list, distances + list, nKept << 1, nKept);
  i32.store(counts + (<usize>row << 2), nKept);
  f32.store(worst + (<usize>row << 2), f32.load(distances + list + (<usize>(nKept - 1) << 2)));
}

/** Brings the nKept nearest of each of n lists to its front; what a short one lacks becomes −1. */
export function closeLists(n: i32, indices: usize, distances: usize, counts: usize, nKept: i32): void {
  for (let row = 0; row < n; row++) {
    const list = <usize>row * (<usize>nKept << 3);
    const count = i32.load(counts + (<usize>row << 2));
    if (count > nKept) select(indices + list, distances + list, count, nKept);
    for (let slot = count; slot < nKept; slot++) i32.store(indices + list + (<usize>slot << 2), -1);
  }
}

/**
 * Offers every pair of rows aStart + i and bStart + j to both rows' lists, with the distance
 * halfᵢ + halfⱼ + factor × scaleᵢ × scaleⱼ × values[i × stride + j]; where both starts are equal only j > i. A list has room for 2 nKept
 * entries, `counts` of which are filled; nothing farther than `worst`, its nKept-th when it was last full, enters it.
 * @param half a float a row, and three beyond the last; `scales` and `worst` likewise.
 * @param stride floats a line of `values`, a multiple of 4.
 */
export function keepPairs(
  values: usize, stride: i32, factor: f32, half: usize, scales: usize, aStart: i32, na: i32, bStart: i32, nb: i32,
  indices: usize, distances: usize, counts: usize, worst: usize, nKept: i32,
): void {
  const isDiagonal = aStart == bStart;
  for (let i = 0; i < na; i++) {
    const a = aStart + i;
    const line = values + (<usize>(i * stride) << 2);
    const ownHalf = f32x4.splat(f32.load(half + (<usize>a << 2)));
    const ownScale = f32x4.splat(factor * f32.load(scales + (<usize>a << 2)));
    const ownWorst = worst + (<usize>a << 2);
    for (let j = isDiagonal ? (i + 1) & ~3 : 0; j < nb; j += 4) {
      const at = <usize>(bStart + j) << 2;
      const found = f32x4.add(f32x4.add(ownHalf, v128.load(half + at)), f32x4.mul(f32x4.mul(ownScale, v128.load(scales + at)), v128.load(line + (<usize>j << 2))));
      const nearer = v128.or(f32x4.lt(found, v128.load32_splat(ownWorst)), f32x4.lt(found, v128.load(worst + at)));
      if (!v128.any_true(nearer)) continue;
      for (let lane = 0; lane < 4; lane++) {
        const b = bStart + j + lane;
        if (j + lane >= nb || (isDiagonal && b <= a)) continue;
        const distance = lane == 0 ? f32x4.extract_lane(found, 0) : lane == 1 ? f32x4.extract_lane(found, 1) : lane == 2 ? f32x4.extract_lane(found, 2) : f32x4.extract_lane(found, 3);
        if (distance < f32.load(ownWorst)) offer(a, b, distance, indices, distances, counts, worst, nKept);
        if (distance < f32.load(worst + (<usize>b << 2))) offer(b, a, distance, indices, distances, counts, worst, nKept);
      }
    }
  }
}

/** One way, into sorted lists: rows bStart + j are offered to the lists of na queries; distance offset + factor × values. */
export function keepRows(
  values: usize, stride: i32, factor: f32, offset: f32, na: i32, bStart: i32, nb: i32, indices: usize, distances: usize, nKept: i32,
): void {
  const list = <usize>nKept << 2;
  for (let i = 0; i < na; i++) {
    const line = values + (<usize>(i * stride) << 2);
    const kept = distances + <usize>i * list;
    for (let j = 0; j < nb; j++) {
      const distance = offset + factor * f32.load(line + (<usize>j << 2));
      if (distance < f32.load(kept + list - 4)) insert(indices + <usize>i * list, kept, nKept, bStart + j, distance);
    }
  }
}

/** Cosine distance 1 − a · b of unit rows (what lies below their rounding counts as 0), or Euclidean distance; summed in double precision. */
function distanceOf(a: usize, b: usize, row: usize, isCosine: bool): f32 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let c: usize = 0; c < row; c += 16) {
    const u = v128.load(a + c), v = v128.load(b + c);
    const uLow = f64x2.promote_low_f32x4(u), vLow = f64x2.promote_low_f32x4(v);
    const uHigh = f64x2.promote_low_f32x4(v128.shuffle<i64>(u, u, 1, 1)), vHigh = f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1));
    if (isCosine) {
      low = f64x2.add(low, f64x2.mul(uLow, vLow));
      high = f64x2.add(high, f64x2.mul(uHigh, vHigh));
    } else {
      const dLow = f64x2.sub(uLow, vLow), dHigh = f64x2.sub(uHigh, vHigh);
      low = f64x2.add(low, f64x2.mul(dLow, dLow));
      high = f64x2.add(high, f64x2.mul(dHigh, dHigh));
    }
  }
  const both = f64x2.add(low, high);
  const sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  if (!isCosine) return <f32>sqrt(sum);
  const distance = 1 - sum;
  return distance < 2e-7 ? 0 : <f32>distance;
}

/**
 * For the na rows at `a`: the k nearest of the nKept rows named in `candidates` (−1: none), by exact distance and then by row.
 * Writes k indices and distances a row; the rest of a list that is not filled is −1 and infinity.
 */
export function refine(
  a: usize, na: i32, rows: usize, width: i32, isCosine: bool, candidates: usize, nKept: i32, indices: usize, distances: usize, k: i32,
): void {
  const row = <usize>width << 2;
  for (let i = 0; i < na; i++) {
    const toIndices = indices + (<usize>(i * k) << 2), toDistances = distances + (<usize>(i * k) << 2);
    for (let slot = 0; slot < k; slot++) {
      i32.store(toIndices + (<usize>slot << 2), -1);
      f32.store(toDistances + (<usize>slot << 2), Infinity);
    }
    for (let place = 0; place < nKept; place++) {
      const other = i32.load(candidates + (<usize>(i * nKept + place) << 2));
      if (other < 0) continue;
      const distance = distanceOf(a + <usize>i * row, rows + <usize>other * row, row, isCosine);
      let slot = <usize>(k - 1) << 2;
      const last = f32.load(toDistances + slot);
      if (distance > last || (distance == last && other > i32.load(toIndices + slot))) continue;
      while (slot > 0) {
        const before = f32.load(toDistances + slot - 4);
        if (before < distance || (before == distance && i32.load(toIndices + slot - 4) < other)) break;
        f32.store(toDistances + slot, before);
        i32.store(toIndices + slot, i32.load(toIndices + slot - 4));
        slot -= 4;
      }
      f32.store(toDistances + slot, distance);
      i32.store(toIndices + slot, other);
    }
  }
}
