import { Failure } from '@contract/failure';
import { contexture } from '../api/contexture';
import { exporting } from '../state/panels/exporting.svelte';
import { session } from '../state/session.svelte';
import type { View } from '../state/view';
import { titleThrough, figureWord } from '../wording/captions';
import { filmDescription, filmRefused, nLayersFlown, type FilmChoice } from '../wording/exporting/film-facts';
import { figureOrder, fileNameOf, modelSlug, setSlug } from './exporting';
import { altOf } from './exporting-picture';
import { report } from './failures';
import { scene, type FilmOrder } from './view/scene-port';
import { modelSaid } from '../wording/model-facts';

let controller: AbortController | null = null;

/** What is chosen; a flight where one is open and nobody wants a turn. */
export function filmChoice(view: View): FilmChoice {
  const { format, of, seconds, secondsALayer } = exporting.film;
  const nLayers = of === 'flight' ? nLayersFlown(view) : null;
  return { format, nLayers, seconds: nLayers === null ? seconds : secondsALayer };
}

/** Paints the film and asks where to keep it; the view stays as it is. A cancelled film leaves nothing. */
export async function saveFilm(): Promise<void> {
  const { view } = session;
  const port = scene();
  if (view === null || port === null || exporting.filmed !== null) return;
  const own = controller = new AbortController();
  exporting.filmed = 0;
  try {
    const choice = filmChoice(view);
    const refusal = filmRefused(view, choice.nLayers !== null);
    if (refusal !== null) throw new Failure('bad-request', refusal);
    const film = await port.renderFilm(await orderOf(view, choice), (share) => { exporting.filmed = share; }, own.signal);
    const suggestedName = choice.nLayers === null ? fileNameOf(view) : `${setSlug(view.set)}-${modelSlug(view.model)}-flight`;
    const written = await contexture.saveFilm({ bytes: new Uint8Array(await film.arrayBuffer()), format: choice.format, suggestedName });
    if (written !== null) exporting.isOpen = false;
  } catch (error) {
    if (!own.signal.aborted) report(error);
  } finally {
    controller = null;
    exporting.filmed = null;
  }
}

export function cancelFilm(): void {
  controller?.abort();
}

async function orderOf(view: View, { format, nLayers, seconds }: FilmChoice): Promise<FilmOrder> {
  const order = { ...figureOrder(view), isTransparent: false, scale: 1, format, seconds }, alt = await altOf(view);
  const description = filmDescription(alt.description, nLayers, view.layer);
  if (nLayers === null || view.journey === null) return { ...order, flight: null, alt: { ...alt, description } };
  const captions = view.journey.stops.map((stop, layer) => figureOrder({ ...view, ...stop, layer }).caption);
  // A length in the map stands for another one at each layer.
  return { ...order, scaleBar: null, flight: { captions }, alt: { ...alt, title: `${figureWord(view.set)}${titleThrough(modelSaid(view))}`, description } };
}
