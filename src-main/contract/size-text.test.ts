import { describe, expect, it } from 'vitest';
import { partText, sizeText } from './size-text';

describe('sizes', () => {
  it.each([
    [0, '0 bytes'], [1, '1 byte'], [812, '812 bytes'], [999, '999 bytes'], [1_000, '1.0 kB'], [4_240_000, '4.2 MB'], [9_960_000, '10 MB'], [440_473_133, '440 MB'],
    [999_700_000, '1.0 GB'], [1_240_000_000, '1.2 GB'], [12_400_000_000, '12 GB'], [3_000_000_000_000_000, '3,000 TB'],
  ])('%i', (nBytes, text) => { expect(sizeText(nBytes)).toBe(text); });

  it('write a part in the unit of the whole', () => {
    expect(partText(210_000_000, 440_000_000)).toBe('210 of 440 MB');
    expect(partText(0, 440_000_000)).toBe('0 of 440 MB');
    expect(partText(300_000_000, 6_900_000_000)).toBe('0.3 of 6.9 GB');
  });
});
