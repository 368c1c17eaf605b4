import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import type { PaletteEntry } from '../../state/panels/palette/palette-match';
import { attempt } from '../failures';
import { goToBookmark } from '../bookmarks/returning';
import { startSlideShow } from '../bookmarks/slide-show';
import { entriesOf, type NamedCommand } from './palette-entries';
import { paletteWords } from '../../wording/interface/palette';

/** Bookmarks, and the slide show of them; nothing where there are none. */
export function bookmarkEntries(): PaletteEntry[] {
  if (bookmarks.all.length === 0) return [];
  return entriesOf(paletteWords.bookmark, [
    ...bookmarks.all.map((bookmark): NamedCommand => [`bookmark-${bookmark.id}`, bookmark.name, () => { attempt(async () => { await goToBookmark(bookmark); }); }]),
    ['slide-show', paletteWords.playSlides, () => { attempt(() => startSlideShow()); }],
  ]);
}
