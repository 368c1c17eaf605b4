import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pooling } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { convertModel } from '../../conversion/convert';
import { GraphBuilder, int } from '../../conversion/onnx/graph-builder';
import { maxDifference } from '../../conformance/fixtures';
import { embedTargets, type Target } from '../sets/embed';
import type { Encoder, PooledSpan, SentenceToEncode } from '../runtime/encoder';
import { loadEncoder } from './load-encoder';

const checkpoints = path.resolve(import.meta.dirname, '../../conversion/golden/checkpoints');
const floatsOf = (file: string): Float32Array => {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};

/** Every word of sentences of different lengths. */
const words = (texts: readonly string[]): Target[] =>
  texts.flatMap((text) => [...text.matchAll(/\p{L}+/gu)].map((match) => ({ text, charStart: match.index, charEnd: match.index + match[0].length })));

async function expectPaddingNotToMatter(encoder: Encoder, texts: readonly string[], pooling: Pooling, tolerance: number): Promise<void> {
  const targets = words(texts);
  const together = await embedTargets(encoder, targets, pooling);
  const width = together.values.length / targets.length;
  let worst = 0;
  let row = 0;
  for (const text of texts) {
    const alone = targets.filter((target) => target.text === text);
    const { values } = await embedTargets(encoder, alone, pooling);
    worst = Math.max(worst, maxDifference(values, together.values.subarray(row * width, (row + alone.length) * width)));
    row += alone.length;
  }
  expect(together.missing).toEqual([]);
  expect(worst).toBeLessThan(tolerance);
}

describe.each(['bert', 'distilbert', 'electra', 'roberta', 'xlm-roberta', 'gpt2'])('a tiny %s', (name) => {
  const golden = JSON.parse(readFileSync(path.join(checkpoints, name, 'hidden-states.json'), 'utf8')) as {
    readonly nLayers: number;
    readonly dim: number;
    readonly cases: readonly (readonly number[])[];
  };
  const { nLayers, dim } = golden;
  const layers = Array.from({ length: nLayers }, (_, layer) => layer);
  let dir: string;
  let encoder: Encoder;

  beforeAll(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'contexture-encoder-'));
    const out = path.join(dir, 'tiny');
    const card = await convertModel(path.join(checkpoints, name), out, { id: 'tiny', name, licence: 'MIT', source: 'A test.', madeBy: 'vitest' }, { precision: 'source' });
    encoder = await loadEncoder(out, card as ModelCard, 'cpu');
  });
  afterAll(async () => {
    await encoder.release();
    rmSync(dir, { recursive: true, force: true });
  });

  it('reads mean, first, last and weighted spans of transformers’ hidden states, all sentences in one batch', async () => {
    const states = floatsOf(path.join(checkpoints, name, 'hidden-states.f32'));
    const { before, after } = encoder.tokenizer.nSpecialTokens;
    const expected: number[] = [];
    let start = 0;
    const batch = golden.cases.map((ids): SentenceToEncode => {
      const own = ids.slice(before, ids.length - after);
      const middle = own.length >> 1;
      const spans: PooledSpan[] = [
        { from: 0, to: own.length, weights: null }, { from: 0, to: 1, weights: null }, { from: own.length - 1, to: own.length, weights: null },
        { from: -before, to: own.length + after, weights: null }, { from: middle, to: middle + 1, weights: Float32Array.of(-2) },
        { from: 0, to: own.length, weights: Float32Array.from(own, (_, i) => i / 3) },
      ];
      for (const { from, to, weights } of spans) {
        for (const layer of layers) {
          for (let d = 0; d < dim; d++) {
            let sum = 0;
            for (let i = from; i < to; i++) sum += (weights === null ? 1 / (to - from) : weights[i - from] ?? 0) * (states[start + (layer * ids.length + before + i) * dim + d] ?? Number.NaN);
            expected.push(sum);
          }
        }
      }
      start += nLayers * ids.length * dim;
      return { sentence: { ids: own, pieces: own.map((_, i) => ({ piece: '', charStart: i, charEnd: i + 1 })) }, spans };
    });
    expect(start).toBe(states.length);
    expect(maxDifference(await encoder.encode(batch, layers), expected)).toBeLessThan(1e-4);
    const [last = 0] = layers.slice(-1);
    const lastAlone = await encoder.encode(batch, [last]);
    expect(maxDifference(lastAlone, expected.filter((_, i) => Math.floor(i / dim) % nLayers === last))).toBeLessThan(1e-4);
  });

  it.each(['mean', 'sentence'] as const)('gives the same vector alone as among longer and shorter sentences: %s', async (pooling) => {
    await expectPaddingNotToMatter(encoder, ['the bank', 'a', 'the old bank stood by the river', 'we sat on the bank, the bank of the sea.'], pooling, 1e-5);
  });
});

describe.each([['minilm-l6', 1e-5], ['elmo-medium', 1e-5]] as const)('bundled %s', (id, tolerance) => {
  let encoder: Encoder;
  beforeAll(async () => {
    const folder = path.resolve('models', id);
    encoder = await loadEncoder(folder, JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8')) as ModelCard, 'cpu');
  });
  afterAll(() => encoder.release());

  it.each(['mean', 'first', 'last', 'sentence'] as const)('gives the same vector alone as among longer and shorter sentences: %s', async (pooling) => {
    await expectPaddingNotToMatter(encoder, ['Stop!', 'The bank raised its interest rates.', 'They fished from the grassy bank of the stream, unbelievably, until the evening came.'], pooling, tolerance);
  });
});

describe('bundled MiniLM beside transformers', () => {
  it('pools words and sentences as torch does, a whole padded batch of them', async () => {
    const dir = path.resolve(import.meta.dirname, '../../conformance/golden');
    const { rows } = JSON.parse(readFileSync(path.join(dir, 'pooled-vectors.json'), 'utf8')) as {
      readonly rows: readonly (Target & { readonly pooling: Pooling; readonly layer: number; readonly nPieces?: number })[];
    };
    const expected = floatsOf(path.join(dir, 'pooled-vectors.f32'));
    const folder = path.resolve('models/minilm-l6');
    const encoder = await loadEncoder(folder, JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8')) as ModelCard, 'cpu');
    expect(rows).toHaveLength(60);
    expect(rows.some(({ nPieces = 0 }) => nPieces > 2)).toBe(true);
    const worst: Record<string, number> = {};
    for (const pooling of ['mean', 'first', 'last', 'sentence'] as const) {
      const wanted = rows.map((row, i) => ({ ...row, i })).filter((row) => row.pooling === pooling);
      const { values } = await embedTargets(encoder, wanted, pooling, { layers: [0, 3, 6] });
      for (const [n, { layer, i }] of wanted.entries()) {
        const found = values.subarray((n * 3 + layer / 3) * 384, (n * 3 + layer / 3 + 1) * 384);
        worst[pooling] = Math.max(worst[pooling] ?? 0, maxDifference(found, expected.subarray(i * 384, (i + 1) * 384)));
      }
    }
    await encoder.release();
    process.stdout.write(`bundled MiniLM, pooled vectors: max |difference| ${Object.entries(worst).map(([pooling, value]) => `${pooling} ${value.toExponential(2)}`).join(', ')}\n`);
    expect(Math.max(...Object.values(worst))).toBeLessThan(1e-5);
  });
});

describe('an ONNX file that wants the places told', () => {
  it('is given 0, 1, 2, … in every sentence', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'contexture-encoder-'));
    const source = path.join(dir, 'source');
    cpSync(path.join(checkpoints, 'onnx-bert'), source, { recursive: true });
    const g = new GraphBuilder('foreign');
    for (const name of ['input_ids', 'attention_mask', 'position_ids']) g.input(name, 'int64', ['batch', 'time']);
    // Its states are the place itself, in all 16 columns.
    const table = g.float32(Array.from({ length: 61 * 16 }, (_, i) => Math.floor(i / 16)), [61, 16]);
    const places = g.node('Gather', [table, 'position_ids'], { axis: int(0) });
    for (const layer of [0, 1]) g.output(`hidden_states.${layer}`, places, 'float', ['batch', 'time', 16]);
    writeFileSync(path.join(source, 'model.onnx'), g.toModel({ opset: 17, irVersion: 8 }));
    const out = path.join(dir, 'out');
    const card = await convertModel(source, out, { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'A test.', madeBy: 'vitest' }, { precision: 'source' });
    const encoder = await loadEncoder(out, card as ModelCard, 'cpu');
    const batch = (await encoder.tokenizer.tokenize(['a b', 'a b a b a'])).map((sentence): SentenceToEncode => (
      { sentence, spans: sentence.ids.map((_, i) => ({ from: i, to: i + 1, weights: null })) }
    ));
    const values = await encoder.encode(batch, [0]);
    const { before } = encoder.tokenizer.nSpecialTokens;
    const expected = batch.flatMap(({ spans }) => spans.map(({ from }) => from + before));
    expect(Array.from({ length: values.length / 16 }, (_, span) => values[span * 16])).toEqual(expected);
    await encoder.release();
    rmSync(dir, { recursive: true });
  });
});
