import { describe, expect, it } from 'vitest';
import { parseColour, withAlpha } from './colour';
import { readDuration } from './tokens';

describe('parseColour', () => {
  it.each([
    ['#ff8000', [1, 128 / 255, 0, 1]],
    ['#f80', [1, 136 / 255, 0, 1]],
    ['rgba(238,236,240,.30)', [238 / 255, 236 / 255, 240 / 255, 0.3]],
    ['rgb(10 20 30 / 0.5)', [10 / 255, 20 / 255, 30 / 255, 0.5]],
    [' #000000 ', [0, 0, 0, 1]],
    ['#eeecf04d', [238 / 255, 236 / 255, 240 / 255, 77 / 255]],
    ['#f80c', [1, 136 / 255, 0, 0.8]],
  ])('reads %s', (text, rgba) => expect(parseColour(text)).toEqual(rgba));

  it.each(['', 'red', '#12345', '#1234567', 'rgb(1, 2)', 'hsl(10 20% 30%)'])('refuses %j', (text) => expect(() => parseColour(text)).toThrow('Not a colour'));

  it('multiplies opacity', () => expect(withAlpha('rgba(255,0,0,.5)', 0.5)).toBe('rgba(255, 0, 0, 0.25)'));
});

describe('readDuration', () => {
  it.each([['260ms', 260], ['.26s', 260], ['0ms', 0], ['0s', 0], ['0', 0], ['', 0]])('reads %j', (text, ms) => expect(readDuration(text)).toBe(ms));
});
