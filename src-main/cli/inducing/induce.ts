import type { DevicePreference, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { shapeOf } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import type { PresetLibrary } from '../../corpora/preset-library';
import { STOP_WORDS } from '../../corpora/stop-words';
import type { InferenceService } from '../../inference/process/service';
import type { ModelLibrary } from '../../models/library';
import { clusterScores, type ClusterScores } from '../../probing/clustering/scores';
import { induceSteps, type Clustering, type InducedSenses } from '../../probing/clustering/induce';
import { tellingWords } from '../../probing/clustering/telling-words';
import { tokenizeWords } from '../../tokenizers/word-tokenizer';
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

const N_TELLING = 6;
/** All pairs of them are compared. */
const MOST_ROWS = 5_000;

/** Finds senses without labels: clusters of a layer's vectors, named by what their sentences have that others have not. @returns the exit code */
export async function induceCommand(options: InduceOptions, { library, presets, inference, signal }: InduceServices): Promise<number> {
  const card = await library.card(options.model);
  const [layer, ...others] = chooseLayers(options.layer, shapeOf(card, options.pool).nLayers);
  if (layer === undefined || others.length > 0) throw new Failure('bad-request', 'Clusters are those of one layer. Give --layer a number or last.');
  if (options.output !== null) await checkOutputs([options.output], options.set);
  const rows = await readRows({ card, pooling: options.pool, device: options.device, inference, signal }, (await readNamedSet(options, presets)).occurrences);
  const n = rows.occurrences.length;
  if (n > MOST_ROWS) throw new Failure('too-large', `${n.toLocaleString('en-GB')} occurrences are more than can be compared in pairs; the limit is ${MOST_ROWS.toLocaleString('en-GB')}. Give fewer.`);
  if (n < (options.k ?? 3)) throw new Failure('bad-input', `${n} occurrences are too few for ${options.k ?? 'any'} clusters.`);
  const steps = induceSteps(rows.table, layer, options.method, options.k, options.seed);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) signal.throwIfAborted();
  const found = step.value;
  const words = tellingWords(rows.occurrences.map(contextOf), found.clusters, N_TELLING);
  const scores = scoresOf(rows, found.clusters);
  if (options.output !== null) await writeOutputs([[options.output, `${rows.occurrences.map((one, row) => JSON.stringify({ ...one.labels, text: one.text, charStart: one.charStart, charEnd: one.charEnd, word: one.word, cluster: nameOf(words, found.clusters[row] ?? 0) })).join('\n')}\n`]]);
  process.stdout.write(options.json ? `${JSON.stringify({ model: card.id, set: options.set, layer, method: options.method, seed: options.seed, ...resultOf(rows, found, words), scores }, null, 2)}\n` : textOf(rows, found, words, scores));
  return 0;
}

/** Words of the sentence without the target, numbers and function words, letters small. */
function contextOf({ text, charStart, charEnd }: Occurrence): string[] {
  return tokenizeWords(text).filter((token) => token.charEnd <= charStart || token.charStart >= charEnd).map(({ form }) => form.toLowerCase()).filter((form) => /^\p{L}{2,}$/u.test(form) && !STOP_WORDS.has(form));
}

/** Null where no occurrence has a sense. */
function scoresOf({ senses }: ReadRows, clusters: Int32Array): ClusterScores & { readonly n: number } | null {
  const rows = [...senses.keys()].filter((row) => senses[row] !== null);
  return rows.length === 0 ? null : { n: rows.length, ...clusterScores(rows.map((row) => senses[row] as string), rows.map((row) => clusters[row] as number)) };
}

const nameOf = (words: readonly (readonly string[])[], cluster: number): string => `${cluster + 1}${words[cluster]?.[0] === undefined ? '' : ` ${words[cluster].slice(0, 3).join(' ')}`}`;

function resultOf({ occurrences, senses }: ReadRows, { k, clusters, silhouette, tried }: InducedSenses, words: readonly (readonly string[])[]): object {
  return {
    k, silhouette, tried,
    clusters: words.map((telling, cluster) => ({ words: telling, n: clusters.filter((one) => one === cluster).length })),
    rows: occurrences.map(({ text, charStart, charEnd }, row) => ({ text, charStart, charEnd, sense: senses[row], cluster: clusters[row] })),
  };
}

function textOf({ occurrences, senses }: ReadRows, { k, clusters, silhouette, tried }: InducedSenses, words: readonly (readonly string[])[], scores: ReturnType<typeof scoresOf>): string {
  const rows = words.map((telling, cluster) => {
    const own = [...clusters.keys()].filter((row) => clusters[row] === cluster);
    const counts = new Map<string, number>();
    for (const row of own) if (senses[row] != null) counts.set(senses[row], (counts.get(senses[row]) ?? 0) + 1);
    return [String(cluster + 1), String(own.length), telling.join(' '), [...counts].sort((a, b) => b[1] - a[1]).map(([sense, n]) => `${sense} ${n}`).join(', ')];
  });
  const lines = [
    `${occurrences.length} occurrences in ${k} clusters, silhouette ${silhouette?.toFixed(3) ?? '–'}${tried.length > 1 ? ` (tried: ${tried.map((one) => `${one.k} ${one.silhouette?.toFixed(3) ?? '–'}`).join(', ')})` : ''}`,
    plainTable(['cluster', 'n', 'telling words', 'senses'], rows),
  ];
  if (scores !== null) lines.push(`Beside the ${scores.n} labelled senses: adjusted Rand index ${scores.ari.toFixed(3)} (chance 0), V-measure ${scores.vMeasure.toFixed(3)}, homogeneity ${scores.homogeneity.toFixed(3)}, completeness ${scores.completeness.toFixed(3)}.`);
  return `${lines.join('\n')}\n`;
}
