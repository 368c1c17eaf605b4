import type { DevicePreference, Pooling } from '@contract/embedding';
import { shapeOf } from '@contract/model-card';
import { vectorAt } from '@vectors/vector-table';
import { readEmbedInput } from '../corpora/embed-input';
import type { EveryToken } from '../corpora/every-token';
import type { InferenceService } from '../inference/process/service';
import type { ModelLibrary } from '../models/library';
import { requireDevice } from './device';
import { chooseLayers } from './layers';
import { npyHeader } from './npy';
import { checkOutputs, isPlainOutput, writeOutputs } from './output';
import { showProgress } from './progress';
import { sayOfSentences } from './say-of-sentences';

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
  /** As in the contract's `EmbedRequest`; null: the model's own. */
  readonly prompt: string | null;
}

/**
 * Writes `OUTPUT` (float32 `[nOccurrences, nLayers, dim]`) and, unless that is a device or a pipe, `OUTPUT.jsonl` (a line a row).
 * Lines without the word, and words without a vector, are listed on stderr and left out. @returns 2 when none is left.
 */
export async function embedCommand(options: EmbedCommandOptions, library: ModelLibrary, inference: InferenceService, signal: AbortSignal): Promise<number> {
  const card = await library.card(options.model);
  const { nLayers, dim } = shapeOf(card, options.pool);
  sayOfSentences(card, options.pool);
  const layers = chooseLayers(options.layers, nLayers);
  const outputs = await isPlainOutput(options.output) ? [options.output, `${options.output}.jsonl`] : [options.output];
  await checkOutputs(outputs, options.input);
  const input = await readEmbedInput(options.input, options.word, options.isSplit ? 'running' : 'lines', options.every);
  for (const { line, reason } of input.leftOut) process.stderr.write(`${options.input}:${line}: left out: ${reason}\n`);
  const occurrences = input.occurrences;
  if (occurrences.length === 0) {
    process.stderr.write(`contexture: no occurrence is left of ${input.nRows} ${options.isSplit ? 'sentences' : 'lines'} of ${options.input}; nothing was written\n`);
    return 2;
  }
  const request = { modelId: card.id, pooling: options.pool, device: options.device, occurrences, ...(options.prompt === null ? {} : { prompt: options.prompt }) };
  const summary = await inference.embed(request, { signal, onProgress: showProgress });
  requireDevice(options.device, summary);
  if (summary.device.note !== undefined) process.stderr.write(`contexture: ${summary.device.label}. ${summary.device.note}\n`);
  const { table } = inference.stored(summary.key);
  const missing = new Set(summary.missing);
  for (const row of summary.missing) process.stderr.write(`${options.input}:${occurrences[row]?.line ?? 0}: left out: ${card.name} has no vector for it\n`);
  const rows = occurrences.map((_, row) => row).filter((row) => !missing.has(row));
  if (rows.length === 0) {
    process.stderr.write(`contexture: ${card.name} has no vector for any occurrence; nothing was written\n`);
    return 2;
  }
  const values = new Float32Array(rows.length * layers.length * dim);
  for (const [i, row] of rows.entries()) {
    for (const [l, layer] of layers.entries()) {
      values.set(vectorAt(table, row, layer), (i * layers.length + l) * dim);
    }
  }
  const lines = rows.map((row) => {
    const { text, charStart, charEnd, word, labels } = occurrences[row] ?? { text: '', charStart: 0, charEnd: 0, word: '', labels: {} };
    // The row's own fields win over label columns of the same name.
    return JSON.stringify({ ...labels, text, charStart, charEnd, word, subwords: summary.subwords[row] });
  });
  const contents = [[npyHeader([rows.length, layers.length, dim]), new Uint8Array(values.buffer)], `${lines.join('\n')}\n`] as const;
  await writeOutputs(outputs.map((file, i) => [file, contents[i] ?? ''] as const));
  if (outputs.length === 1) process.stderr.write(`contexture: ${options.output} is no plain file, so that the lines of its rows could not be written beside it\n`);
  process.stderr.write(`contexture: ${rows.length} × ${layers.length} × ${dim} in ${(summary.elapsedMs / 1000).toFixed(2)} s on ${summary.device.label}\n`);
  return 0;
}
