import { toEnvelope } from '@contract/failure';
import { sampledRows } from '@semantics/measure-set';
import { layerRows } from '@vectors/vector-table';
import { session } from '../../state/session.svelte';
import { mapControls } from '../../state/map.svelte';
import { stations, type StationMap, type StationOrder } from '../../state/panels/stations.svelte';
import { isOneWord } from '../../wording/captions';
import { isOfWords, modelWanted, notShownAlone, STATIONS, type Station } from '../../wording/stations';
import { Newest } from '../newest';
import { attempt, isCancelled } from '../failures';
import { equalGroups, mergeEqual } from '../map/equal-vectors';
import { projectRows, toSpace } from '../map/projection';
import { viewAtRest } from '../view/at-rest';
import type { TellStep } from '../view/latest';
import { show } from '../view/view';
import { mapKind } from '../view/wanted';
import { measureStation, rowsThere } from './measure-station';
import { bagVectors, modelVectors } from './station-vectors';
import { stationsWords } from '../../wording/interface/stations';

const newest = new Newest(() => { stations.running = null; });

/** Opens the panel and draws what it lacks of the set on screen, a station after the other. */
export function openStations(): void {
  const { view } = session;
  if (view === null || stations.isOpen) return;
  // A flat picture of a map in space would hide a third of it.
  const projection = { ...(mapKind(view) === 'contextual' ? view.projection : mapControls.lastUsed.contextual), nComponents: 2 } as const;
  const isSame = stations.order !== null && stations.order.set.occurrences === view.set.occurrences && JSON.stringify(stations.order.projection) === JSON.stringify(projection);
  if (!isSame) stations.maps = {};
  stations.order = { set: view.set, projection, rows: isSame && stations.order !== null ? stations.order.rows : sampledRows(view.set.occurrences.map((_, row) => row)) };
  for (const station of STATIONS) if (stations.maps[station] !== undefined && stations.maps[station].modelId !== (stations.modelOf(station)?.id ?? null)) forget(station);
  stations.note = null;
  stations.isOpen = true;
  attempt(fillStations);
}

/** Stops; the maps that are there stay. */
export function stopStations(): void {
  newest.cancel();
}

export function closeStations(): void {
  stopStations();
  stations.isOpen = false;
}

/** Draws the stations that have no map. */
export async function fillStations(): Promise<void> {
  await newest.run(async (signal) => {
    stations.problems = {};
    for (const station of stations.list) {
      const { order } = stations;
      if (signal.aborted || order === null) return;
      if (stations.maps[station] === undefined) await fill(station, order, signal);
    }
  });
}

async function fill(station: Station, order: StationOrder, signal: AbortSignal): Promise<void> {
  stations.running = station;
  const tell: TellStep = (label, nDone, nTotal) => {
    if (!signal.aborted)
      stations.step =
        nDone === undefined || nTotal === undefined ? label : stationsWords.progress(label, nDone, nTotal);
  };
  try {
    const map = await stationMap(station, order, signal, tell);
    if (signal.aborted) return;
    if (map === null) stations.problems = { ...stations.problems, [station]: modelWanted(station) };
    else stations.maps = { ...stations.maps, [station]: map };
  } catch (error) {
    if (!signal.aborted && !isCancelled(error)) stations.problems = { ...stations.problems, [station]: toEnvelope(error).message };
  }
}

/** Null where no model is there for it. */
async function stationMap(station: Station, { set, rows, projection }: StationOrder, signal: AbortSignal, tell: TellStep): Promise<StationMap | null> {
  const occurrences = rows.flatMap((row) => set.occurrences[row] ?? []);
  const model = stations.modelOf(station);
  if (station !== 'bag-of-words' && station !== 'tfidf' && model === null) return null;
  await viewAtRest(signal, tell);
  const found = station === 'bag-of-words' || station === 'tfidf' || model === null
    ? bagVectors(station === 'tfidf' ? 'tfidf' : 'bag-of-words', occurrences, isOneWord(set) ? set.word : null)
    : await modelVectors(station, model, session.target?.device ?? 'auto', occurrences, signal, tell);
  const { table, layer, nLayers, isBestLayer, wordInBag, features, wordVectors, unread } = found;
  tell(stationsWords.measuring);
  const facts = { ...await measureStation(table, occurrences, signal), wordInBag, features, wordVectors, unread };
  const there = rowsThere(table);
  const { coordinates, parameters } = await projectRows({ source: { n: there.length, dim: table.dim, nExtra: 0, read: () => layerRows(table, 0, there) }, wanted: projection, signal, tell });
  const points = new Map([...there].map((row, point) => [row, point]));
  const groups = equalGroups(table.values, table.dim, there).map((group) => group.map((row) => points.get(row) ?? -1));
  return {
    modelId: model?.id ?? null, layer, nLayers, isBestLayer, facts, method: parameters.method, rows: there.map((row) => rows[row] ?? -1),
    coordinates: mergeEqual(toSpace(coordinates, parameters.nComponents), groups).coordinates,
  };
}

function forget(station: Station): void {
  stations.maps = Object.fromEntries(Object.entries(stations.maps).filter(([other]) => other !== station));
}

/** Another model for a station. */
export async function chooseStationModel(station: Station, modelId: string): Promise<void> {
  stations.chosen = { ...stations.chosen, [station]: modelId };
  forget(station);
  await fillStations();
}

/** Shows a station's vectors in the main scene, or says why they cannot be. */
export async function showStation(station: Station): Promise<void> {
  const map = stations.maps[station];
  const model = stations.modelOf(station);
  stations.note = notShownAlone(station);
  if (stations.note !== null || map === undefined || model === null) return;
  closeStations();
  await show({ model, pooling: isOfWords(station) ? 'mean' : 'sentence', layer: map.layer, mix: null, mode: 'cloud', beside: null });
}
