import type { Neighbour } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import { wordPlacerSteps, type WordPlacer } from '@semantics/word-placer';
import { recallByChance } from '@semantics/sense-recall';
import { session } from '../../state/session.svelte';
import type { TypedVerdict } from '../../state/typed.svelte';
import { shownLayer, type View } from '../../state/view';
import { distancesTo, inSlices, rowFactsOf, tableOf } from '../selection/measure';
import { noVerdict, verdictText } from './verdict-text';
import { sceneWords } from '../../wording/interface/scene';

/** What was learnt last, by the view's vectors; `of` tells word and labels. */
const known = new WeakMap<Float32Array, { readonly of: string; readonly learnt: WordPlacer }>();

/** The occurrences of the set; a label that names none of its senses is none. */
function labelledOf(view: View): readonly Occurrence[] {
  const { senseOf } = rowFactsOf(view);
  return view.set.occurrences.map((occurrence, row) => {
    const sense = senseOf(row);
    return { ...occurrence, labels: sense === null ? {} : { sense } };
  });
}

/** @throws Failure `bad-input` where the labels of the word are too few to learn from */
async function learn(view: View, word: string, signal: AbortSignal): Promise<WordPlacer> {
  const occurrences = labelledOf(view);
  const of = JSON.stringify([word.toLocaleLowerCase('en'), occurrences.map(({ labels }) => labels['sense'] ?? null)]);
  const found = known.get(view.vectors);
  if (found?.of === of) return found.learnt;
  const learnt = await inSlices(wordPlacerSteps(tableOf(view.vectors, shownLayer(view).summary.dim), 0, occurrences, word), signal);
  known.set(view.vectors, { of, learnt });
  return learnt;
}

/**
 * What the labelled occurrences of the word say of a typed vector: what `contexture place` says.
 * None is given at layer 0 and at layers no better than chance, and with fewer than eight labelled occurrences of the word or one sense alone.
 */
export async function judge(view: View, vector: Float32Array, word: string, signal: AbortSignal): Promise<TypedVerdict> {
  const { set, mix } = view;
  const { summary, layer } = shownLayer(view);
  const distances = distancesTo(tableOf(view.vectors, summary.dim), vector);
  const none = (why: string): TypedVerdict => {
    const near = [...set.occurrences.keys()]
      .filter((row) => !Number.isNaN(distances[row]))
      .map((row): Neighbour => ({ row, distance: distances[row] ?? 0 }))
      .sort((a, b) => a.distance - b.distance || a.row - b.row);
    return noVerdict(why, near, session.baselineOf(view), session.randomPair);
  };
  if (layer === 0 && summary.nLayers > 1) return none(sceneWords.noContextYet);
  if (word === '') return none(sceneWords.noWordOfSet);
  const { senseOf } = rowFactsOf(view);
  if (!set.occurrences.some((occurrence, row) => occurrence.word.toLocaleLowerCase('en') === word.toLocaleLowerCase('en') && senseOf(row) !== null)) return none(sceneWords.noSenses);
  const recall = summary.senseRecall?.[layer];
  const chance = recallByChance(set.senses.length);
  if (recall !== undefined && recall <= chance) return none(sceneWords.noBetterThanChance(mix !== null, recall, chance));
  try {
    const { placer, rows } = await learn(view, word, signal);
    const placement = placer.place(vector);
    const voters = placement.voters.map((at): Neighbour => ({ row: rows[at] as number, distance: distances[rows[at] as number] ?? NaN }));
    return verdictText(placement, set, voters);
  } catch (error) {
    if (error instanceof Failure && error.code === 'bad-input') return none(error.message.replace(/\.$/u, ''));
    throw error;
  }
}
