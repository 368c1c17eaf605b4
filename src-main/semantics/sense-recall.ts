import { eachPair, labelledRows, type GoldLabels, type LabelledRows } from './labelled-rows';
import type { VectorTable } from './vector-table';

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

/** Multiplications in a step. */
const nProductsPerStep = 50_000_000;

function* recallSteps(table: VectorTable, layer: number, labels: GoldLabels): Generator<undefined, number | null> {
  const labelled = labelledRows(table, layer, labels);
  const { senses } = labelled;
  if (new Set(senses).size < 2) return null;
  const n = senses.length;
  const best = new Float64Array(n).fill(-Infinity);
  const nearest = new Int32Array(n).fill(-1);
  const nRowsPerStep = Math.max(1, Math.floor(nProductsPerStep / (n * table.dim)));
  for (let from = 0; from < n; from += nRowsPerStep) {
    eachPair(labelled, (i, j, cosine) => {
      // Pairs come in ascending order of either member, so "greater than" leaves a tie with the smaller row.
      if (cosine > (best[i] as number)) { best[i] = cosine; nearest[i] = j; }
      if (cosine > (best[j] as number)) { best[j] = cosine; nearest[j] = i; }
    }, from, Math.min(n, from + nRowsPerStep));
    yield;
  }
  return macroAverage(labelled, nearest);
}

function macroAverage({ senses, sentences }: LabelledRows, nearest: Int32Array): number | null {
  const tallies = new Map<string, { n: number; nRight: number; firstSentence: number; isRecallable: boolean }>();
  for (let i = 0; i < senses.length; i++) {
    const sense = senses[i] as string;
    const sentence = sentences[i] as number;
    const tally = tallies.get(sense) ?? { n: 0, nRight: 0, firstSentence: sentence, isRecallable: false };
    tally.n++;
    if (senses[nearest[i] as number] === sense) tally.nRight++;
    if (sentence !== tally.firstSentence) tally.isRecallable = true;
    tallies.set(sense, tally);
  }
  const recalls = [...tallies.values()].filter((tally) => tally.isRecallable).map((tally) => tally.nRight / tally.n);
  return recalls.length === 0 ? null : recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

function drained<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
