import type { MixHead } from '@contract/layers/learned-mix';
import type { RefusedProbes } from '@contract/layers/probes';
import type { Occurrence } from '@contract/occurrence';
import { followsOf, isWholeSentence, wordRuns } from '@contract/sentences/word-runs';
import type { MixTask } from './mix-probe';
import type { ProbeTask } from './probe';

/** Scores of pairs of labels that one step of a CRF may sum, over all words: about a second, in which nothing else is answered. */
const MOST_PAIR_SCORES = 1e7;

export interface HeadedRows {
  /** The whole set, in its order. */
  readonly all: readonly Occurrence[];
  /** Those of it that are a row of the task, in the same order. */
  readonly rows: readonly Occurrence[];
}

/** What a head reads of a task: a CRF words in the order of their sentences. Says why where there is too little order, or too much to sum. */
export function mixTask(task: ProbeTask, head: MixHead, { all, rows }: HeadedRows): MixTask | RefusedProbes {
  if (head === 'logistic') return { ...task, follows: null };
  const follows = followsOf(rows);
  return noSentences(all) ?? noNeighbours(task, follows) ?? tooManyPairs(task) ?? { ...task, follows };
}

/** A word alone, or some words of a sentence, are no sequence; a few beside whole sentences do no harm. */
function noSentences(all: readonly Occurrence[]): RefusedProbes | null {
  const n = wordRuns(all).reduce((sum, run) => sum + (run.length > 1 && isWholeSentence(run) ? run.length : 0), 0);
  if (2 * n > all.length) return null;
  const counted = n === 0 ? 'none' : `only ${n.toLocaleString('en')}`;
  return {
    refusal: `A CRF reads the words of a sentence in order, and ${counted} of the ${all.length.toLocaleString('en')} occurrences here stand with all other words of their sentence. Open a treebank (.conllu) with “every word”, drawn as “whole sentences”.`,
  };
}

function noNeighbours({ labels, nFolds }: ProbeTask, follows: readonly boolean[]): RefusedProbes | null {
  const isLabelled = (row: number): boolean => labels[row] != null;
  if (follows.some((isNext, row) => isNext && isLabelled(row) && isLabelled(row - 1))) return null;
  return { refusal: `No two neighbouring words both have a label that ${nFolds} sentences or more have, so a CRF has no order to learn. Choose another label.` };
}

function tooManyPairs({ labels }: ProbeTask): RefusedProbes | null {
  const there = labels.filter((label) => label !== null);
  const nLabels = new Set(there).size;
  if (there.length * nLabels ** 2 <= MOST_PAIR_SCORES) return null;
  const most = Math.floor(Math.sqrt(MOST_PAIR_SCORES / there.length));
  return {
    refusal: `A CRF scores every pair of the ${nLabels.toLocaleString('en')} labels at each of the ${there.length.toLocaleString('en')} words, which is too much. Choose a label of ${most.toLocaleString('en')} values or fewer, or open fewer sentences.`,
  };
}
