import type { VectorFormat } from '@contract/exports/data-export';
import type { DevicePreference, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { shapeOf } from '@contract/model-card';
import { readEmbedInput } from '../../corpora/embed-input';
import type { EveryToken } from '../../corpora/every-token';
import { computedBy, provenanceOf } from '../../exports/vectors/provenance';
import { isFolderFormat, vectorFileNames, vectorFiles } from '../../exports/vectors/vector-files';
import type { InferenceService } from '../../inference/process/service';
import type { ModelLibrary } from '../../models/library';
import { requireInt8 } from '../../inference/encoders/transformer/require-int8';
import { requireDevice } from '../device';
import { chooseLayers } from '../layers';
import { checkOutputFolder, checkOutputs, isPlainOutput, writeOutputs } from '../output';
import { showProgress } from '../progress';
import { sayOfSentences } from '../say-of-sentences';

export interface EmbedCommandOptions {
  readonly model: string;
  readonly input: string;
  readonly output: string;
  readonly word: string | null;
  /** Running text is split into sentences; else it is a sentence a line. */
  readonly isSplit: boolean;
  /** Of a treebank, words rather than one word; null: not asked for. */
  readonly every: EveryToken | null;
  readonly layers: string;
  readonly pool: Pooling;
  readonly device: DevicePreference;
  /** Absent: exact. */
  readonly precision?: 'int8';
  /** As in the contract's `EmbedRequest`; null: the model's own. */
  readonly prompt: string | null;
  readonly format: VectorFormat;
  readonly appVersion: string;
}

/**
 * Writes the files of {@link vectorFileNames}; where OUTPUT is a device or a pipe, it alone.
 * Lines without the word, and words without a vector, are listed on stderr and left out. @returns 2 when none is left.
 */
export async function embedCommand(options: EmbedCommandOptions, library: ModelLibrary, inference: InferenceService, signal: AbortSignal): Promise<number> {
  const card = await library.card(options.model);
  const { nLayers, dim } = shapeOf(card, options.pool);
  if (options.precision === 'int8') requireInt8(card, options.device);
  sayOfSentences(card, options.pool);
  const layers = chooseLayers(options.layers, nLayers);
  checkLayers(options.format, layers);
  const outputs = await checkedOutputs(options);
  const input = await readEmbedInput(options.input, options.word, options.isSplit ? 'running' : 'lines', options.every);
  for (const { line, reason } of input.leftOut) process.stderr.write(`${options.input}:${line}: left out: ${reason}\n`);
  const occurrences = input.occurrences;
  if (occurrences.length === 0) {
    process.stderr.write(`contexture: no occurrence is left of ${input.nRows} ${options.isSplit ? 'sentences' : 'lines'} of ${options.input}; nothing was written\n`);
    return 2;
  }
  const request = { modelId: card.id, pooling: options.pool, device: options.device, occurrences, ...precisionOf(options), ...(options.prompt === null ? {} : { prompt: options.prompt }) };
  const summary = await inference.embed(request, { signal, onProgress: showProgress });
  requireDevice(options.device, summary);
  if (summary.device.note !== undefined) process.stderr.write(`contexture: ${summary.device.label}. ${summary.device.note}\n`);
  const { table } = inference.stored(summary.key);
  const missing = new Set(summary.missing);
  for (const row of summary.missing) process.stderr.write(`${options.input}:${occurrences[row]?.line ?? 0}: left out: ${card.name} has no vector for it\n`);
  const kept = occurrences.flatMap((occurrence, row) => (missing.has(row) ? [] : [{ row, occurrence: { ...occurrence, subwords: summary.subwords[row] ?? [] } }]));
  if (kept.length === 0) {
    process.stderr.write(`contexture: ${card.name} has no vector for any occurrence; nothing was written\n`);
    return 2;
  }
  const vectors = { table, rows: kept.map(({ row }) => row), occurrences: kept.map(({ occurrence }) => occurrence), layers };
  const files = vectorFiles(options.format, options.output, vectors, provenanceOf(card, { ...options, layers, dim, pooling: options.pool, ...computedBy(summary), nRows: kept.length }));
  await writeOutputs(files.slice(0, outputs.length), isFolderFormat(options.format) ? options.output : null);
  if (outputs.length < files.length) process.stderr.write(`contexture: ${options.output} is no plain file, so that what its rows are and where they come from could not be written beside it\n`);
  process.stderr.write(`contexture: ${kept.length} × ${layers.length} × ${dim} in ${(summary.elapsedMs / 1000).toFixed(2)} s on ${summary.device.label}\n`);
  return 0;
}

export const precisionOf = ({ precision }: Pick<EmbedCommandOptions, 'precision'>): Pick<EmbedCommandOptions, 'precision'> => (precision === undefined ? {} : { precision });

/** Before the work, as with the outputs. */
export function checkLayers(format: VectorFormat, layers: readonly number[]): void {
  if (format === 'projector' && layers.length !== 1) throw new Failure('bad-input', `The Embedding Projector shows one layer, and ${layers.length} were chosen. Give --layers one number, or last.`);
  const twice = layers.find((layer, i) => layers.indexOf(layer) < i);
  if (format === 'parquet' && twice !== undefined) throw new Failure('bad-input', `Layer ${twice} is named twice, and a column of a Parquet file has one name. Give --layers every number once.`);
}

/** The files that will be written, which can be. */
async function checkedOutputs({ format, output, input }: EmbedCommandOptions): Promise<readonly string[]> {
  const outputs = vectorFileNames(format, output);
  if (isFolderFormat(format)) {
    await checkOutputFolder(output, outputs, input);
    return outputs;
  }
  const possible = await isPlainOutput(output) ? outputs : outputs.slice(0, 1);
  await checkOutputs(possible, input);
  return possible;
}
