import { dot } from '@vectors/cosine';
import type { GoldLabels } from './labelled-rows';
import { labelledRows } from './labelled-rows';
import { keepNearest, type NearRow } from '@vectors/nearest';
import { vectorAt, type VectorTable } from '@vectors/vector-table';
import { VERDICT_MAJORITY, VERDICT_NEIGHBOURS } from './verdict';

/** One labelled occurrence, judged by the others as a typed word would be. */
export interface JudgedCase {
  /** How many of the eight nearest agreed on a sense. */
  readonly votes: number;
  /** Whether that sense is its own. */
  readonly isRight: boolean;
}

/** What verdicts like one have been worth on this set. */
export interface VerdictRecord {
  readonly nRight: number;
  readonly n: number;
  /** Cases with exactly as many votes, or with as many and more where those alone are too few. */
  readonly counted: 'exactly' | 'or-more';
}

/** Fewer cases say nothing. */
const LEAST_CASES = 10;

/**
 * Judges labelled occurrences by their eight nearest labelled ones in other sentences, leave one out. Yields after each, so that a caller may pause or stop.
 * @param labels null for rows that are not to count: those without a sense, and those of another word
 * @param nQueries beyond this many the occurrences judged (not those that judge) are an evenly spaced sample
 */
export function* judgedCasesSteps(table: VectorTable, layer: number, labels: GoldLabels, nQueries = Infinity): Generator<undefined, readonly JudgedCase[]> {
  const { senses, sentences, units } = labelledRows(table, layer, labels);
  const cases: JudgedCase[] = [];
  const stride = Math.max(1, Math.ceil(senses.length / nQueries));
  for (let query = 0; query < senses.length; query += stride) {
    const vector = vectorAt(units, query, 0);
    const voters = nearestOf(units.nRows, (other) => (sentences[other] === sentences[query] ? -Infinity : dot(vector, vectorAt(units, other, 0))));
    const [leader, votes] = leaderOf(voters.map((voter) => senses[voter] as string));
    if (leader !== null) cases.push({ votes, isRight: leader === senses[query] });
    yield;
  }
  return cases;
}

/** The record of verdicts with that many votes; null where there are too few cases even with the stronger ones, or no verdict is given with so few votes. */
export function recordOf(cases: readonly JudgedCase[], votes: number): VerdictRecord | null {
  if (votes < VERDICT_MAJORITY) return null;
  const tally = (of: readonly JudgedCase[], counted: VerdictRecord['counted']): VerdictRecord => ({ nRight: of.filter(({ isRight }) => isRight).length, n: of.length, counted });
  const same = cases.filter((one) => one.votes === votes);
  if (same.length >= LEAST_CASES || votes === VERDICT_NEIGHBOURS) return same.length >= LEAST_CASES ? tally(same, 'exactly') : null;
  const stronger = cases.filter((one) => one.votes >= votes);
  return stronger.length >= LEAST_CASES ? tally(stronger, 'or-more') : null;
}

/** The eight rows of the greatest likeness, greatest first; of equals the smaller row. */
function nearestOf(n: number, likeness: (row: number) => number): readonly number[] {
  const best: NearRow[] = [];
  for (let row = 0; row < n; row++) {
    const cosine = likeness(row);
    if (cosine !== -Infinity) keepNearest(best, { row, distance: -cosine }, VERDICT_NEIGHBOURS);
  }
  return best.map(({ row }) => row);
}

/** The sense with the most votes; equal votes: the sense of the nearer neighbour. */
function leaderOf(votes: readonly string[]): readonly [sense: string | null, n: number] {
  const counts = new Map<string, number>();
  for (const sense of votes) counts.set(sense, (counts.get(sense) ?? 0) + 1);
  return [...counts].reduce<readonly [string | null, number]>((best, [sense, n]) => (n > best[1] ? [sense, n] : best), [null, 0]);
}
