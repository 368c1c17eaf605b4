import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '@contract/failure';
import type { ChangedSet } from '@contract/kept-sets';
import type { SentenceSet } from '@contract/occurrence';
import { SetStore } from './set-store';
import { SetEditions, WindowSets } from './window-sets';

const ID = 'own-1';
const setOf = (title: string): SentenceSet => ({
  id: ID, title, word: 'bank', origin: 'own', senses: [], occurrences: [{ text: 'the bank', charStart: 4, charEnd: 8, word: 'bank', labels: {} }],
});
const listed = (title: string): ChangedSet => ({ id: ID, listed: { id: ID, title, word: 'bank' } });
const refused = { code: 'conflict', message: '“mine” was changed in another window meanwhile, so what you changed here was not saved. Keep it as a set of its own.' };

let folder: string;
let store: SetStore;
let one: WindowSets;
let two: WindowSets;
const toldByOne = vi.fn<(changed: ChangedSet) => void>();
const toldByTwo = vi.fn<(changed: ChangedSet) => void>();
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'contexture-window-sets-'));
  store = new SetStore(path.join(folder, 'sets'));
  const editions = new SetEditions();
  one = new WindowSets(store, editions, toldByOne);
  two = new WindowSets(store, editions, toldByTwo);
  await one.save(setOf('first'));
  vi.clearAllMocks();
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
const title = async (): Promise<string> => (await store.open(ID)).title;

describe('an own set in two windows', () => {
  it('is saved as often as one likes by the window that has it, and the other is told', async () => {
    await Promise.all([one.save(setOf('second')), one.save(setOf('third'))]);
    expect([await title(), toldByOne.mock.calls.at(-1), toldByTwo.mock.calls]).toEqual(['third', [listed('third')], []]);
  });

  it('is not written over by a window that has not read what the other has made of it, and is once it has', async () => {
    await two.open(ID);
    await one.save(setOf('theirs'));
    await expect(two.save(setOf('mine'))).rejects.toMatchObject(refused);
    expect(await title()).toBe('theirs');
    await two.open(ID);
    await two.save(setOf('mine'));
    expect([await title(), toldByTwo.mock.calls]).toEqual(['mine', [[listed('mine')]]]);
    // And the other way round.
    await expect(one.save(setOf('mine'))).rejects.toMatchObject(refused);
  });

  it('is saved by the first of two that save at once', async () => {
    await two.open(ID);
    const [first, second] = await Promise.allSettled([two.save(setOf('first to come')), one.save(setOf('mine'))]);
    expect([first.status, second]).toMatchObject(['fulfilled', { status: 'rejected', reason: refused }]);
    expect(await title()).toBe('first to come');
  });

  it('may be saved by the other where a save has failed', async () => {
    await two.open(ID);
    vi.spyOn(store, 'save').mockRejectedValueOnce(new Failure('io', 'The disk is full.'));
    await expect(one.save(setOf('lost'))).rejects.toMatchObject({ code: 'io' });
    expect(toldByOne).not.toHaveBeenCalled();
    await two.save(setOf('kept'));
    expect(await title()).toBe('kept');
  });

  it('is another edition when it is renamed in the list', async () => {
    await two.rename(ID, 'renamed');
    expect(toldByTwo.mock.calls).toEqual([[listed('renamed')]]);
    await expect(one.save(setOf('mine'))).rejects.toMatchObject(refused);
    await expect(two.rename('own-9', 'x')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that was deleted is brought back by whoever changes it, and then by nobody else', async () => {
    await two.open(ID);
    await one.delete(ID);
    expect(toldByOne.mock.calls).toEqual([[{ id: ID, listed: null }]]);
    await two.save(setOf('still wanted'));
    await expect(one.undelete(ID)).rejects.toMatchObject({ code: 'conflict' });
    expect(await title()).toBe('still wanted');
    await two.delete(ID);
    await one.undelete(ID);
    expect([await title(), toldByOne.mock.calls.at(-1)]).toEqual(['still wanted', [listed('still wanted')]]);
  });
});
