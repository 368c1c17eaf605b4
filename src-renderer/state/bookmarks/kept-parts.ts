import type { Occurrence, SentenceSet } from '@contract/occurrence';
import type { Bookmark, NamedSelection, SavedFilter } from '@contract/sessions/bookmark';
import type { Column } from '../../sets/columns';
import { haveSameTexts } from '../../sets/set-edits';
import type { Filter, SessionDocument } from '../document';

/** Id of the column that the named selections are. */
export const NAMED_COLUMN = 'named';

export type KeptParts = Pick<SessionDocument, 'bookmarks' | 'named'>;

export const savedFilterOf = ({ hidden, onlyForm, onlyRows, hiddenRows, query }: Filter): SavedFilter =>
  ({ hidden: [...hidden], onlyForm, onlyRows: onlyRows === null ? null : [...onlyRows], hiddenRows: [...hiddenRows], query });

/** @param nRows rows of the set: others are left out */
export function filterOf({ hidden, onlyForm, onlyRows, hiddenRows, query }: SavedFilter, nRows = Infinity): Filter {
  const there = (rows: readonly number[]): Set<number> => new Set(rows.filter((row) => row < nRows));
  return { hidden: new Set(hidden), onlyForm, onlyRows: onlyRows === null ? null : there(onlyRows), hiddenRows: there(hiddenRows), query };
}

/** Where rows of a set are after one edit of it: by the occurrence; a sentence that was changed in its place stays where it is, and what was deleted is gone. */
export function rowMover(before: SentenceSet, after: SentenceSet): (rows: readonly number[]) => number[] {
  if (haveSameTexts(before, after)) return (rows) => [...rows];
  const rowOf = new Map<Occurrence, number>(after.occurrences.map((occurrence, row) => [occurrence, row]));
  const isSameLength = before.occurrences.length === after.occurrences.length;
  return (rows) => rows.flatMap((row) => {
    const occurrence = before.occurrences[row];
    return (occurrence === undefined ? undefined : rowOf.get(occurrence)) ?? (isSameLength ? row : []);
  });
}

/**
 * Bookmarks and named selections after one edit of the set on screen. A preset makes way for a copy of one's own: bookmarks lead there from now on, named
 * selections are of both. A named selection of which nothing is left goes.
 * @param newId an id that nothing has
 */
export function movedParts({ bookmarks, named }: KeptParts, before: SentenceSet, after: SentenceSet, newId: () => string): KeptParts {
  if (before === after) return { bookmarks, named };
  const moved = rowMover(before, after);
  return {
    bookmarks: bookmarks.map((one) => (one.look.set !== before.id ? one : {
      ...one, look: { ...one.look, set: after.id, rows: moved(one.look.rows) },
      filter: { ...one.filter, onlyRows: one.filter.onlyRows === null ? null : moved(one.filter.onlyRows), hiddenRows: moved(one.filter.hiddenRows) },
    })),
    named: named.flatMap((one): readonly NamedSelection[] => {
      if (one.set !== before.id) return [one];
      const rows = moved(one.rows);
      const kept = before.id === after.id ? [] : [one];
      return rows.length === 0 ? kept : [...kept, { ...one, id: before.id === after.id ? one.id : newId(), set: after.id, rows }];
    }),
  };
}

/** The named selections as a column to colour by; of several that hold a row the first counts. @param named of one set */
export function namedColumn(named: readonly NamedSelection[], nRows: number): Column {
  const values = new Array<string | null>(nRows).fill(null);
  for (const { id, rows } of [...named].reverse()) for (const row of rows) values[row] = id;
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return { id: NAMED_COLUMN, title: 'selection', values, numbers: null, label: (value) => names.get(value) ?? value, isTooVaried: false };
}

/** The own sets that bookmarks and named selections are of, and those that bookmarks compare with. */
export const setIdsOf = ({ bookmarks, named }: KeptParts): readonly string[] =>
  [...new Set([...bookmarks.flatMap(({ look }) => [look.set, look.beside?.set ?? look.set]), ...named.map(({ set }) => set)])];

/** The same with sets that are called otherwise here. @param renamed the id here by the id there */
export function withSetIds({ bookmarks, named }: KeptParts, renamed: ReadonlyMap<string, string>): KeptParts {
  const idOf = (id: string): string => renamed.get(id) ?? id;
  const here = (one: Bookmark): Bookmark => {
    const { beside } = one.look;
    return { ...one, look: { ...one.look, set: idOf(one.look.set), beside: beside === null || beside.set === null ? beside : { ...beside, set: idOf(beside.set) } } };
  };
  return { bookmarks: bookmarks.map(here), named: named.map((one) => ({ ...one, set: idOf(one.set) })) };
}

/** One element of a list a place earlier or later; the list itself at its ends. */
export function stepped<T>(list: readonly T[], at: number, by: -1 | 1): readonly T[] {
  const here = list[at], there = list[at + by];
  return here === undefined || there === undefined ? list : list.map((one, index) => (index === at ? there : index === at + by ? here : one));
}
