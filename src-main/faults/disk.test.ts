import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { EmbeddingCache } from '../inference/cache/embedding-cache';
import { rowsFrom } from '../inference/cache/embedding-cache.testing';
import { sweepStaging } from '../importing/staging';
import { KnownDevices } from '../inference/devices/known-devices';
import { ModelDownloads } from '../models/download/downloads';
import { noise, serve, TestServer } from '../models/download/server.testing';
import { Log } from '../platform/log';
import { SettingsStore } from '../platform/settings-store';
import { Autosave } from '../sessions/autosave';
import { SetStore } from '../sets/set-store';
import { SmallDisk } from '../../tools/small-disk';
import { session, set, WRITERS } from './writers.testing';

const first = SmallDisk.mount(3);
first?.remove();
const onDisk = describe.skipIf(first === null);

/** Name and content of all files. */
function contentOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(() => 'no error at all', (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Failure);
  return error as Failure;
}

let disk: SmallDisk;
let folder: string;
const begin = (): void => {
  const mounted = SmallDisk.mount(3);
  if (mounted === null) throw new Error('no disk');
  disk = mounted;
  folder = path.join(disk.folder, 'data');
  mkdirSync(folder);
};
const end = (): void => { disk.remove(); };

onDisk('a full disk', () => {
  beforeEach(begin);
  afterEach(end);

  it.each(Object.keys(WRITERS))('refuses %s by name, leaves what was there and nothing else, and the same works again once there is room', async (what) => {
    const write = WRITERS[what] ?? expect.fail(what);
    await write(folder, 1);
    const before = contentOf(folder);
    for (const nBytesLeft of [0, 12_288]) {
      disk.fill(nBytesLeft);
      const { code, message } = await failureOf(write(folder, 2));
      expect(code).toBe('io');
      expect(message).toMatch(/^(?:“n2”|The [a-z ]+|What is on screen) could not be saved in \/\S+: the disk is full\. Free some space and try again\.$/u);
      disk.empty();
      expect(contentOf(folder)).toEqual(before);
    }
    await write(folder, 3);
    expect(Object.keys(contentOf(folder))).toEqual(Object.keys(before));
  });

  it('leaves the settings as they were and says so; the next change is saved with the last', async () => {
    const file = path.join(folder, 'settings.json');
    const problems: string[] = [];
    const store = new SettingsStore(file, ({ message }) => { problems.push(message); });
    store.update({ theme: 'dark' });
    await store.flushed();
    disk.fill();
    store.update({ theme: 'light' });
    await store.flushed();
    expect(problems).toEqual([`The settings could not be saved in ${folder}: the disk is full. Free some space and try again.`]);
    expect([readdirSync(folder), new SettingsStore(file).current.theme]).toEqual([['settings.json'], 'dark']);
    disk.empty();
    store.update({ zoom: 1.25 });
    await store.flushed();
    expect([new SettingsStore(file).current.theme, problems.length]).toEqual(['light', 1]);
  });

  it('costs the cache what does not fit, is told once, and is forgotten once there is room', async () => {
    const problems: string[] = [];
    const model = 'a'.repeat(64);
    const cache = new EmbeddingCache(folder, undefined, ({ message }) => { problems.push(message); });
    const add = async (from: number, to: number): Promise<void> => {
      const writer = cache.openWriter(model);
      for (let row = from; row < to; row += 50) await writer.add(rowsFrom(row, row + 50, 64));
      await writer.finish();
    };
    const nFound = async (): Promise<number> => {
      let n = 0;
      const expected = rowsFrom(0, 1_000, 64);
      await cache.read(model, expected.map(({ key }) => key), 64, (indices, values) => { for (const index of indices) { expect([...values]).toEqual([...expected[index]?.values ?? []]); n++; } });
      return n;
    };
    await add(0, 100);
    disk.fill(20_000);
    await add(100, 400);
    await add(400, 600);
    expect(problems).toEqual([`What was computed could not be saved in ${folder}: the disk is full. Free some space and try again.`]);
    expect(await nFound()).toBeGreaterThanOrEqual(100);
    // No file ends in the middle of a row.
    for (const name of readdirSync(path.join(folder, model))) expect(readFileSync(path.join(folder, model, name)).length % (name.endsWith('.keys') ? 52 : 256), name).toBe(0);
    disk.empty();
    await add(600, 1_000);
    expect(await nFound()).toBeGreaterThanOrEqual(500);
    disk.fill();
    await add(100, 200);
    expect(problems).toHaveLength(2);
  });

  it('interrupts a download, which is taken up where it was once there is room', async () => {
    const content = noise(2_000_000);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const server = await TestServer.start((request, response) => { serve(request, response, content); });
    const source = { by: 'catalogue', id: 'vectors' } as const;
    const item = { id: 'vectors', name: 'Some vectors', description: 'Words.', licence: 'MIT', nBytes: content.length, host: '127.0.0.1', isStatic: true, origin: 'Somebody.', vectors: { nWords: 10, dim: 10 },
      from: { by: 'files' as const, files: [{ name: 'vectors.txt.gz', url: `${server.url}/vectors.gz`, digest: { algorithm: 'sha256' as const, hex: sha256 } }] } };
    const downloads = new ModelDownloads({ downloadsDir: folder, env: {}, catalogue: [item], nBytesBetweenSyncs: 100_000, freeBytes: () => Promise.resolve(1e9) });
    try {
      for (const nBytesLeft of [0, 900_000]) {
        disk.fill(nBytesLeft);
        const { code, message } = await failureOf(downloads.fetch(source));
        expect([code, message]).toEqual(['io', expect.stringMatching(/^.+ could not be saved in \/\S+: the disk is full\. .*[Ff]ree some space and try again\.$/u)]);
        disk.empty();
        expect(readdirSync(folder, { recursive: true })).not.toContain('vectors.txt.gz');
      }
      server.asked.length = 0;
      const { folder: file } = await downloads.fetch(source);
      expect(readFileSync(file).equals(content)).toBe(true);
      expect(server.asked.at(-1)?.headers.range).toMatch(/^bytes=[1-9]\d{4,}-$/u);
      await downloads.discard(source);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

onDisk('a disk that can only be read', () => {
  beforeEach(begin);
  afterEach(() => { disk.setReadOnly(false); end(); });

  it.each(Object.keys(WRITERS))('refuses %s by name and stays as it was', async (what) => {
    const write = WRITERS[what] ?? expect.fail(what);
    await write(folder, 1);
    const before = contentOf(folder);
    disk.setReadOnly(true);
    const { code, message } = await failureOf(write(folder, 2));
    expect(code).toBe('io');
    expect(message).toMatch(/ could not be saved in \/\S+: the disk can only be read\. Choose another place\.$/u);
    disk.setReadOnly(false);
    expect(contentOf(folder)).toEqual(before);
    await write(folder, 3);
  });

  it('lets the app start with what it holds: settings, sets and what was left on screen are read', async () => {
    const killed = new Autosave(folder, '0.1.0');
    await killed.keep(session('left'));
    await killed.keepDocument({ ...session('left').document, colouring: 'sense' });
    await new SetStore(path.join(folder, 'sets')).save(set('mine'));
    const file = path.join(folder, 'settings.json');
    const settings = new SettingsStore(file);
    settings.update({ theme: 'dark' });
    await settings.flushed();
    const models = path.join(folder, 'models');
    mkdirSync(path.join(models, '.import-999999999-half'), { recursive: true });
    disk.setReadOnly(true);
    await sweepStaging(models);
    const problems: string[] = [];
    const again = new SettingsStore(file, ({ message }) => { problems.push(message); });
    expect(again.current.theme).toBe('dark');
    again.update({ theme: 'light' });
    await again.flushed();
    expect(problems).toEqual([`The settings could not be saved in ${folder}: the disk can only be read. Choose another place.`]);
    const sets = new SetStore(path.join(folder, 'sets'));
    await sets.clearDeleted();
    expect((await sets.list()).sets.map(({ title }) => title)).toEqual(['mine']);
    const autosave = new Autosave(folder, '0.1.0');
    expect(autosave.hasLeft).toBe(true);
    const left = await autosave.recover();
    expect([left.view.set.title, left.document.colouring]).toEqual(['left', 'sense']);
    await autosave.forgetLeft();
    await autosave.close();
    const log = new Log(path.join(folder, 'log'));
    log.note('main', 'something');
    await log.flushed();
    const devices = new KnownDevices(path.join(folder, 'devices.json'), '1.0.0');
    await devices.remember({ model: 'm', provider: 'webgpu', adapter: 'a' }, { state: 'serves', reason: '', speedup: 2 });
    expect(await devices.find({ model: 'm', provider: 'webgpu', adapter: 'a' })).toMatchObject({ state: 'serves' });
  });

  it('that can be written again keeps what was left apart from what is kept from now on', async () => {
    const killed = new Autosave(folder, '0.1.0');
    await killed.keep(session('left'));
    disk.setReadOnly(true);
    const autosave = new Autosave(folder, '0.1.0');
    await failureOf(autosave.keep(session('now')));
    disk.setReadOnly(false);
    await autosave.keep(session('now'));
    expect((await autosave.recover()).view.set.title).toBe('left');
    await autosave.close();
    expect(readdirSync(folder)).toEqual(['recovered.contexture']);
  });
});

describe('the folder of cached vectors', () => {
  it('may be deleted while the app runs: what comes next is computed, cached and found again', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'contexture-gone-'));
    const problems: string[] = [];
    const model = 'b'.repeat(64);
    const cache = new EmbeddingCache(path.join(dir, 'embeddings'), undefined, ({ message }) => { problems.push(message); });
    const found = async (n: number): Promise<number> => { let count = 0; await cache.read(model, rowsFrom(0, n, 8).map(({ key }) => key), 8, (indices) => { count += indices.length; }); return count; };
    const writer = cache.openWriter(model);
    await writer.add(rowsFrom(0, 10, 8));
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    // In the middle of a piece of work, and between two of them.
    rmSync(path.join(dir, 'embeddings'), { recursive: true });
    await writer.add(rowsFrom(10, 20, 8));
    await writer.finish();
    expect(await found(30)).toBe(10);
    rmSync(path.join(dir, 'embeddings'), { recursive: true });
    expect(await found(30)).toBe(0);
    const next = cache.openWriter(model);
    await next.add(rowsFrom(0, 30, 8));
    await next.finish();
    expect([await found(30), problems]).toEqual([30, []]);
    rmSync(dir, { recursive: true });
  });
});
