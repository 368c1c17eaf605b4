import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DownloadSource, ImportProgress } from '@contract/model-import';
import type { CatalogueItem } from './catalogue';
import { ModelDownloads, type DownloadsOptions } from './downloads';
import { noise, serve, TestProxy, TestServer, type Tricks } from './server.testing';

const weights = noise(2_000_000);
const config = Buffer.from('{"model_type":"bert"}');
const vectors = noise(500_000, 3);
const commit = 'c'.repeat(40);
const hubSource: DownloadSource = { by: 'hub', name: 'org/name' };
const staticSource: DownloadSource = { by: 'catalogue', id: 'vectors' };
const files: Record<string, Buffer> = { 'config.json': config, '1_Pooling/config.json': config, 'model.safetensors': weights };

let dir: string;
let hub: TestServer;
let tricks: Tricks;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'contexture-downloads-'));
  tricks = {};
  hub = await TestServer.start((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://hub');
    const file = /^\/org\/name\/resolve\/c{40}\/(.*)$/.exec(pathname)?.[1];
    if (pathname.startsWith('/api/')) response.end(JSON.stringify(listing()));
    else if (pathname === '/vectors.gz') serve(request, response, vectors, tricks);
    else if (file !== undefined && files[file] !== undefined) serve(request, response, files[file], file === 'model.safetensors' ? tricks : {});
    else response.writeHead(404).end();
  });
  closing = [() => hub.close()];
});
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  rmSync(dir, { recursive: true, force: true });
});

function listing(): unknown {
  return {
    sha: commit, gated: false, cardData: { license: 'mit' },
    siblings: Object.entries(files).map(([rfilename, content]) => ({
      rfilename, size: content.length, blobId: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
      ...(rfilename === 'model.safetensors' ? { lfs: { size: content.length, sha256: createHash('sha256').update(content).digest('hex'), pointerSize: 134 } } : {}),
    })),
  };
}

const item = (more: Partial<CatalogueItem> = {}): CatalogueItem => ({
  id: 'vectors', name: 'Some vectors', description: 'Words.', licence: 'PDDL 1.0', nBytes: 500_000, host: 'releases.example', isStatic: true, origin: 'Somebody.',
  vectors: { nWords: 1_000, dim: 100 },
  from: { by: 'files', files: [{ name: 'vectors.txt.gz', url: `${hub.url}/vectors.gz`, digest: { algorithm: 'md5', hex: createHash('md5').update(vectors).digest('hex') } }] },
  ...more,
});

const downloads = (more: Partial<DownloadsOptions> = {}): ModelDownloads => new ModelDownloads({
  downloadsDir: path.join(dir, 'downloads'), env: { HF_ENDPOINT: hub.url }, catalogue: [item()], patience: { stallTimeoutMs: 20_000, nAttempts: 3, backOffMs: 5, nMaxWaitMs: 20 }, nBytesBetweenSyncs: 100_000, ...more,
});
const asked = (): (string | undefined)[] => hub.asked.map(({ url }) => url.split('/').at(-1));

describe('ModelDownloads', () => {
  it('asks nobody before it is told to', () => {
    const own = downloads();
    expect(own.catalogue()).toEqual([{ id: 'vectors', name: 'Some vectors', description: 'Words.', licence: 'PDDL 1.0', nBytes: 500_000, host: 'releases.example', isStatic: true }]);
    expect(hub.asked).toEqual([]);
    expect(existsSync(path.join(dir, 'downloads'))).toBe(false);
  });

  it('plans a model of the hub, and fetches exactly that, verified', async () => {
    const own = downloads();
    const plan = await own.plan(hubSource);
    expect(plan).toMatchObject({ source: hubSource, name: 'name', id: 'name', licence: 'mit', host: new URL(hub.url).host, nBytesHere: 0, isStatic: false, checkedBy: 'published-digest' });
    expect(plan.files).toEqual(Object.entries(files).map(([name, content]) => ({ name, nBytes: content.length })));
    expect(plan.nBytes).toBe(2 * config.length + weights.length);
    expect(plan.nFreeBytes).toBeGreaterThan(0);
    expect(hub.asked).toHaveLength(1);
    const progress: ImportProgress[] = [];
    const fetched = await own.fetch(hubSource, { onProgress: (step) => progress.push(step) });
    expect(fetched).toMatchObject({ name: 'name', id: 'name', licence: 'mit' });
    expect(fetched.sourceText).toBe(`Fetched from ${plan.host}/org/name, commit cccccccccccc.`);
    for (const [name, content] of Object.entries(files)) expect(readFileSync(path.join(fetched.folder, name)).equals(content)).toBe(true);
    expect(readdirSync(fetched.folder).sort()).toEqual(['1_Pooling', 'config.json', 'model.safetensors']);
    expect(asked()).toEqual(['main?blobs=true', 'config.json', 'config.json', 'model.safetensors']);
    expect(progress[0]).toEqual({ stage: 'look-up', nDone: 0, nTotal: 0, unit: 'bytes' });
    expect(progress.at(-1)).toMatchObject({ stage: 'download', nDone: plan.nBytes, nTotal: plan.nBytes, unit: 'bytes' });
    const done = progress.map(({ nDone }) => nDone);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it('fetches static vectors as one file, by their published digest', async () => {
    const own = downloads();
    expect(await own.plan(staticSource)).toMatchObject({ nBytes: vectors.length, isStatic: true, checkedBy: 'published-digest', host: 'releases.example', licence: 'PDDL 1.0' });
    const fetched = await own.fetch(staticSource);
    expect(path.basename(fetched.folder)).toBe('vectors.txt.gz');
    expect(readFileSync(fetched.folder).equals(vectors)).toBe(true);
    expect(fetched.sourceText).toBe('Somebody. Fetched from releases.example.');
  });

  it('says in the plan and on the card when nobody has published a digest', async () => {
    const { from } = item();
    const own = downloads({ catalogue: [item({ from: { by: 'files', files: from.by === 'files' ? from.files.map((file) => ({ ...file, digest: null })) : [] } })] });
    expect((await own.plan(staticSource)).checkedBy).toBe('length');
    expect((await own.fetch(staticSource)).sourceText).toContain('its length alone was checked');
  });

  it('shares the folder between an entry of the catalogue and the model of the hub behind it', async () => {
    const own = downloads({ catalogue: [item({ id: 'known', name: 'Known', isStatic: false, from: { by: 'hub', name: 'org/name' }, licence: 'Apache-2.0' })] });
    const fetched = await own.fetch({ by: 'catalogue', id: 'known' });
    expect(fetched).toMatchObject({ id: 'known', name: 'Known', licence: 'mit' });
    expect((await own.fetch(hubSource)).folder).toBe(fetched.folder);
    expect(asked().filter((name) => name === 'model.safetensors')).toHaveLength(1);
  });

  it('takes up a cut download, in another process’s stead, and says how much is here', async () => {
    tricks = { cutAfter: 1_500_000 };
    await expect(downloads({ patience: { nAttempts: 1, stallTimeoutMs: 20_000 } }).fetch(hubSource)).rejects.toMatchObject({ code: 'io' });
    tricks = {};
    const own = downloads();
    const { nBytesHere } = await own.plan(hubSource);
    expect(nBytesHere).toBeGreaterThan(1_000_000);
    await own.fetch(hubSource);
    expect(hub.asked.at(-1)?.headers.range).toBe(`bytes=${nBytesHere - 2 * config.length}-`);
    expect((await own.plan(hubSource)).nBytesHere).toBe(2 * config.length + weights.length);
  });

  it('removes what an earlier try left of files that are no more', async () => {
    const folder = path.join(dir, 'downloads/hub--org--name');
    mkdirSync(path.join(folder, '2_Dense'), { recursive: true });
    writeFileSync(path.join(folder, 'pytorch_model.bin'), 'old');
    writeFileSync(path.join(folder, '2_Dense/config.json'), 'old');
    await downloads().fetch(hubSource);
    expect(existsSync(path.join(folder, 'pytorch_model.bin'))).toBe(false);
    expect(existsSync(path.join(folder, '2_Dense/config.json'))).toBe(false);
  });

  it('keeps what has arrived when it is cancelled, and removes it when it is discarded', async () => {
    tricks = { stallAfter: 1_500_000 };
    const cancel = new AbortController();
    const own = downloads();
    await expect(own.fetch(hubSource, { signal: cancel.signal, onProgress: ({ nDone }) => { if (nDone > 0) cancel.abort(); } })).rejects.toMatchObject({ code: 'cancelled' });
    const folder = path.join(dir, 'downloads/hub--org--name');
    expect(readdirSync(folder)).not.toContain('.lock');
    expect(readdirSync(folder).length).toBeGreaterThan(0);
    await own.discard(hubSource);
    expect(existsSync(folder)).toBe(false);
    await own.discard(hubSource);
  });

  it('refuses a second fetch of the same, here and in another process, and a discard meanwhile', async () => {
    tricks = { stallAfter: 1_000_000 };
    const cancel = new AbortController();
    const own = downloads();
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => { begun = resolve; });
    const first = own.fetch(hubSource, { signal: cancel.signal, onProgress: ({ stage }) => { if (stage === 'download') begun(); } });
    await running;
    await expect(own.fetch(hubSource)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(own.discard(hubSource)).rejects.toMatchObject({ code: 'bad-request' });
    // Another instance stands for another process: it knows nothing of the first but the lock.
    await expect(downloads().fetch(hubSource)).rejects.toThrow(/another window or command/);
    expect((await own.fetch(staticSource, {}).then(() => 'fetched'))).toBe('fetched');
    cancel.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    tricks = {};
    await own.fetch(hubSource);
  });

  it('takes over the lock of a process that is no more', async () => {
    const folder = path.join(dir, 'downloads/hub--org--name');
    mkdirSync(folder, { recursive: true });
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.on('exit', resolve));
    writeFileSync(path.join(folder, '.lock'), String(dead.pid));
    await downloads().fetch(hubSource);
    expect(existsSync(path.join(folder, '.lock'))).toBe(false);
  });

  it('says what is needed and what is free before anything is fetched', async () => {
    const own = downloads({ freeBytes: () => Promise.resolve(3_100_000) });
    await expect(own.fetch(hubSource)).rejects.toThrow('name needs 4.4 MB. You have 3.1 MB free. Free some space and try again.');
    expect(asked()).toEqual(['main?blobs=true']);
  });

  it('counts on less space when fewer words will be converted', async () => {
    const own = downloads({ freeBytes: () => Promise.resolve(600_000) });
    await expect(own.fetch(staticSource)).rejects.toThrow(/needs 920 kB. You have 600 kB/);
    await own.fetch(staticSource, { nMaxWords: 100 });
  });

  it('explains a folder that cannot be written', async () => {
    writeFileSync(path.join(dir, 'downloads'), 'a file');
    await expect(downloads({ freeBytes: () => Promise.resolve(1e12) }).fetch(hubSource)).rejects.toMatchObject({ code: 'io' });
  });

  it.each([[{ by: 'catalogue', id: 'nothing' }, 'not-found'], [{ by: 'hub', name: '../../etc/passwd' }, 'bad-input'], [{ by: 'hub', name: 'bert' }, 'bad-input']] as const)('refuses %j without asking anybody', async (source, code) => {
    const own = downloads();
    await expect(own.plan(source)).rejects.toMatchObject({ code });
    await expect(own.fetch(source)).rejects.toMatchObject({ code });
    await expect(own.discard(source)).rejects.toMatchObject({ code });
    expect(hub.asked).toEqual([]);
  });

  it('refuses a listing that would write outside the folder', async () => {
    const evil = await TestServer.start((_, response) => {
      response.end(JSON.stringify({ sha: commit, siblings: [{ rfilename: 'config.json', size: 2 }, { rfilename: '../../../evil', size: 2 }, { rfilename: 'model.safetensors', size: 2 }] }));
    });
    closing.push(() => evil.close());
    await expect(downloads({ env: { HF_ENDPOINT: evil.url } }).fetch(hubSource)).rejects.toThrow(/leads out of its folder/);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says that a gated model wants a token before anything is fetched', async () => {
    const gated = await TestServer.start((_, response) => { response.end(JSON.stringify({ ...listing() as object, gated: 'auto' })); });
    closing.push(() => gated.close());
    await expect(downloads({ env: { HF_ENDPOINT: gated.url } }).plan(hubSource)).rejects.toThrow(/is gated/);
    expect((await downloads({ env: { HF_ENDPOINT: gated.url, HF_TOKEN: 'hf_x' } }).plan(hubSource)).nBytes).toBeGreaterThan(0);
  });
});

describe('a download in a process that is killed', () => {
  it('is taken up by the next one', async () => {
    tricks = { delayMs: 2 };
    const child = spawn(process.execPath, ['tools/run-ts.mjs', path.join(import.meta.dirname, 'fetch-for-kill.testing.ts'), path.join(dir, 'downloads'), hub.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (text: Buffer) => { output += text.toString(); });
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => { resolve(signal); }));
    const sidecar = path.join(dir, 'downloads/hub--org--name/model.safetensors.transfer.json');
    const nSynced = (): number => (existsSync(sidecar) ? Number(/"nBytesSynced":(\d+)/.exec(readFileSync(sidecar, 'utf8'))?.[1] ?? 0) : 0);
    while (nSynced() < 500_000 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(output).toBe('');
    tricks = {};
    const before = hub.asked.length;
    const fetched = await downloads().fetch(hubSource);
    expect(readFileSync(path.join(fetched.folder, 'model.safetensors')).equals(weights)).toBe(true);
    const resumed = hub.asked.slice(before).map(({ headers }) => headers.range).filter((range) => range !== undefined);
    expect(resumed).toEqual([expect.stringMatching(/^bytes=[5-9]\d{5}-$|^bytes=1\d{6}-$/)]);
  });
});

describe('a proxy of the environment', () => {
  const throughProxy = async (env: NodeJS.ProcessEnv, status: number | null = null): Promise<{ proxy: TestProxy; plan: Promise<unknown> }> => {
    const proxy = await TestProxy.start(status);
    closing.push(() => proxy.close());
    const filled = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value?.replace('PROXY', new URL(proxy.url).host)]));
    return { proxy, plan: downloads({ env: { HF_ENDPOINT: hub.url, ...filled } }).plan(hubSource) };
  };

  it.each(['HTTP_PROXY', 'http_proxy'])('is used when %s names it', async (name) => {
    const { proxy, plan } = await throughProxy({ [name]: 'http://PROXY' });
    await plan;
    expect(proxy.connected).toEqual([new URL(hub.url).host]);
    expect(hub.asked).toHaveLength(1);
  });

  it('is given the name and password of its address', async () => {
    const { proxy, plan } = await throughProxy({ HTTP_PROXY: 'http://me:secret@PROXY' });
    await plan;
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('me:secret').toString('base64')}`]);
  });

  it.each(['127.0.0.1', '*', 'example.org, 127.0.0.1'])('is left out for NO_PROXY=%s', async (value) => {
    const { proxy, plan } = await throughProxy({ HTTP_PROXY: 'http://PROXY', NO_PROXY: value });
    await plan;
    expect(proxy.connected).toEqual([]);
    expect(hub.asked).toHaveLength(1);
  });

  it('for https is asked to connect to the hub itself', async () => {
    const proxy = await TestProxy.start(502);
    closing.push(() => proxy.close());
    const own = downloads({ env: { HTTPS_PROXY: proxy.url } });
    await expect(own.plan(hubSource)).rejects.toThrow(/the proxy answered 502 instead of connecting to huggingface\.co/);
    expect(proxy.connected[0]).toBe('huggingface.co:443');
  });

  it('that wants a password is told apart, and no password is repeated', async () => {
    const { plan } = await throughProxy({ HTTP_PROXY: 'http://me:secret@PROXY' }, 407);
    const error = await plan.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'io', message: expect.stringContaining('The proxy wants a name and a password') as unknown });
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it.each(['not an address', 'socks5://127.0.0.1:1'])('that cannot be used is named by its variable: %s', async (value) => {
    await expect(downloads({ env: { HF_ENDPOINT: hub.url, HTTP_PROXY: value } }).plan(hubSource)).rejects.toThrow(/HTTP_PROXY is not the address/);
    expect(hub.asked).toEqual([]);
  });
});
