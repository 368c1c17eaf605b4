import type { Neighbour } from '@contract/embedding';
import type { SenseReach } from '@semantics/sense-distances';
import { sentenceIds } from '@semantics/sentence-ids';
import type { VectorTable } from '@vectors/vector-table';
import { senseVerdictOf, VERDICT_NEIGHBOURS } from '@semantics/verdict';
import { judgedCasesSteps, recordOf, type JudgedCase } from '@semantics/verdict-record';
import { counted } from '../../wording/captions';
import { session } from '../../state/session.svelte';
import type { TypedVerdict } from '../../state/typed.svelte';
import { shownLayer, type View } from '../../state/view';
import { distancesTo, inSlices, rowFactsOf, senseReachOf, tableOf, type RowFacts } from '../selection/measure';
import { noVerdict, verdictText } from './verdict-text';

/** Judging more would say the same a little more exactly. */
const MOST_CASES = 400;

/** What verdicts on one word rest on: measured once for a view and word. */
interface Evidence {
  /** By row; null for rows of other words and rows without a sense. */
  readonly senses: readonly (string | null)[];
  /** Rows of the word that have a sense. */
  readonly rows: readonly number[];
  readonly reach: Map<string, SenseReach>;
  readonly cases: readonly JudgedCase[];
}

/** By the view's vectors; `of` tells word and labels. */
const known = new WeakMap<Float32Array, { readonly of: string; readonly evidence: Evidence }>();

/** Senses of the rows of one word alone, whatever its case: other words' senses are no evidence for it. */
function factsOfWord(view: View, word: string): RowFacts {
  const all = rowFactsOf(view);
  const wanted = word.toLocaleLowerCase('en');
  return { ...all, senseOf: (row) => (view.set.occurrences[row]?.word.toLocaleLowerCase('en') === wanted ? all.senseOf(row) : null) };
}

async function evidenceOf(view: View, word: string, signal: AbortSignal): Promise<Evidence> {
  const table: VectorTable = tableOf(view.vectors, shownLayer(view).summary.dim);
  const facts = factsOfWord(view, word);
  const all = Array.from({ length: table.nRows }, (_, row) => row);
  const senses = all.map(facts.senseOf);
  const of = JSON.stringify(senses);
  const found = known.get(view.vectors);
  if (found?.of === of) return found.evidence;
  const labels = { senses, sentences: sentenceIds(all.map(facts.sentenceOf)) };
  const evidence: Evidence = {
    senses, rows: all.filter((row) => senses[row] !== null), reach: await senseReachOf(table, facts, signal),
    cases: await inSlices(judgedCasesSteps(table, 0, labels, MOST_CASES), signal),
  };
  known.set(view.vectors, { of, evidence });
  return evidence;
}

/**
 * What the labelled occurrences of the word say of a typed vector.
 * None is given at layer 0 and at layers no better than chance, and with fewer than eight labelled occurrences of the word.
 */
export async function judge(view: View, vector: Float32Array, word: string, signal: AbortSignal): Promise<TypedVerdict> {
  const { set, mix } = view;
  const { summary, layer } = shownLayer(view);
  const distances = distancesTo(tableOf(view.vectors, summary.dim), vector);
  const nearestOf = (rows: readonly number[]): readonly Neighbour[] =>
    rows.filter((row) => !Number.isNaN(distances[row])).map((row) => ({ row, distance: distances[row] ?? 0 })).sort((a, b) => a.distance - b.distance || a.row - b.row);
  const none = (why: string): TypedVerdict => noVerdict(why, nearestOf([...set.occurrences.keys()]), session.baseline, session.randomPair);
  if (layer === 0 && summary.nLayers > 1) return none('No context yet: layer 0 cannot tell senses apart');
  if (word === '') return none('Senses belong to words, and the sentence has none of this set’s');
  const { senses, rows, reach, cases } = await evidenceOf(view, word, signal);
  if (rows.length === 0) return none('No senses are labelled here');
  if (rows.length < VERDICT_NEIGHBOURS) return none(`Too few labels for a verdict: ${counted(rows.length, 'occurrence')} of “${word}” ${rows.length === 1 ? 'has' : 'have'} one, ${VERDICT_NEIGHBOURS} are needed`);
  const recall = summary.senseRecall?.[layer];
  const chance = 1 / Math.max(1, set.senses.length);
  if (recall !== undefined && recall <= chance) return none(`This ${mix === null ? 'layer' : 'mix'} tells senses apart no better than chance (recall ${recall.toFixed(2)}, chance ${chance.toFixed(2)})`);
  const voters = nearestOf(rows).slice(0, VERDICT_NEIGHBOURS);
  const verdict = senseVerdictOf(voters, senses, new Map([...reach].map(([sense, { usualTo }]) => [sense, usualTo])));
  if (verdict === null) return none('No senses are labelled here');
  return verdictText(verdict, { set, reach, voters, record: recordOf(cases, verdict.votes[0]?.n ?? 0) });
}
