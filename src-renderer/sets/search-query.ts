import type { Column } from './columns';
import { parseSearch } from './search-pattern';

export type SearchQuery =
  | { readonly kind: 'none' }
  | { readonly kind: 'match'; readonly test: (text: string, row: number) => boolean }
  | { readonly kind: 'broken'; readonly message: string };

/** `column:value` or `-column:value`. */
interface ColumnTerm {
  readonly isExcluded: boolean;
  readonly column: string;
  readonly value: string;
}

/** A term by itself: name and value with quotes where they have blanks. A name begins with a letter: 10:30 is text. */
const TERM = /(?<=^|\s)(-?)(?:"([^"]+)"|(\p{L}[^\s:"]*)):(?:"([^"]*)"|([^\s"]+))(?=\s|$)/gu;
/** An expression, and what stands behind it. */
const EXPRESSION = /^(\/.*\/[a-z]*)(\s+-?(?:"|\p{L}).*)$/su;

const folded = (text: string): string => text.trim().toLocaleLowerCase('en');

/**
 * Reads what is searched for: text or /pattern/ as {@link parseSearch} has it, and any number of terms `column:value` before or behind it. Of a column any of its values
 * will do, none of those with a minus; `column:""` is what has no value. Values and names are compared whole, whatever their case.
 */
export function parseQuery(query: string, columns: readonly Column[]): SearchQuery {
  const { terms, rest } = taken(query);
  const pattern = parseSearch(rest);
  if (terms.length === 0 || pattern.kind === 'broken') return pattern;
  const termsOf = new Map<Column, ColumnTerm[]>();
  for (const term of terms) {
    const name = folded(term.column);
    const column = columns.find(({ title }) => folded(title) === name) ?? columns.find(({ id }) => id === name);
    if (column === undefined) return { kind: 'broken', message: unknownColumn(term.column, columns) };
    termsOf.set(column, [...(termsOf.get(column) ?? []), term]);
  }
  const tests = [...termsOf].map(([column, own]) => testOf(column, own));
  return { kind: 'match', test: (text, row) => tests.every((test) => test(row)) && (pattern.kind === 'none' || pattern.test(text)) };
}

function testOf({ values, label }: Column, terms: readonly ColumnTerm[]): (row: number) => boolean {
  const valuesOf = (isExcluded: boolean): ReadonlySet<string> => new Set(terms.flatMap((term) => (term.isExcluded === isExcluded ? [folded(term.value)] : [])));
  const [wanted, excluded] = [valuesOf(false), valuesOf(true)];
  // Each value is looked at once, however many rows have it.
  const passes = new Map<string | null, boolean>();
  for (const value of new Set(values)) {
    const names = value === null ? [''] : [folded(value), folded(label(value))];
    passes.set(value, (wanted.size === 0 || names.some((name) => wanted.has(name))) && !names.some((name) => excluded.has(name)));
  }
  return (row) => passes.get(values[row] ?? null) ?? false;
}

/** The terms of a query and what is left; a pattern may have colons of its own. */
function taken(query: string): { readonly terms: readonly ColumnTerm[]; readonly rest: string } {
  const terms: ColumnTerm[] = [];
  const take = (text: string): string => text.replace(TERM, (_, minus: string, quotedName?: string, name?: string, quotedValue?: string, value?: string) => {
    terms.push({ isExcluded: minus === '-', column: quotedName ?? name ?? '', value: quotedValue ?? value ?? '' });
    return '';
  });
  const at = /(?:^|\s)\//u.exec(query);
  const [before, behind] = at === null ? [query, ''] : [query.slice(0, at.index), query.slice(at.index).trimStart()];
  // A slash within text begins no pattern.
  const first = take(before);
  if (at === null || first.trim() !== '') return { terms, rest: at === null ? first : first + take(` ${behind}`) };
  const [, expression = behind, more = ''] = EXPRESSION.exec(behind) ?? [];
  const others = take(more);
  return { terms, rest: others.trim() === '' ? expression : expression + others };
}

const unknownColumn = (name: string, columns: readonly Column[]): string =>
  `There is no column “${name}”. There are ${columns.map(({ title }) => `“${title}”`).join(', ')}. To look for the text itself, write it between slashes.`;
