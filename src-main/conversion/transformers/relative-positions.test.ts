import { describe, expect, it } from 'vitest';
import golden from '../golden/relative-buckets.json';
import { relativeBuckets } from './relative-positions';

describe('buckets of relative positions', () => {
  it.each(golden)('are those of transformers: $nBuckets buckets up to $maxDistance', ({ nPlaces, nBuckets, maxDistance, buckets }) => {
    expect(relativeBuckets(nPlaces, nBuckets, maxDistance)).toEqual(buckets);
  });
});
