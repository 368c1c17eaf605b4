import { describe, expect, test } from 'vitest';
import { readNumbers } from './decimal';

const read = (text: string, n: number): readonly number[] | null => {
  const bytes = Buffer.from(`${text}\n`);
  const into = new Float32Array(n);
  return readNumbers(bytes, 0, bytes.length - 1, into) === bytes.length - 1 ? [...into] : null;
};

describe('decimal numbers', () => {
  test.each([
    '0', '-0', '1', '+1', '.5', '5.', '-0.038194', '1e3', '1E-3', '1.5e+2', '123456789', '0.000000000000000000000000012345', '3.4028234e38', '1e-45', '-1.17549435E-38',
    '0.10000000149011612', '16777217', '16777219', '0.3333333333333333333333333333333333', '000000000000000000000000000001.25', '123456789012345678901234567890e-20', '1e-400',
  ])('%s is the float32 next to it', (text) => {
    expect(read(text, 1)).toEqual([Math.fround(Number(text))]);
  });

  test('any float32 comes back from nine digits', () => {
    const values = Float32Array.from({ length: 5_000 }, (_, i) => (((i * 2_654_435_761) % 2 ** 32) / 2 ** 31 - 1) * 10 ** ((i % 60) - 30));
    expect(read([...values].map((value) => value.toPrecision(9)).join(' '), values.length)).toEqual([...values]);
  });

  test.each(['nan', 'NaN', 'inf', '-inf', '1e39', '', '-', '.', 'e5', '1e', '1e+', '1.2.3', '1-2', '0x10', '1,5', '1_0', '٣', '--1', '1e5.5'])('%j is none', (text) => {
    expect(read(text, 1)).toBeNull();
  });

  test('blanks part numbers; too few or too many are told', () => {
    expect(read(' 1\t2   3', 3)).toEqual([1, 2, 3]);
    expect(read('1 2', 3)).toBeNull();
    expect(read('1 2 3 4', 3)).toBeNull();
  });
});
