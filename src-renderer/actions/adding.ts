import { library } from '../state/library.svelte';
import { session } from '../state/session.svelte';
import { typed } from '../state/typed.svelte';
import { clearTyped } from './typing';
import { show } from './view';

/** The typed sentence joins the set that is open, without a sense; the map is drawn again with it. */
export async function addTypedToSet(): Promise<void> {
  const { view } = session;
  const { placed } = typed;
  if (view === null || placed === null) return;
  const { set } = view;
  const added = { text: placed.text, ...placed.span, word: set.word, labels: {} };
  const next = { ...set, occurrences: [...set.occurrences, added] };
  if (await show({ set: next })) {
    library.remember(next);
    clearTyped();
  }
}
