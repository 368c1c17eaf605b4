import type { SentenceSet } from '@contract/occurrence';
import { library } from '../state/library.svelte';
import { session } from '../state/session.svelte';
import { typed } from '../state/typed.svelte';
import { clearTyped } from './typing';
import { show } from './view';

/** The word that a written form stands for in this set, whatever its case. */
export function wordOfForm({ occurrences, word }: SentenceSet, form: string): string {
  const folded = form.toLocaleLowerCase('en');
  return occurrences.find(({ text, charStart, charEnd }) => text.slice(charStart, charEnd).toLocaleLowerCase('en') === folded)?.word ?? word;
}

/** The typed sentence joins the set that is open, without a sense; the map is drawn again with it. */
export async function addTypedToSet(): Promise<void> {
  const { view } = session;
  const { placed } = typed;
  if (view === null || placed?.span == null) return;
  const { set } = view;
  const { text, span } = placed;
  const added = { text, ...span, word: wordOfForm(set, text.slice(span.charStart, span.charEnd)), labels: {} };
  const next = { ...set, occurrences: [...set.occurrences, added] };
  if (await show({ set: next })) {
    library.remember(next);
    clearTyped();
  }
}
