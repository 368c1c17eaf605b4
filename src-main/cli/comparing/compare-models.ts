import type { DevicePreference } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { Carrier } from '@contract/model-figures';
import type { ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { readCarriers } from '../../corpora/carriers';
import type { PresetLibrary } from '../../corpora/preset-library';
import type { InferenceService } from '../../inference/process/service';
import type { ModelLibrary } from '../../models/library';
import { labelBaselines } from '../../probing/accuracy';
import { requireDevice } from '../device';
import { readNamedSet } from '../input/named-set';
import { showProgress } from '../progress';
import { modelTable, type ComparedModel, type Polysemy } from './model-table';

export interface CompareModelsOptions {
  /** Id of a bundled set, or a file as `embed` reads it with a column `sense`. */
  readonly set: string;
  readonly word: string | null;
  /** Ids; none: all that are installed. */
  readonly models: readonly string[];
  /** Of the reach: a number, `last`, or `best`, where the nearest occurrence has the same sense most often. */
  readonly layer: string;
  /** Of contextual models; static ones are looked up. */
  readonly device: DevicePreference;
  readonly json: boolean;
}

export interface CompareModelsServices {
  readonly library: ModelLibrary;
  readonly presets: PresetLibrary;
  readonly inference: InferenceService;
  readonly carriersFile: string;
  readonly signal: AbortSignal;
}

/** Prints a table of models: what each is, knows of the set's senses, takes for long sentences, and from how far away its vectors are moved. @returns the exit code */
export async function compareModelsCommand(options: CompareModelsOptions, services: CompareModelsServices): Promise<number> {
  const { library, presets } = services;
  const ids = options.models.length > 0 ? [...new Set(options.models)] : (await library.list()).map(({ id }) => id);
  const cards: ModelCard[] = [];
  for (const id of ids) cards.push(await library.card(id));
  for (const card of cards) checkLayer(options.layer, card);
  const { occurrences } = await readNamedSet(options, presets);
  if (!occurrences.some(({ labels }) => labels['sense'] !== undefined)) throw new Failure('bad-input', `No occurrence of ${options.set} has a sense. Name the column of senses “sense”.`);
  const carriers = await readCarriers(services.carriersFile);
  const compared: ComparedModel[] = [];
  for (const [i, card] of cards.entries()) {
    process.stderr.write(`contexture: ${card.name}, model ${i + 1} of ${cards.length}\n`);
    compared.push(await compare(card, options, occurrences, carriers, services));
  }
  process.stdout.write(options.json ? `${JSON.stringify({ set: options.set, models: compared.map(resultOf) }, null, 2)}\n` : modelTable(options.set, compared));
  return 0;
}

async function compare(
  card: ModelCard,
  { device: wanted, layer }: CompareModelsOptions,
  occurrences: readonly Occurrence[],
  carriers: readonly Carrier[],
  { inference, signal }: CompareModelsServices,
): Promise<ComparedModel> {
  const device = card.kind === 'static' ? 'cpu' : wanted;
  const hooks = { signal, onProgress: showProgress };
  const summary = await inference.embed({ modelId: card.id, pooling: 'mean', device, occurrences, isAside: true }, hooks);
  const missing = new Set(summary.missing);
  const polysemy = polysemyOf(
    summary.senseRecall,
    occurrences.filter((_, row) => !missing.has(row)),
  );
  const figures = await inference.figures(card.id, device, carriers, hooks);
  requireDevice(device, { device: figures.device, nCached: 0, nOccurrences: occurrences.length });
  return { card, polysemy, layer: layerOf(layer, card, polysemy), figures };
}

/** Null where the set has no two senses that can be recalled, of what the model has a vector for. */
function polysemyOf(recall: readonly number[] | null, there: readonly Occurrence[]): Polysemy | null {
  if (recall === null) return null;
  const bestLayer = recall.indexOf(Math.max(...recall));
  return { last: recall.at(-1) ?? Number.NaN, best: recall[bestLayer] ?? Number.NaN, bestLayer, chance: labelBaselines(there.map(({ labels }) => labels['sense'] ?? null)).macro, recall };
}

function checkLayer(wanted: string, { name, nLayers }: ModelCard): void {
  if (wanted === 'last' || wanted === 'best' || (/^\d+$/u.test(wanted) && Number(wanted) < nLayers)) return;
  throw new Failure('bad-input', `There is no layer “${wanted}” in ${name}. Give --layer a number from 0 to ${nLayers - 1}, last or best.`);
}

function layerOf(wanted: string, { name, nLayers }: ModelCard, polysemy: Polysemy | null): number {
  if (wanted !== 'best') return wanted === 'last' ? nLayers - 1 : Number(wanted);
  if (polysemy === null) throw new Failure('bad-input', `No layer of ${name} can be called best: no sense stands in two sentences. Give --layer a number or last.`);
  return polysemy.bestLayer;
}

const resultOf = ({ card, polysemy, layer, figures: { modelId, reach, ...others } }: ComparedModel): object => ({
  model: modelId, name: card.name, kind: card.kind, polysemy, layer, reach: reach[layer], ...others, reachByLayer: reach,
});
