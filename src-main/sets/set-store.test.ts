import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newSetId } from '@contract/kept-sets';
import type { SentenceSet } from '@contract/occurrence';
import { sealOf } from '../platform/integrity/seal';
import { SetStore } from './set-store';

let folder = '';
let store: SetStore;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'contexture-sets-')), 'sets');
  store = new SetStore(folder);
});

const setOf = (id: string, title = id): SentenceSet => ({
  id, title, word: 'bank', origin: 'own', senses: [{ id: 'river', label: 'river edge' }],
  occurrences: [{ text: 'a bank', charStart: 2, charEnd: 6, word: 'bank', labels: { sense: 'river' } }],
});
const fileOf = (id: string): string => path.join(folder, `${id}.json`);

describe('SetStore', () => {
  it('keeps sets for the next start, in the order of their making, for nobody else to read', async () => {
    const ids = [newSetId(), newSetId(), newSetId()];
    for (const id of [...ids].reverse()) await store.save(setOf(id));
    const next = new SetStore(folder);
    expect(await next.list()).toEqual({ sets: ids.map((id) => ({ id, title: id, word: 'bank' })), problem: null });
    expect(await next.open(ids[0] ?? '')).toEqual(setOf(ids[0] ?? ''));
    expect([statSync(folder).mode & 0o777, statSync(fileOf(ids[0] ?? '')).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(JSON.parse(readFileSync(fileOf(ids[1] ?? ''), 'utf8'))).toEqual({ version: 1, sha256: sealOf(JSON.stringify(setOf(ids[1] ?? ''))), set: setOf(ids[1] ?? '') });
    // Without a seal, as somebody’s hand leaves it, it is one, too; with a wrong one it is damaged.
    const file = fileOf(ids[1] ?? '');
    const sealed = readFileSync(file, 'utf8');
    writeFileSync(file, sealed.replace(/"sha256":"\w+",/u, ''));
    expect(await new SetStore(folder).open(ids[1] ?? '')).toEqual(setOf(ids[1] ?? ''));
    writeFileSync(file, sealed.replace(/"sha256":"\w/u, '"sha256":"x'));
    await expect(new SetStore(folder).open(ids[1] ?? '')).rejects.toMatchObject({ code: 'bad-input', detail: expect.stringContaining('changed by hand') as string });
    writeFileSync(file, sealed);
  });

  it('has nothing before the first set', async () => {
    expect(await store.list()).toEqual({ sets: [], problem: null });
    await store.clearDeleted();
  });

  it('writes the newest of several changes', async () => {
    await Promise.all(['one', 'two', 'three'].map((title) => store.save(setOf('own-1', title))));
    expect((await store.open('own-1')).title).toBe('three');
    await store.rename('own-1', 'four');
    expect((await store.list()).sets).toEqual([{ id: 'own-1', title: 'four', word: 'bank' }]);
  });

  it('brings back what was deleted until the next start, and not after it', async () => {
    await store.save(setOf('own-1'));
    await store.delete('own-1');
    expect((await store.list()).sets).toEqual([]);
    await store.undelete('own-1');
    expect(await store.open('own-1')).toEqual(setOf('own-1'));
    await store.delete('own-1');
    await new SetStore(folder).clearDeleted();
    await expect(store.undelete('own-1')).rejects.toThrow(/removed for good.*Import its sentences again/);
    await expect(store.delete('own-1')).rejects.toThrow(/not in the library any more/);
    await expect(store.open('own-1')).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['', /damaged/], ['{', /damaged/], ['null', /damaged/], ['[]', /damaged/], ['{"version": 1}', /damaged/], ['{"version": 0, "set": {}}', /damaged/],
    [JSON.stringify({ version: 1, set: { ...setOf('own-9'), origin: 'preset' } }), /damaged/],
    [JSON.stringify({ version: 1, set: { ...setOf('own-9'), occurrences: [{ text: 'a', charStart: 0, charEnd: 9, word: 'a', labels: {} }] } }), /damaged/],
    ['['.repeat(100_000), /damaged/],
    [JSON.stringify({ version: 2, anything: true }), /kept by a newer version of Contexture. Open it with that version/],
  ])('names a file that it cannot read and leaves it alone: %.40s', async (content, message) => {
    await store.save(setOf('own-1'));
    writeFileSync(fileOf('own-9'), content);
    const { sets, problem } = await store.list();
    expect(sets.map(({ id }) => id)).toEqual(['own-1']);
    expect(problem).toMatch(/^“own-9.json” /);
    expect(problem).toMatch(message);
    await expect(store.open('own-9')).rejects.toThrow(message);
    await store.clearDeleted();
    expect(readFileSync(fileOf('own-9'), 'utf8')).toBe(content);
  });

  it('names several such files in one sentence', async () => {
    await store.save(setOf('own-1'));
    for (const name of ['own-2.json', 'My set.json', 'notes.txt']) writeFileSync(path.join(folder, name), '?');
    const { problem } = await store.list();
    expect(problem).toMatch(/^2 kept sets in .*: “My set.json”, “own-2.json”\./);
  });

  it('takes a copied file for a set of its own', async () => {
    await store.save(setOf('own-1'));
    writeFileSync(fileOf('own-2'), readFileSync(fileOf('own-1')));
    expect((await store.open('own-2')).id).toBe('own-2');
  });

  it('says so when the disk is full, keeps what was there, and goes on', async () => {
    await store.save(setOf('own-1'));
    const full = new SetStore('/dev/full/sets');
    await expect(full.save(setOf('own-1'))).rejects.toMatchObject({ code: 'io' });
    const before = readFileSync(fileOf('own-1'), 'utf8');
    const real = await import('../platform/atomic-write');
    const write = vi.spyOn(real, 'atomicWrite').mockRejectedValueOnce(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));
    await expect(store.save(setOf('own-1', 'changed'))).rejects.toThrow(`“changed” could not be saved in ${folder}: the disk is full. Free some space and try again.`);
    write.mockRestore();
    expect(readFileSync(fileOf('own-1'), 'utf8')).toBe(before);
    await store.save(setOf('own-1', 'changed'));
    expect((await store.open('own-1')).title).toBe('changed');
  });

  it.skipIf(process.getuid?.() === 0)('says so when nothing may be written there', async () => {
    await store.save(setOf('own-1'));
    chmodSync(folder, 0o500);
    await expect(store.save(setOf('own-2'))).rejects.toThrow(/you may not write there/);
    chmodSync(folder, 0o700);
  });

  it('reads past what a killed write has left, and clears it away once it is old', async () => {
    await store.save(setOf('own-1'));
    const [young, old] = ['.own-1.json.aa.tmp', '.own-2.json.bb.tmp'].map((name) => path.join(folder, name)) as [string, string];
    for (const file of [young, old]) writeFileSync(file, '{"version": 1, "se');
    utimesSync(old, 0, 0);
    expect(await store.list()).toEqual({ sets: [{ id: 'own-1', title: 'own-1', word: 'bank' }], problem: null });
    await store.clearDeleted();
    expect([existsSync(young), existsSync(old)]).toEqual([true, false]);
    expect(readdirSync(folder)).toContain('own-1.json');
  });

  it('is at rest once everything has happened', async () => {
    void store.save(setOf('own-1'));
    await store.flushed();
    expect(existsSync(fileOf('own-1'))).toBe(true);
  });
});
