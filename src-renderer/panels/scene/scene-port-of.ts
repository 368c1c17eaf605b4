import type { ScenePort } from '../../actions/view/scene-port';
import type { CloudScene } from '../../scene/cloud-scene';
import { describedPng } from '../../scene/picture/png-texts';
import type { SceneTokens } from '../../scene/types';
import type { View } from '../../state/view';
import { film } from './film';
import { layoutOf, occurrenceAt, pointIn, pointsOf, type SceneSources } from './scene-input';
import { tokensOf } from './theme-tokens';

/** What commands may ask of a scene: rows are occurrences of the set there, points here. */
export function portOf(shown: CloudScene, host: HTMLElement, view: () => View, tokens: () => SceneTokens, sources: () => SceneSources): ScenePort {
  return {
    fit: () => { shown.fit(); },
    zoom: (factor) => { shown.zoom(factor); },
    orbitBy: (right, up) => { shown.orbitBy(right, up); },
    lookFrom: (side) => { shown.lookFrom(side); },
    side: () => shown.side(),
    camera: () => shown.camera(),
    setCamera: (pose) => { shown.setCamera(pose, tokens().fitMs); },
    flyTo: (rows) => { shown.flyTo(pointsOf(view(), rows)); },
    nearestInDirection: (row, direction) => {
      const point = row === null ? -1 : pointIn(view(), row);
      return occurrenceAt(view(), shown.nearestInDirection(point < 0 ? null : point, direction));
    },
    renderPicture: async ({ theme, dpi, alt, ...order }) => describedPng(await shown.renderPicture({ ...order, tokens: tokensOf(theme),
      widthPx: host.clientWidth, heightPx: host.clientHeight }), alt, dpi),
    renderSvg: ({ theme, ...order }) => shown.renderSvg({ ...order, tokens: tokensOf(theme), widthPx: host.clientWidth, heightPx: host.clientHeight }),
    renderFilm: (order, onProgress, signal) => film(order, shown, host, sources(), onProgress, signal),
    between: (from, to, share) => { shown.between(layoutOf(from), layoutOf(to), share); },
    glide: (to, ms) => { shown.glide(layoutOf(to), ms); },
    enclose: (corners, how) => { shown.enclose(corners, how); },
    size: () => ({ width: host.clientWidth, height: host.clientHeight }),
    nFrames: () => shown.nFrames,
  };
}
