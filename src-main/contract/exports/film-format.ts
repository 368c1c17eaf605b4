export const FILM_FORMATS = ['webm', 'mp4', 'gif'] as const;

/** What a film is written as. */
export type FilmFormat = (typeof FILM_FORMATS)[number];

/** A GIF counts hundredths of a second: 30 frames a second are none of its rates. */
export const FRAMES_A_SECOND: Readonly<Record<FilmFormat, number>> = { webm: 30, mp4: 30, gif: 20 };
