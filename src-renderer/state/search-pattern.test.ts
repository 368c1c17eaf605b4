import { describe, expect, it } from 'vitest';
import { parseSearch } from './search-pattern';

const finds = (query: string, text: string): boolean => {
  const pattern = parseSearch(query);
  if (pattern.kind !== 'match') throw new Error(pattern.kind);
  return pattern.test(text);
};

describe('search', () => {
  it('ignores case in plain text and takes its signs as they are', () => {
    expect(finds('River.', 'the river. It')).toBe(true);
    expect(finds('River.', 'the rivers')).toBe(false);
  });
  it('reads /…/ as a regular expression, with its flags', () => {
    expect(finds('/riv(er|al)s?$/', 'two RIVALS')).toBe(true);
    expect(finds('/River/s', 'the river')).toBe(false);
  });
  it('gives the same answer twice for a global expression', () => {
    const pattern = parseSearch('/a/g');
    expect(pattern.kind === 'match' && [pattern.test('a'), pattern.test('a')]).toEqual([true, true]);
  });
  it('says when an expression is broken and asks nothing of an empty one', () => {
    expect(parseSearch('/(/').kind).toBe('broken');
    expect(parseSearch('  ').kind).toBe('none');
    expect(parseSearch('//').kind).toBe('none');
  });
});
