import { bestEntries, type PaletteEntry } from './palette-match';

/** The command palette: what can be done, found by its name. */
class Palette {
  isOpen = $state(false);
  query = $state('');
  /** What can be done while it is open. */
  entries = $state.raw<readonly PaletteEntry[]>([]);
  /** Where the choice stands in `found`. */
  at = $state(0);
  readonly found = $derived(bestEntries(this.entries, this.query));

  open(): void {
    Object.assign(this, { isOpen: true, query: '', at: 0 });
  }

  close(): void {
    this.isOpen = false;
  }

  /** Another query begins at its best answer. */
  ask(query: string): void {
    Object.assign(this, { query, at: 0 });
  }

  /** The choice goes round. */
  move(by: number): void {
    const n = this.found.length;
    if (n > 0) this.at = (this.at + by + n) % n;
  }
}

export const palette = new Palette();
