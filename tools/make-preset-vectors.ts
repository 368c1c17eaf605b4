// `node tools/run-ts.mjs tools/make-preset-vectors.ts`: the vectors of the first preset sets, and of their words alone, in every bundled contextual model, into assets/preset-vectors: the form of
// the embedding cache, in half precision, so that the first look at a preset needs no model. To be made anew when a preset or a model changes.
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { toFloat16 } from '../src-main/model-format/float16';
import { PresetLibrary, PRESETS_WITH_VECTORS } from '../src-main/corpora/preset-library';
import { embedTargets } from '../src-main/inference/sets/embed';
import { aloneTarget } from '../src-main/inference/sets/ghost-vectors';
import { SegmentWriter, SUFFIX } from '../src-main/inference/cache/cache-segment';
import { modelDigest, rowKey } from '../src-main/inference/cache/embedding-cache';
import { loadEncoder } from '../src-main/inference/encoders/load-encoder';
import { ModelLibrary } from '../src-main/models/library';
import { installationPaths } from '../src-main/platform/paths';

const paths = installationPaths(process.cwd());
const library = new ModelLibrary(paths.models);
const presets = new PresetLibrary(paths.presets);
const occurrences = (await Promise.all(PRESETS_WITH_VECTORS.map(async (id) => (await presets.open(id)).occurrences))).flat();
const targets = [...occurrences.map(({ text, charStart, charEnd }) => ({ text, charStart, charEnd })), ...[...new Set(occurrences.map(({ word }) => word))].map(aloneTarget)];

await rm(paths.presetVectors, { recursive: true, force: true });
for (const { id } of (await library.list()).filter(({ kind }) => kind !== 'static')) {
  const card = await library.card(id);
  const encoder = await loadEncoder(await library.folder(id), card, 'cpu');
  const { values } = await embedTargets(encoder, targets, 'mean');
  await encoder.release();
  const width = card.nLayers * card.dim;
  const folder = path.join(paths.presetVectors, modelDigest(card));
  await mkdir(folder, { recursive: true });
  const segment = await SegmentWriter.create(folder);
  await segment.append(targets.map((target, row) => ({ key: rowKey('mean', target), values: toFloat16(values.subarray(row * width, (row + 1) * width)) })));
  await segment.close();
  for (const suffix of Object.values(SUFFIX)) await rename(path.join(folder, segment.name + suffix), path.join(folder, `presets${suffix}`));
  console.log(`${id}: ${targets.length} rows, ${targets.length * width * 2} bytes, in ${(await readdir(folder)).join(' and ')}`);
}
