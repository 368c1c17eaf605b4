import type { InstalledModel } from '@contract/model-card';
import type { PresetSummary, SentenceSet } from '@contract/occurrence';

/** What there is to open: presets, sets made since the start, models. */
class Library {
  presets = $state.raw<readonly PresetSummary[]>([]);
  own = $state.raw<readonly SentenceSet[]>([]);
  models = $state.raw<readonly InstalledModel[]>([]);
  /** Sets in memory by id, with what was added to them. */
  readonly opened = new Map<string, SentenceSet>();

  remember(set: SentenceSet): void {
    this.opened.set(set.id, set);
    if (set.origin !== 'own') return;
    // Opening a set must not move it in the list.
    const isKnown = this.own.some((other) => other.id === set.id);
    this.own = isKnown ? this.own.map((other) => (other.id === set.id ? set : other)) : [...this.own, set];
  }

  modelById(id: string): InstalledModel | null {
    return this.models.find((model) => model.id === id) ?? null;
  }
}

export const library = new Library();
