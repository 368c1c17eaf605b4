import { expect, it } from 'vitest';
import { library } from './library.svelte';
import { marked, setOf } from '../sets/set.testing';

it('keeps sets where they stand in the list, opened again or changed', () => {
  const [first, second] = ['first', 'second'].map((id) => ({ ...setOf([marked('a |bank|')]), id, title: id, origin: 'own' as const }));
  if (first === undefined || second === undefined) throw new Error('two sets');
  library.remember(first);
  library.remember(second);
  const renamed = { ...first, title: 'renamed' };
  library.remember(renamed);
  expect(library.own.map(({ title }) => title)).toEqual(['renamed', 'second']);
  expect(library.opened.get('first')).toBe(renamed);
  // Opened the other way round, however often.
  for (const set of [second, renamed, second, renamed]) library.remember(set);
  library.list({ id: 'second', title: 'second', word: 'bank' });
  expect(library.own.map(({ id }) => id)).toEqual(['first', 'second']);
});
