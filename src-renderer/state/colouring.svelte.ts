import type { Agreement } from '@semantics/agreement';
import { agreementAt } from '../sets/agreements';
import { categoriesIn, colouredValues, legendIds, legendOf, N_CATEGORIES, type LegendEntry } from '../sets/categories';
import { columnsOf, DISTANCE_COLUMN, onRamp, rampOf, type Column, type Ramp } from '../sets/columns';
import { FOUND_COLUMN, foundColumn } from '../sets/found-senses';
import { directionColumn } from '../sets/direction';
import { direction } from './panels/direction.svelte';
import { bookmarks } from './bookmarks/bookmarks.svelte';
import { namedColumn } from './bookmarks/kept-parts';
import { current } from './document.svelte';
import { fromA } from './from-a.svelte';
import { induction } from './induction.svelte';
import { session } from './session.svelte';
import { shownLayer } from './view';

/** What colours mean: the id of a column of the set, or `distortion`: how much of each point's neighbourhood the map has lost. */
export type Colouring = Column['id'];

const NO_COLUMN: Column = { id: 'none', title: 'nothing', values: [], numbers: null, label: (value) => value, isTooVaried: false };

const FOUND_IDS = Array.from({ length: N_CATEGORIES }, (_, at) => String(at + 1));

/** The property by which points, list and legend are coloured; the places of points never depend on it. */
class ColouringState {
  /** The values that have colours, by set and column, so that they keep them. */
  private readonly given = new Map<string, readonly string[]>();

  readonly columns = $derived(session.set === null ? [] : [
    ...columnsOf(session.set, session.texts), ...(induction.found === null ? [] : [foundColumn(induction.found)]), ...(direction.found === null ? [] : [directionColumn(direction.found)]),
    ...(bookmarks.named.length === 0 ? [] : [namedColumn(bookmarks.named, session.occurrences.length)]),
  ]);
  /** What can be chosen: the columns of the set, and how far from A. */
  readonly choices = $derived<readonly Column[]>(fromA.column === null ? this.columns : [...this.columns, fromA.column]);
  readonly form = $derived(this.columns.find(({ id }) => id === 'form') ?? NO_COLUMN);
  readonly hasDistortion = $derived(session.view?.map.kind === 'cloud' && session.view.map.distortion !== null);
  /** What colours really mean: a column or a measure that the set does not have gives way to the senses. */
  readonly id = $derived.by<Colouring>(() => {
    const { colouring: chosen } = current.document;
    if (chosen === 'distortion' && this.hasDistortion) return chosen;
    if (chosen === DISTANCE_COLUMN && fromA.isThere) return chosen;
    if (chosen !== null && this.columns.some(({ id }) => id === chosen)) return chosen;
    return this.columns.some(({ id }) => id === 'sense') ? 'sense' : 'none';
  });
  readonly column = $derived((this.id === DISTANCE_COLUMN ? fromA.column : this.columns.find(({ id }) => id === this.id)) ?? NO_COLUMN);
  /** A column of numbers is drawn on a ramp, not in categories. */
  readonly ramp = $derived<Ramp | null>(rampOf(this.column));
  private readonly coloured = $derived(this.ramp !== null || session.set === null || this.column.id === 'none' ? [] : this.keptColours(session.set.id, this.column));
  /** On a ramp all points are discs, but for those without a number. */
  readonly categories = $derived(this.column.numbers === null ? categoriesIn(this.column, this.coloured) : Uint8Array.from(this.column.numbers, (value) => (Number.isNaN(value) ? 0 : 1)));
  readonly legend = $derived<readonly LegendEntry[]>(this.column.numbers === null && this.column.id !== 'none' ? legendOf(this.column, this.coloured) : []);
  /** The legend entry of every row; empty where the legend has none. */
  readonly entryOfRow = $derived<readonly string[]>(this.legend.length === 0 ? [] : legendIds(this.column, this.coloured));
  /** Of every row 0…1, NaN where it has none; null where colours are categories. */
  readonly values = $derived.by<Float32Array | null>(() => {
    const { ramp, column: { numbers } } = this;
    return ramp === null || numbers === null ? null : Float32Array.from(numbers, (value) => onRamp(ramp, value));
  });

  /** Legend of a column of categories, whatever colours mean at the moment, and the entry of every row. */
  entriesOf(column: Column): { readonly legend: readonly LegendEntry[]; readonly entryOfRow: readonly string[] } {
    const coloured = session.set === null ? [] : this.keptColours(session.set.id, column);
    return { legend: legendOf(column, coloured), entryOfRow: legendIds(column, coloured) };
  }

  categoryOf(row: number): number {
    return this.categories[row] ?? 0;
  }

  /** What the colour of a row means, in words. */
  meaningOf(row: number): string {
    const { column } = this;
    const value = column.values[row] ?? null;
    if (column.id === 'none') return '';
    return value === null ? (column.id === 'sense' ? 'no label' : `no ${column.title}`) : column.label(value);
  }

  /** How often neighbours share a value of a column at the layer shown, and how often they would by chance; null where that cannot be said. */
  agreement(column: Column): Agreement | null {
    if (session.view === null || column.numbers !== null) return null;
    const { summary, layer } = shownLayer(session.view);
    return agreementAt(column, summary.nearest, layer);
  }

  private keptColours(setId: string, column: Column): readonly string[] {
    // A cluster’s number is its colour, whatever becomes of the others.
    if (column.id === FOUND_COLUMN) return FOUND_IDS;
    const key = JSON.stringify([setId, column.id]);
    const coloured = colouredValues(column, session.set?.senses ?? [], this.given.get(key));
    if (column.id !== 'sense') this.given.set(key, coloured);
    return coloured;
  }
}

export const colouring = new ColouringState();
