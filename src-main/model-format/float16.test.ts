import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { float16Bits, fromFloat16, toFloat16 } from './float16';

interface Golden { readonly sha256OfFloat32: string; readonly pairs: readonly number[] }

const golden = JSON.parse(readFileSync(resolve(import.meta.dirname, '../conversion/golden/float16.json'), 'utf8')) as Golden;
const allHalves = Uint16Array.from({ length: 0x10000 }, (_, half) => half);
const isNaNHalf = (half: number) => (half & 0x7fff) > 0x7c00;

describe('half precision', () => {
  test('every one of the 65536 halves survives the way to float32 and back', () => {
    const back = toFloat16(fromFloat16(allHalves));
    for (const half of allHalves) {
      if (isNaNHalf(half)) expect(isNaNHalf(back[half] ?? 0)).toBe(true);
      else if (back[half] !== half) throw new Error(`${half} became ${String(back[half])}`);
    }
  });

  test('decoding equals numpy for every half that is a number', () => {
    const singles = fromFloat16(allHalves.filter((half) => !isNaNHalf(half)));
    expect(createHash('sha256').update(new Uint8Array(singles.buffer)).digest('hex')).toBe(golden.sha256OfFloat32);
  });

  test('rounding equals numpy on ties, subnormals, overflow and random bits', () => {
    const nPairs = golden.pairs.length / 2;
    expect(nPairs).toBeGreaterThan(4000);
    const singles = new Float32Array(Uint32Array.from({ length: nPairs }, (_, i) => golden.pairs[2 * i] ?? 0).buffer);
    expect([...toFloat16(singles)]).toEqual(Array.from({ length: nPairs }, (_, i) => golden.pairs[2 * i + 1]));
  });

  test.each([[0, 0], [-0, 0x8000], [1, 0x3c00], [-2, 0xc000], [65504, 0x7bff], [65519.996, 0x7bff], [65520, 0x7c00], [-Infinity, 0xfc00], [2 ** -24, 1], [2 ** -25, 0], [1.5 * 2 ** -24, 2]])(
    '%d is %d', (value, half) => { expect(float16Bits(value)).toBe(half); },
  );
});
