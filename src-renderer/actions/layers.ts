import { toEnvelope } from '@contract/failure';
import type { LearnedMix } from '@contract/layers/learned-mix';
import { contexture } from '../api/contexture';
import { layers } from '../state/panels/layers.svelte';
import { probes } from '../state/panels/fits/probes.svelte';
import { session } from '../state/session.svelte';
import { learnedMixCsv } from '../wording/layers/learned-mix-csv';
import { measuresCsv } from '../wording/measures-csv';
import { copyText } from './copying';
import { isCancelled } from './failures';

/** Asks what each layer knows of the set on screen; what is known already is not asked again. */
export async function measureLayersHere(): Promise<void> {
  const key = session.view?.summary.key ?? null;
  if (key === null || layers.key === key) return;
  layers.key = key;
  layers.measures = null;
  layers.problem = null;
  try {
    const measures = await contexture.layerMeasures({ key });
    if (layers.key === key) layers.measures = measures;
  } catch (error) {
    if (layers.key !== key) return;
    if (isCancelled(error)) layers.key = null;
    else layers.problem = toEnvelope(error).message;
  }
}

/** All measures, a line a layer, as CSV. */
export function copyMeasures(): void {
  if (layers.measures !== null) copyText(measuresCsv(layers.measures, layers.form, layers.label, probes.fitted));
}

/** A learned mix with its figures and weights, as CSV. */
export function copyLearnedMix(found: LearnedMix): void {
  copyText(learnedMixCsv(found));
}
