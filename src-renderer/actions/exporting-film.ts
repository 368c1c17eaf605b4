import { Failure } from '@contract/failure';
import { contexture } from '../api/contexture';
import { exporting } from '../state/panels/exporting.svelte';
import { session } from '../state/session.svelte';
import { filmRefused } from '../wording/exporting/picture-facts';
import { figureOrder, fileNameOf } from './exporting';
import { report } from './failures';
import { scene } from './view/scene-port';

let controller: AbortController | null = null;

/** Paints the film and asks where to keep it; the view stays as it is. A cancelled film leaves nothing. */
export async function saveFilm(): Promise<void> {
  const { view } = session;
  const port = scene();
  if (view === null || port === null || exporting.filmed !== null) return;
  const own = controller = new AbortController();
  exporting.filmed = 0;
  try {
    const refusal = filmRefused(view);
    if (refusal !== null) throw new Failure('bad-request', refusal);
    const film = await port.renderFilm({ ...figureOrder(view), isTransparent: false, scale: 1, seconds: exporting.seconds }, (share) => { exporting.filmed = share; }, own.signal);
    const written = await contexture.saveFilm({ bytes: new Uint8Array(await film.arrayBuffer()), suggestedName: fileNameOf(view) });
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
