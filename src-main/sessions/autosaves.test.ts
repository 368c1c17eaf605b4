import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import type { SavedSession } from '@contract/sessions/saved-session';
import type { Autosave } from './autosave';
import { Autosaves } from './autosaves';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'contexture-autosaves-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const titled = (title: string): SavedSession => {
  const { view, ...rest } = sessionForTests();
  return { ...rest, view: { ...view, set: { ...view.set, title } } };
};
const start = (): Autosaves => new Autosaves(folder, '0.1.0');
function taken(autosaves: Autosaves): Autosave {
  const autosave = autosaves.take();
  if (autosave === null) throw new Error('nothing is kept');
  return autosave;
}
const titlesLeft = async (autosaves: Autosaves): Promise<string[]> => Promise.all(autosaves.left.map(async (one) => (await one.recover()).view.set.title));

it('keeps every window’s screen in files of its own, and has them all at the start after an end that nobody asked for', async () => {
  const killed = start();
  for (const title of ['one', 'two', 'three']) await taken(killed).keep(titled(title));
  expect(readdirSync(folder).sort()).toEqual(['autosave-2.contexture', 'autosave-3.contexture', 'autosave.contexture']);
  const next = start();
  expect(await titlesLeft(next)).toEqual(['one', 'two', 'three']);
  // What this start's windows keep takes the place of none of them.
  await taken(next).keep(titled('now'));
  await taken(next).keep(titled('now, too'));
  expect(await titlesLeft(next)).toEqual(['one', 'two', 'three']);
  for (const one of next.left) await one.forgetLeft();
  expect([next.left, readdirSync(folder).sort()]).toEqual([[], ['autosave-2.contexture', 'autosave.contexture']]);
});

it('takes a closed window’s files away, and gives their names to the next one', async () => {
  const autosaves = start();
  const [first, second] = [taken(autosaves), taken(autosaves)];
  for (const [one, title] of [[first, 'one'], [second, 'two']] as const) await one.keep(titled(title));
  await autosaves.close(first);
  expect(readdirSync(folder)).toEqual(['autosave-2.contexture']);
  expect(await titlesLeft(start())).toEqual(['two']);
  const third = taken(autosaves);
  expect(third).toBe(first);
  // It has kept no picture yet: there is nothing to add to.
  await third.keepDocument(sessionForTests().document);
  expect(existsSync(path.join(folder, 'autosave.contexture.document.json'))).toBe(false);
});

it('clears away what killed writes of any window have begun, and takes no other file for one', () => {
  const foreign = ['autosave-0.contexture', 'autosave-777.contexture', 'autosave.txt', 'my autosave-2.contexture'];
  for (const name of [...foreign, '.autosave.contexture.a1.tmp', '.autosave-4.contexture.b2.tmp']) writeFileSync(path.join(folder, name), 'half');
  expect(start().left).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual([...foreign].sort());
});

it('keeps nothing and finds nothing without a folder', () => {
  const none = new Autosaves(null, '0.1.0');
  expect([none.take(), none.left]).toEqual([null, []]);
  expect(readdirSync(folder)).toEqual([]);
});
