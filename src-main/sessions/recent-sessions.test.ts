import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { RecentSessions } from './recent-sessions';

let home: string;
let list: string;
const session = (name: string): string => {
  const file = path.join(home, 'Documents', `${name}.contexture`);
  writeFileSync(file, '');
  return file;
};

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'contexture-recent-'));
  mkdirSync(path.join(home, 'Documents'));
  list = path.join(home, 'recent.json');
});

describe('the sessions of before', () => {
  it('are listed newest first, each once, ten at most, also after a restart', async () => {
    const noted: string[] = [];
    const recent = new RecentSessions(list, (file) => { noted.push(file); }, home);
    expect(await recent.list()).toEqual([]);
    const files = Array.from({ length: 12 }, (_, i) => session(`Lecture ${i}`));
    for (const file of [...files, files[5] ?? '']) await recent.note(file);
    expect(noted).toHaveLength(13);
    const shown = await new RecentSessions(list, undefined, home).list();
    expect(shown.map(({ name }) => name)).toEqual(['Lecture 5', 'Lecture 11', 'Lecture 10', 'Lecture 9', 'Lecture 8', 'Lecture 7', 'Lecture 6', 'Lecture 4', 'Lecture 3', 'Lecture 2']);
    expect(shown[0]?.folder).toBe(path.join('~', 'Documents'));
    expect(JSON.stringify(shown)).not.toContain(home);
    expect(await recent.pathOf(shown[0]?.id ?? '')).toBe(files[5]);
  });

  it('that are gone are not shown, and come back with their file', async () => {
    const recent = new RecentSessions(list, undefined, home);
    const file = session('Away');
    await recent.note(file);
    rmSync(file);
    expect(await recent.list()).toEqual([]);
    session('Away');
    expect(await recent.list()).toHaveLength(1);
  });

  it('are forgotten when asked', async () => {
    const recent = new RecentSessions(list, undefined, home);
    await recent.note(session('One'));
    const [one] = await recent.list();
    await recent.clear();
    expect(await recent.list()).toEqual([]);
    await expect(recent.pathOf(one?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
    expect(JSON.parse(readFileSync(list, 'utf8'))).toEqual({ files: [] });
  });

  it.each(['', '{', '[]', '{"files": [3]}', `{"files": ${JSON.stringify(Array.from({ length: 11 }, (_, i) => `/${i}`))}}`])('are none where the list is damaged: %s', async (content) => {
    writeFileSync(list, content);
    const recent = new RecentSessions(list, undefined, home);
    expect(await recent.list()).toEqual([]);
    await recent.note(session('New'));
    expect(await recent.list()).toHaveLength(1);
  });

  it('are known for this run where the list cannot be written', async () => {
    const recent = new RecentSessions(path.join(home, 'no', 'folder', 'recent.json'), undefined, home);
    await recent.note(session('One'));
    expect(await recent.list()).toHaveLength(1);
  });
});
