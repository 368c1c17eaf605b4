import type { SentenceSet } from '@contract/occurrence';
import { formOf } from '../../sets/forms';

/** "Same sense 4 of 5, same form 5 of 5": whether a word stands among its sense or only among its like. Empty without neighbours. */
export function neighbourShares({ occurrences, senses }: SentenceSet, row: number, neighbours: readonly { readonly row: number }[]): string {
  if (neighbours.length === 0) return '';
  const known = new Set(senses.map(({ id }) => id));
  const senseOf = (at: number): string | null => {
    const sense = occurrences[at]?.labels['sense'];
    return sense !== undefined && known.has(sense) ? sense : null;
  };
  const formAt = (at: number): string => {
    const occurrence = occurrences[at];
    return occurrence === undefined ? '' : formOf(occurrence);
  };
  const share = (of: (at: number) => string | null): string => `${neighbours.filter((neighbour) => of(neighbour.row) === of(row)).length} of ${neighbours.length}`;
  const form = `same form ${share(formAt)}`;
  return senseOf(row) === null ? form.replace('s', 'S') : `Same sense ${share(senseOf)}, ${form}`;
}
