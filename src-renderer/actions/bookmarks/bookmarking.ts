import { newSetId } from '@contract/kept-sets';
import { CAPTION_CHARS, MOST_BOOKMARKS, NAME_CHARS, type Bookmark } from '@contract/sessions/bookmark';
import { freeTitle } from '../../sets/set-edits';
import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import { savedFilterOf, stepped } from '../../state/bookmarks/kept-parts';
import { current } from '../../state/document.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import type { View } from '../../state/view';
import { mixName } from '../../wording/layer-mix';
import { lookNow } from '../lessons/editing';
import { bookmarksWords } from '../../wording/interface/bookmarks';
import { noticesWords } from '../../wording/interface/notices';
import { stepWords } from '../../wording/interface/steps';

/** "A bank, MiniLM L6, layer 2", as no other bookmark is called. */
function nameOf({ set, model, layer, mix, summary }: View): string {
  const where = mix !== null ? mixName(mix) : summary.nLayers > 1 ? bookmarksWords.layer(layer) : null;
  return freeTitle([set.title, model.name, ...(where === null ? [] : [where])].join(', ').slice(0, NAME_CHARS - 6), bookmarks.all.map(({ name }) => name));
}

/** Keeps what is on screen under a name of its own, behind the others. */
export function addBookmark(): void {
  const { view } = session;
  if (view === null) return;
  if (bookmarks.all.length >= MOST_BOOKMARKS) {
    notices.show({ kind: 'note', message: noticesWords.tooManyBookmarks(MOST_BOOKMARKS) });
    return;
  }
  const { filter, mapLook, target } = current.document;
  const bookmark: Bookmark = { id: newSetId(), name: nameOf(view), caption: '', look: lookNow(view, Infinity), filter: savedFilterOf(filter), mapLook };
  if (target !== null) bookmarks.targets.set(bookmark.id, target);
  current.change({ name: stepWords.bookmark(bookmark.name) }, { bookmarks: [...bookmarks.all, bookmark] });
  notices.show({ kind: 'note', message: noticesWords.bookmarked(bookmark.name, view.along !== null), action: { label: noticesWords.nameIt, run: () => { askBookmarkName(bookmark.id); } } });
}

function change(step: string, list: readonly Bookmark[]): void {
  current.change({ name: step }, { bookmarks: list });
}

/** Asks for another name, and for the caption of the slide show. */
export function askBookmarkName(id: string): void {
  const bookmark = bookmarks.all.find((one) => one.id === id);
  if (bookmark === undefined) return;
  bookmarks.naming = { title: bookmarksWords.nameTitle, name: bookmark.name, caption: bookmark.caption, done: (name, caption) => { renameBookmark(id, name, caption); } };
}

export function renameBookmark(id: string, name: string, caption: string): void {
  const wanted = name.trim().slice(0, NAME_CHARS), said = caption.trim().slice(0, CAPTION_CHARS);
  const before = bookmarks.all.find((one) => one.id === id);
  if (before === undefined || wanted === '' || (before.name === wanted && before.caption === said)) return;
  change(stepWords.bookmarkName, bookmarks.all.map((one) => (one.id === id ? { ...one, name: wanted, caption: said } : one)));
}

/** @param by −1 earlier, 1 later */
export function moveBookmark(id: string, by: -1 | 1): void {
  const list = stepped(bookmarks.all, bookmarks.all.findIndex((one) => one.id === id), by);
  if (list !== bookmarks.all) change(stepWords.bookmarkOrder, list);
}

export function removeBookmark(id: string): void {
  const gone = bookmarks.all.find((one) => one.id === id);
  if (gone !== undefined) change(stepWords.bookmarkDeleted(gone.name), bookmarks.all.filter((one) => one.id !== id));
}
