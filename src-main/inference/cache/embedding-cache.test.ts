import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build } from 'vite';
import type { ModelCard } from '@contract/model-card';
import { aliasesIn } from '../../../tools/aliases.mjs';
import { rowsFrom } from './embedding-cache.testing';
import { EmbeddingCache, modelDigest, rowKey } from './embedding-cache';
import { merging } from './cache-space';

const width = 64;
const model = 'a'.repeat(64);
let dir: string;

beforeEach(() => { dir = mkdtempSync(path.join(tmpdir(), 'contexture-cache-')); });
afterEach(() => { rmSync(dir, { recursive: true, force: true }); });

async function cacheRows(from: number, to: number, store = new EmbeddingCache(dir)): Promise<void> {
  const writer = store.openWriter(model);
  for (let row = from; row < to; row += 10) await writer.add(rowsFrom(row, Math.min(to, row + 10), width));
  await writer.finish();
}

/** The rows of `[0, n)` that are found; each is checked against what was cached. */
async function found(n: number, store = new EmbeddingCache(dir)): Promise<number[]> {
  const expected = rowsFrom(0, n, width);
  const rows: number[] = [];
  await store.read(model, expected.map(({ key }) => key), width, (indices, values) => {
    for (const index of indices) {
      expect([...values]).toEqual([...expected[index]?.values ?? []]);
      rows.push(index);
    }
  });
  return rows.sort((a, b) => a - b);
}

const files = (suffix: string): string[] => readdirSync(path.join(dir, model)).filter((name) => name.endsWith(suffix)).map((name) => path.join(dir, model, name)).sort();
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('EmbeddingCache', () => {
  it('gives back what was cached, exactly, and nothing else', async () => {
    await cacheRows(0, 40);
    await cacheRows(40, 55);
    expect(await found(100)).toEqual(range(0, 55));
    const nothing: number[] = [];
    await new EmbeddingCache(dir).read('b'.repeat(64), rowsFrom(0, 5, width).map(({ key }) => key), width, (indices) => nothing.push(...indices));
    await new EmbeddingCache(dir).read(model, rowsFrom(0, 5, width).map(({ key }) => key), width / 2, (indices) => nothing.push(...indices));
    await new EmbeddingCache(path.join(dir, 'not there')).read(model, rowsFrom(0, 5, width).map(({ key }) => key), width, (indices) => nothing.push(...indices));
    expect(nothing).toEqual([]);
  });

  it('gives one row to all that ask for it', async () => {
    await cacheRows(0, 1);
    const [row] = rowsFrom(0, 1, width);
    if (row === undefined) throw new Error('no row');
    const asked: number[][] = [];
    await new EmbeddingCache(dir).read(model, [row.key, row.key], width, (indices) => asked.push([...indices]));
    expect(asked).toEqual([[0, 1]]);
  });

  it('finds damaged bytes of any place in either file and gives the other rows', async () => {
    await cacheRows(0, 30);
    const [rows = ''] = files('.rows');
    const [keys = ''] = files('.keys');
    for (const file of [rows, keys]) {
      const intact = readFileSync(file);
      for (let trial = 0; trial < 20; trial++) {
        const damaged = Buffer.from(intact);
        const at = Math.floor(trial * damaged.length / 20);
        damaged[at] = (damaged[at] ?? 0) ^ 0x40;
        writeFileSync(file, damaged);
        expect((await found(30)).length).toBe(29);
      }
      writeFileSync(file, intact);
    }
    expect((await found(30)).length).toBe(30);
  });

  it('reads a damaged row again once it has been cached anew', async () => {
    await cacheRows(0, 3);
    const [rows = ''] = files('.rows');
    writeFileSync(rows, Buffer.alloc(statSync(rows).size, 1));
    expect(await found(3)).toEqual([]);
    await new Promise((resolve) => { setTimeout(resolve, 2); });
    await cacheRows(0, 3);
    expect(await found(3)).toEqual([0, 1, 2]);
  });

  it('passes over cut ends', async () => {
    await cacheRows(0, 30);
    const [rows = ''] = files('.rows');
    const [keys = ''] = files('.keys');
    truncateSync(rows, statSync(rows).size - 4 * width - 2);
    expect(await found(30)).toEqual(range(0, 28));
    truncateSync(keys, 52 * 10 + 30);
    expect(await found(30)).toEqual(range(0, 10));
    rmSync(rows);
    expect(await found(30)).toEqual([]);
  });

  it('drops the segments that were used least lately to keep to its limit, whatever model they are of', async () => {
    const rowBytes = 4 * width + 52;
    const store = (): EmbeddingCache => new EmbeddingCache(dir, 60 * rowBytes);
    await cacheRows(0, 20, store());
    mkdirSync(path.join(dir, 'other'));
    await cacheRows(20, 40, store());
    const old = new Date(Date.now() - 3_600_000);
    for (const file of files('.keys')) utimesSync(file, old, old);
    // The first rows are used again: the others are the oldest now.
    expect((await found(20, store())).length).toBe(20);
    await cacheRows(40, 80, store());
    const left = await found(80);
    expect(left).toEqual(expect.arrayContaining(range(40, 80)));
    expect(left.length).toBeLessThanOrEqual(60);
    expect(left.some((row) => row < 20)).toBe(true);
    expect([...files('.keys'), ...files('.rows')].reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(60 * rowBytes);
  });

  it('keeps to its limit also while one long piece of work runs', async () => {
    const rowBytes = 4 * width + 52;
    await cacheRows(0, 1_000, new EmbeddingCache(dir, 100 * rowBytes));
    const left = await found(1_000);
    expect(left.length).toBeLessThanOrEqual(100);
    expect(left.at(-1)).toBe(999);
  });

  it('removes rows whose keys are gone', async () => {
    await cacheRows(0, 3);
    writeFileSync(path.join(dir, model, 'orphan.rows'), 'x');
    await cacheRows(3, 6);
    expect(files('.rows').some((file) => file.endsWith('orphan.rows'))).toBe(false);
  });

  it('makes many small segments one', async () => {
    for (let i = 0; i < merging.nSegments; i++) await cacheRows(i, i + 1);
    const old = new Date(Date.now() - 2 * merging.minIdleMs);
    for (const file of files('.keys')) utimesSync(file, old, old);
    await cacheRows(merging.nSegments, merging.nSegments + 1);
    expect(files('.keys')).toHaveLength(1);
    expect(await found(100)).toEqual(range(0, merging.nSegments + 1));
  });

  it('tells once that it cannot write, and goes on without', async () => {
    const file = path.join(dir, 'a file');
    writeFileSync(file, '');
    const problems: string[] = [];
    const store = new EmbeddingCache(file, 1e9, ({ message }) => problems.push(message));
    await cacheRows(0, 30, store);
    await cacheRows(30, 60, store);
    expect(problems).toEqual([expect.stringMatching(/^What was computed could not be saved in /)]);
    expect(await found(60, store)).toEqual([]);
  });
});

describe('processes', () => {
  let child: string;
  let built: string;

  beforeAll(async () => {
    built = mkdtempSync(path.join(tmpdir(), 'contexture-cache-child-'));
    await build({
      configFile: false, logLevel: 'error', publicDir: false, resolve: { alias: aliasesIn(process.cwd()) },
      build: { ssr: path.resolve('src-main/inference/cache/embedding-cache.testing.ts'), outDir: built, rolldownOptions: { output: { entryFileNames: 'child.mjs', format: 'es' } } },
    });
    child = path.join(built, 'child.mjs');
    return () => { rmSync(built, { recursive: true, force: true }); };
  });

  /** Caches rows until all are cached or it is killed, so long after its first word. @returns how many it had told to be safe. */
  const start = (from: number, to: number, killAfterMs: number | null): Promise<number> => new Promise((resolve) => {
    let nTold = 0;
    const process = fork(child, [dir, model, String(width), String(from), String(to)], { stdio: 'ignore' });
    process.on('message', (message) => {
      if (nTold === 0 && killAfterMs !== null) setTimeout(() => { process.kill('SIGKILL'); }, killAfterMs);
      nTold = Number(message);
    });
    process.on('exit', () => { resolve(nTold); });
  });

  it('that are killed midway leave only whole rows, and all that they had finished', async () => {
    // `npm run -s bench -- kills` asks for more.
    const moments = Array.from({ length: Number(process.env['CONTEXTURE_KILLS'] ?? 8) }, (_, i) => [0, 3, 8, 13, 21, 34, 55, 89][i % 8] ?? 0);
    for (const killAfterMs of moments) {
      const nTold = await start(0, 5_000, killAfterMs);
      expect(nTold).toBeGreaterThan(0);
      // Beyond what it told, some may have been written; each that is found was checked to be exact.
      const rows = await found(nTold + 100);
      expect(rows.slice(0, nTold)).toEqual(range(0, nTold));
      // The next process goes on in the same folder.
      await cacheRows(nTold, nTold + 100);
      expect(await found(nTold + 100)).toEqual(range(0, nTold + 100));
      rmSync(path.join(dir, model), { recursive: true });
    }
  });

  it('that write at once do not disturb each other', async () => {
    await Promise.all([start(0, 600, null), start(600, 1_200, null), start(300, 900, null), cacheRows(1_200, 1_800)]);
    expect(await found(1_800)).toEqual(range(0, 1_800));
  });
});

describe('keys', () => {
  const card = { files: { 'weights.bin': { sha256: 'x', nBytes: 1 }, 'ghost.f16': { sha256: 'y', nBytes: 1 } } } as unknown as ModelCard;

  it('differ by pooling, text and span; a sentence has one wherever its target stands', () => {
    const target = { text: 'a b', charStart: 0, charEnd: 1 };
    const keys = [rowKey('mean', target), rowKey('first', target), rowKey('mean', { ...target, charEnd: 2 }), rowKey('mean', { ...target, text: 'a c' }), rowKey('sentence', target)];
    expect(new Set(keys.map(String)).size).toBe(5);
    expect(rowKey('sentence', { ...target, charStart: 2, charEnd: 3 })).toEqual(rowKey('sentence', target));
  });

  it('of a model depend on the files that make vectors', () => {
    const { 'weights.bin': weights = { sha256: '', nBytes: 0 } } = card.files;
    expect(modelDigest({ ...card, files: { ...card.files, 'ghost.f16': { sha256: 'z', nBytes: 1 } } })).toBe(modelDigest(card));
    expect(modelDigest({ ...card, files: { 'weights.bin': { ...weights, sha256: 'z' } } })).not.toBe(modelDigest(card));
    expect(modelDigest({ ...card, sentence: { mode: 'cls', maxTokens: 9, steps: [] } })).not.toBe(modelDigest(card));
  });
});
