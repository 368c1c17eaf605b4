import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cosineDistance } from '@vectors/cosine';
import { fromFloat16 } from '../model-format/float16';
import { ModelLibrary } from '../models/library';
import { embedTargets } from '../inference/sets/embed';
import golden from './golden/mpnet-words.json';
import { loadEncoder } from '../inference/encoders/load-encoder';

const library = new ModelLibrary(path.resolve(import.meta.dirname, '../../models'));
const card = await library.card('mpnet-base');
const encoder = await loadEncoder(await library.folder('mpnet-base'), card, 'cpu');
afterAll(() => encoder.release());

const bytes = readFileSync(path.resolve(import.meta.dirname, 'golden/mpnet-words.f16'));
const reference = fromFloat16(new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
const { nLayers, dim } = card;
const layerOf = (values: Float32Array, row: number, layer: number): Float32Array => values.subarray((row * nLayers + layer) * dim, (row * nLayers + layer + 1) * dim);

describe('the bundled MPNet, in 8-bit blocks', () => {
  it('gives every word on every layer within 1 − cos ≤ 3e-4 of the publisher’s float32 weights in transformers', async () => {
    const { values } = await embedTargets(encoder, golden.cases, 'mean');
    const worst = Array.from({ length: nLayers }, (_, layer) => Math.max(...golden.cases.map((_case, row) => cosineDistance(layerOf(values, row, layer), layerOf(reference, row, layer)))));
    console.log(`bundled MPNet, ${golden.cases.length} words: worst 1 − cos per layer ${worst.map((value) => value.toExponential(1)).join(', ')}`);
    expect(Math.max(...worst)).toBeLessThan(3e-4);
  });

  it('gives a sentence in a batch of mixed lengths what it gives it alone', async () => {
    const { values } = await embedTargets(encoder, golden.cases, 'mean');
    for (const [row, target] of golden.cases.entries()) {
      const alone = await embedTargets(encoder, [target], 'mean');
      for (let i = 0; i < nLayers * dim; i++) expect(Math.abs((values[row * nLayers * dim + i] as number) - (alone.values[i] as number))).toBeLessThan(1e-5);
    }
  });
});
