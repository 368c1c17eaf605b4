import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cosineDistance } from '@vectors/cosine';
import { PresetLibrary, PRESETS_WITH_VECTORS } from '../../corpora/preset-library';
import { ModelLibrary } from '../../models/library';
import { installationPaths } from '../../platform/paths';
import { embedTargets, type Target } from '../sets/embed';
import { aloneTarget } from '../sets/ghost-vectors';
import { EmbeddingCache, modelDigest, rowKey } from './embedding-cache';
import { loadEncoder } from '../encoders/load-encoder';

const paths = installationPaths(path.resolve(import.meta.dirname, '../../..'));
const library = new ModelLibrary(paths.models);
const presets = new PresetLibrary(paths.presets);

async function presetTargets(): Promise<readonly Target[]> {
  const occurrences = (await Promise.all(PRESETS_WITH_VECTORS.map(async (id) => (await presets.open(id)).occurrences))).flat();
  return [...occurrences.map(({ text, charStart, charEnd }) => ({ text, charStart, charEnd })), ...[...new Set(occurrences.map(({ word }) => word))].map(aloneTarget)];
}

/** Every so-manieth row is computed again: all of them would take a minute. */
const EVERY = 29;

describe('the vectors of the presets that come with the app', () => {
  it.each(['mpnet-base', 'minilm-l6', 'elmo-medium'])('are those that %s gives, but for half precision, and none is missing', async (id) => {
    const card = await library.card(id);
    const targets = await presetTargets();
    const store = new EmbeddingCache(mkdtempSync(path.join(tmpdir(), 'contexture-presets-')), undefined, undefined, paths.presetVectors);
    const rows = new Map<number, Float32Array>();
    await store.read(
      modelDigest(card),
      targets.map((target) => rowKey('mean', target)),
      card.nLayers * card.dim,
      (indices, values) => {
        for (const index of indices) rows.set(index, values.slice());
      },
    );
    expect([...rows.keys()].sort((a, b) => a - b)).toEqual(targets.map((_, index) => index));

    const some = targets.map((_, index) => index).filter((index) => index % EVERY === 0);
    const encoder = await loadEncoder(await library.folder(id), card, 'cpu');
    const { values } = await embedTargets(encoder, some.map((index) => targets[index] as Target), 'mean');
    await encoder.release();
    const slice = (row: Float32Array, layer: number): Float32Array => row.subarray(layer * card.dim, (layer + 1) * card.dim);
    const width = card.nLayers * card.dim;
    for (const [place, index] of some.entries()) {
      const computed = values.subarray(place * width, (place + 1) * width);
      for (let layer = 0; layer < card.nLayers; layer++) expect(cosineDistance(slice(rows.get(index) as Float32Array, layer), slice(computed, layer))).toBeLessThan(1e-6);
    }
  });
});
