import type { SentenceSet } from '@contract/occurrence';
import type { InstalledModel } from '@contract/model-card';
import type { ProjectionParameters } from '@contract/projection';
import type { Station, StationFacts } from '../../wording/stations';
import { library } from '../library.svelte';
import { modelsFor, stationsFor } from './station-models';

/** One small map and what is known of it. */
export interface StationMap {
  /** Of which model; null for counts of words. */
  readonly modelId: string | null;
  readonly layer: number;
  readonly nLayers: number;
  /** Whether the layer is the one of best recall. */
  readonly isBestLayer: boolean;
  /** Rows of the set that have a point. */
  readonly rows: Int32Array;
  /** Row-major `[rows.length, 3]`, of radius 1; equal vectors stand at one place. */
  readonly coordinates: Float32Array;
  readonly method: ProjectionParameters['method'];
  readonly facts: StationFacts;
}

/** Of what the small maps are. */
export interface StationOrder {
  readonly set: SentenceSet;
  /** Rows that are drawn, ascending: all, or a sample. */
  readonly rows: readonly number[];
  readonly projection: ProjectionParameters;
}

/** The panel in which a set goes from counts of words to vectors in context, a station a representation. */
class Stations {
  isOpen = $state(false);
  /** Those there are, in their order. */
  readonly list = $derived(stationsFor(library.models));
  /** What the maps belong to; kept while the panel is closed. */
  order = $state.raw<StationOrder | null>(null);
  maps = $state.raw<Readonly<Partial<Record<Station, StationMap>>>>({});
  /** Why a station has no map. */
  problems = $state.raw<Readonly<Partial<Record<Station, string>>>>({});
  /** The station in work. */
  running = $state<Station | null>(null);
  step = $state('');
  /** What is said of the last map that was chosen. */
  note = $state<string | null>(null);
  /** Models that somebody chose in place of the usual ones. */
  chosen = $state.raw<Readonly<Partial<Record<Station, string>>>>({});

  modelOf(station: Station): InstalledModel | null {
    const able = modelsFor(station, library.models);
    return able.find(({ id }) => id === this.chosen[station]) ?? able[0] ?? null;
  }
}

export const stations = new Stations();
