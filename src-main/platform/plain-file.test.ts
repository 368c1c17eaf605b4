import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyPlainFile, openPlainFile, openPlainFileSync, readPlainFile } from './plain-file';

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'contexture-plain-'));
  writeFileSync(at('a.txt'), 'four');
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const failureOf = (act: () => unknown): Promise<string> =>
  Promise.resolve().then(act).then(() => 'no failure', (error: unknown) => {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  });

describe('a git-lfs pointer', () => {
  it('is said to be one, by both ways of opening', async () => {
    writeFileSync(at('weights'), 'version https://git-lfs.github.com/spec/v1\noid sha256:4665a5ea\nsize 437971872\n');
    const words = 'bad-input: “weights” is a git-lfs pointer, not the file itself. Fetch it with “git lfs pull”, or download it.';
    expect(await failureOf(() => readPlainFile(at('weights'), 1e6))).toBe(words);
    expect(await failureOf(() => openPlainFileSync(at('weights')))).toBe(words);
    rmSync(at('weights'));
  });
});

describe('a plain file', () => {
  it('is opened, read and copied, also through a link and where its size is not stated', async () => {
    symlinkSync(at('a.txt'), at('link'));
    const { file, nBytes } = await openPlainFile(at('link'));
    await file.close();
    const { fd, nBytes: nBytesAtOnce } = openPlainFileSync(at('link'));
    closeSync(fd);
    expect([nBytes, nBytesAtOnce]).toEqual([4, 4]);
    expect(Buffer.from(await readPlainFile(at('a.txt'), 4)).toString()).toBe('four');
    await copyPlainFile(at('a.txt'), at('copy'));
    expect(readFileSync(at('copy'), 'utf8')).toBe('four');
    await expect(copyPlainFile(at('a.txt'), at('copy'))).rejects.toMatchObject({ code: 'EEXIST' });
    if (process.platform === 'linux') {
      expect(statSync('/proc/self/status').size).toBe(0);
      expect(Buffer.from(await readPlainFile('/proc/self/status', 2 ** 20)).toString()).toContain('VmRSS');
      expect(await failureOf(() => readPlainFile('/proc/self/status', 10))).toMatch(/^too-large: “status” has /u);
    }
  });

  it('is not read where it is too large', async () => {
    expect(await failureOf(() => readPlainFile(at('a.txt'), 3, { tooLarge: 'Cut it.' }))).toBe(`too-large: “a.txt” has 1 MB; the limit is ${3 / 2 ** 20} MB. Cut it.`);
    writeFileSync(at('huge'), '');
    truncateSync(at('huge'), 2 ** 40);
    expect(await failureOf(() => readPlainFile(at('huge'), 2 ** 20))).toBe('too-large: “huge” has 1,048,576 MB; the limit is 1 MB. Choose a smaller file.');
  });
});

describe.skipIf(process.platform === 'win32')('what is no plain file', () => {
  const ways: readonly (readonly [string, (file: string) => unknown])[] = [
    ['openPlainFile', (file) => openPlainFile(file, { remedy: 'Choose another.' })],
    ['openPlainFileSync', (file) => openPlainFileSync(file, { remedy: 'Choose another.' })],
    ['readPlainFile', (file) => readPlainFile(file, 2 ** 20, { remedy: 'Choose another.' })],
    ['copyPlainFile', (file) => copyPlainFile(file, at('never'), { remedy: 'Choose another.' })],
  ];
  it.each(ways)('is refused at once by %s', async (_, open) => {
    rmSync(at('pipe'), { force: true });
    execFileSync('mkfifo', [at('pipe')]);
    expect(await failureOf(() => open(at('pipe')))).toBe('bad-input: “pipe” is a pipe, not a file. Choose another.');
    expect(await failureOf(() => open('/dev/zero'))).toBe('bad-input: “zero” is a device, not a file. Choose another.');
    expect(await failureOf(() => open(folder))).toBe(`bad-input: “${path.basename(folder)}” is a folder. Choose another.`);
    expect(await failureOf(() => open(at('missing')))).toBe('not-found: “missing” is not there. Check the path, or whether it was moved.');
    expect(await failureOf(() => open(at('a.txt/b')))).toMatch(/^not-found: /u);
    expect(await failureOf(() => open('a\0b'))).toMatch(/^bad-input: .* is not the name of a file/u);
    expect(readdirSync(folder)).not.toContain('never');
  });
});

describe('the readers of what somebody chose', () => {
  /** These read and write only what the app itself has made. */
  const OWN: readonly string[] = [
    'conversion/onnx/weight-file.ts', 'conversion/word-vectors/compose-words.ts', 'conversion/word-vectors/files.testing.ts', 'conversion/word-vectors/row-writer.ts',
  ];
  const OPENING = /\b(?:open|openSync|openAsBlob|readFile|readFileSync|createReadStream|ReadStream|copyFile|copyFileSync|cp|cpSync)\b|\* as|^\s*\w+\s*(?:,|$)|\bpromises\b|\bdefault\b/u;

  it('open files through this module alone', () => {
    const root = path.resolve(import.meta.dirname, '..');
    const found = ['conversion', 'corpora', 'tokenizers'].flatMap((part) => readdirSync(path.join(root, part), { recursive: true, encoding: 'utf8' }).map((name) => `${part}/${name.split(path.sep).join('/')}`))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .filter((name) => {
        const source = readFileSync(path.join(root, name), 'utf8');
        const imports = [...source.matchAll(/import\s+(type\s+)?([^;]*?)\s+from\s+'(?:node:)?fs(?:\/promises)?'/gu)].filter(([, type]) => type === undefined).map(([, , names = '']) => names);
        return imports.some((names) => OPENING.test(names.replace(/\btype \w+/gu, ''))) || /(?:require|import)\(\s*'(?:node:)?fs/u.test(source) || /\bopenPromise\b|\byauzl\.open\b/u.test(source);
      });
    expect(found.sort()).toEqual([...OWN].sort());
  });
});
