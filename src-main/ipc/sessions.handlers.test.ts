import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import type { SavedSession } from '@contract/sessions/saved-session';
import { AskedSession, type Asked } from '../sessions/asked-files';
import { Autosaves } from '../sessions/autosaves';
import { OpenSession } from '../sessions/open-session';
import { writeSession } from '../sessions/session-file';
import { sessionHandlers } from './sessions.handlers';

const chosen = vi.hoisted(() => ({ filePaths: [] as string[] }));
vi.mock('electron', () => ({ app: { clearRecentDocuments: vi.fn() }, dialog: { showOpenDialog: () => Promise.resolve({ canceled: false, ...chosen }) } }));

let folder: string;
const openBeside = vi.fn<(asked: Asked) => void>();
const passOn = vi.fn();
const bringHolder = vi.fn<(file: string) => Promise<boolean>>();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'contexture-session-handlers-'));
  vi.clearAllMocks();
  bringHolder.mockResolvedValue(false);
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const titled = (title: string): SavedSession => {
  const { view, ...rest } = sessionForTests();
  return { ...rest, view: { ...view, set: { ...view.set, title } } };
};
const recent = { list: () => Promise.resolve([]), pathOf: (id: string) => Promise.resolve(path.join(folder, `${id}.contexture`)), clear: () => Promise.resolve() };
const session = (): OpenSession => new OpenSession('0.1.0');
function windowOf(autosaves: Autosaves, id: number, own = session(), asked: Asked | null = null, closed = new AbortController().signal): ReturnType<typeof sessionHandlers> {
  return sessionHandlers({ id, window: {} as never, session: own, autosave: autosaves.take(), asked: new AskedSession(asked), closed }, { recent, autosaves, bringHolder, openBeside, passOn });
}

it('opens a session here by any way, unless another window has it', async () => {
  const file = path.join(folder, 'lecture.contexture');
  await writeSession(file, titled('lecture'), '0.1.0');
  chosen.filePaths = [file];
  const own = session();
  const handlers = windowOf(new Autosaves(folder, '0.1.0'), 1, own, { file });
  const ways = [() => handlers.chooseSession(null), () => handlers.readDroppedSession({ path: file }), () => handlers.openRecentSession({ id: 'lecture' })];
  bringHolder.mockResolvedValue(true);
  for (const way of [...ways, () => handlers.askedSession(null)]) expect(await way()).toBeNull();
  expect([own.file, bringHolder.mock.calls]).toEqual([null, [[file], [file], [file], [file]]]);
  bringHolder.mockResolvedValue(false);
  for (const way of ways) expect(await way()).toMatchObject({ name: 'lecture', isCopy: false });
  expect(own.file).toBe(file);
  await own.leave();
});

it('offers the first window what every window of an earlier run had on its screen; the others open beside it', async () => {
  const killed = new Autosaves(folder, '0.1.0');
  for (const title of ['one', 'two', 'three']) await killed.take()?.keep(titled(title));
  const autosaves = new Autosaves(folder, '0.1.0');
  const first = windowOf(autosaves, 1);
  expect([await first.countRecoveredSessions(null), await windowOf(autosaves, 2).countRecoveredSessions(null)]).toEqual([3, 0]);
  expect(await first.recoverSession(null)).toMatchObject({ name: null, isCopy: false, session: { view: { set: { title: 'one' } } } });
  const titles: unknown[] = [];
  for (const [asked] of openBeside.mock.calls) titles.push((await windowOf(autosaves, 3, session(), asked).askedSession(null))?.session.view.set.title);
  expect([titles, await first.countRecoveredSessions(null), readdirSync(folder)]).toEqual([['two', 'three'], 0, []]);
  await expect(first.recoverSession(null)).rejects.toMatchObject({ code: 'not-found' });
});

it('keeps each window’s screen, and passes on what it does not open', async () => {
  const autosaves = new Autosaves(folder, '0.1.0');
  for (const [id, title] of [[1, 'one'], [2, 'two']] as const) expect(await windowOf(autosaves, id).autosaveSession({ session: titled(title) })).toBeNull();
  expect(readdirSync(folder).sort()).toEqual(['autosave-2.contexture', 'autosave.contexture']);
  const handlers = windowOf(autosaves, 3, session(), { file: '/a.contexture' });
  expect(await handlers.passAskedOn(null)).toBeNull();
  expect(passOn).toHaveBeenCalledTimes(1);
});

it('keeps nothing of a window that is closed, whatever was still on its way', async () => {
  const autosaves = new Autosaves(folder, '0.1.0');
  const handlers = windowOf(autosaves, 1, session(), null, AbortSignal.abort());
  const saved = titled('late');
  expect(await handlers.autosaveSession({ session: saved })).toBeNull();
  expect(await handlers.autosaveDocument({ document: saved.document })).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});
