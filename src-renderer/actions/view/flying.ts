import { EMPTY_DOCUMENT, MOST_TRAIL_LAYERS } from '../../state/document';
import { current } from '../../state/document.svelte';
import { flight, LOOP_MS, STEP_MS, STOP_MS, type FlightSpeed } from '../../state/flight.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import type { ViewMode } from '@contract/view-modes';
import { attempt } from '../failures';
import { startComparing } from './comparing';
import { scene } from './scene-port';
import { show, switchLayer } from './view';
import { lastLayer } from './wanted';
import { noticesWords } from '../../wording/interface/notices';

/** A hand that lets go between two layers is taken to the nearer one in this time. */
const SETTLE_MS = 160;
let usualTrails = EMPTY_DOCUMENT.mapLook.nTrailLayers;
let timer: ReturnType<typeof setTimeout> | undefined;

export async function switchMode(mode: ViewMode): Promise<void> {
  pauseFlight();
  const { target } = session;
  if (target === null || target.mode === mode) return;
  if (mode === 'compare') {
    await startComparing();
    return;
  }
  if (mode !== 'cloud' && lastLayer(target) === 0) {
    notices.show({ kind: 'note', message: mode === 'flight' ? noticesWords.flightNeedsTwo(target.model.name) : noticesWords.strataNeedTwo(target.model.name) });
    return;
  }
  await show({ mode });
}

/** Any input of somebody's stops the playing. */
export function pauseFlight(): void {
  clearTimeout(timer);
  flight.isPlaying = false;
}

/** Plays from where it stands, or from the start where it stands at the end; stops where it plays. */
export function togglePlay(): void {
  if (flight.journey === null || current.view?.mode !== 'flight') return;
  if (flight.isPlaying) {
    pauseFlight();
    return;
  }
  // Without motion there is nothing to play: a step at once.
  if (isMotionReduced()) {
    stepFlight(1);
    return;
  }
  flight.isPlaying = true;
  if (current.view.layer === flight.last) void goOn(0);
  else advance();
}

const isMotionReduced = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** From the layer on screen to the next one, and on when that is reached. */
function advance(): void {
  const layer = current.view?.layer ?? 0;
  if (layer < flight.last) void goOn(layer + 1);
  else if (flight.isLooping) timer = setTimeout(() => { void goOn(0); }, LOOP_MS);
  else pauseFlight();
}

async function goOn(layer: number): Promise<void> {
  try {
    await switchLayer(layer);
  } catch {
    // What failed has been told.
    pauseFlight();
  }
  if (!flight.isPlaying) return;
  if (current.view?.layer !== layer) pauseFlight();
  else timer = setTimeout(advance, STEP_MS[flight.speed] + STOP_MS);
}

/** A step by somebody. */
export function stepFlight(by: number): void {
  flyTo((session.target?.layer ?? 0) + by);
}

/** To a layer, by somebody. */
export function flyTo(layer: number): void {
  pauseFlight();
  attempt(() => switchLayer(Math.max(0, Math.min(flight.last, layer))));
}

/** The hand is at a place between layers: points stand between their places there, numbers are those of the nearer layer. */
export function scrub(position: number): void {
  const { journey } = flight;
  if (journey === null) return;
  pauseFlight();
  const at = Math.max(0, Math.min(flight.last, position));
  flight.scrubbed = at;
  const from = journey.stops[Math.floor(at)], to = journey.stops[Math.ceil(at)];
  if (from !== undefined && to !== undefined) scene()?.between(from.map, to.map, at - Math.floor(at));
}

/** The hand lets go: to the nearer layer. */
export function settleScrub(): void {
  const { scrubbed, journey } = flight;
  if (scrubbed === null || journey === null) return;
  const layer = Math.round(scrubbed);
  flight.scrubbed = null;
  const stop = journey.stops[layer];
  if (layer !== current.view?.layer) attempt(() => switchLayer(layer));
  else if (stop !== undefined) scene()?.glide(stop.map, SETTLE_MS);
}

export function setSpeed(speed: FlightSpeed): void {
  flight.speed = speed;
}

export function toggleLoop(): void {
  flight.isLooping = !flight.isLooping;
}

/** The trails on or off, as long as they were. */
export function toggleTrails(): void {
  const { nTrailLayers } = current.document.mapLook;
  if (nTrailLayers > 0) usualTrails = nTrailLayers;
  setTrails(nTrailLayers > 0 ? 0 : usualTrails);
}

/** @param n over how many layers each trail goes back */
export function setTrails(n: number): void {
  const { mapLook } = current.document;
  const nTrailLayers = Math.max(0, Math.min(MOST_TRAIL_LAYERS, n));
  if (nTrailLayers !== mapLook.nTrailLayers) current.change({ name: 'trails', run: { kind: 'trails', withinMs: 1000 } }, { mapLook: { ...mapLook, nTrailLayers } });
}
