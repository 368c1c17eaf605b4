import { describe, expect, it } from 'vitest';
import { sampleIndices } from './sample';

describe('sampleIndices', () => {
  it('draws distinct rows in order, the same ones each time', () => {
    const sample = sampleIndices(100, 30, 1);
    expect(new Set(sample).size).toBe(30);
    expect(Array.from(sample)).toEqual(Array.from(sample).sort((a, b) => a - b));
    expect(sampleIndices(100, 30, 1)).toEqual(sample);
  });
});
