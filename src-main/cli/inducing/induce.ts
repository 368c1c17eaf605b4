import type { DevicePreference, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { NO_CLUSTER, type Clustering, type InducedSenses } from '@contract/layers/induced-senses';
import { shapeOf } from '@contract/model-card';
import type { PresetLibrary } from '../../corpora/preset-library';
import type { InferenceService } from '../../inference/process/service';
import type { ModelLibrary } from '../../models/library';
import { induceSetSteps } from '../../probing/clustering/induce-set';
import { readNamedSet } from '../input/named-set';
import { chooseLayers } from '../layers';
import { checkOutputs, writeOutputs } from '../output';
import { readRows, type ReadRows } from '../probe-rows';
import { plainTable } from '../table';

export interface InduceOptions {
  readonly model: string;
  /** Id of a bundled set, or a file as `embed` reads it. */
  readonly set: string;
  readonly word: string | null;
  readonly layer: string;
  readonly pool: Pooling;
  readonly device: DevicePreference;
  readonly method: Clustering;
  /** Null: chosen by the silhouette. */
  readonly k: number | null;
  readonly seed: number;
  /** Where the rows are written with their clusters; null: nowhere. */
  readonly output: string | null;
  readonly json: boolean;
}

export interface InduceServices {
  readonly library: ModelLibrary;
  readonly presets: PresetLibrary;
  readonly inference: InferenceService;
  readonly signal: AbortSignal;
}

/** Finds senses without labels: clusters of a layer's vectors, named by what their sentences have that others have not. @returns the exit code */
export async function induceCommand(options: InduceOptions, { library, presets, inference, signal }: InduceServices): Promise<number> {
  const card = await library.card(options.model);
  const [layer, ...others] = chooseLayers(options.layer, shapeOf(card, options.pool).nLayers);
  if (layer === undefined || others.length > 0) throw new Failure('bad-request', 'Clusters are those of one layer. Give --layer a number or last.');
  if (options.output !== null) await checkOutputs([options.output], options.set);
  const rows = await readRows({ card, pooling: options.pool, device: options.device, inference, signal }, (await readNamedSet(options, presets)).occurrences);
  const steps = induceSetSteps(rows.table, rows.occurrences, [...rows.occurrences.keys()], { layer, method: options.method, k: options.k, seed: options.seed });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) signal.throwIfAborted();
  const found = step.value;
  if (options.output !== null) await writeOutputs([[options.output, `${rows.occurrences.map((one, row) => JSON.stringify({ ...one.labels, text: one.text, charStart: one.charStart, charEnd: one.charEnd, word: one.word, cluster: nameOf(found, found.clusters[row] ?? NO_CLUSTER) })).join('\n')}\n`]]);
  process.stdout.write(options.json ? `${JSON.stringify({ model: card.id, set: options.set, layer, method: options.method, seed: options.seed, ...resultOf(rows, found), scores: found.scores }, null, 2)}\n` : textOf(rows, found));
  return 0;
}

/** Null for noise. */
const nameOf = ({ words }: InducedSenses, cluster: number): string | null =>
  cluster === NO_CLUSTER ? null : `${cluster + 1}${words[cluster]?.[0] === undefined ? '' : ` ${words[cluster].slice(0, 3).join(' ')}`}`;

const sizeOf = (clusters: Int32Array, cluster: number): number => clusters.filter((one) => one === cluster).length;

function resultOf({ occurrences, senses }: ReadRows, { clusters, silhouette, tried, words }: InducedSenses): object {
  return {
    k: words.length, silhouette, tried,
    clusters: words.map((telling, cluster) => ({ words: telling, n: sizeOf(clusters, cluster) })),
    nNoise: sizeOf(clusters, NO_CLUSTER),
    rows: occurrences.map(({ text, charStart, charEnd }, row) => ({ text, charStart, charEnd, sense: senses[row], cluster: clusters[row] })),
  };
}

function textOf({ occurrences, senses }: ReadRows, { clusters, silhouette, tried, words, scores }: InducedSenses): string {
  const nNoise = sizeOf(clusters, NO_CLUSTER);
  const rows = [...words.keys(), ...(nNoise === 0 ? [] : [NO_CLUSTER])].map((cluster) => {
    const own = [...clusters.keys()].filter((row) => clusters[row] === cluster);
    const counts = new Map<string, number>();
    for (const row of own) if (senses[row] != null) counts.set(senses[row], (counts.get(senses[row]) ?? 0) + 1);
    return [cluster === NO_CLUSTER ? 'none' : String(cluster + 1), String(own.length), words[cluster]?.join(' ') ?? '', [...counts].sort((a, b) => b[1] - a[1]).map(([sense, n]) => `${sense} ${n}`).join(', ')];
  });
  const lines = [
    `${occurrences.length} occurrences in ${words.length} clusters${nNoise === 0 ? '' : `, ${nNoise} in none`}, silhouette ${silhouette?.toFixed(3) ?? '–'}${tried.length > 1 ? ` (tried: ${tried.map((one) => `${one.k} ${one.silhouette?.toFixed(3) ?? '–'}`).join(', ')})` : ''}`,
    plainTable(['cluster', 'n', 'telling words', 'senses'], rows),
  ];
  if (scores !== null) lines.push(`Beside the ${scores.n} labelled senses (in brackets: a random grouping of the same sizes, mean): ${(['ari', 'vMeasure', 'homogeneity', 'completeness'] as const).map((name) => `${SCORE_NAMES[name]} ${scores[name].toFixed(3)} (${scores.chance[name].toFixed(3)})`).join(', ')}.`);
  return `${lines.join('\n')}\n`;
}

const SCORE_NAMES = { ari: 'adjusted Rand index', vMeasure: 'V-measure', homogeneity: 'homogeneity', completeness: 'completeness' } as const;
