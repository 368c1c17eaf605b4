/**
 * T5's buckets of relative positions (Raffel et al. 2020), read in both directions: half of them for keys to the right of the query; in each half,
 * one a distance up to a half of it, and wider and wider ones up to `maxDistance`.
 * @param distance place of the key less place of the query
 * @returns 0…nBuckets − 1
 */
export function relativeBucket(distance: number, nBuckets: number, maxDistance: number): number {
  const nSide = nBuckets / 2;
  const nExact = nSide / 2;
  const apart = Math.abs(distance);
  // The reference works in single precision: at the edges of buckets that decides.
  const far = Math.fround(Math.fround(Math.log(Math.fround(apart / nExact))) / Math.log(maxDistance / nExact));
  const bucket = apart < nExact ? apart : Math.min(nSide - 1, nExact + Math.trunc(Math.fround(far * (nSide - nExact))));
  return bucket + (distance > 0 ? nSide : 0);
}

/** The buckets of the distances −(nPlaces − 1)…nPlaces − 1. */
export function relativeBuckets(nPlaces: number, nBuckets: number, maxDistance: number): readonly number[] {
  return Array.from({ length: 2 * nPlaces - 1 }, (_, i) => relativeBucket(i - nPlaces + 1, nBuckets, maxDistance));
}

/**
 * DeBERTa's buckets (He et al. 2021), as rows of its table: one a distance up to half of their number, wider and wider ones up to `maxDistance`, the
 * same number to either side. Row `nBuckets` is distance 0.
 * @param distance place of the query less place of the key
 */
export function logBucket(distance: number, nBuckets: number, maxDistance: number | null): number {
  const middle = Math.floor(nBuckets / 2);
  const apart = Math.abs(distance);
  const bucket = maxDistance === null || apart <= middle ? distance : Math.sign(distance) * farBucket(apart, middle, maxDistance);
  return Math.min(2 * nBuckets - 1, Math.max(0, nBuckets + bucket));
}

/** In single precision, as the reference: at the edges of buckets that decides. */
function farBucket(apart: number, middle: number, maxDistance: number): number {
  const far = Math.fround(Math.fround(Math.log(Math.fround(apart / middle))) / Math.fround(Math.log(Math.fround((maxDistance - 1) / middle))));
  return Math.ceil(Math.fround(far * (middle - 1))) + middle;
}

/** The rows of the distances −(nPlaces − 1)…nPlaces − 1. */
export function logBuckets(nPlaces: number, nBuckets: number, maxDistance: number | null): readonly number[] {
  return Array.from({ length: 2 * nPlaces - 1 }, (_, i) => logBucket(i - nPlaces + 1, nBuckets, maxDistance));
}
