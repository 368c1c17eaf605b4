import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import { buildProgram, type BuiltProgram } from '../../tools/built-program';
import { SmallDisk } from '../../tools/small-disk';
import { OpenSession } from './open-session';
import { recordOf } from './session-claim';
import { writeSession } from './session-file';

let program: BuiltProgram;
beforeAll(async () => { program = await buildProgram({ holder: 'sessions/hold-session.testing.ts' }); });
afterAll(() => { program.remove(); });

let folder: string;
let file: string;
let children: ChildProcess[];
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'contexture-open-'));
  file = path.join(folder, 'lecture.contexture');
  children = [];
  await writeSession(file, sessionForTests(), '0.1.0');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Told { readonly name: string | null; readonly isCopy: boolean }
async function elsewhere(): Promise<{ readonly told: Told; readonly end: () => Promise<unknown> }> {
  const child = fork(program.entry('holder'), [file], { stdio: 'inherit' });
  children.push(child);
  const told = await new Promise<Told>((resolve, reject) => { child.once('message', (message) => { resolve(message as Told); }); child.once('exit', () => { reject(new Error('it ended')); }); });
  return { told, end: () => { const ended = new Promise((resolve) => { child.once('exit', resolve); }); child.kill('SIGKILL'); return ended; } };
}
const here = (): OpenSession => new OpenSession('0.1.0');
const outcome = ({ name, isCopy }: Told): unknown => [name, isCopy];

describe('a session that two processes open', () => {
  it('is a copy for the second one, which may save it anywhere but there; a holder that was killed holds nothing', async () => {
    const other = await elsewhere();
    expect(outcome(other.told)).toEqual(['lecture', false]);
    const mine = here();
    expect(outcome(await mine.open(file))).toEqual(['lecture copy', true]);
    expect(mine.file).toBeNull();
    await expect(mine.save(file, sessionForTests())).rejects.toMatchObject({
      code: 'bad-request',
      message: '“lecture” is open in another window of Contexture. Close it there, or save under another name.',
    });
    expect(await mine.save(path.join(folder, 'mine.contexture'), sessionForTests())).toBe('mine');
    expect(mine.file).toBe(path.join(folder, 'mine.contexture'));
    await other.end();
    expect(outcome(await mine.open(file))).toEqual(['lecture', false]);
    // And the other way round.
    const second = await elsewhere();
    expect(outcome(second.told)).toEqual(['lecture copy', true]);
    await mine.leave();
    expect(readdirSync(folder).sort()).toEqual(['lecture.contexture', 'mine.contexture']);
  });

  it.skipIf(process.platform === 'win32')('is the same one behind a link', async () => {
    await elsewhere();
    const link = path.join(folder, 'link.contexture');
    symlinkSync(file, link);
    expect(outcome(await here().open(link))).toEqual(['link copy', true]);
  });

  it('is opened by one alone of many that begin at once, also over what a killed one has left', async () => {
    writeFileSync(recordOf(file), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), mark: 'x' }));
    const told = await Promise.all(Array.from({ length: 4 }, () => elsewhere()));
    expect(told.filter(({ told: { isCopy } }) => !isCopy)).toHaveLength(1);
  });
});

describe('the record beside a session', () => {
  it('is opened anew and saved by whoever has it, and gone when it is closed', async () => {
    const mine = here();
    await mine.open(file);
    expect(outcome(await mine.open(file))).toEqual(['lecture', false]);
    expect([await mine.save(file, sessionForTests()), existsSync(recordOf(file))]).toEqual(['lecture', true]);
    // A file that cannot be read leaves the session that is open as it was.
    writeFileSync(path.join(folder, 'half.contexture'), 'half');
    await expect(mine.open(path.join(folder, 'half.contexture'))).rejects.toThrow('is no session');
    expect([mine.file, readdirSync(folder).filter((name) => name.endsWith('.open'))]).toEqual([file, ['.lecture.contexture.open']]);
    await mine.leave();
    expect(existsSync(recordOf(file))).toBe(false);
  });

  const record = (pid: number, host: string): string => JSON.stringify({ pid, host, mark: 'x' });
  it.each([
    ['of a process that runs', record(process.ppid, hostname()), 0, true],
    ['of a process that has ended', record(2 ** 22 + 1, hostname()), 0, false],
    ['of another computer', record(2 ** 22 + 1, 'another'), 0, true],
    ['of another computer that has not been heard of', record(1, 'another'), 11 * 60_000, false],
    ['of a process whose number is another’s by now', record(process.ppid, hostname()), 11 * 60_000, false],
    ['that is being written', '', 0, true],
    ['that is damaged', '{"pid":"', 2 * 60_000, false],
  ])('%s', async (_, content, ageMs, isCopy) => {
    writeFileSync(recordOf(file), content);
    const then = new Date(Date.now() - ageMs);
    utimesSync(recordOf(file), then, then);
    const mine = here();
    expect((await mine.open(file)).isCopy).toBe(isCopy);
    await mine.leave();
    // What belongs to somebody else stays.
    expect(existsSync(recordOf(file)) ? readFileSync(recordOf(file), 'utf8') : null).toBe(isCopy ? content : null);
  });

  const disk = SmallDisk.mount(1);
  disk?.remove();
  it.skipIf(disk === null)('is not missed in a folder that can only be read', async () => {
    const small = SmallDisk.mount(1);
    if (small === null) throw new Error('no disk');
    try {
      const there = path.join(small.folder, 'lecture.contexture');
      await writeSession(there, sessionForTests(), '0.1.0');
      small.setReadOnly(true);
      const mine = here();
      expect(outcome(await mine.open(there))).toEqual(['lecture', false]);
      await expect(mine.save(there, sessionForTests())).rejects.toMatchObject({ code: 'io' });
      await mine.leave();
    } finally {
      small.setReadOnly(false);
      small.remove();
    }
  });
});
