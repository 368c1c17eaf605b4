import { FRAMES_A_SECOND } from '@contract/exports/film-format';
import type { FilmOrder } from '../../actions/view/scene-port';
import { CloudScene } from '../../scene/cloud-scene';
import { flightFrames, nearerLayer, turnFrames, type FilmFrame } from '../../scene/picture/film/film-plan';
import type { View } from '../../state/view';
import { layoutOf, sceneInputs, type SceneSources } from './scene-input';
import { tokensOf } from './theme-tokens';

/** One turn of what is on screen, or the flight in a scene of its own, of the same size and seen from the same place: nothing on screen changes. */
export async function film({ theme, flight, seconds, ...order }: FilmOrder, shown: CloudScene, host: HTMLElement, sources: SceneSources,
  onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob> {
  const { clientWidth: widthPx, clientHeight: heightPx } = host, tokens = tokensOf(theme), framesASecond = FRAMES_A_SECOND[order.format];
  const request = { ...order, tokens, widthPx, heightPx };
  const { journey } = sources.view;
  if (flight === null || journey === null) return shown.renderFilm({ ...request, frames: turnFrames(seconds, framesASecond), arrange: null }, onProgress, signal);
  const unseen = document.createElement('div');
  Object.assign(unseen.style, { position: 'fixed', left: '-100000px', top: '0', width: `${widthPx}px`, height: `${heightPx}px`, visibility: 'hidden' });
  document.body.append(unseen);
  const still = { ...tokens, fitMs: 0 };
  const own = new CloudScene(unseen, still, {}, { isBare: true, isUnseen: true });
  try {
    const inputOf = sceneInputs(), views = journey.stops.map((stop, layer): View => ({ ...sources.view, ...stop, layer }));
    const stand = (layer: number, position: number): void => {
      const view = views[layer];
      // A typed sentence and the distances of a claim belong to the layer on screen.
      if (view !== undefined) own.show(inputOf({ ...sources, view, position, tokens: still, hovered: null, placed: null, averages: [], pairs: [], reserved: [], isWaiting: false }));
    };
    const arrange = ({ place }: FilmFrame): Promise<FilmOrder['caption']> => {
      if (place === null) return Promise.resolve(order.caption);
      const { layer, share } = place, from = journey.stops[layer], to = journey.stops[layer + 1];
      stand(layer, layer + share);
      if (share > 0 && from !== undefined && to !== undefined) own.between(layoutOf(from.map), layoutOf(to.map), share);
      return Promise.resolve(flight.captions[nearerLayer(place)] ?? null);
    };
    stand(0, 0);
    own.setCamera(shown.camera());
    return await own.renderFilm({ ...request, frames: flightFrames(journey.stops.length, seconds, framesASecond), arrange }, onProgress, signal);
  } finally {
    own.dispose();
    unseen.remove();
  }
}
