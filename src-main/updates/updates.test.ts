import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NodeHttpExecutor } from 'builder-util';
import { configureRequestOptions, configureRequestUrl, type DownloadOptions } from 'builder-util-runtime';
import { CancellationToken, DebUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateProgress } from '@contract/app/about';
import { updateRoad } from './road';
import { Updates, type UpdaterLibrary } from './updates';

/** Requests by Node where the app has Electron's; all that is tested happens above. */
class Requests extends NodeHttpExecutor {
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const request = { headers: options.headers ?? {} };
      configureRequestUrl(url, request);
      configureRequestOptions(request);
      this.doDownload(request, { destination, options, onCancel, responseHandler: null, callback: (error) => { if (error instanceof Error) reject(error); else resolve(destination); } }, 0);
    });
  }
}

const PACKAGE = Buffer.alloc(300_000, 7);
const digestOf = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('base64');

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];
let server: Server;
let address: string;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => { asked.push(request); answer(request, response); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise<void>((resolve) => {
  server.closeAllConnections();
  server.close(() => { resolve(); });
}));

/** Serves a list of versions, and one package under any name. */
function serve(version: string, sha512: string, body: (response: ServerResponse) => void = (response) => { response.end(PACKAGE); }): void {
  answer = (request, response) => {
    if (request.url?.startsWith('/latest') === true) response.end(`version: ${version}\nfiles:\n  - url: contexture_${version}_amd64.deb\n    sha512: ${sha512}\n    size: ${PACKAGE.length}\npath: contexture_${version}_amd64.deb\nsha512: ${sha512}\nreleaseDate: '2026-01-01T00:00:00.000Z'\n`);
    else body(response);
  };
}

interface Trial {
  readonly updates: Updates;
  readonly progress: UpdateProgress[];
  /** What is kept of what was fetched. */
  readonly kept: () => string[];
}

function trial(version = '1.2.0'): Trial {
  const folder = mkdtempSync(path.join(tmpdir(), 'contexture-updates-'));
  const config = path.join(folder, 'app-update.yml');
  writeFileSync(config, JSON.stringify({ provider: 'generic', url: address, updaterCacheDirName: 'contexture-updater' }));
  const load = (): Promise<UpdaterLibrary> => {
    const updater = new DebUpdater(null, {
      version, name: 'contexture', isPackaged: true, appUpdateConfigPath: config, userDataPath: folder, baseCachePath: folder,
      whenReady: () => Promise.resolve(), relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined,
    });
    (updater as unknown as { httpExecutor: Requests }).httpExecutor = new Requests();
    return Promise.resolve({ autoUpdater: updater, CancellationToken });
  };
  const progress: UpdateProgress[] = [];
  const pending = path.join(folder, 'contexture-updater/pending');
  return {
    updates: new Updates({ kind: 'open', host: '127.0.0.1' }, load, (one) => {
      progress.push(one);
    }),
    progress,
    kept: () => (existsSync(pending) ? readdirSync(pending).filter((name) => name.endsWith('.deb')) : []),
  };
}

describe('an update', () => {
  it('is found, fetched with progress, and held to its digest; nothing is asked before it is asked for, and nobody is named', async () => {
    serve('1.10.0', digestOf(PACKAGE));
    const { updates, progress, kept } = trial();
    expect(asked).toEqual([]);
    await expect(updates.install()).rejects.toThrow('Fetch the new version first');
    expect(await updates.check()).toEqual({ kind: 'newer', version: '1.10.0', nBytes: PACKAGE.length });
    expect(asked).toHaveLength(1);
    await updates.fetch();
    expect(kept()).toEqual(['contexture_1.10.0_amd64.deb']);
    expect(progress.at(-1)).toEqual({ nDone: PACKAGE.length, nTotal: PACKAGE.length });
    for (const { headers } of asked) expect(JSON.stringify(headers)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/i);
  });

  it.each([['1.2.0'], ['1.1.9'], ['0.9.0']])('is not there where the list names %s', async (version) => {
    serve(version, digestOf(PACKAGE));
    const { updates } = trial();
    expect(await updates.check()).toEqual({ kind: 'current' });
    await expect(updates.fetch()).rejects.toMatchObject({ code: 'bad-request' });
    expect(asked).toHaveLength(1);
  });

  it.each<[string, string, (response: ServerResponse) => void, RegExp]>([
    ['has another digest', digestOf(Buffer.from('another')), (response) => { response.end(PACKAGE); }, /its digest differs/],
    ['has one other byte', digestOf(PACKAGE), (response) => { const other = Buffer.from(PACKAGE); other[5] = 8; response.end(other); }, /its digest differs/],
    ['is cut', digestOf(PACKAGE), (response) => { response.end(PACKAGE.subarray(0, 1_000)); }, /its digest differs|did not arrive whole/],
    ['is not there', digestOf(PACKAGE), (response) => { response.writeHead(404); response.end(); }, /did not arrive whole/],
    ['breaks off', digestOf(PACKAGE), (response) => { response.writeHead(200, { 'content-length': PACKAGE.length }); response.write(PACKAGE.subarray(0, 50_000)); setTimeout(() => { response.destroy(); }, 50); }, /did not arrive whole|its digest differs/],
  ])('that %s is thrown away and cannot be installed', async (_says, digest, body, message) => {
    serve('2.0.0', digest, body);
    const { updates, kept } = trial();
    await updates.check();
    await expect(updates.fetch()).rejects.toMatchObject({ code: 'io', message: expect.stringMatching(message) as string });
    expect(kept()).toEqual([]);
    await expect(updates.install()).rejects.toThrow('Fetch the new version first');
  });

  it('can be given up while it is fetched, and fetched again', async () => {
    serve('2.0.0', digestOf(PACKAGE), (response) => { response.writeHead(200, { 'content-length': PACKAGE.length }); response.write(PACKAGE.subarray(0, 50_000)); });
    const { updates, kept } = trial();
    await updates.check();
    const fetching = updates.fetch();
    await expect(updates.fetch()).rejects.toMatchObject({ code: 'bad-request' });
    setTimeout(() => { updates.cancel(); }, 100);
    await expect(fetching).rejects.toMatchObject({ code: 'cancelled' });
    serve('2.0.0', digestOf(PACKAGE));
    await updates.fetch();
    expect(kept()).toHaveLength(1);
  });

  it.each([['no list', (response: ServerResponse) => { response.writeHead(404); response.end(); }], ['a page', (response: ServerResponse) => { response.end('<html>: {'); }], ['nothing', (response: ServerResponse) => { response.destroy(); }]])('is refused by the host’s name where there is %s', async (_says, body) => {
    answer = (_request, response) => { body(response); };
    await expect(trial().updates.check()).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('127.0.0.1 could not be read') as string });
  });
});

describe('the road to updates', () => {
  const resources = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-road-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return folder;
  };
  const at = (url: string): string => `provider: generic\nurl: ${url}\n`;

  it('is open for a package with an address of its own kind', () => {
    expect(updateRoad(resources({ 'app-update.yml': at('https://example.org/contexture'), 'package-type': 'deb' }), 'linux', {})).toEqual({ kind: 'open', host: 'example.org' });
    expect(updateRoad(resources({ 'app-update.yml': at('https://example.org/') }), 'linux', { APPIMAGE: '/a' })).toEqual({ kind: 'open', host: 'example.org' });
    expect(updateRoad(resources({ 'app-update.yml': at('https://example.org/') }), 'darwin', {})).toEqual({ kind: 'open', host: 'example.org' });
  });

  it.each([
    ['a checkout', null, /sources/], ['a package without an address', {}, /without an address/], ['an archive', { 'app-update.yml': at('https://example.org/') }, /archive/],
    ['an address in the open', { 'app-update.yml': at('http://example.org/'), 'package-type': 'deb' }, /neither https/], ['a file that is none', { 'app-update.yml': 'nothing', 'package-type': 'deb' }, /neither https/],
  ])('is closed for %s', (_says, files, why) => {
    expect(updateRoad(files === null ? null : resources(files), 'linux', {})).toEqual({ kind: 'closed', why: expect.stringMatching(why) as string });
  });
});

