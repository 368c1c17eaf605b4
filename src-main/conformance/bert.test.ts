import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InferenceSession, Tensor } from '../inference/runtime/onnxruntime';
import { beforeAll, describe, expect, test } from 'vitest';
import { asCheckpoint } from '../conversion/checkpoints/checkpoint';
import { GRAPH_FILES, SPANS } from '../model-format/graph-names';
import { parseTransformerConfig } from '../conversion/transformers/parse-config';
import { buildTransformerGraph } from '../conversion/transformers/transformer-graph';
import { loadTokenizer, TOKENIZER_FILE } from '../tokenizers/load-tokenizer';
import { bertReference } from './bert-reference';
import { MemoryTensors, everyTransformerRow, floats, maxDifference, openGraphs, sine } from './fixtures';

interface Golden {
  readonly nLayers: number;
  readonly dim: number;
  readonly cases: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

/** Hidden states of all layers, each `[batch, time, H]`, rows padded with 0 to the longest: every row is a span of its own. */
async function run(session: InferenceSession, rows: readonly (readonly number[])[], nLayers: number, masks?: readonly (readonly number[])[]): Promise<Float32Array[]> {
  const T = Math.max(...rows.map((row) => row.length));
  const n = rows.length * T;
  const tensor = (value: (row: number, t: number) => number) =>
    new Tensor('int64', BigInt64Array.from({ length: n }, (_, i) => BigInt(value(Math.floor(i / T), i % T))), [rows.length, T]);
  const outputs = await session.run({
    input_ids: tensor((row, t) => rows[row]?.[t] ?? 0),
    attention_mask: tensor((row, t) => masks?.[row]?.[t] ?? (t < (rows[row]?.length ?? 0) ? 1 : 0)),
    token_type_ids: tensor(() => 0),
    ...everyTransformerRow(n),
  });
  return Array.from({ length: nLayers }, (_, layer) => floats(outputs, SPANS.output(layer)));
}

const config = { model_type: 'bert', vocab_size: 7, hidden_size: 4, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 6, hidden_act: 'gelu', max_position_embeddings: 5, type_vocab_size: 2 };

function specOf(changes: Partial<typeof config> = {}) {
  return parseTransformerConfig(JSON.stringify({ ...config, ...changes }));
}

function checkpointOf(source: MemoryTensors) {
  return asCheckpoint({ has: (name) => source.has(name), shape: (name) => source.shape(name), read: (name) => source.read(name), names: () => source.tensors.keys() });
}

/** The tensors of the specification's download-free vectors, named as a checkpoint may name them. */
function specificationTensors(prefix: string, scale: string, shift: string): MemoryTensors {
  const tensors = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  const linear = (name: string, nOut: number, nIn: number, s: number) => {
    tensors.set(`${prefix}${name}.weight`, sine([nOut, nIn], 0.5, s));
    tensors.set(`${prefix}${name}.bias`, sine([nOut], 0.1, s + 0.5));
  };
  const layerNorm = (name: string, s: number) => {
    tensors.set(`${prefix}${name}.${scale}`, sine([4], 0.1, s, 1));
    tensors.set(`${prefix}${name}.${shift}`, sine([4], 0.1, s + 0.5));
  };
  for (const [name, nRows, s] of [['word', 7, 0], ['position', 5, 1], ['token_type', 2, 2]] as const) {
    tensors.set(`${prefix}embeddings.${name}_embeddings.weight`, sine([nRows, 4], 0.5, s));
  }
  layerNorm('embeddings.LayerNorm', 3);
  for (const block of [0, 1]) {
    const name = `encoder.layer.${block}`;
    const b = 10 * (block + 1);
    for (const [i, part] of ['query', 'key', 'value'].entries()) linear(`${name}.attention.self.${part}`, 4, 4, b + i);
    linear(`${name}.attention.output.dense`, 4, 4, b + 3);
    layerNorm(`${name}.attention.output.LayerNorm`, b + 4);
    linear(`${name}.intermediate.dense`, 6, 4, b + 5);
    linear(`${name}.output.dense`, 4, 6, b + 6);
    layerNorm(`${name}.output.LayerNorm`, b + 7);
  }
  return new MemoryTensors(tensors);
}

async function openSpecification(source: MemoryTensors, changes: Partial<typeof config> = {}): Promise<InferenceSession> {
  const [session] = await openGraphs('float32', (weights) => [buildTransformerGraph(specOf(changes), checkpointOf(source), weights).encoder]);
  if (session === undefined) throw new Error('one graph was expected');
  return session;
}

describe('BERT graph, vectors of the specification', () => {
  const expected = [
    [[1.194696, 0.497288, -0.418584, -1.421164], [-1.05592, -0.774593, 0.072712, 1.33166]],
    [[1.007812, 0.372995, -0.286061, -1.402197], [-0.928369, -0.822828, 0.102833, 1.435771]],
    [[1.78169, 0.168762, -0.613106, -1.146539], [-0.368317, -1.164914, -0.092561, 1.601189]],
  ];

  test.each([['without prefix', '', 'weight', 'bias'], ['with prefix and the old names gamma and beta', 'bert.', 'gamma', 'beta']])('all layers, %s', async (_, prefix, scale, shift) => {
    const layers = await run(await openSpecification(specificationTensors(prefix, scale, shift)), [[2, 4, 5, 3]], 3);
    for (const [layer, [first = [], last = []]] of expected.entries()) {
      expect(maxDifference(layers[layer]?.subarray(0, 4) ?? [], first)).toBeLessThan(2e-6);
      expect(maxDifference(layers[layer]?.subarray(12, 16) ?? [], last)).toBeLessThan(2e-6);
    }
  });

  test('padding is not attended to', async () => {
    const layers = await run(await openSpecification(specificationTensors('', 'weight', 'bias')), [[2, 4, 3, 0]], 3, [[1, 1, 1, 0]]);
    expect(maxDifference(layers[2]?.subarray(0, 4) ?? [], [1.844782, 0.066171, -0.749366, -0.976618])).toBeLessThan(2e-6);
  });

  test.each(['gelu', 'gelu_new', 'relu', 'silu', 'tanh'] as const)('activation %s equals the formula written out', async (activation) => {
    const source = specificationTensors('', 'weight', 'bias');
    const layers = await run(await openSpecification(source, { hidden_act: activation }), [[2, 4, 5, 3]], 3);
    const reference = bertReference({ ...specOf(), activation }, source, [2, 4, 5, 3]);
    expect(Math.max(...layers.map((values, layer) => maxDifference(values, reference[layer]?.flat() ?? [])))).toBeLessThan(2e-6);
  });

  test('parameters are counted from the tensors', async () => {
    const source = specificationTensors('', 'weight', 'bias');
    let nParameters = 0;
    await openGraphs('float32', (weights) => {
      const graph = buildTransformerGraph(specOf(), checkpointOf(source), weights);
      nParameters = graph.nParameters;
      return [graph.encoder];
    });
    expect(nParameters).toBe([...source.tensors.values()].reduce((sum, { values }) => sum + values.length, 0));
  });
});

describe('bundled MiniLM', () => {
  const modelDir = resolve(import.meta.dirname, '../../models/minilm-l6');
  const goldenDir = resolve(import.meta.dirname, '../conversion/golden');
  const golden = JSON.parse(readFileSync(join(goldenDir, 'bert-hidden-states.json'), 'utf8')) as Golden;
  const idsOf = async (texts: readonly string[]) => {
    const tokenizer = await loadTokenizer(readFileSync(join(modelDir, TOKENIZER_FILE), 'utf8'));
    return (await tokenizer.encode(texts)).map(({ ids }) => [...tokenizer.specialTokens.before, ...ids, ...tokenizer.specialTokens.after]);
  };
  let session: InferenceSession;

  beforeAll(async () => {
    // One test provokes an error, which need not be printed.
    session = await InferenceSession.create(join(modelDir, GRAPH_FILES.encoder), { logSeverityLevel: 4 });
  });

  test('all seven layers of 20 sentences equal transformers in float32', async () => {
    const bytes = readFileSync(join(goldenDir, 'bert-hidden-states.f32'));
    const expected = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    expect(golden).toMatchObject({ nLayers: 7, dim: 384 });
    expect(golden.cases).toHaveLength(20);
    const worst = new Array<number>(golden.nLayers).fill(0);
    let start = 0;
    expect(await idsOf(golden.cases.map(({ text }) => text))).toEqual(golden.cases.map(({ ids }) => ids));
    for (const { ids } of golden.cases) {
      for (const [layer, values] of (await run(session, [ids], golden.nLayers)).entries()) {
        worst[layer] = Math.max(worst[layer] ?? 0, maxDifference(values, expected.subarray(start, start + values.length)));
        start += values.length;
      }
    }
    expect(start).toBe(expected.length);
    process.stdout.write(`bundled MiniLM, 20 sentences: max |difference| per layer ${worst.map((value) => value.toExponential(2)).join(', ')}\n`);
    expect(Math.max(...worst)).toBeLessThan(1e-5);
  });

  test('a batch of sentences of mixed lengths gives what each gives alone', async () => {
    const rows = golden.cases.slice(0, 8).map(({ ids }) => ids);
    const T = Math.max(...rows.map((row) => row.length));
    const batch = await run(session, rows, golden.nLayers);
    for (const [b, row] of rows.entries()) {
      for (const [layer, alone] of (await run(session, [row], golden.nLayers)).entries()) {
        const start = b * T * golden.dim;
        expect(maxDifference(batch[layer]?.subarray(start, start + alone.length) ?? [], alone)).toBeLessThan(1e-5);
      }
    }
    expect(new Set(rows.map((row) => row.length)).size).toBeGreaterThan(2);
  });

  test('512 pieces are the longest input', async () => {
    const layers = await run(session, [new Array<number>(512).fill(2924)], golden.nLayers);
    expect(layers[6]?.every((value) => Number.isFinite(value))).toBe(true);
    await expect(run(session, [new Array<number>(513).fill(2924)], golden.nLayers)).rejects.toThrow();
  });
});
