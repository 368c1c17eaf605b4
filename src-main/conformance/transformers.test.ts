import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InferenceSession, Tensor } from '../inference/runtime/onnxruntime';
import { describe, expect, test } from 'vitest';
import { convertModel } from '../conversion/convert';
import { GRAPH_FILES, LAST_BLOCK, SPANS } from '../model-format/graph-names';
import type { UnmeasuredCard } from '../model-format/model-folder';
import { everyRow, everyTransformerRow, floats, inTemporaryFolder, maxDifference } from './fixtures';
import { lastBlockFeeds, spanFeeds } from '../inference/pooling/span-tensors';

interface Golden {
  readonly nLayers: number;
  readonly dim: number;
  readonly cases: readonly (readonly number[])[];
}

interface Converted {
  readonly card: UnmeasuredCard;
  readonly session: InferenceSession;
  readonly weightBytes: number;
}

const goldenDir = resolve(import.meta.dirname, '../conversion/golden/checkpoints');
const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };

function readGolden(name: string): Golden & { readonly values: Float32Array } {
  const bytes = readFileSync(join(goldenDir, name, 'hidden-states.f32'));
  const golden = JSON.parse(readFileSync(join(goldenDir, name, 'hidden-states.json'), 'utf8')) as Golden;
  return { ...golden, values: new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)) };
}

async function convert(name: string): Promise<Converted> {
  return inTemporaryFolder(async (dir) => {
    const out = join(dir, 'out');
    const card = await convertModel(join(goldenDir, name), out, text, { precision: 'source' });
    const session = await InferenceSession.create(join(out, GRAPH_FILES.encoder), { logSeverityLevel: 4 });
    // The weights of an ONNX model are in its graph.
    const weightFile = card.files[GRAPH_FILES.weights] === undefined ? GRAPH_FILES.encoder : GRAPH_FILES.weights;
    return { card, session, weightBytes: (await readFile(join(out, weightFile))).length };
  });
}

/** Hidden states of all layers, `[batch, time, dim]`: every row is a span of its own. Shorter rows are filled with `padId`, unseen. */
async function run(session: InferenceSession, rows: readonly (readonly number[])[], nLayers: number, padId = 1): Promise<Float32Array[]> {
  const time = Math.max(...rows.map((row) => row.length));
  const n = rows.length * time;
  const tensor = (value: (row: readonly number[], t: number) => number) =>
    new Tensor('int64', BigInt64Array.from({ length: n }, (_, i) => BigInt(value(rows[Math.floor(i / time)] ?? [], i % time))), [rows.length, time]);
  const feeds: Record<string, Tensor> = {
    input_ids: tensor((row, t) => row[t] ?? padId), attention_mask: tensor((row, t) => (t < row.length ? 1 : 0)),
    ...everyRow(n),
  };
  if (session.inputNames.includes(LAST_BLOCK.rows)) Object.assign(feeds, everyTransformerRow(n));
  if (session.inputNames.includes('token_type_ids')) feeds['token_type_ids'] = tensor(() => 0);
  const outputs = await session.run(feeds);
  return Array.from({ length: nLayers }, (_, layer) => floats(outputs, SPANS.output(layer)));
}

describe.each([
  ['bert', { kind: 'bert', tokenizer: 'wordpiece', maxTokens: 32 }],
  ['distilbert', { kind: 'bert', tokenizer: 'wordpiece', maxTokens: 32 }],
  ['electra', { kind: 'bert', tokenizer: 'wordpiece', maxTokens: 32 }],
  ['roberta', { kind: 'bert', tokenizer: 'byte-level-bpe', maxTokens: 30 }],
  ['xlm-roberta', { kind: 'bert', tokenizer: 'unigram', maxTokens: 30 }],
  ['mpnet', { kind: 'bert', tokenizer: 'wordpiece', maxTokens: 200 }],
  ['albert', { kind: 'bert', tokenizer: 'unigram', maxTokens: 32 }],
  ['modernbert', { kind: 'bert', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['deberta-v2', { kind: 'bert', tokenizer: 'unigram', maxTokens: 128 }],
  ['deberta-v2-own-keys', { kind: 'bert', architecture: 'deberta-v2', tokenizer: 'unigram', maxTokens: 32 }],
  ['llama', { kind: 'gpt', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['mistral', { kind: 'gpt', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['qwen2', { kind: 'gpt', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['qwen3', { kind: 'gpt', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['gemma2', { kind: 'gpt', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['gemma3-text', { kind: 'gpt', architecture: 'gemma3_text', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['gpt-neox', { kind: 'gpt', architecture: 'gpt_neox', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['gpt-neox-in-turn', { kind: 'gpt', architecture: 'gpt_neox', tokenizer: 'byte-level-bpe', maxTokens: 64 }],
  ['gpt2', { kind: 'gpt', tokenizer: 'byte-level-bpe', maxTokens: 32 }],
  ['onnx-bert', { kind: 'bert', architecture: 'bert', tokenizer: 'wordpiece', maxTokens: 32 }],
  ['sentence-bert', { kind: 'bert', architecture: 'bert', tokenizer: 'wordpiece', maxTokens: 32, sentence: { mode: 'mean', maxTokens: 32, steps: [{ type: 'normalize' }] } }],
])('%s from a checkpoint as it is published', (name, about) => {
  test('every hidden state equals that of transformers; padding changes nothing', async () => {
    const { nLayers, dim, cases, values } = readGolden(name);
    const { card, session, weightBytes } = await convert(name);
    expect(card).toMatchObject({ architecture: name, ...about, nLayers, dim });
    const alone: Float32Array[][] = [];
    let worst = 0;
    let start = 0;
    for (const ids of cases) {
      const layers = await run(session, [ids], nLayers);
      alone.push(layers);
      for (const layer of layers) {
        worst = Math.max(worst, maxDifference(layer, values.subarray(start, start + layer.length)));
        start += layer.length;
      }
    }
    expect(start).toBe(values.length);
    // Single precision: states before the final norm grow with the blocks.
    expect(worst).toBeLessThan(Math.max(1e-5, 1e-6 * maxDifference(values, new Float32Array(values.length))));
    const time = Math.max(...cases.map((ids) => ids.length));
    for (const padId of [1, 4]) {
      for (const [layer, batch] of (await run(session, cases, nLayers, padId)).entries()) {
        for (const [b, states] of alone.entries()) {
          const expected = states[layer] ?? new Float32Array(0);
          expect(maxDifference(batch.subarray(b * time * dim, b * time * dim + expected.length), expected)).toBeLessThan(1e-5);
        }
      }
    }
    // Five blocks of two groups of weights: each group counts and is stored once.
    if (name === 'albert') expect([card.nParameters, weightBytes < 1.2 * 4 * card.nParameters]).toEqual([10_504, true]);
    // Tensors begin at multiples of 64 bytes.
    expect(weightBytes).toBeGreaterThanOrEqual(card.nParameters * (name === 'xlm-roberta' ? 2 : 4));
    if (name === 'xlm-roberta') expect(weightBytes).toBeLessThan(card.nParameters * 3);
  });
});

describe('what a causal model sees', () => {
  test('a word of GPT-2 and of other decoders does not depend on what follows; of BERT it does', async () => {
    for (const [name, isCausal] of [['gpt2', true], ['llama', true], ['gemma3-text', true], ['gpt-neox', true], ['bert', false], ['modernbert', false], ['deberta-v2', false]] as const) {
      const { session, card } = await convert(name);
      const [a, b] = [await run(session, [[9, 10, 11, 12]], card.nLayers), await run(session, [[9, 10, 11, 20]], card.nLayers)];
      const last = (states: readonly Float32Array[]) => states.at(-1)?.subarray(0, 3 * card.dim) ?? [];
      if (isCausal) expect(maxDifference(last(a), last(b))).toBeLessThan(1e-6);
      else expect(maxDifference(last(a), last(b))).toBeGreaterThan(1e-2);
    }
  });
});

describe('pooling inside the graph', () => {
  test('a pooled span is the weighted sum of its rows', async () => {
    const { nLayers, dim, cases } = readGolden('bert');
    const { session } = await convert('bert');
    const ids = cases[2] ?? [];
    const states = await run(session, [ids], nLayers);
    const one = (values: readonly number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const wanted = { rows: BigInt64Array.from([2, 3, 4, 5, 0, 0], BigInt), weights: Float32Array.of(1 / 3, 1 / 3, 1 / 3, -2, 0, 0), nSpans: 2, width: 3 };
    const outputs = await session.run({
      input_ids: one(ids), attention_mask: one(ids.map(() => 1)), token_type_ids: one(ids.map(() => 0)), ...spanFeeds(wanted), ...lastBlockFeeds(wanted),
    });
    for (let layer = 0; layer < nLayers; layer += 1) {
      const at = (row: number, i: number) => states[layer]?.[row * dim + i] ?? Number.NaN;
      const expected = [
        ...Array.from({ length: dim }, (_, i) => (at(2, i) + at(3, i) + at(4, i)) / 3), ...Array.from({ length: dim }, (_, i) => -2 * at(5, i)),
      ];
      expect(maxDifference(floats(outputs, SPANS.output(layer)), expected)).toBeLessThan(1e-5);
    }
  });
});
