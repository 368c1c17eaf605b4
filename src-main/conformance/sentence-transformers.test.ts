import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { shapeOf, type ModelCard } from '@contract/model-card';
import { convertModel } from '../conversion/convert';
import { embedTargets } from '../inference/sets/embed';
import type { Encoder } from '../inference/runtime/encoder';
import { loadEncoder } from '../inference/encoders/load-encoder';
import { promptText } from '../inference/pooling/prompted';

/** Folders of sentence-transformers and what its `encode` gives, by prompt: tools/golden/sentence_transformers_kinds.py. */
const golden = path.resolve(import.meta.dirname, '../conversion/golden/sentence-transformers');
const dir = mkdtempSync(path.join(tmpdir(), 'contexture-sentences-'));
afterAll(() => { rmSync(dir, { recursive: true }); });

interface Expected {
  readonly sentences: readonly string[];
  /** Under the empty name: what the library does unasked; under "none": with an empty prompt. */
  readonly vectors: Readonly<Record<string, readonly (readonly number[])[]>>;
}

async function load(kind: string): Promise<{ readonly encoder: Encoder; readonly card: ModelCard }> {
  const [source, out] = [path.join(dir, kind), path.join(dir, `${kind}-out`)];
  cpSync(path.join(golden, 'base'), source, { recursive: true });
  cpSync(path.join(golden, kind), source, { recursive: true });
  const card = await convertModel(source, out, { id: kind, name: 'Case', licence: 'MIT', source: 'A test.', madeBy: 'vitest' }, { precision: 'source' }) as ModelCard;
  return { encoder: await loadEncoder(out, card, 'cpu'), card };
}

async function sentenceVectors({ encoder, card }: Awaited<ReturnType<typeof load>>, sentences: readonly string[], prompt: string | undefined): Promise<readonly Float32Array[]> {
  const { nLayers, dim } = shapeOf(card, 'sentence');
  const { values, missing } = await embedTargets(encoder, sentences.map((text) => ({ text, charStart: 0, charEnd: text.length })), 'sentence', { layers: [nLayers - 1], prompt });
  expect([missing, values.length]).toEqual([[], sentences.length * dim]);
  return sentences.map((_, i) => values.subarray(i * dim, (i + 1) * dim));
}

const kinds = readdirSync(golden).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));

describe('sentence vectors equal those of sentence-transformers', () => {
  test('every kind is here', () => { expect(kinds.length).toBe(23); });

  test.each(kinds)('%s', async (kind) => {
    const { sentences, vectors } = JSON.parse(readFileSync(path.join(golden, `${kind}.json`), 'utf8')) as Expected;
    const loaded = await load(kind);
    for (const [prompt, expected] of Object.entries(vectors)) {
      // The library knows a prompt of no characters by name; here it is none.
      const name = prompt === '' ? undefined : prompt === 'none' || prompt === 'document' ? '' : prompt;
      const found = await sentenceVectors(loaded, sentences, promptText(loaded.card, name));
      for (const [i, vector] of found.entries()) {
        expect(vector.length).toBe(expected[i]?.length);
        vector.forEach((value, d) => { expect(Math.abs(value - (expected[i]?.[d] ?? Number.NaN)), `${prompt}, sentence ${i}`).toBeLessThan(1e-5); });
      }
    }
    await loaded.encoder.release();
  });

  test('words of a model with a dense layer keep all its layers', async () => {
    const { encoder, card } = await load('dense-tanh');
    expect([shapeOf(card, 'mean'), shapeOf(card, 'sentence')]).toEqual([{ nLayers: 3, dim: 16 }, { nLayers: 1, dim: 8 }]);
    const { values } = await embedTargets(encoder, [{ text: 'the bank', charStart: 4, charEnd: 8 }], 'mean');
    expect(values.length).toBe(48);
    await encoder.release();
  });
});
