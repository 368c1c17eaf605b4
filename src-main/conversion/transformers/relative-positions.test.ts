import { describe, expect, it } from 'vitest';
import logarithmic from '../golden/log-buckets.json';
import golden from '../golden/relative-buckets.json';
import { logBuckets, relativeBuckets } from './relative-positions';

describe('buckets of relative positions', () => {
  it.each(golden)('are those of transformers: $nBuckets buckets up to $maxDistance', ({ nPlaces, nBuckets, maxDistance, buckets }) => {
    expect(relativeBuckets(nPlaces, nBuckets, maxDistance)).toEqual(buckets);
  });

  it.each(logarithmic)('are those of DeBERTa in transformers: $nBuckets buckets up to $maxDistance', ({ nPlaces, nBuckets, maxDistance, rows }) => {
    expect(logBuckets(nPlaces, nBuckets, maxDistance)).toEqual(rows);
  });
});
