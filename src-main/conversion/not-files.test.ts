import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { convertModel } from './convert';
import { inspectModel } from './inspect';

const golden = resolve(import.meta.dirname, 'golden');
const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
const RELEASE_S = 20;

let dir = '';
let source = '';
const helpers: ChildProcess[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'contexture-not-files-'));
  source = join(dir, 'source');
});
afterEach(() => {
  for (const helper of helpers.splice(0)) helper.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

/** A pipe nobody writes to. Who waits for it all the same is let go after a while, so that a test fails instead of hanging. */
function pipe(path: string): void {
  execFileSync('mkfifo', [path]);
  helpers.push(spawn('sh', ['-c', `sleep ${RELEASE_S}; exec 3<>"$0"; exec 3>&-`, path], { stdio: 'ignore' }));
}

const KINDS: readonly (readonly [what: string, words: string, make: (path: string) => void])[] = [
  ['a pipe', 'is a pipe, not a file', pipe],
  ['a link to a pipe', 'is a pipe, not a file', (path) => { pipe(join(dir, 'pipe')); symlinkSync(join(dir, 'pipe'), path); }],
  ['a folder', 'is a folder', (path) => { mkdirSync(path); }],
  ['a link to a device', 'is a device, not a file', (path) => { symlinkSync('/dev/zero', path); }],
];

const FILES: readonly (readonly [folder: string, file: string])[] = [
  ['checkpoints/bert', 'config.json'], ['checkpoints/bert', 'model.safetensors'], ['checkpoints/bert', 'vocab.txt'], ['checkpoints/bert', 'tokenizer_config.json'],
  ['checkpoints/bert', 'tokenizer.json'], ['checkpoints/distilbert', 'pytorch_model.bin'], ['checkpoints/gpt2', 'tokenizer.json'], ['checkpoints/sentence-bert', 'modules.json'],
  ['elmo-clips', 'weights.hdf5'], ['elmo-clips', 'options.json'], ['checkpoints/onnx-bert', 'model.onnx'],
];
const WORD_FILES = ['glove.txt', 'vectors.bin', 'glove.txt.gz', 'glove.zip', 'model.onnx'];

async function refusal(act: () => Promise<unknown>): Promise<Failure> {
  const error = await act().then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Failure);
  return error as Failure;
}

async function expectRefused(path: string, file: string, words: string): Promise<void> {
  const started = performance.now();
  const failure = await refusal(() => convertModel(path, join(dir, 'out'), text, { precision: 'source' }));
  expect([failure.code, failure.message]).toEqual(['bad-input', expect.stringContaining(`“${file}” ${words}. `)]);
  // What is inspected without being opened may be passed over; it must not be waited for.
  await inspectModel(path).catch((error: unknown) => { expect(error).toBeInstanceOf(Failure); });
  expect(performance.now() - started).toBeLessThan(RELEASE_S * 1_000 * 0.9);
}

describe.skipIf(process.platform === 'win32').each(KINDS)('%s in the place of a file', (what, words, make) => {
  test.each(FILES)('of %s: %s is refused by name', async (folder, file) => {
    cpSync(join(golden, folder), source, { recursive: true });
    rmSync(join(source, file), { force: true });
    make(join(source, file));
    await expectRefused(source, file, words);
  });

  test('that is a shard, or the list of them, is refused by name', async () => {
    cpSync(join(golden, 'checkpoints/bert'), source, { recursive: true });
    rmSync(join(source, 'model.safetensors'));
    writeFileSync(join(source, 'model.safetensors.index.json'), JSON.stringify({ weight_map: { a: 'shard.safetensors' } }));
    make(join(source, 'shard.safetensors'));
    await expectRefused(source, 'shard.safetensors', words);
    rmSync(join(source, 'model.safetensors.index.json'));
    rmSync(join(dir, 'pipe'), { force: true });
    make(join(source, 'model.safetensors.index.json'));
    await expectRefused(source, 'model.safetensors.index.json', words);
  });

  // A folder that somebody chooses is a model, whatever its name.
  test.each(what === 'a folder' ? [] : WORD_FILES)('of word vectors, %s, is refused by name', async (file) => {
    mkdirSync(source);
    make(join(source, file));
    await expectRefused(join(source, file), file, words);
  });

  test('with a licence states none', async () => {
    cpSync(join(golden, 'checkpoints/bert'), source, { recursive: true });
    make(join(source, 'README.md'));
    const started = performance.now();
    expect((await inspectModel(source)).licence).toBeNull();
    expect(performance.now() - started).toBeLessThan(RELEASE_S * 1_000 * 0.9);
  });
});

test.skipIf(process.platform === 'win32')('a socket in the place of a file is refused by name', async () => {
  cpSync(join(golden, 'checkpoints/bert'), source, { recursive: true });
  rmSync(join(source, 'vocab.txt'));
  const server = createServer();
  await new Promise<void>((done) => { server.listen(join(source, 'vocab.txt'), done); });
  try {
    await expectRefused(source, 'vocab.txt', 'is a socket, not a file');
  } finally {
    server.close();
  }
});

describe('JSON nested too deeply', () => {
  const DEEP = 100_000;
  const nested = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;

  test.each([
    ['bert', 'config.json', `{"model_type": ${nested}}`], ['bert', 'tokenizer_config.json', `{"do_lower_case": ${nested}}`], ['gpt2', 'tokenizer.json', `{"model": ${nested}}`],
    ['sentence-bert', 'modules.json', nested], ['onnx-bert', 'config.json', `{"a": ${nested}}`],
  ])('in %s, %s, is refused in one sentence', async (folder, file, content) => {
    cpSync(join(golden, 'checkpoints', folder), source, { recursive: true });
    writeFileSync(join(source, file), content);
    const { code, message, detail } = await refusal(() => convertModel(source, join(dir, 'out'), text, { precision: 'source' }));
    expect([code, message, detail]).toEqual(['model', `${file} is nested more than 200 levels deep, as no file of a model is; copy or download it again.`, undefined]);
  });
});
