import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Failure } from '@contract/failure';
import { ServerDesk } from '../../ipc/servers.handlers';
import { KeptServer, type Encryption } from './kept-server';

let folder: string;
let problems: Failure[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'contexture-server-'));
  problems = [];
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a);
const encryption = (isThere = true): Encryption => ({
  isAvailable: () => Promise.resolve(isThere), encrypt: (plain) => Promise.resolve(turned(Buffer.from(plain))), decrypt: (bytes) => Promise.resolve(Buffer.from(turned(bytes)).toString()),
});
const file = (): string => path.join(folder, 'server.json');
const kept = (isThere = true): KeptServer => new KeptServer(file(), encryption(isThere), (failure) => { problems.push(failure); });

it('is there at the next start, with its token encrypted and readable by its owner alone', async () => {
  await kept().keep('https://gpu:8000', 'geheim');
  expect(await kept().known()).toEqual({ address: 'https://gpu:8000', hasToken: true, canKeepTokens: true });
  expect(await kept().tokenFor('https://gpu:8000')).toBe('geheim');
  expect(readFileSync(file(), 'utf8')).not.toContain('geheim');
  expect(statSync(file()).mode & 0o077).toBe(0);
});

it('gives its token to no other address', async () => {
  await kept().keep('https://gpu:8000', 'geheim');
  expect(await kept().tokenFor('https://gpu.example:8000')).toBeNull();
});

it('keeps no token where nothing encrypts it', async () => {
  await expect(kept(false).keep('https://gpu:8000', 'geheim')).rejects.toThrow('no place where a token is safe');
  await kept(false).keep('https://gpu:8000', null);
  expect(await kept(false).known()).toEqual({ address: 'https://gpu:8000', hasToken: false, canKeepTokens: false });
});

it('that cannot be read is named, and replaced by the next choice', async () => {
  writeFileSync(file(), '{"address": 5}');
  expect(await kept().known()).toEqual({ address: null, hasToken: false, canKeepTokens: true });
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(file())]);
  await kept().keep('http://localhost:8000', null);
  expect(await kept().known()).toEqual({ address: 'http://localhost:8000', hasToken: false, canKeepTokens: true });
});

it('names a token that another user encrypted', async () => {
  await kept().keep('https://gpu:8000', 'geheim');
  const foreign = new KeptServer(file(), { ...encryption(), decrypt: () => Promise.reject(new Error('bad key')) }, () => undefined);
  await expect(foreign.tokenFor('https://gpu:8000')).rejects.toThrow('Type it again');
});

const found = { host: 'https://gpu:8000', isOpen: false, models: [] };

it('a choice sends a typed token, or the kept one, and tells the page neither', async () => {
  const asked: unknown[] = [];
  const desk = new ServerDesk({ request: (channel: string, request: unknown) => { asked.push([channel, request]); return Promise.resolve(channel === 'inference:use-server' ? found : null) as never; } }, kept());
  const { useServer, knownServer, leaveServer } = desk.handlers;
  await useServer({ address: 'https://gpu:8000', token: 'geheim', isTokenKept: true });
  expect(await knownServer(null)).toEqual({ address: 'https://gpu:8000', hasToken: true, canKeepTokens: true, inUse: found });
  await useServer({ address: 'https://gpu:8000', token: null, isTokenKept: true });
  await useServer({ address: 'https://gpu:8000', token: null, isTokenKept: false });
  expect(asked).toEqual([['geheim', true], ['geheim', true], [null, false]].map(([token, isTokenKept]) => ['inference:use-server', { address: 'https://gpu:8000', token, isTokenKept }]));
  expect((await knownServer(null)).hasToken).toBe(false);
  await leaveServer(null);
  expect(await knownServer(null)).toMatchObject({ address: 'https://gpu:8000', inUse: null });
});

it('the end of the model process ends the choice', async () => {
  const desk = new ServerDesk({ request: () => Promise.resolve(found) as never }, kept());
  await desk.handlers.useServer({ address: 'https://gpu:8000', token: null, isTokenKept: false });
  desk.stopped();
  expect((await desk.handlers.knownServer(null)).inUse).toBeNull();
});
