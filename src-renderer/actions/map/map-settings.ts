import type { ProjectionParameters } from '@contract/projection';
import { mapControls } from '../../state/map.svelte';
import { session } from '../../state/session.svelte';
import type { View } from '../../state/view';
import { attempt } from '../failures';
import { mapRefusal } from './projection';
import { recompute } from '../view/view';

/** Maps of so many points are drawn again with every change of their settings; larger ones when asked for. */
export const INSTANT_MOST = 2000;
/** A slider on its way stands still for no longer than this. */
const PAUSE_MS = 350;

let timer: ReturnType<typeof setTimeout> | undefined;

export const nPointsOf = (map: View['map']): number => (map.kind === 'cloud' ? map.rows.length : map.forms.length + map.words.length);

/** Whether settings act as soon as they are changed. */
export const isInstant = (view: View | null): boolean => view !== null && nPointsOf(view.map) <= INSTANT_MOST;

/** The settings that the popover shows differ from those of the map, on screen or in the making. */
export const isDraftChanged = (): boolean => JSON.stringify(mapControls.draft) !== JSON.stringify(session.target?.projection);

/** What was set and not drawn yet is kept, until the map has got other settings in another way. */
export function openDraft(): void {
  const now = session.target?.projection;
  if (now === undefined || mapControls.draftOf === now) return;
  mapControls.draft = mapControls.draftOf = now;
}

export function changeDraft(changes: Partial<ProjectionParameters>): void {
  mapControls.draft = { ...mapControls.draft, ...changes };
  clearTimeout(timer);
  if (!isInstant(session.view)) return;
  timer = setTimeout(() => {
    const { view } = session;
    if (view !== null && isInstant(view) && isDraftChanged() && mapRefusal(mapControls.draft, nPointsOf(view.map)) === null) attempt(recompute);
  }, PAUSE_MS);
}
