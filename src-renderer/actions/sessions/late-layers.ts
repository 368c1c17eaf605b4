import { contexture } from '../../api/contexture';
import { current } from '../../state/document.svelte';
import type { Journey, View } from '../../state/view';
import { report } from '../failures';
import { painted } from '../view/painted';

let arriving: Promise<View | null> | null = null;

/** Settled once every layer on screen has its vectors: those of a session that was opened come after its picture. Never rejects. */
export async function everyLayerHere(): Promise<void> {
  await arriving;
}

/**
 * Fetches the vectors of a flight's other layers and puts them in their places.
 * @param late names them
 * @returns the view with them; null where they did not come, which is reported, or something else is on screen by then
 */
export async function bringLateLayers(journey: Journey, late: number): Promise<View | null> {
  const own = arriving = bring(journey, late).catch((error: unknown) => {
    report(error);
    return null;
  });
  const whole = await own;
  if (arriving === own) arriving = null;
  return whole;
}

async function bring(journey: Journey, late: number): Promise<View | null> {
  // The picture comes first.
  await painted();
  const stops = [...journey.stops];
  for (const [layer, stop] of journey.stops.entries()) {
    // Other labels leave the journey as it is.
    if (current.view?.journey !== journey) return null;
    // One by one, so that the page can answer in between.
    if (stop.vectors.length === 0) stops[layer] = { ...stop, vectors: await contexture.lateVectors(late, layer) };
  }
  const { view } = current;
  if (view?.journey !== journey) return null;
  const whole = { ...view, journey: { ...journey, stops } };
  current.restore(current.document, whole);
  return whole;
}
