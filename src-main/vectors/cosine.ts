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
