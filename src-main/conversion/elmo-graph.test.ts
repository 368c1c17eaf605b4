import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import h5wasm from 'h5wasm/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertModel } from './convert';
import { decodeModel } from '../model-format/onnx-messages';

const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
const options = {
  lstm: { use_skip_connections: true, projection_dim: 3, cell_clip: 3 as number | null, proj_clip: 3 as number | null, dim: 4, n_layers: 2 },
  char_cnn: { activation: 'tanh', filters: [[1, 2], [3, 5]], n_highway: 1, embedding: { dim: 4 }, n_characters: 262, max_characters_per_token: 50 },
};
const shapes: readonly (readonly [string, readonly number[]])[] = [
  ['char_embed', [261, 4]], ['CNN/W_cnn_0', [1, 1, 4, 2]], ['CNN/b_cnn_0', [2]], ['CNN/W_cnn_1', [1, 3, 4, 5]], ['CNN/b_cnn_1', [5]],
  ['CNN_high_0/W_carry', [7, 7]], ['CNN_high_0/b_carry', [7]], ['CNN_high_0/W_transform', [7, 7]], ['CNN_high_0/b_transform', [7]], ['CNN_proj/W_proj', [7, 3]], ['CNN_proj/b_proj', [3]],
  ...[0, 1].flatMap((d) => [0, 1].flatMap((l): [string, number[]][] => {
    const path = `RNN_${d}/RNN/MultiRNNCell/Cell${l}/LSTMCell`;
    return [[`${path}/W_0`, [6, 16]], [`${path}/B`, [16]], [`${path}/W_P_0`, [4, 3]]];
  })),
];

const dir = mkdtempSync(join(tmpdir(), 'contexture-elmo-'));
const source = join(dir, 'source');
afterAll(() => { rmSync(dir, { recursive: true }); });

beforeAll(async () => {
  await h5wasm.ready;
  mkdirSync(source);
  const file = new h5wasm.File(join(source, 'weights.hdf5'), 'w');
  for (const [path, shape] of shapes) {
    const groups = path.split('/');
    const name = groups.pop() ?? '';
    let group: InstanceType<typeof h5wasm.Group> = file;
    for (const part of groups) {
      const found = group.get(part);
      group = found instanceof h5wasm.Group ? found : group.create_group(part);
    }
    const data = new Float32Array(shape.reduce((product, n) => product * n, 1)).fill(0.25);
    group.create_dataset({ name, data, shape: [...shape], dtype: '<f4' });
  }
  file.close();
});

const convert = (changed: object = options) => {
  writeFileSync(join(source, 'options.json'), JSON.stringify(changed));
  return convertModel(source, join(dir, 'out'), text, { precision: 'float16' });
};

/** Operators of the graph and of the graphs inside it. */
function operators(file: string): string[] {
  const { graph } = decodeModel(readFileSync(join(dir, 'out', file)));
  return [graph, ...graph.node.flatMap((node) => node.attribute.flatMap(({ g }) => (g == null ? [] : [g])))].flatMap(({ node }) => node.map(({ opType }) => opType));
}

describe('ELMo conversion from HDF5', () => {
  test('card, public names and shapes', async () => {
    expect(await convert()).toMatchObject({
      kind: 'elmo',
      nLayers: 3,
      dim: 6,
      tokenizer: 'characters',
      nParameters: shapes.reduce((sum, [, shape]) => sum + shape.reduce((product, n) => product * n, 1), 0),
    });
    const bilm = decodeModel(readFileSync(join(dir, 'out/bilm.onnx'))).graph;
    expect(bilm.input.map(({ name }) => name)).toEqual(['word_vectors', 'mask', 'h0', 'c0', 'span_rows', 'span_weights']);
    expect(bilm.output.map(({ name }) => name).sort()).toEqual(['cN', 'hN', 'span_vectors.0', 'span_vectors.1', 'span_vectors.2']);
    const encoder = decodeModel(readFileSync(join(dir, 'out/word-encoder.onnx'))).graph;
    expect([encoder.input[0]?.name, encoder.output[0]?.name]).toEqual(['char_ids', 'word_vectors']);
    expect(operators('word-encoder.onnx')).toContain('Tanh');
  });

  test('all graphs share one weight file', async () => {
    await convert();
    const files = ['bilm.onnx', 'bilm-chunk.onnx', 'word-encoder.onnx'].flatMap((file) => decodeModel(readFileSync(join(dir, 'out', file))).graph.initializer.flatMap(({ externalData }) =>
      (externalData ?? []).filter(({ key }) => key === 'location').map(({ value }) => value)));
    expect(new Set(files)).toEqual(new Set(['weights.bin']));
  });

  test('a clip that is null is not in the graph', async () => {
    await convert();
    expect(operators('bilm.onnx').filter((type) => type === 'Clip')).toHaveLength(8);
    await convert({ ...options, lstm: { ...options.lstm, cell_clip: null } });
    expect(operators('bilm.onnx').filter((type) => type === 'Clip')).toHaveLength(4);
    await convert({ ...options, lstm: { ...options.lstm, cell_clip: null, proj_clip: null } });
    expect(operators('bilm.onnx')).not.toContain('Clip');
  });

  test.each<[string, object, RegExp]>([
    ['fewer layers than the weights', { ...options, lstm: { ...options.lstm, n_layers: 1 } }, /Cell1\/LSTMCell\/W_0", more than the settings say/],
    ['more layers than the weights', { ...options, lstm: { ...options.lstm, n_layers: 3 } }, /lack "RNN_0\/RNN\/MultiRNNCell\/Cell2/],
    ['fewer highway layers', { ...options, char_cnn: { ...options.char_cnn, n_highway: 0 } }, /CNN_high_0\/W_carry", more than/],
    ['more highway layers', { ...options, char_cnn: { ...options.char_cnn, n_highway: 2 } }, /lack "CNN_high_1\/W_carry"/],
    ['other filters', { ...options, char_cnn: { ...options.char_cnn, filters: [[1, 2], [2, 5]] } }, /"CNN\/W_cnn_1" has the shape \[1, 3, 4, 5\]/],
    ['other cell width', { ...options, lstm: { ...options.lstm, dim: 5 } }, /W_0" has the shape \[6, 16\] where the settings ask for \[6, 20\]/],
  ])('options with %s are refused', async (_, changed, reason) => {
    await expect(convert(changed)).rejects.toThrow(reason);
  });
});
