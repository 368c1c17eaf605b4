import type { SavedData } from '@contract/exports/data-export';
import { contexture } from '../api/contexture';
import { coordinatesCsv } from '../sets/coordinates-csv';
import { labelValues } from '../sets/label-values';
import { exporting } from '../state/panels/exporting.svelte';
import { exportingData } from '../state/panels/exporting-data.svelte';
import { selection } from '../state/selection.svelte';
import { session } from '../state/session.svelte';
import { shownLayer, type View } from '../state/view';
import { distancesCsv } from '../wording/exporting/distances-csv';
import { mapFacts } from '../wording/map-captions';
import { mapMethods } from '../wording/exporting/map-methods';
import { copyText } from './copying';
import { modelSlug, setSlug } from './exporting';
import { report } from './failures';
import { numbered } from './numbered';

let controller: AbortController | null = null;

/** Which vectors are meant: those on screen, or all layers of the model, of the selection or of the whole set. */
export function chosenVectors(view: View): { readonly key: string; readonly layers: readonly number[]; readonly dim: number; readonly rows: readonly number[] | null } {
  const shown = shownLayer(view);
  const { areAllLayers, isSelectionOnly } = exportingData;
  const of = areAllLayers ? view.summary : shown.summary;
  return {
    key: of.key,
    layers: areAllLayers ? Array.from({ length: view.summary.nLayers }, (_, layer) => layer) : [shown.layer],
    dim: of.dim,
    rows: isSelectionOnly && selection.rows.length > 0 ? selection.rows : null,
  };
}

/** Asks where to keep what is chosen, and writes it; an error is said, a cancelled one is not. */
export async function saveData(): Promise<void> {
  const { view } = session;
  if (view === null || exportingData.running !== null) return;
  const own = controller = new AbortController();
  exportingData.saved = null;
  exportingData.running = { fraction: null };
  try {
    const saved = await SAVE[exportingData.kind](view, own.signal);
    // What there is to say of the file is read before the popover goes.
    if (saved !== null && saved.notes.length === 0) exporting.isOpen = false;
    exportingData.saved = saved;
  } catch (error) {
    report(error);
  } finally {
    controller = null;
    exportingData.running = null;
  }
}

/** Nothing is left of what was being written. */
export function cancelSaving(): void {
  controller?.abort();
}

const SAVE: Readonly<Record<typeof exportingData.kind, (view: View, signal: AbortSignal) => Promise<SavedData | null>>> = {
  vectors: (view, signal) => {
    const { key, layers, rows } = chosenVectors(view);
    const order = { key, layers, rows, labels: labelValues(view.set.occurrences), format: exportingData.vectorFormat, suggestedName: `${setSlug(view.set)}-${modelSlug(view.model)}-${whereOf(view)}` };
    return numbered((seq) => contexture.saveVectors({ seq, ...order }), signal, ({ nDone, nTotal }) => { exportingData.running = { fraction: nDone / Math.max(1, nTotal) }; });
  },
  coordinates: async (view) => {
    const { map, set, model } = view;
    if (map.kind === 'static') return null;
    const about = { kind: 'map', settings: mapFacts(view).settings, parameters: map.parameters, quality: map.quality, neighbourRecall: map.neighbourRecall } as const;
    return contexture.saveTable({
      bytes: utf8(coordinatesCsv(set.occurrences, map)),
      suggestedName: `${setSlug(set)}-${modelSlug(model)}-${shownName(view)}-map`,
      ...shownKey(view),
      nRows: map.rows.length,
      about,
    });
  },
  distances: async (view) => {
    const { key, layers } = shownKey(view);
    const rows = [...selection.rows];
    const distances = await contexture.distances({ key, rows });
    const bytes = utf8(distancesCsv(distances, layers[0], view.set.occurrences));
    return contexture.saveTable({
      bytes,
      suggestedName: `${setSlug(view.set)}-${modelSlug(view.model)}-${shownName(view)}-distances`,
      key,
      layers,
      nRows: rows.length,
      about: { kind: 'distances', rows: rows.map((row) => row + 1) },
    });
  },
  sentences: ({ set }) => contexture.saveSet({ set, format: exportingData.setFormat, suggestedName: setSlug(set) }),
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const shownName = ({ layer, mix }: View): string => (mix === null ? `layer-${layer}` : 'mix');
const whereOf = (view: View): string => (exportingData.areAllLayers ? 'all-layers' : shownName(view));

function shownKey(view: View): { readonly key: string; readonly layers: readonly [number] } {
  const { summary, layer } = shownLayer(view);
  return { key: summary.key, layers: [layer] };
}

/** Fetches the paragraph for the methods of the view on screen, so that a click can copy it at once. */
export async function loadMethods(view: View): Promise<void> {
  exportingData.methods = null;
  const { summary: { nOccurrences, missing } } = view;
  const { methods } = await contexture.vectorsAbout({ ...shownKey(view), nRows: Math.max(1, nOccurrences - missing.length) });
  if (session.view === view) exportingData.methods = `${methods} ${mapMethods(view)}`;
}

/** The paragraph that {@link loadMethods} fetched; nothing while it is not there. */
export function copyMethods(): void {
  if (exportingData.methods !== null) copyText(exportingData.methods);
}
