import { tick } from 'svelte';
import { toEnvelope } from '@contract/failure';
import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import { slideShow, type SlideSeconds } from '../../state/bookmarks/slide-show.svelte';
import { session } from '../../state/session.svelte';
import { focusOn } from '../window/focus';
import { cancelWork } from '../view/latest';
import { goToBookmark } from './returning';

let nShows = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Plays the bookmarks from one on, in full view. All slides of one show are one step back. */
export async function startSlideShow(at = 0): Promise<void> {
  if (bookmarks.all.length === 0 || slideShow.isOn) return;
  nShows += 1;
  Object.assign(slideShow, { isOn: true, isPaused: false });
  await tick();
  focusOn('[data-scene]');
  await goToSlide(at);
}

/** The panels are back; what is on screen stays. */
export function leaveSlideShow(): void {
  if (!slideShow.isOn) return;
  clearTimeout(timer);
  // A slide that is only being computed is given up.
  if (session.wanted !== null) cancelWork();
  Object.assign(slideShow, { isOn: false, problem: null });
}

/** Beyond either end nothing happens. */
export async function goToSlide(at: number): Promise<void> {
  const bookmark = bookmarks.all[at];
  if (bookmark === undefined || !slideShow.isOn) return;
  clearTimeout(timer);
  Object.assign(slideShow, { at, problem: null });
  const isHere = (): boolean => slideShow.isOn && slideShow.bookmark?.id === bookmark.id;
  try {
    await goToBookmark(bookmark, { kind: `slides ${nShows}`, withinMs: Infinity });
  } catch (error) {
    if (isHere()) slideShow.problem = toEnvelope(error).message;
  }
  if (isHere()) waitForNext();
}

/** The time of a slide begins once it is shown. */
function waitForNext(): void {
  clearTimeout(timer);
  const seconds = Number(slideShow.seconds);
  if (!slideShow.isOn || slideShow.isPaused || slideShow.isLast || seconds === 0) return;
  timer = setTimeout(() => { void goToSlide(slideShow.at + 1); }, seconds * 1000);
}

export function setSlideSeconds(seconds: SlideSeconds): void {
  Object.assign(slideShow, { seconds, isPaused: false });
  waitForNext();
}

/** Space: a timed show waits or goes on, else it is the next slide. */
export async function pressSpace(): Promise<void> {
  if (slideShow.seconds === '0') { await goToSlide(slideShow.at + 1); return; }
  slideShow.isPaused = !slideShow.isPaused;
  waitForNext();
}
