import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { convertModel } from '../conversion/convert';
import { inspectModel } from '../conversion/inspect';
import { deviceLabel } from '../inference/devices/device-label';
import { EncoderCache } from '../inference/encoders/encoder-cache';
import { embedTargets } from '../inference/sets/embed';
import { loadEncoder } from '../inference/encoders/load-encoder';
import { inTemporaryFolder, maxDifference } from './fixtures';

interface Golden {
  readonly widths: readonly number[];
  readonly cases: readonly {
    readonly tokens: string;
    readonly ids: readonly number[];
    readonly forward: readonly (readonly (readonly number[])[])[];
    readonly backward: readonly (readonly (readonly number[])[])[];
  }[];
}

const goldenDir = resolve(import.meta.dirname, '../conversion/golden/ulmfit');
const golden = JSON.parse(readFileSync(join(goldenDir, 'hidden-states.json'), 'utf8')) as Golden;
const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
const nLayers = golden.widths.length;
const widest = Math.max(...golden.widths);

/** A folder with some of the golden files, under the names that are given. */
function folderOf(dir: string, files: Readonly<Record<string, string>>): string {
  const source = join(dir, 'source');
  mkdirSync(source);
  for (const [name, from] of Object.entries(files)) cpSync(join(goldenDir, from), join(source, name));
  return source;
}

/** All rows of all cases, in one batch: `values[case][layer][row]`, and the card. */
async function run(files: Readonly<Record<string, string>>): Promise<{ readonly card: ModelCard; readonly values: readonly (readonly (readonly Float32Array[])[])[] }> {
  return inTemporaryFolder(async (dir) => {
    const out = join(dir, 'out');
    const card = await convertModel(folderOf(dir, files), out, text, { precision: 'source' }) as ModelCard;
    const encoder = await loadEncoder(out, card, 'cpu');
    try {
      const batch = golden.cases.map(({ ids }) => ({
        sentence: { ids: ids.slice(1), pieces: [] }, spans: ids.map((_, t) => ({ from: t - 1, to: t, weights: null })),
      }));
      const all = await encoder.encode(batch, Array.from({ length: nLayers }, (_, layer) => layer));
      let row = 0;
      const values = golden.cases.map(({ ids }) => {
        const first = row;
        row += ids.length;
        return Array.from({ length: nLayers }, (_, layer) => ids.map((__, t) => all.subarray(((first + t) * nLayers + layer) * card.dim, ((first + t) * nLayers + layer + 1) * card.dim)));
      });
      return { card, values };
    } finally {
      await encoder.release();
    }
  });
}

/** The largest difference to fastai's states in one half; what stands behind a layer's own numbers must be zeros. */
function worstOf(values: Awaited<ReturnType<typeof run>>['values'], direction: 'forward' | 'backward', offset: number): number {
  let worst = 0;
  for (const [i, one] of golden.cases.entries()) {
    for (const [layer, rows] of one[direction].entries()) {
      for (const [t, row] of rows.entries()) {
        const found = values[i]?.[layer]?.[t]?.subarray(offset, offset + widest) ?? [];
        worst = Math.max(worst, maxDifference(found, [...row, ...new Array<number>(widest - row.length).fill(0)]));
      }
    }
  }
  return worst;
}

/** A .safetensors file with its tensors under other names. */
function renamed(file: Buffer, rename: (name: string) => string): Buffer {
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + length).toString('utf8')) as Record<string, unknown>;
  const other = Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(header).map(([name, entry]) => [name === '__metadata__' ? name : rename(name), entry]))));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(other.length));
  return Buffer.concat([size, other, file.subarray(8 + length)]);
}

describe('ULMFiT, an AWD-LSTM of fastai', () => {
  test.each([
    ['forward', 'a language model', { 'lstm_fwd.pth': 'both/forward.pth', 'itos_wt103.pkl': 'both/itos.pkl' }],
    ['forward', 'safetensors', { 'encoder.safetensors': 'encoder/encoder.safetensors', 'itos.json': 'encoder/itos.json' }],
    ['forward', 'a model beside its optimizer', { 'saved.pth': 'learner/forward.pth', 'itos.txt': 'learner/itos.txt' }],
    ['backward', 'a language model', { 'lstm_bwd.pth': 'both/backward.pth', 'itos_wt103.pkl': 'both/itos.pkl' }],
  ] as const)('%s, %s: all rows of all layers are fastai’s', async (direction, _, files) => {
    const { card, values } = await run(files);
    expect(card).toMatchObject({ kind: 'ulmfit', architecture: 'awd-lstm', nLayers, dim: widest, tokenizer: 'fastai-words', nParameters: 3_488, recurrent: { reads: direction, widths: golden.widths } });
    const worst = worstOf(values, direction, 0);
    process.stdout.write(`ULMFiT, ${direction}, 4 sentences, 4 layers: max |difference| ${worst.toExponential(2)}\n`);
    expect(worst).toBeLessThan(1e-5);
  });

  test('the names of older versions are read, and a name beside them that nobody knows is refused', async () => {
    await inTemporaryFolder(async (dir) => {
      const source = folderOf(dir, { 'itos.json': 'encoder/itos.json' });
      const write = (rename: (name: string) => string): void => { writeFileSync(join(source, 'old.safetensors'), renamed(readFileSync(join(goldenDir, 'encoder/encoder.safetensors')), rename)); };
      write((name) => `0.${name.replace('weight_hh_l0_raw', 'module.weight_hh_l0_raw')}`);
      expect(await convertModel(source, join(dir, 'out'), text, { precision: 'source' })).toMatchObject({ nParameters: 3_488, recurrent: { widths: golden.widths } });
      write((name) => name.replace('rnns.2.module.bias_hh_l0', 'rnns.2.module.offset'));
      await expect(convertModel(source, join(dir, 'other'), text, { precision: 'source' })).rejects.toThrow('old.safetensors lacks “rnns.2.module.bias_hh_l0”');
      write((name) => name.replace('rnns.2.', 'rnns.3.'));
      await expect(convertModel(source, join(dir, 'other'), text, { precision: 'source' })).rejects.toThrow(/old\.safetensors holds “rnns\.3\.[a-z_0-9.]+”, which an AWD-LSTM of fastai does not have/);
    });
  });

  test('both directions stand one behind another', async () => {
    const { card, values } = await run({ 'forward.pth': 'both/forward.pth', 'backward.pth': 'both/backward.pth', 'itos.pkl': 'both/itos.pkl' });
    expect(card).toMatchObject({ dim: 2 * widest, nParameters: 2 * 3_488, recurrent: { reads: 'both', widths: golden.widths } });
    // Each half of a narrow layer has its own zeros behind it.
    expect(worstOf(values, 'forward', 0)).toBeLessThan(1e-5);
    expect(worstOf(values, 'backward', widest)).toBeLessThan(1e-5);
  });

  test('a word in its sentence has the vector of its token at every layer; an unknown one that of xxunk', async () => {
    await inTemporaryFolder(async (dir) => {
      const out = join(dir, 'out');
      const card = await convertModel(folderOf(dir, { 'a.pth': 'both/forward.pth', 'itos.pkl': 'both/itos.pkl' }), out, text, { precision: 'source' }) as ModelCard;
      const encoder = await loadEncoder(out, card, 'cpu');
      try {
        const target = (sentence: string, word: string) => ({ text: sentence, charStart: sentence.indexOf(word), charEnd: sentence.indexOf(word) + word.length });
        const { values, missing, subwords } = await embedTargets(encoder, [target('The bank paid a loan', 'bank'), target('Zyzzyva', 'Zyzzyva'), target('The riverbank paid a loan', 'bank')], 'mean');
        expect([missing, subwords]).toEqual([[], [['bank'], ['xxunk'], ['bank']]]);
        // xxbos xxmaj the bank
        const expected = golden.cases[1]?.forward.flatMap((rows) => [...rows[3] ?? [], ...new Array<number>(widest - (rows[3]?.length ?? 0)).fill(0)]) ?? [];
        expect(maxDifference(values.subarray(0, nLayers * widest), expected)).toBeLessThan(1e-5);
      } finally {
        await encoder.release();
      }
    });
  });

  test('runs on the CPU alone', async () => {
    await inTemporaryFolder(async (dir) => {
      const out = join(dir, 'out');
      const card = await convertModel(folderOf(dir, { 'a.pth': 'both/forward.pth', 'itos.pkl': 'both/itos.pkl' }), out, text, { precision: 'source' }) as ModelCard;
      await expect(loadEncoder(out, card, 'webgpu')).rejects.toThrow('the LSTMs of ULMFiT run on the CPU alone');
      const library = { card: () => Promise.resolve(card), folder: () => Promise.resolve(out) };
      const cache = new EncoderCache(library);
      expect((await cache.get('tiny', 'auto')).device).toEqual({ provider: 'cpu', label: deviceLabel('cpu') });
      await cache.release();
    });
  });

  test('is looked at without its weights', async () => {
    await inTemporaryFolder(async (dir) => {
      const source = folderOf(dir, { 'forward.pth': 'both/forward.pth', 'backward.pth': 'both/backward.pth', 'itos.pkl': 'both/itos.pkl' });
      for (const path of [source, join(source, 'forward.pth'), join(source, 'itos.pkl')]) {
        expect(await inspectModel(path)).toMatchObject({ description: 'ULMFiT, forward and backward, 4 layers of 8, 12, 12, 8 from each side, 60 words', isStatic: false });
      }
    });
  });
});

test.each<[string, Readonly<Record<string, string>>, (source: string) => void, RegExp]>([
  ['a QRNN', { 'forward.pth': 'qrnn/forward.pth', 'itos.pkl': 'qrnn/itos.pkl' }, () => {}, /forward\.pth holds a QRNN, which is not read here/],
  ['a folder without a vocabulary', { 'forward.pth': 'both/forward.pth' }, () => {}, /not their vocabulary; add the itos file/],
  ['two vocabularies', { 'forward.pth': 'both/forward.pth', 'itos.pkl': 'both/itos.pkl', 'itos.json': 'encoder/itos.json' }, () => {}, /2 vocabularies \(itos\.json, itos\.pkl\)/],
  ['two forward models', { 'a.pth': 'both/forward.pth', 'b.pth': 'both/forward.pth', 'itos.pkl': 'both/itos.pkl' }, () => {}, /2 forward models \(a\.pth, b\.pth\)/],
  ['a vocabulary of another model', { 'forward.pth': 'both/forward.pth' }, (source) => { writeFileSync(join(source, 'itos.txt'), 'xxunk\nxxpad\nxxbos\n'); }, /itos\.txt has 3 tokens and the embedding 60 rows/],
  ['a vocabulary of fastai 0.7', { 'forward.pth': 'both/forward.pth' }, (source) => { writeFileSync(join(source, 'itos.json'), JSON.stringify(['_unk_', '_pad_', 'the'])); }, /lacks “xxunk”, so that it was not made by the rules of fastai 1 or 2/],
  ['a vocabulary that is none', { 'forward.pth': 'both/forward.pth', 'itos.pkl': 'both/forward.pth' }, () => {}, /itos\.pkl is damaged or holds more than a list of words/],
  ['weights that are cut off', { 'itos.pkl': 'both/itos.pkl' }, (source) => { writeFileSync(join(source, 'forward.pth'), readFileSync(join(goldenDir, 'both/forward.pth')).subarray(0, 9_000)); }, /forward\.pth is a damaged or cut archive/],
  ['a transformer', { 'itos.json': 'encoder/itos.json', 'forward.safetensors': '../checkpoints/bert/model.safetensors' }, () => {}, /forward\.safetensors holds a transformer/],
])('%s is refused by name, and nothing is left behind', async (_, files, change, reason) => {
  await inTemporaryFolder(async (dir) => {
    const source = folderOf(dir, files);
    change(source);
    const out = join(dir, 'out');
    await expect(convertModel(source, out, text, { precision: 'source' })).rejects.toThrow(reason);
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });
});
