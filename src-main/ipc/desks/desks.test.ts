import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import { Autosaves } from '../../sessions/autosaves';
import { OpenSession } from '../../sessions/open-session';
import { writeSession } from '../../sessions/session-file';
import type { Desk } from './desk';
import { Desks } from './desks';

vi.mock('electron', () => ({ app: {} }));

class Pane extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), { send: vi.fn() });
  isGone = false;
  loadURL = (): Promise<void> => Promise.resolve();
  isDestroyed = (): boolean => this.isGone;
  isMinimized = (): boolean => false;
  focus(): void { this.emit('focus'); }
  close(): void { this.isGone = true; this.emit('closed'); }
}

let folder: string;
let desks: Desks;
const onLastClosed = vi.fn();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'contexture-desks-'));
  desks = new Desks({
    openWindow: () => new Pane() as unknown as BrowserWindow,
    newSession: () => new OpenSession('0.1.0'),
    autosaves: new Autosaves(folder, '0.1.0'),
    handlersOf: ({ id }) => ({ listModels: id }) as never,
    onLastClosed,
  });
  onLastClosed.mockClear();
});
afterEach(async () => {
  await desks.leaveAll();
  rmSync(folder, { recursive: true, force: true });
});

const paneOf = ({ window }: Desk): Pane => window as unknown as Pane;
const toldTo = (desk: Desk): unknown[] => paneOf(desk).webContents.send.mock.calls;
async function sessionAt(name: string): Promise<string> {
  const file = path.join(folder, `${name}.contexture`);
  await writeSession(file, sessionForTests(), '0.1.0');
  return file;
}

describe('the windows of the app', () => {
  it('have handlers, a memory, a session and files of their own each, and tell one page or all', () => {
    const [one, two] = [desks.add(), desks.add()];
    expect([one, two].map(({ window }) => desks.handlersOf(window.webContents))).toEqual([{ listModels: 1 }, { listModels: 2 }]);
    expect(desks.handlersOf(new Pane().webContents as never)).toBeUndefined();
    expect(new Set([one.memory, two.memory, one.session, two.session, one.autosave, two.autosave]).size).toBe(6);
    one.send('models:changed', null);
    desks.sendOthers(one, 'session:asked', null);
    expect([toldTo(one), toldTo(two)]).toEqual([[['models:changed', null]], [['session:asked', null]]]);
    desks.send('models:changed', null);
    expect([toldTo(one).length, toldTo(two).length]).toEqual([2, 2]);
  });

  it('go one by one: the others stay, and only the last one ends what goes with them', async () => {
    const [one, two] = [desks.add(), desks.add()];
    const file = await sessionAt('lecture');
    await one.session.open(file);
    await one.autosave?.keep(sessionForTests());
    paneOf(one).close();
    expect([one.closed.aborted, two.closed.aborted, desks.windows, desks.last]).toEqual([true, false, [two.window], two]);
    one.send('models:changed', null);
    expect(toldTo(one)).toEqual([]);
    // What it held can be had by another.
    await vi.waitFor(() => { expect(desks.add().autosave).toBe(one.autosave); });
    expect((await two.session.open(file)).isCopy).toBe(false);
    expect(onLastClosed).not.toHaveBeenCalled();
    for (const window of desks.windows) (window as unknown as Pane).close();
    expect([onLastClosed.mock.calls.length, desks.last]).toEqual([1, null]);
  });
});

it('the app’s end waits for what the last window still had to put away', async () => {
  const desk = desks.add();
  await desk.autosave?.keep(sessionForTests());
  expect(readdirSync(folder)).toEqual(['autosave.contexture']);
  paneOf(desk).close();
  await desks.leaveAll();
  expect(readdirSync(folder)).toEqual([]);
});

it('a window whose page crashed twice leaves what it kept for the next start; one whose page came back leaves nothing', async () => {
  const [broken, mended] = [desks.add(), desks.add()];
  for (const desk of [broken, mended]) await desk.autosave?.keep(sessionForTests());
  const crash = ({ window }: Desk): void => { window.webContents.emit('render-process-gone', {}, { reason: 'crashed' }); };
  crash(broken);
  crash(broken);
  crash(mended);
  for (const desk of [broken, mended]) paneOf(desk).close();
  expect(desks.add().autosave).not.toBe(broken.autosave);
  await desks.leaveAll();
  expect(readdirSync(folder)).toEqual(['autosave.contexture']);
});

describe('a session file that the system wants opened', () => {
  it('goes to the window that had the focus last', async () => {
    const [one, two] = [desks.add(), desks.add()];
    expect(desks.last).toBe(two);
    paneOf(one).focus();
    await desks.ask('/a.contexture');
    expect([toldTo(one), toldTo(two), one.asked.take()]).toEqual([[['session:asked', null]], [], { file: '/a.contexture' }]);
    await desks.ask(null);
    expect([one.asked.isWaiting, desks.windows.length]).toEqual([false, 2]);
  });

  it('is passed on by a page with work of its own, and opened beside where another one waits already', async () => {
    const one = desks.add();
    await desks.ask('/a.contexture');
    desks.passOn(one);
    expect([one.asked.isWaiting, desks.windows.length, desks.last?.asked.take()]).toEqual([false, 2, { file: '/a.contexture' }]);
    desks.passOn(one);
    expect(desks.windows).toHaveLength(2);
    paneOf(one).focus();
    await desks.ask('/b.contexture');
    await desks.ask('/c.contexture');
    expect([one.asked.take(), desks.windows.length, desks.last?.asked.take()]).toEqual([{ file: '/b.contexture' }, 3, { file: '/c.contexture' }]);
  });

  it('brings the window to the front that has it open, and is nobody else’s to open', async () => {
    const [one, two] = [desks.add(), desks.add()];
    const file = await sessionAt('lecture');
    await one.session.open(file);
    expect(desks.last).toBe(two);
    await desks.ask(path.join(folder, '.', 'lecture.contexture'));
    expect([desks.last, one.asked.isWaiting, two.asked.isWaiting, toldTo(one), desks.windows.length]).toEqual([one, false, false, [], 2]);
    // Its own file is no other window's.
    expect([await desks.bringHolder(file, one), await desks.bringHolder(file, two), await desks.bringHolder('/other.contexture')]).toEqual([false, true, false]);
  });
});
