import { describe, expect, it } from 'vitest';
import { speedText, timeLeftText } from './byte-text';

it('writes a speed', () => { expect(speedText(12_300_000)).toBe('12 MB/s'); });

describe('time left', () => {
  it.each([[0, '1 s left'], [39.2, '40 s left'], [59, '59 s left'], [59.4, '1 min left'], [61, '2 min left'], [3_540, '59 min left'], [3_541, '1 h left'], [3_900, '1 h 5 min left']])('%d s', (seconds, text) => {
    expect(timeLeftText(seconds)).toBe(text);
  });
});
