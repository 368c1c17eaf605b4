import { drained } from '@contract/steps';
import type { GoldLabels } from './labelled-rows';
import { nearestRowsSteps } from './nearest-rows';
import type { VectorTable } from '@vectors/vector-table';

/**
 * Leave-one-out 1-nearest-neighbour sense recall of one layer, 0…1: the share of a sense's occurrences whose nearest labelled
 * neighbour by cosine has the same sense, averaged over senses (macro, so that a rare sense counts as much as a common one).
 * Neighbours from the occurrence's own sentence do not count; equal distances: the smaller row wins. Averaged are the senses
 * that occur in two sentences or more, since no other sense could ever be recalled; the rest still compete as neighbours.
 * The 1-NN probe follows Wiedemann et al. 2019 ("Does BERT make any sense?") without a training split.
 * Cost: n² / 2 inner products, n labelled rows.
 * @returns null where fewer than two senses are labelled or none can be recalled
 */
export function senseRecall(table: VectorTable, layer: number, labels: GoldLabels): number | null {
  return drained(recallSteps(table, layer, labels));
}

/** {@link senseRecall} of every layer; null where it is not defined (then it is so for each layer alike). */
export function senseRecallByLayer(table: VectorTable, labels: GoldLabels): number[] | null {
  return drained(senseRecallSteps(table, labels));
}

/** {@link senseRecallByLayer} in steps of about 50 ms, for a caller that has other things to do between them. */
export function* senseRecallSteps(table: VectorTable, labels: GoldLabels): Generator<undefined, number[] | null> {
  const recalls: number[] = [];
  for (let layer = 0; layer < table.nLayers; layer++) {
    const recall = yield* recallSteps(table, layer, labels);
    if (recall === null) return null;
    recalls.push(recall);
  }
  return recalls;
}

function* recallSteps(table: VectorTable, layer: number, labels: GoldLabels): Generator<undefined, number | null> {
  const { labelled } = yield* nearestRowsSteps(table, layer, { sentences: labels.sentences, isLabelled: (row) => (labels.senses[row] ?? null) !== null });
  return recallFrom(labels, labelled);
}

/**
 * Labels that can be recalled at all: those that occur in two sentences or more, since a row's own sentence is no evidence for it. The others still compete.
 * @param labels of every row; null: none
 */
export function recallableLabels(labels: readonly (string | null)[], sentences: ArrayLike<number>): ReadonlySet<string> {
  const firstSentence = new Map<string, number>();
  const recallable = new Set<string>();
  for (const [row, label] of labels.entries()) {
    if (label === null) continue;
    const sentence = sentences[row] as number;
    if ((firstSentence.get(label) ?? sentence) !== sentence) recallable.add(label);
    if (!firstSentence.has(label)) firstSentence.set(label, sentence);
  }
  return recallable;
}

/**
 * {@link senseRecall} where the nearest labelled rows are known.
 * @param nearest of every row, -1 where it has none or has no vector
 */
export function recallFrom({ senses, sentences }: GoldLabels, nearest: Int32Array): number | null {
  const labels = senses.map((sense, row) => ((nearest[row] ?? -1) >= 0 ? sense : null));
  const tallies = new Map<string, { n: number; nRight: number }>();
  for (const [row, label] of labels.entries()) {
    if (label === null) continue;
    const tally = tallies.get(label) ?? { n: 0, nRight: 0 };
    tally.n++;
    if (senses[nearest[row] as number] === label) tally.nRight++;
    tallies.set(label, tally);
  }
  if (tallies.size < 2) return null;
  const recallable = recallableLabels(labels, sentences);
  const recalls = [...tallies].filter(([label]) => recallable.has(label)).map(([, tally]) => tally.nRight / tally.n);
  return recalls.length === 0 ? null : recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

/** Macro recall of a guess that looks at nothing: each of `nSenses` senses is right in its share of cases; 1 where there is none. In (0, 1]. */
export const recallByChance = (nSenses: number): number => 1 / Math.max(1, nSenses);
