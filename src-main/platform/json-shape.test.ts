import { describe, expect, it } from 'vitest';
import { closingQuote, jsonExcess } from './json-shape';

const limits = { depth: 3, values: 10 };

describe('jsonExcess', () => {
  it.each([
    ['[[[1]]]', null], ['[[[[1]]]]', 'depth'], ['{"a":{"b":[1]}}', null], ['{"a":{"b":[{}]}}', 'depth'], ['[[],[],[]]', null],
    ['[1,1,1,1,1,1,1,1,1,1]', null], ['[1,1,1,1,1,1,1,1,1,1,1]', 'values'], ['[{},{},{},{},{},{}]', 'values'],
    ['{"[[[[[,,,,,,,,,,,,":"\\"[[[[[\\\\"}', null], ['"[[[[', null], ['[[[["', 'depth'], ['', null],
  ] as const)('%s: %s', (json, excess) => {
    expect(jsonExcess(json, limits)).toBe(excess);
  });

  it('takes a hostile text of any length', () => {
    expect(jsonExcess('['.repeat(2 ** 24), limits)).toBe('depth');
    expect(jsonExcess(`"${'\\"'.repeat(2 ** 22)}`, limits)).toBeNull();
  });
});

describe('closingQuote', () => {
  it.each([['"a"b', 2], ['"a\\"b"', 5], ['"\\\\"', 3], ['"open', 5]])('%s ends at %d', (text, end) => {
    expect(closingQuote(text, 0)).toBe(end);
  });
});
