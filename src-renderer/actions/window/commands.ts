import { layAlong } from '../directing';
import { tick } from 'svelte';
import { slideShow } from '../../state/bookmarks/slide-show.svelte';
import { addBookmark } from '../bookmarks/bookmarking';
import { goToSlide, leaveSlideShow, pressSpace } from '../bookmarks/slide-show';
import { concordance } from '../../state/concordance.svelte';
import { flight } from '../../state/flight.svelte';
import { exporting } from '../../state/panels/exporting.svelte';
import { mapControls } from '../../state/map.svelte';
import { palette } from '../../state/panels/palette/palette.svelte';
import { selection } from '../../state/selection.svelte';
import { current } from '../../state/document.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { shortcutList } from '../../state/panels/shortcut-list.svelte';
import type { ShortcutId } from '../../state/shortcuts';
import { typed } from '../../state/typed.svelte';
import { attempt } from '../failures';
import { focusNextRegion, focusOn, isTextField } from './focus';
import { saveSession } from '../sessions/sessions';
import { chooseFile } from '../sets/importing';
import { openTextSearch } from '../sets/searching-texts';
import { flyTo, pauseFlight, switchMode, togglePlay, toggleTrails } from '../view/flying';
import { toggleCameraLink } from '../view/comparing';
import { openStations } from '../stations/stations';
import { toggleLabels, toggleOrthographic, toggleThreads } from '../view/looking';
import { openModels } from '../models/models';
import { closeOutline, leaveOutline, moveOutline, setCorner, takeOutlineTool } from '../selection/outlining';
import { scene, type Direction, type MapSide } from '../view/scene-port';
import { clearSelection, pick, searchFor, showAll, toggle } from '../selection/selecting';
import { clearTyped } from '../typed/typing';
import { redo, undo } from '../view/undoing';
import { switchLayer } from '../view/view';
import { openNewWindow, togglePanel, zoomWindow } from './window';

const ORBIT_STEP_DEGREES = 15;
const ZOOM_STEP = 1.25;

/** Which shortcut looks from where. */
export const SIDE_SHORTCUTS: Readonly<Record<MapSide, ShortcutId>> = { front: 'front', back: 'back-side', left: 'left', right: 'right', top: 'top', bottom: 'bottom' };

const directionOf = (key: string): Direction => key.replace('Arrow', '').toLowerCase() as Direction;

function backOut(): void {
  if (mapControls.tool === 'lasso' || mapControls.tool === 'box') mapControls.tool = 'orbit';
  else if (typed.text !== '') clearTyped();
  else if (flight.isPlaying) pauseFlight();
  else if (selection.rows.length > 0) clearSelection();
  else if (session.view !== null && session.view.along !== null) attempt(() => layAlong(null));
  else if (concordance.isNarrowed) showAll();
  else searchFor('');
  mapControls.cursorRow = null;
  selection.hover = null;
}

function stepTo(direction: Direction): void {
  const row = scene()?.nearestInDirection(mapControls.cursorRow ?? selection.rows.at(-1) ?? null, direction) ?? null;
  if (row === null) return;
  mapControls.cursorRow = row;
  selection.hover = { row, from: 'scene' };
}

function turn(direction: Direction): void {
  const [right, up] = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] }[direction] as [number, number];
  scene()?.orbitBy(right * ORBIT_STEP_DEGREES, up * ORBIT_STEP_DEGREES);
}

/** To the selection, or to the point that the arrows have reached. */
export function flyToChosen(): void {
  const { rows } = selection;
  if (rows.length > 0) scene()?.flyTo(rows);
  else if (mapControls.cursorRow !== null) scene()?.flyTo([mapControls.cursorRow]);
}

function stepLayer(by: number): void {
  pauseFlight();
  attempt(() => switchLayer((session.target?.layer ?? 0) + by));
}

/** In flight the type bar lies over the deck. */
async function openTypeBar(): Promise<void> {
  pauseFlight();
  typed.isBarOpen = true;
  await tick();
  focusOn('[data-type-bar]');
}

const openCommandPalette = (): void => { palette.open(); };
const openList = (): void => { shortcutList.isOpen = true; };
const lookFrom = (side: MapSide) => (): void => { scene()?.lookFrom(side); };

type Command = (event: KeyboardEvent) => void;
export const COMMANDS: Readonly<Record<ShortcutId, Command>> = {
  palette: openCommandPalette,
  list: openList,
  'list-anywhere': openList,
  'next-region': () => { focusNextRegion(false); },
  'previous-region': () => { focusNextRegion(true); },
  'left-panel': () => { togglePanel('left'); },
  'right-panel': () => { togglePanel('right'); },
  'zoom-in': () => { zoomWindow('in'); },
  'zoom-out': () => { zoomWindow('out'); },
  'zoom-reset': () => { zoomWindow('reset'); },
  'new-window': openNewWindow,
  models: openModels,
  undo: () => { attempt(undo); },
  redo: () => { attempt(redo); },
  'save-session': () => { attempt(() => saveSession()); },
  'save-session-as': () => { attempt(() => saveSession(true)); },
  open: () => { attempt(chooseFile); },
  'search-texts': openTextSearch,
  search: () => { focusOn('[data-search]'); },
  type: () => { attempt(openTypeBar); },
  export: () => { exporting.isOpen = true; },
  'view-cloud': () => { attempt(() => switchMode('cloud')); },
  'view-flight': () => { attempt(() => switchMode('flight')); },
  'view-strata': () => { attempt(() => switchMode('strata')); },
  'view-compare': () => { attempt(() => switchMode('compare')); },
  'link-cameras': toggleCameraLink,
  stations: openStations,
  'layer-down': () => { stepLayer(-1); },
  'layer-up': () => { stepLayer(1); },
  threads: () => { if (session.view?.mode === 'flight') toggleTrails(); else toggleThreads(); },
  labels: toggleLabels,
  back: backOut,
  orbit: () => { mapControls.tool = 'orbit'; },
  pan: () => { mapControls.tool = 'pan'; },
  lasso: () => { takeOutlineTool('lasso'); },
  box: () => { takeOutlineTool('box'); },
  fit: () => { scene()?.fit(); },
  fly: flyToChosen,
  orthographic: toggleOrthographic,
  nearer: () => { scene()?.zoom(ZOOM_STEP); },
  farther: () => { scene()?.zoom(1 / ZOOM_STEP); },
  front: lookFrom('front'),
  'back-side': lookFrom('back'),
  left: lookFrom('left'),
  right: lookFrom('right'),
  top: lookFrom('top'),
  bottom: lookFrom('bottom'),
  step: ({ key }) => { stepTo(directionOf(key)); },
  turn: ({ key }) => { turn(directionOf(key)); },
  select: () => { if (mapControls.cursorRow !== null) pick(mapControls.cursorRow, { shift: false, ctrl: false }); },
  'select-more': () => { if (mapControls.cursorRow !== null) toggle(mapControls.cursorRow); },
  'flight-play': togglePlay,
  'flight-first': () => { flyTo(0); },
  'flight-last': () => { flyTo(Infinity); },
  'outline-step': ({ key, shiftKey }) => { moveOutline(directionOf(key), shiftKey); },
  'outline-corner': setCorner,
  'outline-close': ({ ctrlKey, metaKey, altKey }) => { closeOutline(altKey ? 'subtract' : ctrlKey || metaKey ? 'add' : 'replace'); },
  'outline-leave': leaveOutline,
  bookmark: addBookmark,
  'slides-next': () => { attempt(() => goToSlide(slideShow.at + 1)); },
  'slides-before': () => { attempt(() => goToSlide(slideShow.at - 1)); },
  'slides-space': () => { attempt(pressSpace); },
  'slides-leave': leaveSlideShow,
};

/** What works without a map on screen. */
const WITHOUT_MAP: ReadonlySet<ShortcutId> = new Set(['palette', 'list', 'list-anywhere', 'next-region', 'previous-region', 'zoom-in', 'zoom-out', 'zoom-reset', 'new-window', 'models', 'open', 'search-texts']);
/** What a modal dialog leaves. */
const IN_DIALOG: ReadonlySet<ShortcutId> = new Set(['zoom-in', 'zoom-out', 'zoom-reset']);

/** Whether it can be done as things stand. */
export function isPossible(id: ShortcutId): boolean {
  if (document.querySelector('dialog[open]') !== null) return IN_DIALOG.has(id);
  // What is typed has an undo of its own.
  if ((id === 'undo' || id === 'redo') && isTextField(document.activeElement)) return false;
  if (WITHOUT_MAP.has(id)) return id !== 'models' || (!settings.isSnapshot && session.page !== 'starting');
  if (session.page !== 'cloud') return false;
  // What is coming can be given up.
  return session.view !== null || (id === 'undo' && current.coming !== null) || id === 'left-panel' || id === 'right-panel' || id === 'search';
}
