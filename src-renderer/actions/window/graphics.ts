import { notices } from '../../state/notices.svelte';
import { controlWindow } from './window';
import { noticesWords } from '../../wording/interface/notices';

/** A context usually comes back within a second of the graphics process. */
const PATIENCE_MS = 4_000;
const GONE = noticesWords.graphicsEnded;

/** Says so where a lost picture does not come back by itself; `host` holds its canvas. Returns what ends the watch. */
export function watchGraphics(host: HTMLElement): () => void {
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // These events do not bubble, but they are captured.
  const options = { capture: true, signal: ended.signal };
  host.addEventListener('webglcontextlost', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { notices.show({ kind: 'error', message: GONE, action: { label: noticesWords.loadAgain, run: () => { controlWindow('reload'); } } }); }, PATIENCE_MS);
  }, options);
  host.addEventListener('webglcontextrestored', () => {
    clearTimeout(timer);
    for (const notice of notices.list.filter(({ message }) => message === GONE)) notices.dismiss(notice.id);
  }, options);
  return () => {
    clearTimeout(timer);
    ended.abort();
  };
}
