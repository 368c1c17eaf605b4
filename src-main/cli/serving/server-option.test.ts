import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandArguments } from '../arguments';
import { serverGiven } from './server-option';

let dir: string;
const said: string[] = [];
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'contexture-server-option-'));
  said.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => { said.push(String(text)); return true; });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

const given = (...args: string[]): ReturnType<typeof serverGiven> => serverGiven(CommandArguments.read('embed', args, ['server', 'token-file', 'device', 'precision']), new AbortController().signal);

describe('--server', () => {
  it('is nothing, and says nothing, where it is not given', async () => {
    expect(await given()).toBeNull();
    expect(said).toEqual([]);
  });

  it('names the host and what goes there, and that others can read it where they can', async () => {
    expect(await given('--server', 'https://gpu.example')).not.toBeNull();
    expect(said.join('')).toMatch(/^contexture: https:\/\/gpu\.example gets the word-piece ids of the sentences, from which they can be read;[^.]+\.\n$/);
    await given('--server', 'http://gpu.example:8000/');
    expect(said.at(-1)).toContain('http://gpu.example:8000 gets');
    expect(said.at(-1)).toContain('not encrypted');
    await given('--server', 'http://127.0.0.1:8000');
    expect(said.at(-1)).not.toContain('not encrypted');
  });

  it('excludes --device, and --token-file is nothing without it', async () => {
    await expect(given('--server', 'https://gpu.example', '--device', 'cuda')).rejects.toThrow('give one of them');
    await expect(given('--server', 'https://gpu.example', '--precision', 'int8')).rejects.toThrow('give one of them');
    await expect(given('--token-file', 'token.txt')).rejects.toThrow('--token-file is for --server');
    expect(said).toEqual([]);
  });

  it('reads the token from its file, and shows it nowhere', async () => {
    const file = path.join(dir, 'token.txt');
    writeFileSync(file, 'secret-token\n');
    expect(await given('--server', 'https://gpu.example', '--token-file', file)).not.toBeNull();
    expect(said.join('')).not.toContain('secret-token');
    writeFileSync(file, 'two words\n');
    await expect(given('--server', 'https://gpu.example', '--token-file', file)).rejects.toThrow('token.txt holds no token');
    await expect(given('--server', 'https://gpu.example', '--token-file', path.join(dir, 'absent.txt'))).rejects.toThrow('Check --token-file');
  });
});
