import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import { Autosave } from './autosave';

const folders: string[] = [];
const fresh = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'contexture-autosave-'));
  folders.push(folder);
  return folder;
};
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

const titled = (title: string): ReturnType<typeof sessionForTests> => ({ ...sessionForTests(), view: { ...sessionForTests().view, set: { ...sessionForTests().view.set, title } } });

it('leaves nothing where the app was closed, and what was kept last where it was not', async () => {
  const folder = fresh();
  const closed = new Autosave(folder, '0.1.0');
  await closed.keep(sessionForTests());
  await closed.close();
  expect(new Autosave(folder, '0.1.0').hasLeft).toBe(false);

  const killed = new Autosave(folder, '0.1.0');
  await Promise.all(['first', 'second', 'third'].map((title) => killed.keep(titled(title))));
  const next = new Autosave(folder, '0.1.0');
  expect(next.hasLeft).toBe(true);
  expect((await next.recover()).view.set.title).toBe('third');
  // What this run keeps does not take its place.
  await next.keep(titled('fourth'));
  expect((await next.recover()).view.set.title).toBe('third');
  await next.forgetLeft();
  await next.close();
  expect(existsSync(join(folder, 'autosave.contexture'))).toBe(false);
  expect(new Autosave(folder, '0.1.0').hasLeft).toBe(false);
});

it('keeps what changes beside a picture in a small file, which belongs to that picture alone', async () => {
  const folder = fresh();
  const first = new Autosave(folder, '0.1.0');
  const { document } = sessionForTests();
  // Without a picture there is nothing to add to.
  await first.keepDocument(document);
  expect(readdirSync(folder)).toEqual([]);
  await first.keep(titled('first'));
  const size = statSync(join(folder, 'autosave.contexture')).mtimeMs;
  await first.keepDocument({ ...document, filter: { ...document.filter, query: 'river' } });
  expect(statSync(join(folder, 'autosave.contexture')).mtimeMs).toBe(size);
  const left = join(folder, 'recovered.contexture');
  const second = new Autosave(folder, '0.1.0');
  expect((await second.recover()).document.filter.query).toBe('river');
  // Damaged, or of another picture, it is left out.
  writeFileSync(`${left}.document.json`, '{"of":"1-2","document":{}}');
  expect((await second.recover()).document).toEqual(document);
  writeFileSync(`${left}.document.json`, 'half');
  expect((await second.recover()).document).toEqual(document);
  await second.forgetLeft();
  expect(readdirSync(folder)).toEqual([]);
});

it('names a file that cannot be read again, and goes on after a write that failed', async () => {
  const folder = fresh();
  writeFileSync(join(folder, 'autosave.contexture'), 'half');
  const autosave = new Autosave(folder, '0.1.0');
  await expect(autosave.recover()).rejects.toThrow('“recovered.contexture” is no session');
  rmSync(folder, { recursive: true });
  await expect(autosave.keep(titled('lost'))).rejects.toThrow();
  const again = new Autosave(fresh(), '0.1.0');
  await again.keep(titled('kept'));
  await again.close();
});
