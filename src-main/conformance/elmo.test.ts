import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InferenceSession } from '../inference/runtime/onnxruntime';
import { beforeAll, describe, expect, test } from 'vitest';
import { GRAPH_FILES } from '../model-format/graph-names';
import { buildElmoGraphs } from '../conversion/elmo-graph';
import type { ElmoOptions } from '../model-format/elmo-options';
import { characterIds } from '../tokenizers/character-ids';
import { ElmoRunner, MemoryTensors, maxDifference, openGraphs, sine } from './fixtures';

interface Reference { readonly tokens: readonly string[]; readonly layers: readonly (readonly (readonly number[])[])[] }

const modelDir = resolve(import.meta.dirname, '../../models/elmo-medium');
const sharedReference = resolve(import.meta.dirname, '../../../shared/models/elmo-medium/reference.json');
const readReference = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as readonly Reference[];

/** Largest difference per layer over the words of one sentence alone. */
async function differences(runner: ElmoRunner, { tokens, layers }: Reference): Promise<number[]> {
  const width = 2 * runner.P;
  const found = await runner.run([tokens]);
  return found.layers.map((values, layer) => maxDifference(values.subarray(width, (tokens.length + 1) * width), (layers[layer] ?? []).flat()));
}

describe('ELMo graphs, vectors of the specification', () => {
  const options: ElmoOptions = {
    projectionDim: 3, cellDim: 4, nLayers: 2, cellClip: 0.1, projectionClip: 0.05, activation: 'relu',
    filters: [{ width: 1, nFilters: 2 }, { width: 2, nFilters: 3 }], nHighway: 1, characterDim: 4,
  };
  const cells = [0, 1].flatMap((d) => [0, 1].flatMap((l) => {
    const path = `RNN_${d}/RNN/MultiRNNCell/Cell${l}/LSTMCell`;
    return [
      [`${path}/W_0`, sine([6, 16], 0.8, 10 + 2 * d + l)], [`${path}/B`, sine([16], 0.1, 20 + 2 * d + l)], [`${path}/W_P_0`, sine([4, 3], 0.8, 30 + 2 * d + l)],
    ] as const;
  }));
  const source = new MemoryTensors(new Map([
    ['char_embed', sine([261, 4], 0.5, 0)], ['CNN/W_cnn_0', sine([1, 1, 4, 2], 0.5, 1)], ['CNN/W_cnn_1', sine([1, 2, 4, 3], 0.5, 2)],
    ['CNN/b_cnn_0', sine([2], 0.1, 2)], ['CNN/b_cnn_1', sine([3], 0.1, 3)],
    ['CNN_high_0/W_carry', sine([5, 5], 0.5, 3)], ['CNN_high_0/b_carry', sine([5], 0.1, 4)],
    ['CNN_high_0/W_transform', sine([5, 5], 0.5, 5)], ['CNN_high_0/b_transform', sine([5], 0.1, 6)],
    ['CNN_proj/W_proj', sine([5, 3], 0.5, 7)], ['CNN_proj/b_proj', sine([3], 0.1, 8)], ...cells,
  ]));
  const expected = [
    [[0.247084, 0.212403, 0.148974, 0.247084, 0.212403, 0.148974], [0.266751, 0.229639, 0.161447, 0.266751, 0.229639, 0.161447]],
    [[-0.007053, -0.032531, -0.05, 0.045644, 0.033295, 0.016439], [-0.012507, -0.03706, -0.05, 0.043997, 0.031779, 0.015259]],
    [[-0.054586, -0.060391, -0.054416, 0.019815, 0.009129, -0.002791], [-0.062507, -0.069358, -0.05336, 0.019333, 0.009072, -0.002417]],
  ];
  let runner: ElmoRunner;
  let nParameters = 0;

  beforeAll(async () => {
    const [wordEncoder, bilm] = await openGraphs('float32', (weights) => {
      const graphs = buildElmoGraphs(options, source, weights);
      nParameters = graphs.nParameters;
      return [graphs.wordEncoder, graphs.bilm];
    });
    if (wordEncoder === undefined || bilm === undefined) throw new Error('two graphs were expected');
    runner = new ElmoRunner(wordEncoder, bilm, 3, 4, 2);
  });

  test('all layers, with both clips, to the six digits given', async () => {
    expect(Math.max(...await differences(runner, { tokens: ['ab', 'é'], layers: expected }))).toBeLessThan(1e-6);
  });

  test('parameters are counted from the tensors', () => {
    expect(nParameters).toBe([...source.tensors.values()].reduce((sum, { values }) => sum + values.length, 0));
  });

  test('in-word padding counts as in the reference, whatever words share the batch', async () => {
    const words = ['a', 'ab', 'x'.repeat(30), 'y'.repeat(47), 'z'.repeat(60), ''].map(characterIds);
    const together = await runner.wordVectors(words);
    for (const [i, word] of words.entries()) {
      expect(maxDifference(await runner.wordVectors([word]), together.subarray(3 * i, 3 * i + 3))).toBeLessThan(1e-6);
    }
  });
});

describe('bundled ELMo', () => {
  let runner: ElmoRunner;

  beforeAll(async () => {
    const open = (name: string) => InferenceSession.create(join(modelDir, name));
    runner = new ElmoRunner(await open(GRAPH_FILES.wordEncoder), await open(GRAPH_FILES.bilm), 256, 2048, 2);
  });

  test('all layers of three sentences equal the independent implementation', async () => {
    const cases = readReference(resolve(import.meta.dirname, '../conversion/golden/elmo-reference.json'));
    expect(cases).toHaveLength(3);
    const found = await Promise.all(cases.map((reference) => differences(runner, reference)));
    process.stdout.write(`bundled ELMo, 3 sentences: max |difference| per layer ${[0, 1, 2].map((l) => Math.max(...found.map((row) => row[l] ?? Number.NaN)).toExponential(2)).join(', ')}\n`);
    expect(Math.max(...found.flat())).toBeLessThan(5e-5);
  });

  test('a batch of sentences of mixed lengths gives what each gives alone', async () => {
    const sentences = ['The bank raised its interest rates .', 'Stop !', 'They fished from the grassy bank of the stream until the evening came .'].map((text) => text.split(' '));
    const batch = await runner.run(sentences);
    for (const [b, words] of sentences.entries()) {
      const alone = await runner.run([words]);
      const nValues = (words.length + 2) * 512;
      for (const [layer, values] of alone.layers.entries()) {
        const start = b * batch.T * 512;
        const found = batch.layers[layer] ?? new Float32Array();
        expect(maxDifference(found.subarray(start, start + nValues), values)).toBeLessThan(1e-5);
      }
    }
  });

  test('the state starts at zero: what ran before does not matter', async () => {
    const words = ['I', 'sat', 'by', 'the', 'river', 'bank', '.'];
    const first = await runner.run([words]);
    await runner.run([['Something', 'else', 'entirely', '.']]);
    const second = await runner.run([words]);
    expect(maxDifference(second.layers[2] ?? [], first.layers[2] ?? [])).toBe(0);
    const carried = await runner.run([words], first.state);
    expect(maxDifference(carried.layers[2] ?? [], first.layers[2] ?? [])).toBeGreaterThan(0.01);
  });

  describe.skipIf(!existsSync(sharedReference))('needs ../shared/models/elmo-medium', () => {
    test('all layers of nine sentences equal the independent implementation', async () => {
      const cases = readReference(sharedReference);
      expect(cases).toHaveLength(9);
      const found: number[][] = [];
      for (const reference of cases) found.push(await differences(runner, reference));
      process.stdout.write(`bundled ELMo, 9 sentences: max |difference| per layer ${[0, 1, 2].map((l) => Math.max(...found.map((row) => row[l] ?? Number.NaN)).toExponential(2)).join(', ')}\n`);
      expect(Math.max(...found.flat())).toBeLessThan(5e-5);
    });
  });
});
