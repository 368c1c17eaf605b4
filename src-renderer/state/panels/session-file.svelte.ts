import type { RecentSession } from '@contract/sessions/recent-session';
import { current } from '../document.svelte';
import type { SessionDocument } from '../document';
import type { View } from '../view';

/** The file that what is on screen is kept in. */
class SessionFile {
  /** Null: in none. */
  name = $state<string | null>(null);
  isBusy = $state(false);
  /** Files that were opened or saved before, newest first. */
  recent = $state.raw<readonly RecentSession[]>([]);
  /** What was written or read last. */
  private document = $state.raw<SessionDocument | null>(null);
  private view = $state.raw<View | null>(null);

  readonly isChanged = $derived(current.view !== null && (this.document !== current.document || this.view !== current.view));

  /** Something was done here that is in no file. */
  readonly isWorthKeeping = $derived(this.name === null ? current.history.earlier !== null : this.isChanged);

  /** What is on screen is what the file holds. */
  keeps(name: string | null): void {
    this.name = name;
    this.document = current.document;
    this.view = current.view;
  }
}

export const sessionFile = new SessionFile();
