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
  /** Rows that are shown alone; null: all. */
  onlyRows = $state.raw<ReadonlySet<number> | null>(null);
  /** Rows that are hidden one by one. */
  hiddenRows = $state.raw<ReadonlySet<number>>(new Set());
  query = $state('');
  sort = $state<SortKey>('before');
  isFullSentences = $state(false);
  /** Distance of every row from A at the layer shown; null without a selection. */
  distancesFromA = $state.raw<Float32Array | null>(null);

  readonly pattern = $derived(parseSearch(this.query));
  /** Something is hidden that {@link showAll} gives back; a search is not. */
  readonly isNarrowed = $derived(this.hidden.size > 0 || this.onlyForm !== null || this.onlyRows !== null || this.hiddenRows.size > 0);
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
      if (pattern.kind === 'match' && !pattern.test(occurrence.text)) return;
      rows.push(row);
    });
    return rows;
  });

  /** All rows in the order of the list. Sorted once: what is shown of them changes more often, and in a set of 20,000 sorting takes a second. */
  private readonly ordered = $derived.by(() => {
    const rank = new Map(colouring.legend.map((entry, index) => [entry.id, index]));
    const { column: { numbers }, entryOfRow } = colouring;
    // By what is coloured: groups of the legend, or the numbers of a ramp.
    const rankOfRow = (row: number): number => (numbers === null ? rank.get(entryOfRow[row] ?? '') ?? Infinity : Number.isNaN(numbers[row]) ? Infinity : numbers[row] ?? Infinity);
    return sortRows([...session.occurrences.keys()], session.occurrences, this.sort, rankOfRow, this.distancesFromA);
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

  /** Nothing is hidden any more; a search stays. */
  showAll(): void {
    this.hidden = new Set();
    this.onlyForm = null;
    this.onlyRows = null;
    this.hiddenRows = new Set();
  }

  /** The set was edited. @param before the earlier row of each row, or -1; what is new is shown */
  moveRows(before: Int32Array): void {
    const { onlyRows, hiddenRows } = this;
    const rows = [...before.keys()];
    if (onlyRows !== null) this.onlyRows = new Set(rows.filter((row) => before[row] === -1 || onlyRows.has(before[row] ?? -1)));
    if (hiddenRows.size > 0) this.hiddenRows = new Set(rows.filter((row) => hiddenRows.has(before[row] ?? -1)));
  }

  reset(): void {
    this.showAll();
    this.query = '';
    this.distancesFromA = null;
    if (this.sort === 'nearest' || (this.sort === 'colour' && colouring.id === 'none')) this.sort = 'before';
  }
}

export const concordance = new Concordance();
