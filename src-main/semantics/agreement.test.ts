import { describe, expect, it } from 'vitest';
import { agreementOf } from './agreement';

describe('agreement of neighbours', () => {
  it('is a share beside that of a random pair', () => {
    // Three of a, two of b: (3·2 + 2·1) / (5·4).
    expect(agreementOf(['a', 'a', 'a', 'b', 'b'], [1, 0, 3, 4, 0])).toEqual({ share: 3 / 5, chance: 8 / 20, n: 5 });
  });

  it('counts only rows that have a value and whose nearest has one', () => {
    expect(agreementOf(['a', null, 'a', 'b', 'b'], [2, 0, 1, -1, 3])).toEqual({ share: 1, chance: 0, n: 2 });
  });

  it('is not defined for one value, or nothing to count', () => {
    expect(agreementOf(['a', 'a'], [1, 0])).toBeNull();
    expect(agreementOf(['a', 'b'], [-1, -1])).toBeNull();
  });
});
