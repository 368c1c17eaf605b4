import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertModel } from '../conversion/convert';
import { parseElmoOptions } from '../model-format/elmo-options';
import { GRAPH_FILES } from '../model-format/graph-names';
import { BEGIN_SENTENCE_IDS, END_SENTENCE_IDS, characterIds } from '../tokenizers/character-ids';
import { ChunkRunner, ScanRunner, type BilmRunner } from '../inference/encoders/elmo/bilm-runner';
import type { PaddedWords } from '../inference/encoders/elmo/bilm-chunks';
import { ElmoRunner, maxDifference } from './fixtures';
import type { WantedRows } from '../inference/pooling/span-tensors';
import { loadGraph } from '../inference/runtime/session';

interface Golden {
  readonly clipped: { readonly cells: number; readonly outputs: number };
  readonly cases: readonly { readonly words: readonly string[]; readonly layers: readonly (readonly (readonly number[])[])[] }[];
}

const goldenDir = path.resolve(import.meta.dirname, '../conversion/golden');
const work = mkdtempSync(path.join(tmpdir(), 'contexture-chunks-'));
afterAll(() => { rmSync(work, { recursive: true, force: true }); });

/** A model with both ways to run it on the CPU. */
class BothWays {
  private constructor(private readonly words: ElmoRunner, readonly scan: BilmRunner, readonly chunks: BilmRunner, private readonly dim: number, readonly nLayers: number) {}

  static async load(folder: string): Promise<BothWays> {
    const { projectionDim, cellDim, nLayers: nLstmLayers } = parseElmoOptions(readFileSync(path.join(folder, 'options.json'), 'utf8'));
    const shape = { projectionDim, cellDim, nLstmLayers };
    const [words, scan, chunk] = await Promise.all([GRAPH_FILES.wordEncoder, GRAPH_FILES.bilm, GRAPH_FILES.bilmChunk].map((name) => loadGraph(path.join(folder, name), 'cpu')));
    if (words === undefined || scan === undefined || chunk === undefined) throw new Error('three graphs were expected');
    return new BothWays(new ElmoRunner(words.session, scan.session, projectionDim, cellDim, nLstmLayers), new ScanRunner(scan, shape), new ChunkRunner(chunk, shape), projectionDim, nLstmLayers + 1);
  }

  get layers(): readonly number[] {
    return Array.from({ length: this.nLayers }, (_, layer) => layer);
  }

  async padded(sentences: readonly (readonly string[])[]): Promise<PaddedWords> {
    const lengths = sentences.map((words) => words.length + 2);
    const time = Math.max(...lengths);
    const values = new Float32Array(sentences.length * time * this.dim);
    for (const [b, words] of sentences.entries()) values.set(await this.words.wordVectors([BEGIN_SENTENCE_IDS, ...words.map(characterIds), END_SENTENCE_IDS]), b * time * this.dim);
    return { values, dim: this.dim, time, lengths };
  }
}

/** Every word of every sentence by itself, special tokens left out. */
function everyWord({ time, lengths }: PaddedWords): WantedRows {
  const rows = lengths.flatMap((length, b) => Array.from({ length: length - 2 }, (_, i) => BigInt(b * time + i + 1)));
  return { rows: BigInt64Array.from(rows), weights: new Float32Array(rows.length).fill(1), nSpans: rows.length, width: 1 };
}

describe.each(['elmo-clips', 'elmo-no-clips'])('ELMo, golden set %s', (name) => {
  let model: BothWays;
  const golden = JSON.parse(readFileSync(path.join(goldenDir, name, 'hidden-states.json'), 'utf8')) as Golden;

  beforeAll(async () => {
    const [source, folder] = [path.join(work, `${name}-source`), path.join(work, name)];
    // The folder of the golden set also holds the answers.
    for (const file of ['options.json', 'weights.hdf5']) cpSync(path.join(goldenDir, name, file), path.join(source, file));
    await convertModel(source, folder, { id: name, name, licence: 'MIT', source: 'golden set', madeBy: 'test' }, { precision: 'source' });
    model = await BothWays.load(folder);
  });

  test.each(['scan', 'chunks'] as const)('all layers by %s, sentences of 4 to 25 rows in one batch', async (way) => {
    const words = await model.padded(golden.cases.map((sentence) => sentence.words));
    const found = await model[way].run(words, everyWord(words), model.layers);
    expect(golden.clipped.cells > 0.1 && golden.clipped.outputs > 0.1).toBe(name === 'elmo-clips');
    for (const layer of model.layers) expect(maxDifference(found[layer] ?? [], golden.cases.flatMap((sentence) => (sentence.layers[layer] ?? []).flat())), `layer ${layer}`).toBeLessThan(5e-6);
  });
});

describe('ELMo by chunks beside ELMo by Scan', () => {
  let model: BothWays;
  const sentences = [
    'Stop !', 'The bank raised its interest rates .', 'They fished from the grassy bank of the stream until the evening came .',
    'When the old clock on the tower of the town hall struck nine , the baker , who had been up since three , carried the last of his loaves out to the cart and counted them once more .',
  ].map((text) => text.split(' '));
  beforeAll(async () => { model = await BothWays.load(path.resolve(import.meta.dirname, '../../models/elmo-medium')); });

  test('gives the same vectors, whatever is read and of which layers', async () => {
    const words = await model.padded(sentences);
    const wholeSentences: WantedRows = {
      nSpans: 4, width: words.time,
      rows: BigInt64Array.from({ length: 4 * words.time }, (_, i) => BigInt(i)),
      weights: Float32Array.from({ length: 4 * words.time }, (_, i) => (i % words.time < (words.lengths[Math.floor(i / words.time)] ?? 0) ? 1 / words.time : 0)),
    };
    // The first word of the longest sentence is in the first chunk of one direction and the last one of the other.
    const oneWord: WantedRows = { nSpans: 1, width: 2, rows: BigInt64Array.of(BigInt(3 * words.time + 1), 0n), weights: Float32Array.of(1, 0) };
    const worst: number[] = [];
    for (const [wanted, layers] of [[everyWord(words), [0, 1, 2]], [wholeSentences, [2, 0]], [oneWord, [1]], [oneWord, [0]]] as const) {
      const [scan, chunks] = [await model.scan.run(words, wanted, layers), await model.chunks.run(words, wanted, layers)];
      expect(chunks).toHaveLength(layers.length);
      for (const [i, values] of scan.entries()) worst.push(maxDifference(chunks[i] ?? [], values));
    }
    process.stdout.write(`bundled ELMo, chunks beside Scan: max |difference| ${Math.max(...worst).toExponential(2)}\n`);
    expect(Math.max(...worst)).toBeLessThan(1e-5);
  });

  test('a sentence has the same vectors alone and in a batch', async () => {
    const words = await model.padded(sentences);
    const together = (await model.chunks.run(words, everyWord(words), [2]))[0] ?? new Float32Array();
    let start = 0;
    for (const sentence of sentences) {
      const own = await model.padded([sentence]);
      const alone = (await model.chunks.run(own, everyWord(own), [2]))[0] ?? new Float32Array();
      expect(maxDifference(together.subarray(start, start + alone.length), alone)).toBeLessThan(1e-5);
      start += alone.length;
    }
    expect(start).toBe(together.length);
  });
});
