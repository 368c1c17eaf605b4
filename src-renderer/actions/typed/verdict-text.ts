import type { Neighbour } from '@contract/embedding';
import type { SentenceSet } from '@contract/occurrence';
import { verdictKind, VERDICT_NEIGHBOURS, type Placement } from '@semantics/placement';
import { categoryOfSense, senseLabel } from '../../sets/categories';
import type { TypedVerdict } from '../../state/typed.svelte';

const DIGITS = 2, MOST_DIGITS = 6;
const shown = (distance: number, digits = DIGITS): string => distance.toFixed(digits);

/** As many digits as two numbers need that are told apart in words. */
function digitsApart(a: number, b: number): number {
  let digits = DIGITS;
  while (digits < MOST_DIGITS && shown(a, digits) === shown(b, digits)) digits++;
  return digits;
}

/** Below this confidence a sense is leaned to, not named. */
const LEAST_CONFIDENCE = 0.75;

/** The verdict as the type bar words it. @param voters the occurrences that voted, in the order of the placement, with their cosine distances in the original space */
export function verdictText(placement: Placement, set: SentenceSet, voters: readonly Neighbour[]): TypedVerdict {
  const { sense, votes: tallies, confidence, record, distance, usual } = placement;
  const label = (id: string): string => senseLabel(set, id) ?? id;
  const votes = tallies.flatMap(({ sense: of, n }) => Array.from({ length: n }, () => categoryOfSense(set, of)));
  const [first, second] = tallies;
  const n = first?.n ?? 0;
  const nearest = `nearest ${shown(Math.min(...voters.map((voter) => voter.distance)))}`;
  const plain = { category: 0, votes, agreement: null, record: null, leans: false, voters, distances: nearest };
  const kind = verdictKind(placement);
  if (kind === 'outside') {
    const digits = digitsApart(distance, usual);
    return { ...plain, headline: 'Outside what this set knows', agreement: `of its senses ${label(sense)} is the nearest`, distances: `${shown(distance, digits)} from it without the spread within senses, usual below ${shown(usual, digits)}` };
  }
  if (kind === 'between' && first !== undefined && second !== undefined) {
    const tally = first.n === second.n ? `${first.n} of ${votes.length} neighbours each` : `${first.n} and ${second.n} of ${votes.length} neighbours`;
    return { ...plain, headline: `Between ${label(first.sense)} and ${label(second.sense)}`, agreement: tally };
  }
  const leans = confidence < LEAST_CONFIDENCE;
  return {
    ...plain, category: categoryOfSense(set, sense), leans,
    headline: leans ? `Leans to ${label(sense)}, ${n} of ${votes.length}` : `Nearest sense: ${label(sense)}, ${n} of ${votes.length}`,
    record: `confidence ${confidence.toFixed(2)}: verdicts about as clear are right in ${record.nRight.toLocaleString('en')} of ${record.n.toLocaleString('en')} cases here`,
  };
}

/** Why no sense is named, and how near the nearest occurrence is, beside its baseline. */
export function noVerdict(why: string, neighbours: readonly Neighbour[], baseline: number | null, randomPair: string): TypedVerdict {
  const nearest = neighbours[0];
  return {
    category: 0, headline: why, votes: [], agreement: null, record: null, leans: false, voters: neighbours.slice(0, VERDICT_NEIGHBOURS),
    distances: nearest === undefined ? '' : `nearest ${shown(nearest.distance)}${baseline === null ? '' : `, ${randomPair} ${shown(baseline)}`}`,
  };
}
