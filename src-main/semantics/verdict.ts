import type { Neighbour } from '@contract/embedding';

/** How many neighbours in the original space vote on a typed word. */
export const VERDICT_NEIGHBOURS = 8;
/** How many of them must agree before the verdict names a sense. */
export const VERDICT_MAJORITY = 5;

/**
 * What the neighbours say of a typed word (`ux.md`, "Type bar").
 * `nearest`: at least 5 of 8 vote for one sense and the nearest of them is within that sense's reach;
 * `between`: it is within reach of a sense that has a vote, but no such sense has the majority;
 * `outside`: it is farther from every sense that has a vote than that sense's own occurrences are from each other.
 */
export interface SenseVerdict {
  readonly kind: 'nearest' | 'between' | 'outside';
  /** The sense with the majority; set for `nearest` alone. */
  readonly sense: string | null;
  /** Neighbours per sense id, most votes first (equal votes: the sense of the nearer neighbour first). */
  readonly votes: readonly { readonly sense: string; readonly n: number }[];
  /** Cosine distance of the nearest labelled neighbour (`nearest`: of the nearest one of that sense), 0…2. */
  readonly distance: number;
  /** What `distance` stands beside: the reach of that neighbour's sense ("usual below 0.29"), 0…2. */
  readonly reach: number;
}

interface Tally {
  readonly sense: string;
  readonly distance: number;
  n: number;
}

/**
 * @param neighbours nearest occurrences, nearest first; those beyond the eighth do not vote
 * @param senseOfRow gold sense of every row of the set; null where a row has none (it does not vote)
 * @param reaches `senseReaches` of the same layer; a sense without a reach of its own (a single occurrence) borrows the widest
 * @returns null when no neighbour has a label: there is nothing to vote with
 */
export function senseVerdictOf(neighbours: readonly Neighbour[], senseOfRow: readonly (string | null)[], reaches: ReadonlyMap<string, number>): SenseVerdict | null {
  const tallies = new Map<string, Tally>();
  for (const { row, distance } of neighbours.slice(0, VERDICT_NEIGHBOURS)) {
    const sense = senseOfRow[row] ?? null;
    if (sense === null) continue;
    const tally = tallies.get(sense);
    if (tally === undefined) tallies.set(sense, { sense, distance, n: 1 });
    else tally.n++;
  }
  // The map holds the senses in the order of their nearest neighbour, and sorting is stable: that order breaks ties.
  const [nearest] = tallies.values();
  const ranked = [...tallies.values()].sort((a, b) => b.n - a.n);
  const [leader] = ranked;
  if (nearest === undefined || leader === undefined) return null;
  const votes = ranked.map(({ sense, n }) => ({ sense, n }));
  const widest = Math.max(0, ...reaches.values());
  const reachOf = (tally: Tally): number => reaches.get(tally.sense) ?? widest;
  const isWithin = (tally: Tally): boolean => tally.distance <= reachOf(tally);
  if (leader.n >= VERDICT_MAJORITY && isWithin(leader)) {
    return { kind: 'nearest', sense: leader.sense, votes, distance: leader.distance, reach: reachOf(leader) };
  }
  const kind = ranked.some(isWithin) ? 'between' : 'outside';
  return { kind, sense: null, votes, distance: nearest.distance, reach: reachOf(nearest) };
}
