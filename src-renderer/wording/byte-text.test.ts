import { describe, expect, it } from 'vitest';
import { partText, sizeText, speedText, timeLeftText } from './byte-text';

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
  it('write a speed', () => { expect(speedText(12_300_000)).toBe('12 MB/s'); });
});

describe('time left', () => {
  it.each([[0, '1 s left'], [39.2, '40 s left'], [59, '59 s left'], [59.4, '1 min left'], [61, '2 min left'], [3_540, '59 min left'], [3_541, '1 h left'], [3_900, '1 h 5 min left']])('%d s', (seconds, text) => {
    expect(timeLeftText(seconds)).toBe(text);
  });
});
