import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InferenceSession } from '../inference/runtime/onnxruntime';
import { beforeAll, describe, expect, test } from 'vitest';
import { convertModel } from '../conversion/convert';
import { GRAPH_FILES } from '../model-format/graph-names';
import type { UnmeasuredCard } from '../model-format/model-folder';
import { Hdf5File } from '../conversion/hdf5';
import { BEGIN_SENTENCE_IDS, END_SENTENCE_IDS, characterIds } from '../tokenizers/character-ids';
import { ElmoRunner, inTemporaryFolder, maxDifference } from './fixtures';

/** The fixture of AllenNLP's own tests, see the README beside it. */
const fixtureDir = resolve(import.meta.dirname, 'golden/elmo-allennlp');
const P = 16;
const text = { id: 'allennlp', name: 'AllenNLP fixture', licence: 'Apache-2.0', source: 'test fixture', madeBy: 'test' };

async function readDataset(file: string, name: string): Promise<Float32Array> {
  const source = await Hdf5File.open(join(fixtureDir, file));
  try {
    return source.read(name);
  } finally {
    source.close();
  }
}

describe('AllenNLP fixture model', () => {
  let runner: ElmoRunner;
  let card: UnmeasuredCard;

  beforeAll(() => inTemporaryFolder(async (dir) => {
    // The folder also holds embeddings in .hdf5; a model folder holds one such file.
    const published = join(dir, 'published');
    mkdirSync(published);
    for (const name of ['options.json', 'lm_weights.hdf5']) cpSync(join(fixtureDir, name), join(published, name));
    const out = join(dir, 'converted');
    card = await convertModel(published, out, text, { precision: 'float32' });
    const open = (name: string) => InferenceSession.create(join(out, name));
    runner = new ElmoRunner(await open(GRAPH_FILES.wordEncoder), await open(GRAPH_FILES.bilm), P, 64, 2);
  }));

  test('the card holds what the weights say', () => {
    expect(card).toMatchObject({ id: 'allennlp', kind: 'elmo', nLayers: 3, dim: 32, tokenizer: 'characters' });
    expect(Object.keys(card.files)).toEqual(['bilm-chunk.onnx', 'bilm.onnx', 'options.json', 'weights.bin', 'word-encoder.onnx']);
  });

  test('top layer of 30 sentences, three at a time, with the state carried', async () => {
    const sentences = JSON.parse(readFileSync(join(fixtureDir, 'sentences.json'), 'utf8')) as readonly (readonly string[])[];
    let state = runner.zeroState(sentences.length);
    let worst = 0;
    for (let i = 0; i < 10; i += 1) {
      const batch = sentences.map((slot) => (slot[i] ?? '').split(' '));
      const result = await runner.run(batch, state);
      state = result.state;
      const top = result.layers[2] ?? new Float32Array();
      for (const [k, words] of batch.entries()) {
        const expected = await readDataset(`lm_embeddings_${k}.hdf5`, String(i));
        const found = [0, 1].flatMap((direction) => words.flatMap((_, w) => {
          const start = (k * result.T + w + 1) * 2 * P + direction * P;
          return [...top.subarray(start, start + P)];
        }));
        worst = Math.max(worst, maxDifference(found, expected));
      }
    }
    process.stdout.write(`AllenNLP fixture, top layer, 30 sentences, state carried: max |difference| ${worst.toExponential(2)}\n`);
    expect(worst).toBeLessThan(5e-6);
  });

  test('context-independent vectors of the vocabulary', async () => {
    const words = readFileSync(join(fixtureDir, 'vocab_test.txt'), 'utf8').split('\n').filter((word) => word !== '');
    const source = await Hdf5File.open(join(fixtureDir, 'elmo_token_embeddings.hdf5'));
    const expected = source.read('embedding');
    source.close();
    // The reference reads these two words as special tokens; ours reads them as bytes.
    const specialTokens = new Map([['<S>', BEGIN_SENTENCE_IDS], ['</S>', END_SENTENCE_IDS]]);
    const found = await runner.wordVectors(words.map((word) => specialTokens.get(word) ?? characterIds(word)));
    expect(words.length).toBe(458);
    const difference = maxDifference(found, expected);
    process.stdout.write(`AllenNLP fixture, 458 context-independent vectors: max |difference| ${difference.toExponential(2)}\n`);
    expect(difference).toBeLessThan(2e-6);
  });

  test('one sentence from the zero state, all layers', async () => {
    const { layers } = await runner.run([['The', 'cat', '.']]);
    const cat = 2 * 2 * P;
    const slice = (layer: number, at: number) => (layers[layer] ?? new Float32Array()).subarray(cat + at, cat + at + 4);
    expect(maxDifference(slice(0, 0), [0.03916, 0.6455, 0.46591, -0.63054])).toBeLessThan(1e-5);
    expect(maxDifference(slice(1, 0), [0.4983, 0.53042, -0.20487, -0.23513])).toBeLessThan(1e-5);
    expect(maxDifference(slice(1, 16), [-0.38838, -0.39392, -1.46209, 0.57065])).toBeLessThan(1e-5);
    expect(maxDifference(slice(2, 0), [0.50726, 1.1226, -0.93989, -0.22787])).toBeLessThan(1e-5);
    expect(maxDifference(slice(2, 16), [-0.19344, 0.18601, -1.7372, 0.0309])).toBeLessThan(1e-5);
  });
});
