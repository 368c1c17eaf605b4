import type { LegendEntry } from './categories';
import { sortRows, type SortKey } from './row-order';
import { parseSearch } from './search-pattern';
import { session } from './session.svelte';

/** What the left panel shows of the set: filter, search, order. */
class Concordance {
  /** Sense ids that are switched off (`''`: those without a label). */
  hiddenSenses = $state.raw<ReadonlySet<string>>(new Set());
  query = $state('');
  sort = $state<SortKey>('before');
  isFullSentences = $state(false);
  /** Distance of every row from A at the layer shown; null without a selection. */
  distancesFromA = $state.raw<Float32Array | null>(null);

  readonly pattern = $derived(parseSearch(this.query));
  readonly isFiltering = $derived(this.hiddenSenses.size > 0 || this.pattern.kind === 'match');

  /** Rows that pass filter and search, in the order of the set. */
  readonly passing = $derived.by(() => {
    const { pattern, hiddenSenses } = this;
    const known = new Set(session.legend.map((entry) => entry.id));
    const rows: number[] = [];
    session.occurrences.forEach((occurrence, row) => {
      const sense = occurrence.labels['sense'] ?? '';
      if (hiddenSenses.has(known.has(sense) ? sense : '')) return;
      if (pattern.kind === 'match' && !pattern.test(occurrence.text)) return;
      rows.push(row);
    });
    return rows;
  });

  readonly rows = $derived.by(() => {
    const rank = new Map(session.legend.map((entry, index) => [entry.id, index]));
    const rankOfRow = (row: number): number => rank.get(session.occurrences[row]?.labels['sense'] ?? '') ?? Infinity;
    return sortRows(this.passing, session.occurrences, this.sort, rankOfRow, this.distancesFromA);
  });

  /** A sense is shown unless it is switched off. */
  isShown(entry: LegendEntry): boolean {
    return !this.hiddenSenses.has(entry.id);
  }

  reset(): void {
    this.hiddenSenses = new Set();
    this.query = '';
    this.distancesFromA = null;
    if (this.sort === 'nearest' || (this.sort === 'sense' && session.legend.length === 0)) this.sort = 'before';
  }
}

export const concordance = new Concordance();
