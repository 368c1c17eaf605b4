import { NO_SELECTION } from './document';
import { current } from './document.svelte';
import { letterOf } from '../wording/letters';

export interface Hover {
  readonly row: number;
  /** Where the pointer was found: the card appears for points of that scene, the ring for all. `left`: the scene at the left of a comparison. */
  readonly from: 'scene' | 'left' | 'list';
}

/** The selected occurrences, in the order in which they were chosen: A, B, C, … */
class Selection {
  private readonly selected = $derived(current.coming === null ? current.document.selected : NO_SELECTION);
  readonly rows = $derived(this.selected.rows);
  hover = $state.raw<Hover | null>(null);
  /** Row a Shift-click or Shift-arrow extends from. */
  readonly anchor = $derived(this.selected.anchor);

  readonly letters = $derived(new Map(this.rows.map((row, index) => [row, letterOf(index)])));

  letter(row: number): string | null {
    return this.letters.get(row) ?? null;
  }

  has(row: number): boolean {
    return this.letters.has(row);
  }
}

export const selection = new Selection();
