import type { LegendEntry } from '../sets/categories';
import { colouring } from './colouring.svelte';
import { fromA } from './from-a.svelte';
import { isNarrowed, NO_FILTER } from './document';
import { current } from './document.svelte';
import { sortRows } from '../sets/row-order';
import { parseQuery } from '../sets/search-query';
import { session } from './session.svelte';

/** What the left panel shows of the set: filter, search, order. */
class Concordance {
  private readonly filter = $derived(current.coming === null ? current.document.filter : NO_FILTER);
  readonly hidden = $derived(this.filter.hidden);
  readonly onlyForm = $derived(this.filter.onlyForm);
  readonly onlyRows = $derived(this.filter.onlyRows);
  readonly hiddenRows = $derived(this.filter.hiddenRows);
  readonly query = $derived(this.filter.query);
  /** What the user chose, as far as the set can be sorted so. */
  readonly sort = $derived.by(() => {
    const { sort } = current.document.list;
    return sort === 'colour' && colouring.id === 'none' ? 'before' : sort;
  });
  readonly isFullSentences = $derived(current.document.list.isFullSentences);

  readonly pattern = $derived(parseQuery(this.query, colouring.columns));
  /** Something is hidden that showing all gives back; a search is not. */
  readonly isNarrowed = $derived(isNarrowed(this.filter));
  readonly isFiltering = $derived(this.isNarrowed || this.pattern.kind === 'match');

  /** Rows that pass filter and search, in the order of the set. */
  readonly passing = $derived.by(() => {
    const { pattern, hidden, onlyForm, onlyRows, hiddenRows } = this;
    const entryOfRow = colouring.entryOfRow;
    const forms = colouring.form.values;
    const rows: number[] = [];
    session.occurrences.forEach((occurrence, row) => {
      if (hidden.has(entryOfRow[row] ?? '\u0000')) return;
      if (onlyForm !== null && forms[row] !== onlyForm) return;
      if (onlyRows?.has(row) === false || hiddenRows.has(row)) return;
      if (pattern.kind === 'match' && !pattern.test(occurrence.text, row)) return;
      rows.push(row);
    });
    return rows;
  });

  /** All rows in the order of the list. Sorted once: what is shown of them changes more often, and in a set of 20,000 sorting takes a second. */
  private readonly ordered = $derived.by(() => {
    // By texts labels do not matter; read, they would have all sorted again.
    if (this.sort !== 'colour') return sortRows([...session.texts.keys()], session.texts, this.sort, () => 0, this.sort === 'nearest' ? fromA.distances : null);
    const rank = new Map(colouring.legend.map((entry, index) => [entry.id, index]));
    const { column: { numbers }, entryOfRow } = colouring;
    // By what is coloured: groups of the legend, or the numbers of a ramp.
    const rankOfRow = (row: number): number => (numbers === null ? rank.get(entryOfRow[row] ?? '') ?? Infinity : Number.isNaN(numbers[row]) ? Infinity : numbers[row] ?? Infinity);
    return sortRows([...session.occurrences.keys()], session.occurrences, this.sort, rankOfRow, null);
  });

  readonly rows = $derived.by(() => {
    if (!this.isFiltering) return this.ordered;
    const passing = new Set(this.passing);
    return this.ordered.filter((row) => passing.has(row));
  });

  /** An entry is shown unless it is switched off. */
  isShown(entry: LegendEntry): boolean {
    return !this.hidden.has(entry.id);
  }
}

export const concordance = new Concordance();
