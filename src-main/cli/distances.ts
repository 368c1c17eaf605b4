import { distancesScript } from '@contract/distances-script/distances-script';
import { distanceHead } from '@contract/distances-script/distances-table';
import { whyNoScript } from '@contract/distances-script/why-no-script';
import type { DevicePreference, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { shapeOf } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { distanceMatrices } from '@semantics/distances';
import { findWord } from '../tokenizers/find-word';
import type { InferenceService } from '../inference/process/service';
import type { ModelLibrary } from '../models/library';
import { requireDevice } from './device';
import { splitSentenceWord } from './input/sentence-word';
import { chooseLayers } from './layers';
import type { Command } from './usage';
import { sayOfSentences } from './say-of-sentences';
import { plainTable } from './table';

export interface DistancesOptions {
  readonly model: string;
  readonly layer: string;
  readonly json: boolean;
  /** Prints the Python script of the matrix in its place. */
  readonly python: boolean;
  readonly pool: Pooling;
  readonly device: DevicePreference;
  /** Each `SENTENCE::WORD`; the first occurrence of the word counts. */
  readonly items: readonly string[];
}

/**
 * Prints the matrix of cosine distances per layer, each beside the layer's baseline, or the script that prints them with transformers.
 * @throws Failure `bad-input` also where there can be no script
 */
export async function distancesCommand(options: DistancesOptions, library: ModelLibrary, inference: InferenceService): Promise<number> {
  const card = await library.card(options.model);
  const layers = chooseLayers(options.layer, shapeOf(card, options.pool).nLayers);
  const reason = options.python ? whyNoScript(card, options.pool, false) : null;
  if (reason !== null) throw new Failure('bad-input', reason);
  sayOfSentences(card, options.pool);
  const occurrences = options.items.map((item) => readItem(item));
  const summary = await inference.embed({ modelId: card.id, pooling: options.pool, device: options.device, occurrences });
  requireDevice(options.device, summary);
  const unknown = summary.missing[0];
  if (unknown !== undefined) throw new Failure('bad-input', `${card.name} has no vector for “${occurrences[unknown]?.word ?? ''}”. Choose another word or model.`);
  const baselineOf = (layer: number): number => 1 - (card.background.meanCosine[options.pool][layer] ?? 0);
  if (options.python) {
    process.stdout.write(distancesScript({
      model: card, pooling: options.pool, prompt: options.pool === 'sentence' ? card.sentence?.prompts?.[card.sentence.defaultPrompt ?? ''] ?? '' : '',
      layers: layers.map((layer) => ({ layer, head: distanceHead(`layer ${layer}`, baselineOf(layer), options.pool) })),
      items: occurrences.map(({ text, charStart, charEnd }, i) => ({ name: letter(i), text, charStart, charEnd, subwords: summary.subwords[i] ?? [] })),
    }));
    return 0;
  }
  const { table } = inference.stored(summary.key);
  const k = occurrences.length;
  const values = distanceMatrices(table, occurrences.map((_, row) => row));
  const results = layers.map((layer) => ({
    layer,
    baseline: round(baselineOf(layer)),
    matrix: Array.from({ length: k }, (_, i) => Array.from(values.subarray((layer * k + i) * k, (layer * k + i + 1) * k), round)),
  }));
  if (options.json) {
    const items = occurrences.map(({ text, word, charStart, charEnd }, row) => ({ text, word, charStart, charEnd, subwords: summary.subwords[row] }));
    process.stdout.write(`${JSON.stringify({ model: card.id, pooling: options.pool, metric: 'cosine', items, layers: results }, null, 2)}\n`);
    return 0;
  }
  for (const [i, { text, word }] of occurrences.entries()) process.stdout.write(`${letter(i)}  ${text}  [${word}]\n`);
  for (const { layer, baseline, matrix } of results) {
    process.stdout.write(`\nlayer ${layer}: cosine distance; two random words ${baseline.toFixed(3)}\n`);
    process.stdout.write(plainTable(['', ...matrix.map((_, i) => letter(i))], matrix.map((row, i) => [letter(i), ...row.map((value) => value.toFixed(3))])));
  }
  return 0;
}

/** `SENTENCE::WORD` as an occurrence; the first of several counts, which is said. @throws UsageError, Failure `bad-input` where the word is not there */
export function readItem(item: string, command: Command = 'distances'): Occurrence {
  const [text, word] = splitSentenceWord(item, command);
  const [span, ...others] = findWord(text, word);
  if (span === undefined) throw new Failure('bad-input', `The sentence “${text}” does not contain the word “${word}”.`);
  if (others.length > 0) process.stderr.write(`contexture: “${word}” stands ${others.length + 1} times in “${text}”; the first counts\n`);
  return { text, ...span, word, labels: {} };
}

const letter = (i: number): string => (i < 26 ? String.fromCharCode(65 + i) : `#${i + 1}`);
const round = (value: number): number => Math.round(value * 1e6) / 1e6;
