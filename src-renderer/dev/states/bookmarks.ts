import { addBookmark, askBookmarkName, renameBookmark } from '../../actions/bookmarks/bookmarking';
import { goToSlide, setSlideSeconds, startSlideShow } from '../../actions/bookmarks/slide-show';
import { askSelectionName, nameSelection, selectNamed } from '../../actions/selection/naming';
import { colourBy, searchFor, selectRows } from '../../actions/selection/selecting';
import { switchLayer } from '../../actions/view/view';
import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import { NAMED_COLUMN } from '../../state/bookmarks/kept-parts';
import { slideShow } from '../../state/bookmarks/slide-show.svelte';
import { notices } from '../../state/notices.svelte';
import { cloud, press, there, until, type PageState } from './state';

/** Two bookmarks, the first with a caption. */
async function bookmarkTwice(): Promise<void> {
  await cloud();
  selectRows([3, 40]);
  addBookmark();
  await switchLayer(1);
  await cloud();
  addBookmark();
  const [first] = bookmarks.all;
  if (first !== undefined) renameBookmark(first.id, 'Two senses of one word', 'Money stands at the left, the river at the right. Between them lies what neither neighbour explains.');
  for (const { id } of notices.list) notices.dismiss(id);
}

async function nameTwo(): Promise<void> {
  await cloud();
  selectRows([3, 40, 80]);
  nameSelection('the odd ones');
  selectRows([5, 6]);
  nameSelection('what the model confuses, which is a long name for so few');
}

/** What is kept under names. */
export const BOOKMARK_STATES: readonly PageState[] = [
  { name: 'bookmark-added', says: 'a bookmark was made', arrange: async () => { await cloud(); addBookmark(); await there('notice'); } },
  { name: 'bookmarks', says: 'two bookmarks in the session’s menu', arrange: async () => { await bookmarkTwice(); await press('session-menu'); await there('play-slides'); } },
  { name: 'bookmark-name', says: 'a bookmark gets a name and a caption', arrange: async () => { await bookmarkTwice(); askBookmarkName(bookmarks.all[0]?.id ?? ''); await there('caption-field'); } },
  { name: 'slide-show', says: 'the first slide', arrange: async () => { await bookmarkTwice(); await startSlideShow(); await cloud(); await there('slide-caption'); } },
  { name: 'slide-show-timed', says: 'the last slide of a show that plays by itself', arrange: async () => { await bookmarkTwice(); await startSlideShow(); setSlideSeconds('60'); await goToSlide(1); await cloud(); await until('last slide', () => slideShow.isLast); } },
  { name: 'named-selections', says: 'two named selections, one of them selected, both as colours',
    arrange: async () => { await nameTwo(); const [first] = bookmarks.named; if (first !== undefined) selectNamed(first); colourBy(NAMED_COLUMN);
    await cloud(); await there('named-selections'); } },
  { name: 'name-selection', says: 'a selection gets a name', arrange: async () => { await cloud(); selectRows([3, 40]); askSelectionName(); await there('name-field'); } },
  { name: 'search-matches', says: 'what matches the search can be selected', arrange: async () => { await cloud(); searchFor('river'); await there('select-matches'); } },
];
