import { layerRows, type VectorTable } from '@vectors/vector-table';
import { accuracyOf, type Accuracy } from './accuracy';
import { explainedByOneVector, intraSentenceSimilarity, meanCosineAcross, selfSimilarity } from './context-measures';
import { cosinesSteps } from './cosines';
import { nearestLabels } from './nearest-label';
import { isRefusal, probeSteps, type ProbeRefusal, type ProbeTask } from './probe';
import { silhouette } from './silhouette';

/** A measure as it is, and with the same measure of random words taken away; null where it is not defined. */
export interface Adjusted {
  readonly raw: number | null;
  readonly baseline: number | null;
  readonly adjusted: number | null;
}

/** What one layer knows of a set. */
export interface LayerMeasures {
  readonly layer: number;
  /** Mean cosine of two random words: anisotropy. */
  readonly anisotropy: number | null;
  readonly selfSimilarity: Adjusted;
  readonly intraSentence: Adjusted;
  /** Variance of a form's occurrences that one vector explains at most. */
  readonly explained: Adjusted;
  /** Silhouette of the senses by cosine distance; null without two senses. */
  readonly silhouette: number | null;
  /** Leave-one-out 1-nearest-neighbour senses; null without two senses. */
  readonly nearestSense: Accuracy | null;
  readonly probes: Readonly<Record<string, Accuracy | null>>;
}

export interface MeasuredRows {
  readonly table: VectorTable;
  /** Of every row. */
  readonly sentences: ArrayLike<number>;
}

export interface MeasureInput extends MeasuredRows {
  /** Written form of every row, letters small. */
  readonly forms: readonly string[];
  readonly senses: readonly (string | null)[];
  /** Random words of other sentences: what similarities are held against. */
  readonly random: MeasuredRows;
  /** All words of some of the set's sentences. */
  readonly words: MeasuredRows;
  readonly tasks: Readonly<Record<string, ProbeTask | ProbeRefusal>>;
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
    const random = rowsAt(input.random.table, layer);
    const randomCosines = yield* within(cosinesSteps(random), { layer, stage: 'similarities' });
    const anisotropy = meanCosineAcross(randomCosines, input.random.sentences);
    const found = nearestLabels(cosines, input.senses, input.sentences);
    const probes: Record<string, Accuracy | null> = {};
    for (const [name, task] of Object.entries(input.tasks)) if (!isRefusal(task)) probes[name] = yield* within(probeSteps(rows, task), { layer, stage: 'probes' });
    measured.push({
      layer, anisotropy, probes,
      selfSimilarity: adjusted(selfSimilarity(cosines, input.forms), anisotropy),
      intraSentence: adjusted(intraSentenceSimilarity(rowsAt(input.words.table, layer), input.words.sentences), anisotropy),
      explained: adjusted(explainedByOneVector(rows, cosines, input.forms), explainedByOneVector(random, randomCosines, Array.from({ length: random.n }, () => ''))),
      silhouette: silhouette(cosines, input.senses), nearestSense: accuracyOf(input.senses, found, input.sentences),
    });
  }
  return measured;
}

const rowsAt = (table: VectorTable, layer: number): { values: Float32Array; n: number; dim: number } => ({ values: layerRows(table, layer), n: table.nRows, dim: table.dim });

const adjusted = (raw: number | null, baseline: number | null): Adjusted => ({ raw, baseline, adjusted: raw === null || baseline === null ? null : raw - baseline });

function* within<Result>(steps: Generator<unknown, Result>, step: MeasureStep): Generator<MeasureStep, Result> {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    yield step;
  }
}
