/** Inner product, summed in double precision. Both vectors have the same length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let even = 0;
  let odd = 0;
  const nPaired = a.length & ~1;
  // Two sums, because one would make each addition wait for the last.
  for (let d = 0; d < nPaired; d += 2) {
    even += (a[d] as number) * (b[d] as number);
    odd += (a[d + 1] as number) * (b[d + 1] as number);
  }
  if (nPaired < a.length) even += (a[nPaired] as number) * (b[nPaired] as number);
  return even + odd;
}

/** Euclidean length. */
export function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

/**
 * Cosine distance, `1 - a·b / (|a||b|)`, 0…2. A zero vector has no direction, so its distance to anything, itself included, is
 * defined as 1 (that of unrelated vectors).
 */
export function cosineDistance(a: Float32Array, b: Float32Array): number {
  const lengths = norm(a) * norm(b);
  return lengths === 0 ? 1 : clampDistance(1 - dot(a, b) / lengths);
}

/** Rounding can carry a distance just below 0 or above 2. */
export function clampDistance(distance: number): number {
  return Math.min(2, Math.max(0, distance));
}

/**
 * {@link dot} of a vector and the `a.length` numbers of `values` from `start` on, without a view of them: a search through many rows would make
 * one for each. Four sums, in double precision.
 */
export function dotAt(a: Float32Array, values: Float32Array, start: number): number {
  const n = a.length;
  const nFours = n & ~3;
  let first = 0, second = 0, third = 0, fourth = 0;
  for (let d = 0, at = start; d < nFours; d += 4, at += 4) {
    first += (a[d] as number) * (values[at] as number);
    second += (a[d + 1] as number) * (values[at + 1] as number);
    third += (a[d + 2] as number) * (values[at + 2] as number);
    fourth += (a[d + 3] as number) * (values[at + 3] as number);
  }
  for (let d = nFours; d < n; d++) first += (a[d] as number) * (values[start + d] as number);
  return first + second + (third + fourth);
}
