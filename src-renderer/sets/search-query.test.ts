import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns';
import { parseQuery } from './search-query';
import { marked, setOf } from './set.testing';

const row = (text: string, sense: string | undefined, labels: Readonly<Record<string, string>> = {}): ReturnType<typeof marked> => ({
  ...marked(text, sense),
  labels: { ...marked(text, sense).labels, ...labels },
});
const set = setOf([
  row('by the river |bank|', 'river', { 'part of speech': 'NOUN', tone: 'very calm' }), row('they |bank| here', 'money', { 'part of speech': 'VERB' }),
  row('the time is 10:30 at the |bank|', 'money', { 'part of speech': 'NOUN', tone: 'dry' }), row('a |Bank|: and/or not, see https://a.b', undefined),
]);
const columns = columnsOf(set);

function found(query: string): number[] | string {
  const parsed = parseQuery(query, columns);
  if (parsed.kind === 'broken') return parsed.message;
  return parsed.kind === 'none' ? 'none' : set.occurrences.flatMap(({ text }, at) => (parsed.test(text, at) ? [at] : []));
}

describe('a search', () => {
  it.each([
    ['sense:river', [0]], ['sense:"the money"', [1, 2]], ['sense:"The River" sense:money', [0, 1, 2]], ['-sense:river', [1, 2, 3]], ['sense:""', [3]], ['-sense:""', [0, 1, 2]],
    ['"part of speech":noun', [0, 2]], ['"part of speech":noun -tone:dry', [0]], ['tone:"very calm"', [0]], ['tone:very', []], ['"words in the sentence":3', [1]], ['length:3', [1]],
    ['sense:money here', [1]], ['here sense:money', [1]], ['they sense:money here', []], ['sense:money /the .*bank/', [2]], ['/\\bbank$/ sense:river', [0]], ['/BANK/s', []], ['/10:3/ -sense:river', [2]],
    ['10:30', [2]], ['bank: and', [3]], ['and/or', [3]], ['time is', [2]], ['/sense:money/', []], ['/a b:c/', []],
  ])('reads %s', (query, rows) => { expect(found(query)).toEqual(rows); });

  it('names a column that is not there with those that are', () => {
    expect(found('colour:red bank')).toBe('There is no column “colour”. There are “sense”, “word form”, “part of speech”, “tone”, “words in the sentence”, “place of the word”. To look for the text itself, write it between slashes.');
    expect(found('https://a.b')).toContain('no column “https”');
    expect(found('/https:/')).toEqual([3]);
  });

  it('says what is wrong with a pattern beside a column, and is none while empty', () => {
    expect(found('sense:money /(a/')).toBe('This regular expression is not complete.');
    expect([found(''), found(' ')]).toEqual(['none', 'none']);
  });
});
