import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor, type NamedTensors } from '../inference/runtime/onnxruntime';
import { SPANS } from '../model-format/graph-names';
import { WeightFile } from '../conversion/onnx/weight-file';
import type { Precision } from '../conversion/onnx/weight-file';
import type { TensorSource } from '../conversion/tensors';
import { CHARACTERS_PER_WORD, BEGIN_SENTENCE_IDS, END_SENTENCE_IDS, characterIds, writeCharacterIds } from '../tokenizers/character-ids';
import { lastBlockFeeds, spanFeeds, type WantedRows } from '../inference/pooling/span-tensors';

/** What the conformance tests of the graphs share. */

/** Tensors in memory; `tensors` maps names to shapes and values. */
export class MemoryTensors implements TensorSource {
  constructor(readonly tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float32Array }>) {}

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  shape(name: string): readonly number[] {
    return this.get(name).shape;
  }

  read(name: string): Float32Array {
    return this.get(name).values;
  }

  private get(name: string): { readonly shape: readonly number[]; readonly values: Float32Array } {
    const found = this.tensors.get(name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  }
}

/** offset + a·sin(0.37·i + s), i = row-major index: the weights of the specifications' download-free vectors. */
export function sine(shape: readonly number[], a: number, s: number, offset = 0): { shape: readonly number[]; values: Float32Array } {
  const n = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length: n }, (_, i) => offset + a * Math.sin(0.37 * i + s)) };
}

/** Runs `use` in a temporary folder that is removed afterwards. */
export async function inTemporaryFolder<Result>(use: (dir: string) => Promise<Result>): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), 'contexture-test-'));
  try {
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Builds graphs with their weight file in a temporary folder and opens them. */
export async function openGraphs(precision: Precision, build: (weights: WeightFile) => readonly Uint8Array[]): Promise<InferenceSession[]> {
  return inTemporaryFolder(async (dir) => {
    const weights = new WeightFile(join(dir, 'weights.bin'), precision);
    const graphs = build(weights);
    weights.close();
    const sessions: InferenceSession[] = [];
    for (const [i, bytes] of graphs.entries()) {
      const path = join(dir, `${i}.onnx`);
      writeFileSync(path, bytes);
      sessions.push(await InferenceSession.create(path));
    }
    return sessions;
  });
}

/** The data of an output. */
export function floats(outputs: NamedTensors, name: string): Float32Array {
  const value = outputs[name];
  if (value?.type !== 'float32') throw new Error(`no float32 output ${name}`);
  return value.data as Float32Array;
}

/** Spans that give `n` flattened rows as they are. */
export function everyRow(n: number): Readonly<Record<string, Tensor>> {
  return spanFeeds(everyRowWanted(n));
}

/** The same for a transformer, whose last block has inputs of its own. */
export function everyTransformerRow(n: number): Readonly<Record<string, Tensor>> {
  return { ...everyRow(n), ...lastBlockFeeds(everyRowWanted(n)) };
}

const everyRowWanted = (n: number): WantedRows => ({
  rows: BigInt64Array.from({ length: n }, (_, i) => BigInt(i)), weights: new Float32Array(n).fill(1), nSpans: n, width: 1,
});

export interface ElmoState {
  readonly h: Float32Array;
  readonly c: Float32Array;
}

/** The two graphs of an ELMo model, run on whole sentences. `P`, `C`, `L`: projection width, cell width, LSTM layers. */
export class ElmoRunner {
  constructor(readonly wordEncoder: InferenceSession, readonly bilm: InferenceSession, readonly P: number, readonly C: number, readonly L: number) {}

  async wordVectors(rows: readonly (readonly number[])[]): Promise<Float32Array> {
    const ids = new BigInt64Array(rows.length * CHARACTERS_PER_WORD);
    for (const [row, values] of rows.entries()) writeCharacterIds(ids, row, values);
    return floats(await this.wordEncoder.run({ char_ids: new Tensor('int64', ids, [rows.length, CHARACTERS_PER_WORD]) }), 'word_vectors');
  }

  zeroState(nSentences: number): ElmoState {
    const n = this.L * 2 * nSentences;
    return { h: new Float32Array(n * this.P), c: new Float32Array(n * this.C) };
  }

  /** `layers[l]` is `[nSentences, T, 2P]`, T = longest sentence + 2; word k of a sentence is row k + 1: every row is a span of its own. Rows of padding hold numbers without meaning. */
  async run(sentences: readonly (readonly string[])[], state = this.zeroState(sentences.length)): Promise<{ T: number; layers: Float32Array[]; state: ElmoState }> {
    const { P, C, L } = this;
    const B = sentences.length;
    const T = Math.max(...sentences.map((words) => words.length)) + 2;
    const x = new Float32Array(B * T * P);
    const mask = new Float32Array(B * T);
    for (const [b, words] of sentences.entries()) {
      x.set(await this.wordVectors([BEGIN_SENTENCE_IDS, ...words.map(characterIds), END_SENTENCE_IDS]), b * T * P);
      mask.fill(1, b * T, b * T + words.length + 2);
    }
    const outputs = await this.bilm.run({
      word_vectors: new Tensor('float32', x, [B, T, P]), mask: new Tensor('float32', mask, [B, T]),
      h0: new Tensor('float32', state.h, [L, 2, B, P]), c0: new Tensor('float32', state.c, [L, 2, B, C]),
      ...everyRow(B * T),
    });
    const layers = Array.from({ length: L + 1 }, (_, layer) => floats(outputs, SPANS.output(layer)));
    return { T, layers, state: { h: floats(outputs, 'hN'), c: floats(outputs, 'cN') } };
  }
}

export function maxDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) throw new Error(`${found.length} values where ${expected.length} are expected`);
  let max = 0;
  for (let i = 0; i < expected.length; i += 1) {
    const difference = Math.abs((found[i] ?? Number.NaN) - (expected[i] ?? Number.NaN));
    if (!(difference <= max)) max = difference;
  }
  return max;
}
