import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { rounds } from '../../tools/rounds';
import { mulberry32, randomBelow } from '@contract/prng';
import type { Random } from '@contract/prng';
import { convertModel } from './convert';
import { inspectModel } from './inspect';

const goldenDir = resolve(import.meta.dirname, 'golden/checkpoints');
const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
const dir = mkdtempSync(join(tmpdir(), 'contexture-hostile-'));
afterAll(() => { rmSync(dir, { recursive: true }); });

/** Bytes where a length, a size or a kind often stands. */
const TELLING = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x2e, 0x28, 0x63];

type Mutation = (bytes: Buffer, random: Random) => Buffer;
const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => bytes.subarray(0, randomBelow(random, bytes.length + 1)),
  (bytes, random) => flipped(bytes, random, bytes.length),
  // Headers and descriptions stand at either end.
  (bytes, random) => flipped(bytes, random, Math.min(bytes.length, 600)),
  (bytes, random) => flipped(bytes, random, Math.min(bytes.length, 600), bytes.length - Math.min(bytes.length, 600)),
  (bytes, random) => { const at = randomBelow(random, bytes.length + 1); return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xff, 0xff, 0x7f]), bytes.subarray(at)]); },
  (bytes, random) => { const at = randomBelow(random, bytes.length + 1); return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + randomBelow(random, 40)))]); },
  (bytes, random) => { const [a, b] = [randomBelow(random, bytes.length + 1), randomBelow(random, bytes.length + 1)]; return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]); },
  // Numbers in JSON and in headers become huge, negative, or something else.
  (bytes, random) => { const other = ['99999999999', '-1', '0', '1e400', 'null', '"x"', '[]', '2147483648'][randomBelow(random, 8)] ?? ''; let n = randomBelow(random, 30); return Buffer.from(bytes.toString('latin1').replace(/(?<=[:,[ ])\d+(?=[,\]} \n])/g, (number) => (n-- === 0 ? other : number)), 'latin1'); },
];

function flipped(bytes: Buffer, random: Random, range: number, from = 0): Buffer {
  const changed = Buffer.from(bytes);
  for (let n = 1 + randomBelow(random, 4); n > 0 && range > 0; n -= 1) changed[from + randomBelow(random, range)] = TELLING[randomBelow(random, TELLING.length)] ?? randomBelow(random, 256);
  return changed;
}

/** Converts; a failure must be an expected one. @returns whether it succeeded. */
async function tryConversion(source: string): Promise<boolean> {
  try {
    await inspectModel(source);
    await convertModel(source, join(dir, 'out'), text, { precision: 'source' });
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(['model', 'io', 'too-large', 'not-found', 'bad-input']).toContain(error.code);
    expect(error.message).toMatch(/^[\s\S]{20,600}$/);
    return false;
  }
}

describe('damaged and hostile model folders', () => {
  test.each(['bert', 'distilbert', 'electra', 'roberta', 'xlm-roberta', 'gpt2', 'sentence-bert', 'onnx-bert'])('%s: a model or a reason, never anything else, and memory stays bounded', async (name) => {
    const source = join(dir, name);
    cpSync(join(goldenDir, name), source, { recursive: true });
    expect(await tryConversion(source)).toBe(true);
    rmSync(join(dir, 'out'), { recursive: true });
    const random = mulberry32(20_26);
    const before = process.resourceUsage().maxRSS;
    const files = (readdirSync(source, { recursive: true }) as string[]).filter((file) => statSync(join(source, file)).isFile() && !/^hidden-states/.test(file));
    let nRefused = 0;
    for (const [at, file] of files.entries()) {
      const path = join(source, file);
      const whole = readFileSync(path);
      const nMutants = rounds(whole.length > 5_000 ? 40 : 12);
      for (let n = 0; n < nMutants; n += 1) {
        writeFileSync(path, MUTATIONS[(n + at) % MUTATIONS.length]?.(whole, random) ?? whole);
        if (await tryConversion(source)) rmSync(join(dir, 'out'), { recursive: true });
        else nRefused += 1;
        expect(readdirSync(dir).filter((entry) => entry.startsWith('.') || entry === 'out')).toEqual([]);
      }
      writeFileSync(path, whole);
    }
    expect(nRefused).toBeGreaterThan(files.length);
    // Kilobytes; the folders have at most a hundred.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(400_000);
  });

  test.each<[string, string, (json: Record<string, unknown>) => void, RegExp]>([
    ['a vocabulary of four million', 'bert', (config) => { config['vocab_size'] = 4_000_000; }, /"bert\.embeddings\.word_embeddings\.weight" has the shape \[61, 24\] where the settings ask for \[4000000, 24\]/],
    ['four million blocks', 'bert', (config) => { config['num_hidden_layers'] = 4_000_000; }, /lack "bert\.encoder\.layer\.2\./],
    ['a width of four million', 'distilbert', (config) => { config['dim'] = 3_999_999; }, /"embeddings\.position_embeddings\.weight" has the shape/],
    ['other heads', 'gpt2', (config) => { config['n_head'] = 5; }, /n_embd 24 is not a multiple of n_head 5/],
    ['another inner width', 'gpt2', (config) => { config['n_inner'] = null; }, /"transformer\.h\.0\.mlp\.c_fc\.weight" has the shape \[24, 40\] where the settings ask for \[24, 96\]/],
    ['embeddings as wide as the blocks', 'electra', (config) => { config['embedding_size'] = 24; }, /"electra\.embeddings\.position_embeddings\.weight" has the shape \[32, 16\]/],
    ['another architecture', 'roberta', (config) => { config['model_type'] = 'bert'; config['type_vocab_size'] = 2; }, /"roberta\.embeddings\.token_type_embeddings\.weight" has the shape \[1, 24\]/],
    ['fewer pieces than the tokenizer', 'gpt2', (config) => { config['vocab_size'] = 100; }, /The vocabulary has 264 pieces but the model only 100/],
  ])('settings that claim %s are refused before anything is read', async (_, name, change, reason) => {
    const source = join(dir, `lying-${name}`);
    cpSync(join(goldenDir, name), source, { recursive: true });
    const path = join(source, 'config.json');
    const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    change(config);
    writeFileSync(path, JSON.stringify(config));
    await expect(convertModel(source, join(dir, 'out'), text, { precision: 'source' })).rejects.toThrow(reason);
    rmSync(source, { recursive: true });
  });
});
