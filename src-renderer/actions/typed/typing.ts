import type { Neighbour } from '@contract/embedding';
import { placeAmong } from '@projection/place';
import { contexture } from '../../api/contexture';
import { targetWords } from '../../wording/captions';
import { rowOfForm } from '../../sets/forms';
import { comparison } from '../../state/compare.svelte';
import { session } from '../../state/session.svelte';
import { typed } from '../../state/typed.svelte';
import { shownLayer, type CloudMap, type Journey, type MapPosition, type View } from '../../state/view';
import { isCancelled, report } from '../failures';
import { mapPositionAt, toSpace } from '../map/projection';
import { askedOf, N_NEIGHBOURS, placedAmong, placeSentence, type AskedSentence } from './placing';
import { formsOf, targetsOf } from './target-word';
import { keepOnTrail } from './trailing';
import { sceneWords } from '../../wording/interface/scene';

const TYPING_PAUSE_MS = 250;

let timer: ReturnType<typeof setTimeout> | undefined;
let current: AbortController | null = null;

/** Where a word of another layer stands in this map: among its own neighbours there, as a new point is placed. */
export function placedByNeighbours(neighbours: readonly Neighbour[], map: CloudMap): MapPosition {
  const { nComponents } = map.parameters;
  const known = neighbours.flatMap(({ row, distance }) => { const point = map.pointOf[row] ?? -1; return point < 0 ? [] : [{ row: point, distance }]; });
  return mapPositionAt(toSpace(placeAmong({ coordinates: map.layout, nComponents, parameters: map.parameters, unit: map.unit }, known), nComponents), 0);
}

/** The text of the type bar changed: it is placed once typing stops. */
export function typeText(text: string): void {
  typed.text = text;
  typed.problem = null;
  current?.abort();
  clearTimeout(timer);
  const view = session.view;
  typed.spans = view === null ? [] : targetsOf(text, formsOf(view.set.occurrences));
  typed.span = typed.spans[0] ?? null;
  typed.placedLeft = null;
  if (typed.placed !== null && typed.placed.text !== text && text.trim() === '') typed.placed = null;
  if (text.trim() === '') { typed.isPlacing = false; return; }
  timer = setTimeout(() => { void place({ flies: false }); }, TYPING_PAUSE_MS);
}

/** The next place of the word in the sentence is looked at, or the first again. */
export function nextSpan(): void {
  const at = typed.spans.findIndex(({ charStart }) => charStart === typed.span?.charStart);
  typed.span = typed.spans[(at + 1) % Math.max(1, typed.spans.length)] ?? null;
  typed.placed = null;
  void place({ flies: false });
}

/** The view changed under the text: it is placed again. */
export function retype(): void {
  typed.placed = null;
  typed.placedLeft = null;
  typeText(typed.text);
}

/** Another model is loaded: what is asked of this one is given up, so that it does not come back in its place. */
export function pauseTyped(): void {
  current?.abort();
  clearTimeout(timer);
}

/** Enter: places the word at once and lets it fly from its static vector through its own layer positions. */
export function fly(): void {
  clearTimeout(timer);
  if (typed.text.trim() !== '') void place({ flies: true });
}

export function clearTyped(): void {
  current?.abort();
  clearTimeout(timer);
  typed.clear();
}

async function place({ flies }: { flies: boolean }): Promise<void> {
  const view = session.view;
  if (view === null || view.map.kind !== 'cloud' || session.areEmbeddingsLost || session.isModelChanging) return;
  const { text, span } = typed;
  const isSentence = view.pooling === 'sentence';
  if (span === null && !isSentence) {
    typed.placed = null;
    typed.problem = sceneWords.writeWith(targetWords(view.set));
    return;
  }
  const map = view.map;
  current?.abort();
  const controller = new AbortController();
  current = controller;
  const { signal } = controller;
  typed.isPlacing = true;
  try {
    const asked = askedOf(view, { text, span });
    const shown = shownLayer(view);
    const { neighbours, verdict, position } = await placeSentence(view, map, asked, signal);
    const ghost = asked.form === null ? -1 : ghostOfForm(asked.form, view, map);
    const path: MapPosition[] = [];
    if (flies) {
      // To a mix no layers lead: it has one alone.
      for (let layer = 1; layer < shown.layer; layer++) {
        path.push(placedByNeighbours((await contexture.place({ key: shown.summary.key, layer, k: N_NEIGHBOURS, ...asked.asked })).neighbours, map));
        signal.throwIfAborted();
      }
      const start = map.ghosts[ghost];
      if (start !== undefined) path.unshift(start.position);
      path.push(position);
    }
    const floors = view.mode !== 'strata' || view.journey === null ? [] : await floorsOf(view, view.journey, asked, signal);
    if (session.view !== view || typed.text !== text) return;
    typed.placed = { text, span, neighbours, position, path, floors, verdict };
    if (flies) keepOnTrail(view, typed.placed);
    if (view.left !== null) await placeLeft(view.left, asked, signal);
  } catch (error) {
    if (!signal.aborted && !isCancelled(error)) {
      typed.placed = null;
      report(error);
    }
  } finally {
    if (current === controller) typed.isPlacing = false;
  }
}

/** The floors of one sentence do not depend on the floor that is looked at. */
let floorsBefore: { readonly journey: Journey; readonly of: string; readonly floors: readonly MapPosition[] } | null = null;

/** Where the word stands on each floor, from below: placed there by its vector of that layer, as in the cloud. */
async function floorsOf({ summary }: View, journey: Journey, { asked }: AskedSentence, signal: AbortSignal): Promise<readonly MapPosition[]> {
  const of = JSON.stringify(asked);
  if (floorsBefore?.journey === journey && floorsBefore.of === of) return floorsBefore.floors;
  const floors: MapPosition[] = [];
  for (const [layer, stop] of journey.stops.entries()) {
    const { vector } = await contexture.place({ key: summary.key, layer, k: 1, ...asked });
    signal.throwIfAborted();
    floors.push(await placedAmong(summary, stop, vector, signal));
  }
  floorsBefore = { journey, of, floors };
  return floors;
}

/** The same sentence at the left of a comparison, after the right: the two may be different models, of which one is loaded at a time. A map of words has no new place for it. */
async function placeLeft(left: View, asked: AskedSentence, signal: AbortSignal): Promise<void> {
  const { map } = left;
  if (map.kind !== 'cloud' || !comparison.isSameSet) return;
  const { verdict, position } = await placeSentence(left, map, asked, signal);
  if (session.view?.left === left && typed.text === asked.asked.text) typed.placedLeft = { text: asked.asked.text, position, path: [], floors: [], verdict };
}

/** The ghost from which the set's own occurrences of that form start, or -1. */
function ghostOfForm(form: string, { set }: View, map: CloudMap): number {
  return map.ghostOf[map.pointOf[rowOfForm(set.occurrences, form)] ?? -1] ?? -1;
}
