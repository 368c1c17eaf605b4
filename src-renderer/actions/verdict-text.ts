import type { Neighbour } from '@contract/embedding';
import type { SentenceSet } from '@contract/occurrence';
import { VERDICT_NEIGHBOURS, type Verdict } from '@semantics/verdict';
import { categoryOfSense, senseLabel } from '../state/categories';
import type { TypedVerdict } from '../state/typed.svelte';
import type { SenseReach } from '@semantics/sense-distances';

const DIGITS = 2, MOST_DIGITS = 6;
const shown = (distance: number, digits = DIGITS): string => distance.toFixed(digits);

/** As many digits as two numbers need that are told apart in words. */
function digitsApart(a: number, b: number): number {
  let digits = DIGITS;
  while (digits < MOST_DIGITS && shown(a, digits) === shown(b, digits)) digits++;
  return digits;
}

/** The verdict as the type bar words it. */
export function verdictText(verdict: Verdict, set: SentenceSet, reach: ReadonlyMap<string, SenseReach>): TypedVerdict {
  const label = (sense: string): string => senseLabel(set, sense) ?? sense;
  const votes = verdict.votes.flatMap(({ sense, n }) => Array.from({ length: n }, () => categoryOfSense(set, sense)));
  const [first, second] = verdict.votes;
  const nearest = `nearest ${shown(verdict.distance)}`;
  const leader = verdict.sense ?? first?.sense ?? '';
  const usual = reach.get(leader);
  if (verdict.kind === 'nearest') {
    return {
      category: categoryOfSense(set, leader), headline: `Nearest sense: ${label(leader)}`, votes,
      agreement: `${first?.n ?? 0} of ${votes.length} neighbours agree`,
      distances: usual === undefined ? nearest : `${nearest}, usual for this sense ${shown(usual.usualFrom)} to ${shown(usual.usualTo)}`,
    };
  }
  if (verdict.kind === 'outside') {
    const widest = usual?.usualTo ?? Math.max(0, ...[...reach.values()].map(({ usualTo }) => usualTo));
    const digits = digitsApart(verdict.distance, widest);
    return { category: 0, headline: 'Outside every known sense', votes, agreement: null, distances: `nearest ${shown(verdict.distance, digits)}, usual below ${shown(widest, digits)}` };
  }
  if (first === undefined || second === undefined) {
    // One sense has every labelled vote, but fewer than five of them.
    return { category: 0, headline: `Near ${label(leader)}, too few neighbours have a label to say more`, votes, agreement: `${votes.length} of ${VERDICT_NEIGHBOURS}`, distances: nearest };
  }
  const tally = first.n === second.n ? `${first.n} of ${votes.length} neighbours each` : `${first.n} and ${second.n} of ${votes.length} neighbours`;
  return { category: 0, headline: `Between ${label(first.sense)} and ${label(second.sense)}`, votes, agreement: tally, distances: nearest };
}

/** Where no sense is known only the distance can be told, beside its baseline. */
export function unlabelledVerdict(neighbours: readonly Neighbour[], baseline: number | null, randomPair: string): TypedVerdict {
  const nearest = neighbours[0];
  return {
    category: 0, headline: 'No senses are labelled here', votes: [], agreement: null,
    distances: nearest === undefined ? '' : `nearest ${shown(nearest.distance)}${baseline === null ? '' : `, ${randomPair} ${shown(baseline)}`}`,
  };
}
