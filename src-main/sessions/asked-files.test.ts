import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AskedSession, sessionFileIn } from './asked-files';

describe('session files that the system wants opened', () => {
  it.each([
    [['/opt/Contexture/contexture-desktop', '/home/a/Lecture 4.contexture'], '/home/a/Lecture 4.contexture'],
    [['contexture-desktop', '--no-sandbox', 'two.CONTEXTURE', '--type=x'], path.resolve('/work/two.CONTEXTURE')],
    [['a.contexture', 'b.contexture'], path.resolve('/work/b.contexture')],
    [['contexture-desktop', '--file=a.contexture', 'notes.txt', 'contexture'], null],
    [[], null],
  ])('of %j', (words, file) => { expect(sessionFileIn(words, '/work')).toBe(file); });

  it('are given out once, the last one only', () => {
    const asked = new AskedSession({ file: '/a.contexture' });
    expect([asked.isWaiting, asked.take(), asked.take(), asked.isWaiting]).toEqual([true, { file: '/a.contexture' }, null, false]);
    asked.add({ file: '/b.contexture' });
    asked.add({ file: '/c.contexture' });
    expect([asked.take(), asked.take()]).toEqual([{ file: '/c.contexture' }, null]);
  });
});
