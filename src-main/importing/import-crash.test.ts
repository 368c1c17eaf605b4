import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aliasesIn } from '../../tools/aliases.mjs';
import { startImportProcess } from '../cli/import-process';
import type { ModelCard } from '@contract/model-card';
import type { WorkerPort } from '@contract/rpc';
import { runOnce } from '@rpc/run-once';
import { SENTENCES, type ImportJob, type ImportMethods } from './import-job';

const root = resolve(import.meta.dirname, '../..');
let bundle = '';
let dir = '';

beforeAll(async () => {
  // Inside node_modules, so that the bundle finds the packages it leaves out.
  bundle = mkdtempSync(join(root, 'node_modules/.contexture-import-'));
  dir = mkdtempSync(join(tmpdir(), 'contexture-crash-'));
  await build({
    root, configFile: false, logLevel: 'error', publicDir: false,
    resolve: { alias: aliasesIn(root) },
    build: { ssr: join(root, 'src-main/importing/process.ts'), target: 'node20', outDir: bundle, rolldownOptions: { output: { entryFileNames: 'importer.mjs', format: 'es' } } },
  });
}, 60_000);

afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
  rmSync(dir, { recursive: true, force: true });
});

const spawn = (): WorkerPort => startImportProcess(join(bundle, 'importer.mjs'));

/** A folder of GPT-2's form whose tokenizer splits by a pattern of the publisher's. */
function folderWith(pattern: string): string {
  const source = mkdtempSync(join(dir, 'source-'));
  cpSync(resolve(import.meta.dirname, '../conversion/golden/checkpoints/gpt2'), source, { recursive: true });
  const file = join(source, 'tokenizer.json');
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false };
  const split = { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, pre_tokenizer: { type: 'Sequence', pretokenizers: [split, byteLevel] } }));
  return source;
}

const run = (job: ImportJob): Promise<ModelCard> => runOnce<ImportMethods, 'import'>(spawn, SENTENCES, 'import', job);
const job = (path: string, outDir: string): ImportJob => ({
  path, outDir, nMaxWords: null, sample: ['The bank of the river.', 'A bank lent money.'], text: { id: 'case', name: 'Case', licence: 'MIT', source: 'A test.', madeBy: 'vitest' },
});

test('a split pattern that backtracks without end stops the import, and nothing is left', async () => {
  const outDir = join(dir, 'hostile');
  await expect(run(job(folderWith('(\\w+\\s?)+$|(a|a)+b'), outDir))).rejects.toMatchObject({ code: 'crashed' });
  expect(readdirSync(dir)).not.toContain('hostile');
}, 60_000);

test('another pattern than the known ones is imported', async () => {
  const outDir = join(dir, 'fine');
  await expect(run(job(folderWith('\\p{N}{1,3}|[^\\s\\p{N}]+|\\s+'), outDir))).resolves.toMatchObject({ tokenizer: 'byte-level-bpe' });
  expect(readdirSync(outDir)).toContain('tokenizer.json');
}, 60_000);
