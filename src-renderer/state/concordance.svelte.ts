import type { LegendEntry } from './categories';
import { colouring } from './colouring.svelte';
import { sortRows, type SortKey } from './row-order';
import { parseSearch } from './search-pattern';
import { session } from './session.svelte';

/** What the left panel shows of the set: filter, search, order. */
class Concordance {
  /** Legend entries that are switched off. */
  hidden = $state.raw<ReadonlySet<string>>(new Set());
  /** The one word form that is shown; null: all. */
  onlyForm = $state<string | null>(null);
  query = $state('');
  sort = $state<SortKey>('before');
  isFullSentences = $state(false);
  /** Distance of every row from A at the layer shown; null without a selection. */
  distancesFromA = $state.raw<Float32Array | null>(null);

  readonly pattern = $derived(parseSearch(this.query));
  readonly isFiltering = $derived(this.hidden.size > 0 || this.onlyForm !== null || this.pattern.kind === 'match');

  /** Rows that pass filter and search, in the order of the set. */
  readonly passing = $derived.by(() => {
    const { pattern, hidden, onlyForm } = this;
    const entryOfRow = colouring.entryOfRow;
    const forms = colouring.form.values;
    const rows: number[] = [];
    session.occurrences.forEach((occurrence, row) => {
      if (hidden.has(entryOfRow[row] ?? '\u0000')) return;
      if (onlyForm !== null && forms[row] !== onlyForm) return;
      if (pattern.kind === 'match' && !pattern.test(occurrence.text)) return;
      rows.push(row);
    });
    return rows;
  });

  readonly rows = $derived.by(() => {
    const rank = new Map(colouring.legend.map((entry, index) => [entry.id, index]));
    const numbers = colouring.column.numbers;
    // By what is coloured: groups of the legend, or the numbers of a ramp.
    const rankOfRow = (row: number): number => (numbers === null ? rank.get(colouring.entryOfRow[row] ?? '') ?? Infinity : Number.isNaN(numbers[row]) ? Infinity : numbers[row] ?? Infinity);
    return sortRows(this.passing, session.occurrences, this.sort, rankOfRow, this.distancesFromA);
  });

  /** An entry is shown unless it is switched off. */
  isShown(entry: LegendEntry): boolean {
    return !this.hidden.has(entry.id);
  }

  reset(): void {
    this.hidden = new Set();
    this.onlyForm = null;
    this.query = '';
    this.distancesFromA = null;
    if (this.sort === 'nearest' || (this.sort === 'colour' && colouring.id === 'none')) this.sort = 'before';
  }
}

export const concordance = new Concordance();
