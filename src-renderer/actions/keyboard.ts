import { concordance } from '../state/concordance.svelte';
import { exporting } from '../state/exporting.svelte';
import { importing } from '../state/importing.svelte';
import { mapControls, type SceneTool } from '../state/map.svelte';
import { modelPanel } from '../state/model-panel.svelte';
import { selection } from '../state/selection.svelte';
import { session } from '../state/session.svelte';
import { settings } from '../state/settings.svelte';
import { sweep } from '../state/sweep.svelte';
import { typed } from '../state/typed.svelte';
import { attempt } from './failures';
import { chooseFile } from './importing';
import { openModels } from './models';
import { scene, type Direction, type MapSide } from './scene-port';
import { clearSelection, pick, toggle, showAll } from './selecting';
import { clearTyped } from './typing';
import { switchLayer } from './view';
import { togglePanel } from './window';

const ORBIT_STEP_DEGREES = 15;
const ZOOM_STEP = 1.25;
const TOOLS: Readonly<Record<string, SceneTool>> = { v: 'orbit', p: 'pan', l: 'lasso', b: 'box' };
const DIRECTIONS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** Digits after those of the views. */
export const SIDE_KEYS: Readonly<Record<MapSide, string>> = { front: '5', back: '6', left: '7', right: '8', top: '9', bottom: '0' };
const SIDES = new Map((Object.keys(SIDE_KEYS) as MapSide[]).map((side) => [SIDE_KEYS[side], side]));

/** Where F6 stops; panels mark their root with `data-region`. */
const REGIONS = ['topbar', 'sets', 'scene', 'inspector', 'status'] as const;

export const isTextField = (element: Element | null): boolean =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(element.type));

const focusRegionField = (selector: string): void => { document.querySelector<HTMLElement>(selector)?.focus(); };

/** Moves the focus to the next region that has something to focus. */
export function focusNextRegion(backwards: boolean): void {
  const roots = REGIONS.flatMap((name) => {
    const root = document.querySelector<HTMLElement>(`[data-region="${name}"]`);
    return root === null || root.getClientRects().length === 0 ? [] : [root];
  });
  const here = roots.findIndex((root) => root.contains(document.activeElement));
  for (let step = 1; step <= roots.length; step++) {
    const root = roots[(here + (backwards ? -step : step) + roots.length * 2) % roots.length];
    const first = root?.querySelector<HTMLElement>('[data-region-start]') ?? root?.querySelector<HTMLElement>('button:not(:disabled), input, [tabindex="0"]');
    if (first != null) { first.focus(); return; }
  }
}

function withControl(event: KeyboardEvent): boolean {
  if (event.altKey) return false;
  if (event.shiftKey) {
    if (event.key.toLowerCase() !== 'm' || settings.isSnapshot || session.page === 'starting') return false;
    openModels();
    return true;
  }
  const isCloud = session.page === 'cloud';
  switch (event.key.toLowerCase()) {
    case 'o': attempt(chooseFile); return true;
    case 'f': if (isCloud) focusRegionField('[data-search]'); return isCloud;
    case 'e': if (session.view !== null && isCloud) exporting.isOpen = true; return isCloud;
    case 'b': if (isCloud) togglePanel('left'); return isCloud;
    case 'i': if (isCloud) togglePanel('right'); return isCloud;
    default: return false;
  }
}

function backOut(): void {
  if (mapControls.tool === 'lasso' || mapControls.tool === 'box') mapControls.tool = 'orbit';
  else if (typed.text !== '') clearTyped();
  else if (selection.rows.length > 0) clearSelection();
  else if (concordance.hidden.size > 0 || concordance.onlyForm !== null) showAll();
  else concordance.query = '';
  mapControls.cursorRow = null;
  selection.hover = null;
}

function arrow(direction: Direction, isShift: boolean): void {
  const port = scene();
  if (port === null) return;
  if (isShift) {
    const turns: Record<Direction, readonly [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] };
    const [right, up] = turns[direction];
    port.orbitBy(right * ORBIT_STEP_DEGREES, up * ORBIT_STEP_DEGREES);
    return;
  }
  const row = port.nearestInDirection(mapControls.cursorRow ?? selection.rows.at(-1) ?? null, direction);
  if (row === null) return;
  mapControls.cursorRow = row;
  selection.hover = { row, from: 'scene' };
}

/** To the selection, or to the point that the arrows have reached. */
export function flyToChosen(): void {
  const { rows } = selection;
  if (rows.length > 0) scene()?.flyTo(rows);
  else if (mapControls.cursorRow !== null) scene()?.flyTo([mapControls.cursorRow]);
}

/** Single keys: only while the scene has the focus. */
function inScene(event: KeyboardEvent): boolean {
  const direction = DIRECTIONS[event.key];
  if (direction !== undefined) { arrow(direction, event.shiftKey); return true; }
  const tool = TOOLS[event.key];
  if (tool !== undefined) { mapControls.tool = tool; return true; }
  const side = SIDES.get(event.key);
  if (side !== undefined) { scene()?.lookFrom(side); return true; }
  const layer = session.target?.layer ?? 0;
  switch (event.key) {
    case '/': focusRegionField('[data-type-bar]'); return true;
    case '[': attempt(() => switchLayer(layer - 1)); return true;
    case ']': attempt(() => switchLayer(layer + 1)); return true;
    case 'g': mapControls.areThreadsShown = !mapControls.areThreadsShown; return true;
    case 't': mapControls.areLabelsShown = !mapControls.areLabelsShown; return true;
    case 'f': scene()?.fit(); return true;
    case 'o': mapControls.isOrthographic = !mapControls.isOrthographic; return true;
    case 'c': flyToChosen(); return true;
    case '+': case '=': scene()?.zoom(ZOOM_STEP); return true;
    case '-': scene()?.zoom(1 / ZOOM_STEP); return true;
    case 'Enter': if (mapControls.cursorRow !== null) pick(mapControls.cursorRow, { shift: false, ctrl: event.ctrlKey }); return true;
    case ' ': if (mapControls.cursorRow !== null) toggle(mapControls.cursorRow); return true;
    case 'Escape': backOut(); return true;
    default: return false;
  }
}

/** The window's keydown handler. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || importing.stage !== 'closed' || modelPanel.isOpen || sweep.order !== null) return;
  const active = document.activeElement;
  if (event.key === 'F6') {
    event.preventDefault();
    focusNextRegion(event.shiftKey);
    return;
  }
  const isControl = event.ctrlKey || event.metaKey;
  const hasScene = session.view !== null && session.page === 'cloud' && (active === document.body || active?.closest('[data-scene]') != null);
  const isHandled = (isControl && event.key !== 'Enter' ? withControl(event) : hasScene && !event.altKey && inScene(event));
  if (isHandled) event.preventDefault();
}
