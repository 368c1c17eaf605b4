import type { Neighbour } from '@contract/embedding';
import type { SentenceSet } from '@contract/occurrence';
import { VERDICT_NEIGHBOURS, type SenseVerdict } from '@semantics/verdict';
import { categoryOfSense, senseLabel } from '../../sets/categories';
import type { TypedVerdict } from '../../state/typed.svelte';
import type { SenseReach } from '@semantics/sense-distances';
import type { VerdictRecord } from '@semantics/verdict-record';

const DIGITS = 2, MOST_DIGITS = 6;
const shown = (distance: number, digits = DIGITS): string => distance.toFixed(digits);

/** As many digits as two numbers need that are told apart in words. */
function digitsApart(a: number, b: number): number {
  let digits = DIGITS;
  while (digits < MOST_DIGITS && shown(a, digits) === shown(b, digits)) digits++;
  return digits;
}

/** Below this share of right cases a sense is leaned to, not named. */
const LEAST_RIGHT = 0.75;

/** What goes with every verdict. */
export interface VerdictContext {
  readonly set: SentenceSet;
  readonly reach: ReadonlyMap<string, SenseReach>;
  /** See {@link recordOf}; null: too few cases. */
  readonly record: VerdictRecord | null;
  readonly voters: readonly Neighbour[];
}

/** The verdict as the type bar words it. */
export function verdictText(verdict: SenseVerdict, { set, reach, record, voters }: VerdictContext): TypedVerdict {
  const label = (sense: string): string => senseLabel(set, sense) ?? sense;
  const votes = verdict.votes.flatMap(({ sense, n }) => Array.from({ length: n }, () => categoryOfSense(set, sense)));
  const [first, second] = verdict.votes;
  const nearest = `nearest ${shown(verdict.distance)}`;
  const leader = verdict.sense ?? first?.sense ?? '';
  const usual = reach.get(leader);
  const plain = { category: 0, votes, agreement: null, record: null, leans: false, voters };
  if (verdict.kind === 'nearest') {
    const leans = record !== null && record.nRight < LEAST_RIGHT * record.n;
    const n = first?.n ?? 0;
    return {
      ...plain, category: categoryOfSense(set, leader), leans,
      headline: leans ? `Leans to ${label(leader)}, ${n} of ${votes.length}` : `Nearest sense: ${label(leader)}, ${n} of ${votes.length}`,
      record: recordText(record, n),
      distances: usual === undefined ? nearest : `${nearest}, usual for this sense ${shown(usual.usualFrom)} to ${shown(usual.usualTo)}`,
    };
  }
  if (verdict.kind === 'outside') {
    const widest = usual?.usualTo ?? Math.max(0, ...[...reach.values()].map(({ usualTo }) => usualTo));
    const digits = digitsApart(verdict.distance, widest);
    return { ...plain, headline: 'Outside every known sense', distances: `nearest ${shown(verdict.distance, digits)}, usual below ${shown(widest, digits)}` };
  }
  if (first === undefined || second === undefined) {
    // One sense has every labelled vote, but fewer than five of them.
    return { ...plain, headline: `Near ${label(leader)}, too few neighbours have a label to say more`, agreement: `${votes.length} of ${VERDICT_NEIGHBOURS}`, distances: nearest };
  }
  const tally = first.n === second.n ? `${first.n} of ${votes.length} neighbours each` : `${first.n} and ${second.n} of ${votes.length} neighbours`;
  return { ...plain, headline: `Between ${label(first.sense)} and ${label(second.sense)}`, agreement: tally, distances: nearest };
}

function recordText(record: VerdictRecord | null, votes: number): string {
  if (record === null) return 'no record yet: too few such cases here';
  const which = record.counted === 'exactly' ? 'such verdicts' : `verdicts of ${votes} or more of ${VERDICT_NEIGHBOURS}`;
  return `${which} are right in ${record.nRight.toLocaleString('en')} of ${record.n.toLocaleString('en')} cases here`;
}

/** Why no sense is named, and how near the nearest occurrence is, beside its baseline. */
export function noVerdict(why: string, neighbours: readonly Neighbour[], baseline: number | null, randomPair: string): TypedVerdict {
  const nearest = neighbours[0];
  return {
    category: 0, headline: why, votes: [], agreement: null, record: null, leans: false, voters: neighbours.slice(0, VERDICT_NEIGHBOURS),
    distances: nearest === undefined ? '' : `nearest ${shown(nearest.distance)}${baseline === null ? '' : `, ${randomPair} ${shown(baseline)}`}`,
  };
}
