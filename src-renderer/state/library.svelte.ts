import type { KeptSetSummary } from '@contract/kept-sets';
import type { InstalledModel } from '@contract/model-card';
import type { PresetSummary, SentenceSet } from '@contract/occurrence';

/** What there is to open: presets, the user's own sets, models. */
class Library {
  presets = $state.raw<readonly PresetSummary[]>([]);
  /** In the order of their making. */
  own = $state.raw<readonly KeptSetSummary[]>([]);
  /** Own sets whose last change could not be written: they are gone with the window. */
  unkept = $state.raw<ReadonlySet<string>>(new Set());
  models = $state.raw<readonly InstalledModel[]>([]);
  /** Own sets that another window has changed since they were read here: what is here is not written over that. */
  readonly behind = new Set<string>();
  /** Sets in memory by id, with what was done to them. */
  readonly opened = new Map<string, SentenceSet>();

  remember(set: SentenceSet): void {
    this.opened.set(set.id, set);
    if (set.origin === 'own') this.list(set);
  }

  /** Opening or renaming a set must not move it in the list. */
  list({ id, title, word }: KeptSetSummary): void {
    const isKnown = this.own.some((other) => other.id === id);
    const entry = { id, title, word };
    this.own = isKnown ? this.own.map((other) => (other.id === id ? entry : other)) : [...this.own, entry].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Editions of sets that no undo may bring back: they would be written over what another window has made of them. */
  readonly outdated = new WeakSet<SentenceSet>();

  /** It is here as it is in the library. */
  takeUp(set: SentenceSet): void {
    this.behind.delete(set.id);
    this.remember(set);
  }

  forget(id: string): void {
    this.opened.delete(id);
    this.own = this.own.filter((other) => other.id !== id);
  }

  markKept(id: string, isKept: boolean): void {
    if (this.unkept.has(id) !== isKept) return;
    this.unkept = new Set(isKept ? [...this.unkept].filter((other) => other !== id) : [...this.unkept, id]);
  }

  modelById(id: string): InstalledModel | null {
    return this.models.find((model) => model.id === id) ?? null;
  }
}

export const library = new Library();
