import { contexture } from '../../api/contexture';
import type { View } from '../../state/view';
import { comparison } from '../../state/compare.svelte';
import { layers } from '../../state/panels/layers.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { report } from '../failures';
import { scene } from './scene-port';

const QUIET_MS = 250;
const LONGEST_WAIT_MS = 8_000;
let isFirst = true;

const frame = (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(resolve); });

/** What stands beside the layers of a flight or of the strata has been measured, or will not be. */
const areLayersTold = (): boolean => session.view?.journey == null || (layers.isOfView && (layers.measures !== null || layers.problem !== null));

/** The two sides of a comparison have been held against each other. */
const areSidesTold = (): boolean => !comparison.isSameSet || comparison.overlap !== null;

/** Resolves when fonts are there, the layers are told of, and the scene has drawn nothing new for a moment: labels stand, the camera rests. */
async function settled(): Promise<void> {
  await document.fonts.ready;
  const giveUp = performance.now() + LONGEST_WAIT_MS;
  while (!(areLayersTold() && areSidesTold()) && performance.now() < giveUp) await frame();
  let nFrames = -1;
  let since = performance.now();
  while (performance.now() < giveUp) {
    const now = scene()?.nFrames() ?? 0;
    if (now !== nFrames) { nFrames = now; since = performance.now(); }
    else if (performance.now() - since > QUIET_MS) break;
    await frame();
  }
  await frame();
  await frame();
}

/** The scene holds this view: the page says so to whoever waits for it. */
export function sceneShown(view: View): void {
  const { dataset } = document.documentElement;
  dataset['set'] = view.set.id;
  dataset['model'] = view.model.id;
  dataset['layer'] = String(view.layer);
  dataset['pooling'] = view.pooling;
  void frame().then(frame).then(() => {
    if (session.view !== view) return;
    dataset['cloud'] = 'ready';
    if (!isFirst) return;
    isFirst = false;
    performance.mark('first-cloud');
    if (settings.isSnapshot) finishSnapshot();
  });
}

/** The scene cannot be drawn here: a snapshot fails with `message`, the window goes on without a picture. */
export function sceneFailed(view: View, message: string): void {
  if (!settings.isSnapshot) { sceneShown(view); return; }
  isFirst = false;
  contexture.snapshotReady(message).catch(report);
}

/** Tells the main process that the picture may be taken. */
export function finishSnapshot(): void {
  settled().then(() => contexture.snapshotReady(null)).catch(report);
}

/** While something new is computed the page is busy. */
export function sceneBusy(): void {
  document.documentElement.dataset['cloud'] = 'busy';
}

/** The request was cancelled or failed: what is on screen is what there is. */
export function sceneKept(): void {
  if (session.view !== null && session.wanted === null) document.documentElement.dataset['cloud'] = 'ready';
}
