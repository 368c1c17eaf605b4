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
  it('answers at once to what makes a backtracking engine run for ever', () => {
    expect(finds('/(\\w+ ?)+!$/', `${'a bank of the river '.repeat(800)}.`)).toBe(false);
    expect(finds('/^(a|a)*$/', `${'a'.repeat(5_000)}b`)).toBe(false);
    expect(finds('/(\\w+ ?)+!$/', 'by the bank!')).toBe(true);
  });
  it.each([
    ['/ä|ß/', 'GRÖßE', true],
    ['/^\\p{Lu}/u', 'Ärger', true],
    ['/^\\p{Lu}$/i', 'b', true],
    ['/a.b/s', 'a\nb', true],
    ['/a.b/', 'a\nb', false],
    ['/^b/m', 'a\nb', true],
    ['/\\bbank\\b/', 'the bank.', true],
    ['/b{2,3}/', 'abbb', true],
  ])('reads %s as usual on %j', (query, text, found) => {
    expect(finds(query, text)).toBe(found);
  });
  it('says what it cannot do', () => {
    expect(parseSearch('/(?=a)b/')).toEqual({ kind: 'broken', message: 'Looking ahead or behind is not possible here.' });
    expect(parseSearch('/(a)\\1/')).toEqual({ kind: 'broken', message: 'Repeating an earlier group is not possible here.' });
  });
  it('says when an expression is broken and asks nothing of an empty one', () => {
    expect(parseSearch('/(/').kind).toBe('broken');
    expect(parseSearch('  ').kind).toBe('none');
    expect(parseSearch('//').kind).toBe('none');
  });
});
