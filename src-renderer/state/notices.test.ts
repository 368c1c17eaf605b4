import { beforeEach, expect, it } from 'vitest';
import { notices } from './notices.svelte';

beforeEach(() => { notices.list = []; });
const said = (): string[] => notices.list.map(({ message }) => message);

it('lets go of what was said of another set, and keeps the rest', () => {
  notices.show({ kind: 'note', message: 'left out of a', setId: 'a' });
  notices.show({ kind: 'note', message: 'of no set' });
  notices.keepFor('a');
  expect(said()).toEqual(['left out of a', 'of no set']);
  notices.keepFor('b');
  expect(said()).toEqual(['of no set']);
});

it('says the same words once, and no more than three messages', () => {
  for (const message of ['a', 'b', 'a', 'c', 'd']) notices.show({ kind: 'note', message });
  expect(said()).toEqual(['a', 'c', 'd']);
});
