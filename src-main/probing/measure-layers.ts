import type { Adjusted, LayerMeasures } from '@contract/layers/layer-measures';
import type { RefusedProbes } from '@contract/layers/probes';
import { within } from '@contract/steps';
import { layerRows, type VectorTable } from '@vectors/vector-table';
import { explainedByOneVector, intraSentenceSimilarity, meanCosineAcross, selfSimilarity } from './context-measures';
import { cosinesSteps } from './cosines';
import { nearestAccuracy } from './nearest-label';
import { isRefusal, probeSteps, type ProbeTask } from './probe';
import { silhouette } from './silhouette';

export interface MeasuredRows {
  readonly table: VectorTable;
  /** Of every row. */
  readonly sentences: ArrayLike<number>;
}

export interface MeasureInput extends MeasuredRows {
  /** Written form of every row, letters small. */
  readonly forms: readonly string[];
  readonly senses: readonly (string | null)[];
  /** Random words of other sentences: what similarities are held against; or what their mean cosine is known to be, by layer. */
  readonly random: MeasuredRows | { readonly meanCosine: readonly (number | null)[] };
  /** All words of some of the set's sentences; null: the similarity within a sentence is not asked for. */
  readonly words: MeasuredRows | null;
  readonly tasks: Readonly<Record<string, ProbeTask | RefusedProbes>>;
}

export interface MeasureStep {
  readonly layer: number;
  readonly stage: 'similarities' | 'probes';
}

/** Measures every layer. Yields some ten times a second or more often, for a caller that has other things to do. */
export function* measureLayersSteps(input: MeasureInput): Generator<MeasureStep, LayerMeasures[]> {
  const measured: LayerMeasures[] = [];
  for (let layer = 0; layer < input.table.nLayers; layer++) {
    const rows = rowsAt(input.table, layer);
    const cosines = yield* within(cosinesSteps(rows), { layer, stage: 'similarities' });
    const random = yield* within(randomSteps(input.random, layer), { layer, stage: 'similarities' });
    const { anisotropy } = random;
    yield { layer, stage: 'similarities' };
    const nearestSense = nearestAccuracy(cosines, input.senses, input.sentences);
    yield { layer, stage: 'similarities' };
    const explained = explainedByOneVector(rows, cosines, input.forms);
    yield { layer, stage: 'similarities' };
    const probes: Record<string, LayerMeasures['probes'][string]> = {};
    for (const [name, task] of Object.entries(input.tasks)) if (!isRefusal(task)) probes[name] = yield* within(probeSteps(rows, task), { layer, stage: 'probes' });
    measured.push({
      layer, anisotropy, probes,
      selfSimilarity: adjusted(selfSimilarity(cosines, input.forms), anisotropy),
      intraSentence: adjusted(input.words === null ? null : intraSentenceSimilarity(rowsAt(input.words.table, layer), input.words.sentences), anisotropy),
      explained: adjusted(explained, random.explained),
      silhouette: silhouette(cosines, input.senses), nearestSense,
    });
  }
  return measured;
}

function* randomSteps(random: MeasureInput['random'], layer: number): Generator<number, { anisotropy: number | null; explained: number | null }> {
  if ('meanCosine' in random) return { anisotropy: random.meanCosine[layer] ?? null, explained: null };
  const rows = rowsAt(random.table, layer);
  const cosines = yield* cosinesSteps(rows);
  return { anisotropy: meanCosineAcross(cosines, random.sentences), explained: explainedByOneVector(rows, cosines, Array.from({ length: rows.n }, () => '')) };
}

const rowsAt = (table: VectorTable, layer: number): { values: Float32Array; n: number; dim: number } => ({ values: layerRows(table, layer), n: table.nRows, dim: table.dim });

const adjusted = (raw: number | null, baseline: number | null): Adjusted => ({ raw, baseline, adjusted: raw === null || baseline === null ? null : raw - baseline });
