import { letterOf } from './letters';

export interface Hover {
  readonly row: number;
  /** Where the pointer was found: the card appears for points of the scene, the ring for both. */
  readonly from: 'scene' | 'list';
}

/** The selected occurrences, in the order in which they were chosen: A, B, C, … */
class Selection {
  rows = $state.raw<readonly number[]>([]);
  hover = $state.raw<Hover | null>(null);
  /** Row a Shift-click or Shift-arrow extends from. */
  anchor = $state<number | null>(null);

  readonly letters = $derived(new Map(this.rows.map((row, index) => [row, letterOf(index)])));

  letter(row: number): string | null {
    return this.letters.get(row) ?? null;
  }

  has(row: number): boolean {
    return this.letters.has(row);
  }

  clear(): void {
    this.rows = [];
    this.hover = null;
    this.anchor = null;
  }
}

export const selection = new Selection();
