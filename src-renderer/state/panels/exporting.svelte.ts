import type { FilmFormat } from '@contract/exports/film-format';

export type PictureFormat = 'png' | 'svg' | 'pdf';

export interface FilmChoices {
  of: 'flight' | 'turn';
  format: FilmFormat;
  /** Of one turn. */
  seconds: number;
  secondsALayer: number;
}

/** Choices of the export popover. */
class Exporting {
  isOpen = $state(false);
  what = $state<'picture' | 'film' | 'data'>('picture');
  format = $state<PictureFormat>('png');
  /** What the size of a PNG is given in; on paper all others are. */
  sizeBy = $state<'pixels' | 'paper'>('pixels');
  /** Pixels a px of the scene. */
  scale = $state<number>(2);
  /** Of the figure on paper: two columns of a journal. */
  widthMm = $state(170);
  hasLegend = $state(true);
  hasCaption = $state(true);
  isTransparent = $state(false);
  theme = $state<'dark' | 'light'>('light');
  isBusy = $state(false);
  /** In a flight `of` says what is filmed; elsewhere it is one turn. */
  readonly film = $state<FilmChoices>({ of: 'flight', format: 'webm', seconds: 12, secondsALayer: 1 });
  /** Share of a film that is painted, 0…1; null: none is being made. */
  filmed = $state<number | null>(null);
}

export const exporting = new Exporting();
