import type { SentenceSet } from '@contract/occurrence';
import { haveSameTexts } from '../../sets/set-edits';
import { FOUND_COLUMN } from '../../sets/found-senses';
import type { Column } from '../../sets/columns';
import { colouring } from '../colouring.svelte';
import { direction } from './direction.svelte';
import { selection } from '../selection.svelte';
import { session } from '../session.svelte';
import { layersWords } from '../../wording/interface/layers';

/** What an end of an axis can be. */
export interface GroupChoice {
  /** `selection`, `held`, `rest`, or `value:` and the id of a legend entry. */
  readonly id: string;
  readonly name: string;
  readonly rows: readonly number[];
  /** 0 for what has no colour of its own. */
  readonly category: number;
}

/** All that is not at the other end. */
export const REST = 'rest';

/** Which two groups the next axis runs between. */
class DirectionGroups {
  private chosenFrom = $state<string | null>(null);
  private chosenTo = $state<string | null>(null);
  /** A selection that was put by, with the set whose rows it holds. */
  private held = $state.raw<{ readonly set: SentenceSet; readonly rows: readonly number[] } | null>(null);
  isRunning = $state(false);
  private failure = $state.raw<{ readonly set: SentenceSet; readonly message: string } | null>(null);

  /** Whose values can be chosen: what colours mean, or what they meant when the axis was made, else the senses or forms. */
  readonly column = $derived.by<Column | null>(() => {
    const values = colouring.columns.filter(({ numbers, isTooVaried }) => numbers === null && !isTooVaried);
    return values.find(({ id }) => id === colouring.id) ?? values.find(({ id }) => id === direction.found?.columnId) ?? values[0] ?? null;
  });
  readonly heldRows = $derived(this.held !== null && session.set !== null && (this.held.set === session.set || haveSameTexts(this.held.set, session.set)) ? this.held.rows : []);
  readonly choices = $derived.by<readonly GroupChoice[]>(() => {
    const { column, heldRows } = this;
    const { legend, entryOfRow } = column === null ? { legend: [], entryOfRow: [] } : colouring.entriesOf(column);
    return [
      ...legend.map(({ id, label, category }) => ({ id: `value:${id}`, name: label, category, rows: [...entryOfRow.keys()].filter((row) => entryOfRow[row] === id) })),
      ...(selection.rows.length === 0 ? [] : [{ id: 'selection', name: layersWords.groupSelection, rows: selection.rows, category: 0 }]),
      ...(heldRows.length === 0 ? [] : [{ id: 'held', name: layersWords.groupHeld, rows: heldRows, category: 0 }]),
    ];
  });
  readonly from = $derived(this.choices.find(({ id }) => id === this.chosenFrom) ?? this.choices[0] ?? null);
  readonly toChoices = $derived.by<readonly GroupChoice[]>(() => {
    const own = new Set(this.from?.rows ?? []);
    const rest = session.occurrences.map((_, row) => row).filter((row) => !own.has(row));
    return [...this.choices.filter(({ id }) => id !== this.from?.id), { id: REST, name: layersWords.groupOthers, category: 0, rows: rest }];
  });
  readonly to = $derived(this.toChoices.find(({ id }) => id === this.chosenTo) ?? this.toChoices[0] ?? null);
  /** Whether a group may have been chosen by its vectors: as a cluster, or on the map. */
  readonly isByVectors = $derived([this.from, this.to].some((one) => one !== null && (one.id === 'selection' || one.id === 'held' || (one.id.startsWith('value:') && this.column?.id === FOUND_COLUMN))));
  readonly problem = $derived(this.failure !== null && this.failure.set === session.set ? this.failure.message : null);

  choose(end: 'from' | 'to', id: string): void {
    this.fail(null);
    if (end === 'from') this.chosenFrom = id;
    else this.chosenTo = id;
  }

  /** Puts the selection by, so that another can be held against it. */
  hold(): void {
    if (session.set !== null) this.held = { set: session.set, rows: selection.rows };
  }

  /** @param message null: nothing is wrong, or not any more */
  fail(message: string | null): void {
    this.failure = message === null || session.set === null ? null : { set: session.set, message };
  }
}

export const directionGroups = new DirectionGroups();
