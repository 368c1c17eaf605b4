import { FRAMES_A_SECOND, type FilmFormat } from '@contract/exports/film-format';
import type { View } from '../../state/view';

export const NO_FILM_OF_TWO = 'A comparison cannot be filmed. Leave the comparison, then film one of its maps.';

/** What is asked for: one turn, or a flight through so many layers; seconds of the turn, or of each layer. */
export interface FilmChoice {
  readonly format: FilmFormat;
  readonly nLayers: number | null;
  readonly seconds: number;
}

/** In how many layers there is a flight to be filmed; null: there is none, one turn is what a film can show. */
export const nLayersFlown = ({ mode, journey }: Pick<View, 'mode' | 'journey'>): number | null => (mode === 'flight' && journey !== null ? journey.stops.length : null);

/** Why a view cannot be filmed, in a sentence; null: it can. @param isFlight a flight goes on in a flat map too */
export function filmRefused({ left, map, mode }: Pick<View, 'left' | 'map' | 'mode'>, isFlight: boolean): string | null {
  if (left !== null) return NO_FILM_OF_TWO;
  if (!isFlight && mode !== 'strata' && map.parameters.nComponents === 2) return 'A flat map has no other sides to turn to. Choose three dimensions in the map’s settings.';
  return null;
}

export const NO_MP4 = 'No MP4 here: the runtime has no H.264 encoder.';

const NAMES: Readonly<Record<FilmFormat, string>> = { webm: 'WebM', mp4: 'MP4 (H.264)', gif: 'GIF of 255 colours that plays again and again' };

/** What the film will be. */
export function filmLine({ format, nLayers, seconds }: FilmChoice): string {
  const what = nLayers === null ? 'one turn around the vertical' : `layers 0 to ${nLayers - 1} in ${Number((nLayers * seconds).toFixed(1))}\u00a0s, seen from here, with the caption of each`;
  return `${NAMES[format]}, ${FRAMES_A_SECOND[format]} frames a second, as large as the scene: ${what}. The scene itself stays as it is.${format === 'mp4' ? ' The encoder of H.264 does not give the same bytes twice.' : ''}`;
}

/** What a film shows, to whoever cannot see it. @param description that of the picture on screen, at `layer` */
export function filmDescription(description: string, nLayers: number | null, layer: number): string {
  return nLayers === null ? `Film of one turn. ${description}` : `Film of a flight through layers 0 to ${nLayers - 1}. At layer ${layer}: ${description}`;
}
