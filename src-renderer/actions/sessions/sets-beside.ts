import type { SentenceSet } from '@contract/occurrence';
import { setIdsOf, type KeptParts } from '../../state/bookmarks/kept-parts';
import { library } from '../../state/library.svelte';
import { openedSet } from '../sets/sets';

/** The sets that bookmarks and named selections are of, beside the one on screen and those that come with the app. One that was deleted since is not there. */
export async function setsBeside(kept: KeptParts, shownId: string): Promise<readonly SentenceSet[]> {
  const own = new Set(library.own.map(({ id }) => id));
  return Promise.all(setIdsOf(kept).filter((id) => id !== shownId && own.has(id)).map(openedSet));
}
