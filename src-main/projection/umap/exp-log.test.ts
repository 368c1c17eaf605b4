import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { exp, ln, power } from './exp-log';

const random = mulberry32(1);

describe('exp and ln', () => {
  it('agree with the engine to the last bits', () => {
    for (let index = 0; index < 2000; index++) {
      const x = (random() - 0.5) * 80;
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-15 * Math.max(1, Math.abs(x)));
      const y = Math.exp(x);
      expect(Math.abs(ln(y) - Math.log(y))).toBeLessThan(1e-15 * Math.max(1, Math.abs(x)));
    }
  });

  it('are exact where the value is known', () => {
    expect([exp(0), ln(1), exp(-1000), exp(-Infinity), exp(1000), power(0, 0.5), ln(2)]).toEqual([1, 0, 0, 0, Infinity, 0, Math.LN2]);
    expect(exp(NaN)).toBeNaN();
    expect(exp(-744)).toBeGreaterThan(0);
    expect(exp(709) / Math.exp(709)).toBeCloseTo(1, 12);
  });

  it('raises to any power', () => {
    for (let index = 0; index < 500; index++) {
      const x = random() * 30, y = (random() - 0.3) * 4;
      expect(power(x, y) / x ** y).toBeCloseTo(1, 12);
    }
  });
});
