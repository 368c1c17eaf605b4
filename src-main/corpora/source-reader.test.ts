import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { mulberry32 } from '@contract/prng';
import type { WorkerPort } from '@contract/rpc';
import { forkWorker } from '@rpc/transports/node-child';
import { aliasesIn } from '../../tools/aliases.mjs';
import { SourceClient } from './source-client';

const root = resolve(import.meta.dirname, '../..');
const MEGABYTE = 1024 * 1024;
let folder = '';
let entry = '';
const readers: WorkerPort[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contexture-reader-'));
  await build({
    root, configFile: false, logLevel: 'error', publicDir: false, resolve: { alias: aliasesIn(root) }, ssr: { noExternal: ['re2js', 'hyparquet', 'hyparquet-compressors', 'fzstd', 'hysnappy'] },
    build: { ssr: join(root, 'src-main/corpora/source-reader.ts'), target: 'node20', outDir: join(folder, 'bundle'), rolldownOptions: { output: { entryFileNames: 'reader.mjs', format: 'es' } } },
  });
  entry = join(folder, 'bundle/reader.mjs');
}, 60_000);

afterAll(() => {
  for (const reader of readers) reader.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The reader itself in plain Node. */
function reader(heapMb: number, longestMs?: number): SourceClient {
  return new SourceClient(() => {
    const port = forkWorker(entry, [], { execArgv: [`--max-old-space-size=${heapMb}`] });
    readers.push(port);
    return port;
  }, longestMs);
}

const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('the reader process', () => {
  it('reads, builds and refuses', async () => {
    const sources = reader(512);
    const { sourceId, nRows } = await sources.openFile(write('a.txt', 'He sat by the bank.\nThe bank paid.\n'));
    expect([sourceId, nRows]).toEqual(['source-1', 2]);
    const { set } = await sources.build({ sourceId, textColumn: 'text', target: { by: 'word', word: 'bank' }, labelColumns: [], senseColumn: null });
    expect(set.occurrences).toHaveLength(2);
    expect(await sources.readAs(sourceId, 'running')).toMatchObject({ sourceId: 'source-2', reading: 'running', nRows: 2 });
    await expect(sources.openFile(join(folder, 'missing.txt'))).rejects.toMatchObject({ code: 'not-found' });
    sources.dispose();
  });

  it('searches texts in a process of its own, which an abort ends, and tells how far it is', async () => {
    const sources = reader(512);
    const kept = await sources.openText('the bank');
    const choice = {
      paths: [write('book.txt', 'He sat by the bank. It was cold.\n'.repeat(300_000))],
      target: { by: 'forms' as const, forms: ['bank'] },
      isExactCase: false,
      nMost: 10,
      seed: 42,
      reading: null,
    };
    const controller = new AbortController();
    const told: number[] = [];
    const cancelled = sources.concordance(choice, { signal: controller.signal, onEvent: ({ nBytes }) => {
      told.push(nBytes);
      controller.abort();
    } });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled', message: 'The search was cancelled.' });
    expect(told).toHaveLength(1);
    const found = await sources.concordance(choice);
    expect([found.nHits, found.set.id, found.set.occurrences.length]).toEqual([300_000, 'concordance-2', 10]);
    expect((await sources.build({ sourceId: kept.sourceId, textColumn: 'text', target: { by: 'word', word: 'bank' }, labelColumns: [], senseColumn: null })).set.occurrences).toHaveLength(1);
    sources.dispose();
  });

  it('builds a set while a large file is read beside it', async () => {
    const sources = reader(512);
    const { sourceId } = await sources.openText('the bank');
    let isRead = false;
    const large = sources.openFile(write('large.jsonl', '{"text":"He sat by the bank."}\n'.repeat(150_000))).then((opened) => { isRead = true; return opened; });
    const built = await sources.build({ sourceId, textColumn: 'text', target: { by: 'word', word: 'bank' }, labelColumns: [], senseColumn: null });
    expect([built.set.occurrences.length, isRead]).toEqual([1, false]);
    expect((await large).nRows).toBe(150_000);
    sources.dispose();
  });

  // Lines that are all empty are looked through by every reader there is: a quarter of them shows as much.
  it.each([['[', 63], ['{"a":', 63], ['"', 63], [',', 63], ['\r', 16], ['{"text":"a"} ', 63]] as const)('refuses %j over and over, %i MB, in a heap of 256 MB', async (piece, nMegabytes) => {
    const before = readers.length, sources = reader(256);
    const file = write('nonsense.jsonl', Buffer.alloc(nMegabytes * MEGABYTE, piece));
    await expect(sources.openFile(file)).rejects.toMatchObject({ code: piece === '\r' ? 'bad-input' : 'too-large', message: expect.stringContaining('“nonsense.jsonl”') as unknown });
    expect(await sources.openText('still the same process')).toMatchObject({ sourceId: 'source-1' });
    expect(readers.length - before).toBe(1);
    sources.dispose();
  });

  it('reads a damaged table in Parquet or refuses it by name, in bounded time and memory', async () => {
    const sources = reader(256, 2_000);
    const random = mulberry32(11);
    const golden = join(root, 'src-main/corpora/formats/golden');
    let nRefused = 0;
    for (const name of ['snappy-1.parquet', 'zstd-2.parquet', 'gzip-2.parquet', 'brotli-1.parquet', 'none-1.parquet']) {
      const whole = readFileSync(join(golden, name));
      for (let damage = 0; damage < 100; damage++) {
        const bytes = Buffer.from(damage % 3 === 0 ? whole.subarray(0, Math.floor(random() * whole.length)) : whole);
        for (let flip = 0; flip <= damage % 4 && bytes.length > 0; flip++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
        const opened = await sources.openFile(write('damaged.parquet', bytes)).catch((error: unknown) => error);
        if (opened instanceof Failure) {
          nRefused++;
          expect(['bad-input', 'too-large', 'crashed']).toContain(opened.code);
          expect(opened.message).toContain('“damaged.parquet”');
        } else expect(opened).toMatchObject({ format: 'parquet' });
      }
    }
    expect(nRefused).toBeGreaterThan(100);
    sources.dispose();
  });

  it('costs one failure when its memory is spent, and what else is open stays open under its own id', async () => {
    const sources = reader(60);
    const kept = await sources.openText('the bank');
    const wide = `text,${Array.from({ length: 99 }, (_, i) => `c${i}`).join(',')}\n${`bank,${Array.from({ length: 99 }, (_, i) => 100 + i).join(',')}\n`.repeat(60_000)}`;
    await expect(sources.openFile(write('wide.csv', wide))).rejects.toMatchObject({ code: 'crashed', message: expect.stringContaining('Reading “wide.csv” stopped') as unknown });
    const again = await sources.openText('the bank');
    expect(again.sourceId).not.toBe(kept.sourceId);
    for (const { sourceId } of [kept, again])
      expect((await sources.build({ sourceId, textColumn: 'text', target: { by: 'word', word: 'bank' }, labelColumns: [], senseColumn: null })).set.occurrences).toHaveLength(1);
    sources.dispose();
  });
});
