import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, closeSync, lstatSync, mkdtempSync, openSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { atomicWrite, atomicWriteAll, removeTemporaries } from './atomic-write';
import { writeTarget } from './write-target';

describe('atomicWrite', () => {
  it('replaces a file by text, bytes or parts', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));
    const file = path.join(folder, 'a');
    writeFileSync(file, 'old');
    await atomicWrite(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    await atomicWrite(file, [new Uint8Array([65]), new Uint8Array([66, 67])]);
    expect(readFileSync(file, 'utf8')).toBe('ABC');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('writes files that belong together, or none of them', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));
    const [a, b] = [path.join(folder, 'a'), path.join(folder, 'b')];
    await atomicWriteAll([[a, '1'], [b, '2']]);
    await expect(atomicWriteAll([[a, 'new'], [path.join(folder, 'no', 'c'), 'new']])).rejects.toThrow();
    expect([readFileSync(a, 'utf8'), readFileSync(b, 'utf8'), ...readdirSync(folder)]).toEqual(['1', '2', 'a', 'b']);
  });

  it('leaves what was there, and nothing else, when the target cannot be written', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));
    await expect(atomicWrite(folder, 'x')).rejects.toThrow();
    await expect(atomicWrite(path.join(folder, 'missing', 'a'), 'x')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('what was there before', () => {
  const fresh = (): string => mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));

  it('passes on its mode', async () => {
    const folder = fresh();
    const file = path.join(folder, 'a');
    for (const mode of [0o640, 0o755, 0o444, 0o666]) {
      writeFileSync(file, 'old');
      chmodSync(file, mode);
      await atomicWrite(file, 'new');
      expect([statSync(file).mode & 0o7777, readFileSync(file, 'utf8')]).toEqual([mode, 'new']);
      rmSync(file);
    }
  });

  it.skipIf(process.getuid?.() !== 0)('passes on its owner where that is permitted', async () => {
    const file = path.join(fresh(), 'a');
    writeFileSync(file, 'old');
    chownSync(file, 1234, 2345);
    chmodSync(file, 0o4750);
    await atomicWrite(file, 'new');
    const { uid, gid, mode } = statSync(file);
    expect([uid, gid, mode & 0o7777, readFileSync(file, 'utf8')]).toEqual([1234, 2345, 0o4750, 'new']);
  });

  it('stays a link, and what it leads to is replaced, also where that is not there yet', async () => {
    const folder = fresh();
    const other = fresh();
    writeFileSync(path.join(other, 'target'), 'old');
    chmodSync(path.join(other, 'target'), 0o640);
    symlinkSync(path.join(other, 'target'), path.join(folder, 'second'));
    symlinkSync('second', path.join(folder, 'first'));
    symlinkSync(path.relative(folder, path.join(other, 'new')), path.join(folder, 'dangling'));
    const before = statSync(path.join(other, 'target')).ino;
    await atomicWriteAll([[path.join(folder, 'first'), 'new'], [path.join(folder, 'dangling'), 'made']]);
    expect([readlinkSync(path.join(folder, 'first')), readFileSync(path.join(other, 'target'), 'utf8'), readFileSync(path.join(other, 'new'), 'utf8')]).toEqual(['second', 'new', 'made']);
    expect(statSync(path.join(other, 'target')).mode & 0o7777).toBe(0o640);
    // Replaced, not written over: whoever reads the old one meanwhile reads it to its end.
    expect(statSync(path.join(other, 'target')).ino).not.toBe(before);
    expect([readdirSync(folder).sort(), readdirSync(other).sort()]).toEqual([['dangling', 'first', 'second'], ['new', 'target']]);
  });

  it('is refused where links go round in a ring', async () => {
    const folder = fresh();
    symlinkSync('b', path.join(folder, 'a'));
    symlinkSync('a', path.join(folder, 'b'));
    await expect(atomicWrite(path.join(folder, 'a'), 'x')).rejects.toMatchObject({ code: 'ELOOP' });
    expect(readdirSync(folder)).toEqual(['a', 'b']);
  });
});

describe.skipIf(process.platform === 'win32')('what is no plain file', () => {
  const fresh = (): string => mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));

  it('is written through: a device stays a device', async () => {
    const folder = fresh();
    symlinkSync('/dev/null', path.join(folder, 'null'));
    const before = statSync('/dev/null').rdev;
    await atomicWriteAll([['/dev/null', 'x'], [path.join(folder, 'null'), 'y'], [path.join(folder, 'a'), 'z']]);
    expect([lstatSync('/dev/null').isCharacterDevice(), statSync('/dev/null').rdev, readlinkSync(path.join(folder, 'null'))]).toEqual([true, before, '/dev/null']);
    expect(readdirSync(folder).sort()).toEqual(['a', 'null']);
  });

  it('is written through: a pipe gives all of it to its reader', async () => {
    const folder = fresh();
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe]);
    const isOver = new Promise((resolve) => { reader.on('close', resolve); });
    const read: Buffer[] = [];
    reader.stdout.on('data', (chunk: Buffer) => { read.push(chunk); });
    const content = Buffer.alloc(3_000_000, 'pipe ');
    await atomicWriteAll([[pipe, [content, Buffer.from('end')]], [path.join(folder, 'a'), 'beside']]);
    await isOver;
    expect(Buffer.concat(read).equals(Buffer.concat([content, Buffer.from('end')]))).toBe(true);
    expect([lstatSync(pipe).isFIFO(), readdirSync(folder).sort()]).toEqual([true, ['a', 'pipe']]);
  });

  it('is written through: an open descriptor goes on where it is', async () => {
    const folder = fresh();
    const file = path.join(folder, 'log');
    writeFileSync(file, 'before ');
    const fd = openSync(file, 'a');
    try {
      symlinkSync(`/dev/fd/${fd}`, path.join(folder, 'output'));
      await atomicWrite(`/dev/fd/${fd}`, 'one ');
      await atomicWrite(path.join(folder, 'output'), 'two');
    } finally {
      closeSync(fd);
    }
    expect([readFileSync(file, 'utf8'), readdirSync(folder).sort()]).toEqual(['before one two', ['log', 'output']]);
    expect(await writeTarget('/dev/stdout')).toEqual({ is: 'descriptor', fd: 1 });
  });

  it('keeps the plain ones as they were when it cannot be written', async () => {
    const folder = fresh();
    const [plain, socket] = [path.join(folder, 'a'), path.join(folder, 'socket')];
    writeFileSync(plain, 'old');
    const server = createServer();
    await new Promise<void>((resolve) => { server.listen(socket, resolve); });
    try {
      await expect(atomicWriteAll([[plain, 'new'], [socket, 'x']])).rejects.toMatchObject({ code: 'ENXIO' });
      expect([readFileSync(plain, 'utf8'), readdirSync(folder).sort()]).toEqual(['old', ['a', 'socket']]);
    } finally {
      server.close();
    }
  });

  it('leaves no temporary file when the process is about to end while a pipe is waited for', async () => {
    const folder = fresh();
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const write = atomicWriteAll([[path.join(folder, 'a'), 'new'], [pipe, 'x']]);
    await vi.waitFor(() => { expect(readdirSync(folder)).toHaveLength(2); });
    removeTemporaries();
    expect(readdirSync(folder)).toEqual(['pipe']);
    spawn('cat', [pipe], { stdio: 'ignore' });
    await expect(write).rejects.toMatchObject({ code: 'ENOENT' });
    expect(readdirSync(folder)).toEqual(['pipe']);
  });
});
