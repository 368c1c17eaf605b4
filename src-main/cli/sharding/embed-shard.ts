import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { LIMITS } from '@contract/limits';
import { shapeOf } from '@contract/model-card';
import { readEmbedInput, type EmbedOccurrence } from '../../corpora/embed-input';
import { provenanceOf } from '../../exports/vectors/provenance';
import { vectorFiles } from '../../exports/vectors/vector-files';
import type { InferenceService } from '../../inference/process/service';
import type { ModelLibrary } from '../../models/library';
import { requireDevice } from '../device';
import { requireInt8 } from '../../inference/encoders/transformer/require-int8';
import { checkLayers, precisionOf, type EmbedCommandOptions } from '../exporting/embed';
import { chooseLayers } from '../layers';
import { writeOutputs } from '../output';
import { showProgress } from '../progress';
import { sayOfSentences } from '../say-of-sentences';
import { corpusDigest, corpusFiles } from './corpus-files';
import { shardFile, shardTaker, type Shard } from './shard';

/**
 * One shard of a corpus as one Parquet file in the folder OUTPUT, written beside and renamed: a shard that is done twice is the same file, one that is killed leaves
 * nothing. A shard without an occurrence is a file without rows, so that {@link gatherCommand} sees that it was done.
 */
export async function embedShardCommand(options: EmbedCommandOptions, shard: Shard, library: ModelLibrary, inference: InferenceService, signal: AbortSignal): Promise<number> {
  const card = await library.card(options.model);
  const shape = shapeOf(card, options.pool);
  if (options.precision === 'int8') requireInt8(card, options.device);
  sayOfSentences(card, options.pool);
  const layers = chooseLayers(options.layers, shape.nLayers);
  checkLayers('parquet', layers);
  const files = await corpusFiles(options.input);
  const corpus = await corpusDigest(files);
  const occurrences = await occurrencesOf(files, shard, options);
  const { values, missing, subwords, elapsedMs, device } = await inference.vectors({
    modelId: card.id, pooling: options.pool, device: options.device, occurrences, ...precisionOf(options), ...(options.prompt === null ? {} : { prompt: options.prompt }),
  }, { signal, onProgress: showProgress });
  requireDevice(options.device, { device, nCached: 0, nOccurrences: occurrences.length });
  const without = new Set(missing);
  for (const row of missing) process.stderr.write(`${occurrences[row]?.labels['corpus_file'] ?? ''}:${occurrences[row]?.line ?? 0}: left out: ${card.name} has no vector for it\n`);
  const rows = [...occurrences.keys()].filter((row) => !without.has(row));
  const provenance = provenanceOf(card, {
    ...options,
    layers,
    dim: shape.dim,
    pooling: options.pool,
    device: rows.length === 0 ? null : device.label,
    nRows: rows.length,
    nCached: 0,
    shard: { ...shard, corpusSha256: corpus, nFiles: files.length },
  });
  const vectors = {
    table: { values, nRows: occurrences.length, ...shape },
    rows,
    layers,
    occurrences: rows.flatMap((row) => (occurrences[row] === undefined ? [] : [{ ...occurrences[row], subwords: subwords[row] ?? [] }])),
  };
  await mkdir(options.output, { recursive: true }).catch((error: unknown) => { throw new Failure('io', `The folder ${options.output} could not be made. Choose another --output.`, String(error)); });
  await writeOutputs(vectorFiles('parquet', path.join(options.output, shardFile(shard)), vectors, provenance));
  process.stderr.write(`contexture: shard ${shard.index} of ${shard.of}: ${rows.length} × ${layers.length} × ${shape.dim} in ${(elapsedMs / 1000).toFixed(2)} s on ${device.label}\n`);
  return 0;
}

async function occurrencesOf(files: readonly string[], shard: Shard, { word, isSplit }: EmbedCommandOptions): Promise<readonly EmbedOccurrence[]> {
  const take = shardTaker(shard);
  const all: EmbedOccurrence[] = [];
  let nLeftOut = 0;
  for (const file of files) {
    const { occurrences, leftOut } = await readEmbedInput(file, word, isSplit ? 'running' : 'lines', null);
    nLeftOut += leftOut.length;
    all.push(...take(path.basename(file), occurrences));
    if (all.length > LIMITS.nOccurrences) throw new Failure('too-large', `Shard ${shard.index} of ${shard.of} has more than ${LIMITS.nOccurrences.toLocaleString('en-GB')} occurrences. Cut the corpus into more shards.`);
  }
  if (nLeftOut > 0) process.stderr.write(`contexture: ${nLeftOut} lines of the corpus have no target and are in no shard\n`);
  return all;
}
