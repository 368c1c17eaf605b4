import type { ChangedSet } from '@contract/kept-sets';
import { contexture } from '../../api/contexture';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import { putFromElsewhere } from './edit';
import { isBeingKept, outdate } from './keeping';
import { noticesWords } from '../../wording/interface/notices';

/** Looked at this often while the view on screen is at work, in ms. */
const WAIT_MS = 60;

const isAtWork = (id: string): boolean => session.wanted !== null || isBeingKept(id);

/**
 * Another window has changed an own set. On screen it takes the place of what is there, as a step that can be undone, unless something was changed here
 * that is not saved: then this window keeps its own, which is not written over the other's. Elsewhere it is read again when it is opened.
 */
export async function setChangedElsewhere({ id, listed }: ChangedSet): Promise<void> {
  if (listed === null) {
    deletedElsewhere(id);
    return;
  }
  library.list(listed);
  if (!library.opened.has(id)) return;
  library.behind.add(id);
  while (isAtWork(id)) await new Promise((resolve) => { setTimeout(resolve, WAIT_MS); });
  const { view } = session;
  if (!library.behind.has(id) || library.unkept.has(id)) return;
  if (view?.set.id !== id) {
    outdate(id);
    return;
  }
  const theirs = await contexture.openKeptSet(id);
  // Whatever was done here meanwhile is not written over either: saving it says so.
  if (session.view !== view || isAtWork(id) || !library.behind.has(id)) return;
  if (JSON.stringify(theirs) === JSON.stringify(view.set)) library.takeUp(theirs);
  else await putFromElsewhere(view, theirs);
}

function deletedElsewhere(id: string): void {
  const listed = library.own.find((set) => set.id === id);
  const isShown = session.set?.id === id;
  library.forget(id);
  if (!isShown || listed === undefined) return;
  notices.show({ kind: 'note', message: noticesWords.setDeletedElsewhere(listed.title), setId: id });
}
