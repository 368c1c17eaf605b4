import { bookmarks } from './bookmarks.svelte';

/** Seconds for which a slide stays; 0: until a key is pressed. */
export const SLIDE_SECONDS = ['0', '5', '10', '20', '30', '60'] as const;
export type SlideSeconds = (typeof SLIDE_SECONDS)[number];

/** Bookmarks in their order, in full view. */
class SlideShow {
  isOn = $state(false);
  at = $state(0);
  seconds = $state<SlideSeconds>('0');
  /** Of a timed show: it waits at its slide. */
  isPaused = $state(false);
  /** Why the slide cannot be shown; null: it is, or will be. */
  problem = $state<string | null>(null);
  readonly bookmark = $derived(this.isOn ? bookmarks.all[this.at] ?? null : null);
  readonly isLast = $derived(this.at >= bookmarks.all.length - 1);
}

export const slideShow = new SlideShow();
