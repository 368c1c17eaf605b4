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
