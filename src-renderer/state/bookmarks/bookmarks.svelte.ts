import type { NamedSelection } from '@contract/sessions/bookmark';
import { current } from '../document.svelte';
import { session } from '../session.svelte';
import type { ViewTarget } from '../view';

/** What a dialog asks a name for. */
export interface Naming {
  readonly title: string;
  readonly name: string;
  /** Null: there is none. */
  readonly caption: string | null;
  readonly done: (name: string, caption: string) => void;
}

/** What is kept under names: bookmarks, and selections of the set on screen. */
class Bookmarks {
  naming = $state.raw<Naming | null>(null);
  /** Targets of bookmarks, by their id, as long as the window is open: their very pictures may still be there. */
  readonly targets = new Map<string, ViewTarget>();
  readonly all = $derived(current.document.bookmarks);
  /** Named selections of the set on screen. */
  readonly named = $derived<readonly NamedSelection[]>(current.document.named.filter(({ set }) => set === session.set?.id));
}

export const bookmarks = new Bookmarks();
