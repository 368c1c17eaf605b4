import type { Accuracy } from '@contract/layers/layer-measures';
import type { MixProbe } from '@contract/layers/learned-mix';
import type { RefusedProbes } from '@contract/layers/probes';
import { within } from '@contract/steps';
import { layerRows, type VectorTable } from '@vectors/vector-table';
import { accuracyOf } from './accuracy';
import { crfLoss, viterbi, type Chain } from './crf';
import { learnedMixSteps, mixLogits, type MixFit } from './learned-mix';
import type { LogisticOptions } from './logistic';
import { softmaxLoss } from './logit-loss';
import { standardised, type ProbeTask } from './probe';

export interface MixTask extends ProbeTask {
  /**
   * Of every row, whether it is the word after the row before it: then a chain of words is read as one, by a CRF. Null: every row by itself, by logistic regression.
   */
  readonly follows: readonly boolean[] | null;
}

/** With fewer folds nothing would be left to choose a layer by: one is tested, one chosen by, one learned from. */
export const FEWEST_MIX_FOLDS = 3;

/** Ways that are compared: the last layer, the best one, the mix. */
const N_WAYS = 3;

/** Fits that {@link mixProbeSteps} makes: every layer for the choice, then the ways that are compared, each for every fold. */
export const nMixFits = (nLayers: number, nFolds: number): number => nFolds * (nLayers + N_WAYS);

/** Says why there is no mix to learn; null: there is. @param widths of the layers, where they are not all as wide as the table */
export function mixRefusal({ nLayers }: Pick<VectorTable, 'nLayers'>, nFolds: number, widths: readonly number[] = []): RefusedProbes | null {
  if (nLayers < 2) return { refusal: 'The model has one layer, so there is nothing to mix.' };
  if (new Set(widths).size > 1) return { refusal: `The layers are ${widths.map((width) => width.toLocaleString('en')).join(', ')} wide, and only layers of one width can be added.` };
  if (nFolds < FEWEST_MIX_FOLDS) return { refusal: `A mix needs ${FEWEST_MIX_FOLDS} folds or more: one is tested, one the best layer is chosen by, one learned from.` };
  return null;
}

/**
 * Three ways to read the labels, each row predicted by a fit that has not seen its fold: from the last layer, from the best single layer, and from the learned
 * mix ({@link learnedMixSteps}). The best layer of a fold is chosen without it: a fit that saw neither of two neighbouring folds is tested on each for the
 * sake of the other, and the layer with the most rows right wins; of equal ones the lower. Columns are standardised by the training rows, layer by layer.
 * Yields the fits done, of {@link nMixFits}.
 * @param table a row a label, two layers or more. @param task of {@link FEWEST_MIX_FOLDS} folds or more
 */
export function* mixProbeSteps(table: VectorTable, task: MixTask, options: LogisticOptions = {}): Generator<number, MixProbe> {
  const { nLayers } = table;
  const { nFolds, folds } = task;
  const reading = new Reading(table, task, options);
  const rows = [...task.labels.keys()].filter((row) => task.labels[row] !== null);
  const allBut = (...left: readonly number[]): number[] => rows.filter((row) => !left.includes(folds[row] as number));
  const of = (fold: number): number[] => rows.filter((row) => folds[row] === fold);
  let nDone = 0;
  const nRight = Array.from({ length: nFolds }, () => new Int32Array(nLayers));
  for (let fold = 0; fold < nFolds; fold++) {
    const next = (fold + 1) % nFolds;
    for (let layer = 0; layer < nLayers; layer++) {
      const { predicted } = yield* within(reading.steps([layer], allBut(fold, next), [...of(fold), ...of(next)].sort((a, b) => a - b)), nDone);
      nDone++;
      for (const [row, label] of predicted) {
        const chooser = nRight[folds[row] === fold ? next : fold] as Int32Array;
        if (label === task.labels[row]) chooser[layer] = (chooser[layer] as number) + 1;
      }
    }
  }
  const bestLayers = nRight.map((counts) => counts.indexOf(Math.max(...counts)));
  const found = Array.from({ length: N_WAYS }, () => new Array<string | null>(table.nRows).fill(null));
  const fits: MixFit[] = [];
  for (let fold = 0; fold < nFolds; fold++) {
    const ways = [[nLayers - 1], [bestLayers[fold] as number], [...Array(nLayers).keys()]];
    for (const [way, layers] of ways.entries()) {
      const { fit, predicted } = yield* within(reading.steps(layers, allBut(fold), of(fold)), nDone);
      nDone++;
      for (const [row, label] of predicted) (found[way] as (string | null)[])[row] = label;
      if (way === 2) fits.push(fit);
    }
  }
  const [lastLayer, bestLayer, learnedMix] = found.map((labels) => accuracyOf(task.labels, labels, task.groups, task.seed)) as [Accuracy | null, Accuracy | null, Accuracy | null];
  const mean = (value: (fit: MixFit) => number): number => fits.reduce((sum, fit) => sum + value(fit), 0) / fits.length;
  return {
    head: task.follows === null ? 'logistic' : 'crf', lastLayer, bestLayer, learnedMix, bestLayers,
    weights: Array.from({ length: nLayers }, (_, layer) => mean(({ weights }) => weights[layer] as number)), gamma: mean(({ gamma }) => gamma),
    nConverged: fits.filter(({ isConverged }) => isConverged).length,
  };
}

interface Read {
  readonly fit: MixFit;
  readonly predicted: readonly (readonly [row: number, label: string])[];
}

/** Fits layers on some rows of a table, and reads the labels of others. */
class Reading {
  private readonly names: readonly string[];

  constructor(private readonly table: VectorTable, private readonly task: MixTask, private readonly options: LogisticOptions) {
    this.names = [...new Set(task.labels.filter((label) => label !== null))].sort();
  }

  *steps(layers: readonly number[], train: readonly number[], test: readonly number[]): Generator<unknown, Read> {
    const { task: { labels, follows }, names } = this;
    const classes = Int32Array.from(train, (row) => names.indexOf(labels[row] as string));
    const [trained, tested] = this.scaled(layers, train, test);
    const head = follows === null ? softmaxLoss(classes, names.length) : crfLoss(classes, names.length, chainsOf(train, follows));
    const fit = yield* learnedMixSteps(trained, head, this.options);
    const logits = mixLogits(fit, tested);
    const found = viterbi(logits, names.length, follows === null ? test.map((_, i) => [i]) : chainsOf(test, follows), fit.own);
    return { fit, predicted: test.map((row, i) => [row, names[found[i] as number] as string] as const) };
  }

  private scaled(layers: readonly number[], train: readonly number[], test: readonly number[]): readonly [VectorTable, VectorTable] {
    const { dim } = this.table;
    const tables = [train, test].map((rows) => ({ values: new Float32Array(rows.length * layers.length * dim), nRows: rows.length, nLayers: layers.length, dim }));
    for (const [at, layer] of layers.entries()) {
      const one = layerRows(this.table, layer);
      const scaled = standardised({ values: one, n: this.table.nRows, dim }, train);
      for (const [part, rows] of [train, test].entries()) {
        const given = scaled(rows).values;
        rows.forEach((_, i) => { tables[part]?.values.set(given.subarray(i * dim, (i + 1) * dim), (i * layers.length + at) * dim); });
      }
    }
    return tables as [VectorTable, VectorTable];
  }
}

/** Chains of the places in `rows` (ascending): each goes on as long as a row follows the one before it. */
export function chainsOf(rows: readonly number[], follows: readonly boolean[]): Chain[] {
  const chains: number[][] = [];
  rows.forEach((row, i) => {
    if (i > 0 && rows[i - 1] === row - 1 && follows[row] === true) chains.at(-1)?.push(i);
    else chains.push([i]);
  });
  return chains;
}
