import { tick } from 'svelte';
import type { Bookmark } from '@contract/sessions/bookmark';
import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import { filterOf } from '../../state/bookmarks/kept-parts';
import { isSameTarget, selectedRows, type SessionDocument } from '../../state/document';
import { current } from '../../state/document.svelte';
import type { HistoryStep } from '../../state/history';
import { session } from '../../state/session.svelte';
import type { ViewTarget } from '../../state/view';
import { changeOf } from '../lessons/looks';
import { carried } from '../view/carrying';
import { scene } from '../view/scene-port';
import { show } from '../view/view';
import { targetWith } from '../view/wanted';
import { stepWords } from '../../wording/interface/steps';

/**
 * Shows what a bookmark keeps: one step, whatever has to be computed for it. The set is as it is by now.
 * @returns false where it was cancelled or failed, and everything is as it was @throws Failure `not-found` for a set or a model that is not here
 */
export async function goToBookmark(bookmark: Bookmark, run?: HistoryStep['run']): Promise<boolean> {
  const { look } = bookmark;
  const wanted = await changeOf(look, session.set === null ? [] : [session.set], 'bookmark');
  const target = targetWith(wanted)?.target;
  if (target === undefined) return false;
  const step: HistoryStep = { name: stepWords.bookmark(bookmark.name), ...(run === undefined ? {} : { run }) };
  const to = documentOf(bookmark, target);
  const { view } = session;
  // The page may show the welcome; the document is left as it stood.
  session.page = 'cloud';
  if (view !== null && session.wanted === null && isSameTarget(view, target)) current.change(step, { ...to, camera: look.camera });
  else {
    const before = current.left();
    if (!await show({ ...wanted, restored: to })) return false;
    // What was changed meanwhile is no part of the step.
    current.record(step, carried(current.document, to, before));
  }
  const shown = current.document.target;
  if (shown !== null) bookmarks.targets.set(bookmark.id, shown);
  // The scene takes the picture first.
  await tick();
  if (look.camera === null) scene()?.fit();
  else scene()?.setCamera(look.camera);
  return true;
}

function documentOf({ id, look, filter, mapLook }: Bookmark, target: ViewTarget): SessionDocument {
  const now = current.document;
  const nRows = target.set.occurrences.length;
  const known = bookmarks.targets.get(id);
  return {
    ...now, target: known !== undefined && isSameTarget(known, target) ? known : target, selected: selectedRows(look.rows.filter((row) => row < nRows)),
    filter: filterOf(filter, nRows), colouring: look.colouring, mapLook, camera: look.camera,
  };
}
