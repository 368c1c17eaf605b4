import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AskedFiles, sessionFileIn } from './asked-files';

describe('session files that the system wants opened', () => {
  it.each([
    [['/opt/Contexture/contexture-desktop', '/home/a/Lecture 4.contexture'], '/home/a/Lecture 4.contexture'],
    [['contexture-desktop', '--no-sandbox', 'two.CONTEXTURE', '--type=x'], path.resolve('/work/two.CONTEXTURE')],
    [['a.contexture', 'b.contexture'], path.resolve('/work/b.contexture')],
    [['contexture-desktop', '--file=a.contexture', 'notes.txt', 'contexture'], null],
    [[], null],
  ])('of %j', (words, file) => { expect(sessionFileIn(words, '/work')).toBe(file); });

  it('are told of as they come, and given out once', () => {
    const files = new AskedFiles();
    files.add('/a.contexture');
    files.add(null);
    let nTold = 0;
    files.onAsked(() => { nTold++; });
    expect(files.take()).toBe('/a.contexture');
    expect(files.take()).toBeNull();
    files.add('/b.contexture');
    files.add('/c.contexture');
    expect([nTold, files.take(), files.take()]).toEqual([2, '/c.contexture', null]);
  });
});
