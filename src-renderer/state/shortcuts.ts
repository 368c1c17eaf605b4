import { shortcutsWords } from '../wording/interface/shortcuts';

/**
 * Where a shortcut works. `everywhere`: also while somebody types; `free`: wherever the focus is, but in a field, slider, menu or
 * dialog, which have keys of their own; `scene`: while the scene has the focus, or nothing has.
 */
export type ShortcutReach = 'everywhere' | 'free' | 'scene';

export interface Shortcut {
  readonly id: string;
  readonly group: string;
  readonly says: string;
  /** As {@link chordOf} writes them; the first ones are those that are shown. */
  readonly chords: readonly string[];
  /** How many of `chords` the list shows; one where absent. */
  readonly nShown?: number;
  readonly reach: ShortcutReach;
}

const { groups, says } = shortcutsWords;

/** The one list: the keyboard obeys it and the dialog shows it. */
export const SHORTCUTS = [
  { id: 'palette', group: groups.window, says: says.palette, chords: ['Ctrl+K'], reach: 'everywhere' },
  { id: 'list', group: groups.window, says: says.list, chords: ['?'], reach: 'free' },
  { id: 'list-anywhere', group: groups.window, says: says.listAnywhere, chords: ['F1'], reach: 'everywhere' },
  { id: 'next-region', group: groups.window, says: says.nextRegion, chords: ['F6'], reach: 'everywhere' },
  { id: 'previous-region', group: groups.window, says: says.previousRegion, chords: ['Shift+F6'], reach: 'everywhere' },
  { id: 'left-panel', group: groups.window, says: says.leftPanel, chords: ['Ctrl+B'], reach: 'everywhere' },
  { id: 'right-panel', group: groups.window, says: says.rightPanel, chords: ['Ctrl+I'], reach: 'everywhere' },
  { id: 'zoom-in', group: groups.window, says: says.zoomIn, chords: ['Ctrl++', 'Ctrl+='], reach: 'everywhere' },
  { id: 'zoom-out', group: groups.window, says: says.zoomOut, chords: ['Ctrl+-', 'Ctrl+_'], reach: 'everywhere' },
  { id: 'zoom-reset', group: groups.window, says: says.zoomReset, chords: ['Ctrl+0', 'Ctrl+)'], reach: 'everywhere' },
  { id: 'new-window', group: groups.window, says: says.newWindow, chords: ['Ctrl+Shift+N'], reach: 'everywhere' },
  { id: 'models', group: groups.window, says: says.models, chords: ['Ctrl+Shift+M'], reach: 'everywhere' },

  { id: 'undo', group: groups.window, says: says.undo, chords: ['Ctrl+Z'], reach: 'everywhere' },
  { id: 'redo', group: groups.window, says: says.redo, chords: ['Ctrl+Shift+Z', 'Ctrl+Y'], reach: 'everywhere' },

  { id: 'save-session', group: groups.window, says: says.saveSession, chords: ['Ctrl+S'], reach: 'everywhere' },
  { id: 'save-session-as', group: groups.window, says: says.saveSessionAs, chords: ['Ctrl+Shift+S'], reach: 'everywhere' },

  { id: 'open', group: groups.text, says: says.open, chords: ['Ctrl+O'], reach: 'everywhere' },
  { id: 'search-texts', group: groups.text, says: says.searchTexts, chords: ['Ctrl+Shift+O'], reach: 'everywhere' },
  { id: 'search', group: groups.text, says: says.search, chords: ['Ctrl+F'], reach: 'everywhere' },
  { id: 'type', group: groups.text, says: says.type, chords: ['/'], reach: 'free' },
  { id: 'export', group: groups.text, says: says.export, chords: ['Ctrl+E'], reach: 'everywhere' },

  { id: 'view-cloud', group: groups.view, says: says.viewCloud, chords: ['1'], reach: 'free' },
  { id: 'view-flight', group: groups.view, says: says.viewFlight, chords: ['2'], reach: 'free' },
  { id: 'view-strata', group: groups.view, says: says.viewStrata, chords: ['3'], reach: 'free' },
  { id: 'view-compare', group: groups.view, says: says.viewCompare, chords: ['4'], reach: 'free' },
  { id: 'link-cameras', group: groups.view, says: says.linkCameras, chords: ['K'], reach: 'free' },
  { id: 'stations', group: groups.view, says: says.stations, chords: ['J'], reach: 'free' },
  { id: 'layer-down', group: groups.view, says: says.layerDown, chords: ['['], reach: 'free' },
  { id: 'layer-up', group: groups.view, says: says.layerUp, chords: [']'], reach: 'free' },
  { id: 'threads', group: groups.view, says: says.threads, chords: ['G'], reach: 'free' },
  { id: 'labels', group: groups.view, says: says.labels, chords: ['T'], reach: 'free' },
  { id: 'bookmark', group: groups.view, says: says.bookmark, chords: ['Ctrl+D'], reach: 'everywhere' },
  { id: 'back', group: groups.view, says: says.back, chords: ['Escape'], reach: 'free' },

  { id: 'orbit', group: groups.map, says: says.orbit, chords: ['V'], reach: 'free' },
  { id: 'pan', group: groups.map, says: says.pan, chords: ['P'], reach: 'free' },
  { id: 'lasso', group: groups.map, says: says.lasso, chords: ['L'], reach: 'free' },
  { id: 'box', group: groups.map, says: says.box, chords: ['B'], reach: 'free' },
  { id: 'fit', group: groups.map, says: says.fit, chords: ['F'], reach: 'free' },
  { id: 'fly', group: groups.map, says: says.fly, chords: ['C'], reach: 'free' },
  { id: 'orthographic', group: groups.map, says: says.orthographic, chords: ['O'], reach: 'free' },
  { id: 'nearer', group: groups.map, says: says.nearer, chords: ['+', '='], reach: 'free' },
  { id: 'farther', group: groups.map, says: says.farther, chords: ['-'], reach: 'free' },
  { id: 'front', group: groups.map, says: says.front, chords: ['5'], reach: 'free' },
  { id: 'back-side', group: groups.map, says: says.backSide, chords: ['6'], reach: 'free' },
  { id: 'left', group: groups.map, says: says.left, chords: ['7'], reach: 'free' },
  { id: 'right', group: groups.map, says: says.right, chords: ['8'], reach: 'free' },
  { id: 'top', group: groups.map, says: says.top, chords: ['9'], reach: 'free' },
  { id: 'bottom', group: groups.map, says: says.bottom, chords: ['0'], reach: 'free' },

  { id: 'step', group: groups.scene, says: says.step, chords: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], nShown: 4, reach: 'scene' },
  { id: 'turn', group: groups.scene, says: says.turn, chords: ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'], reach: 'scene', nShown: 4 },
  { id: 'select', group: groups.scene, says: says.select, chords: ['Enter'], reach: 'scene' },
  { id: 'select-more', group: groups.scene, says: says.selectMore, chords: ['Space', 'Ctrl+Enter'], nShown: 2, reach: 'scene' },

  { id: 'flight-play', group: groups.flight, says: says.flightPlay, chords: ['Space'], reach: 'scene' },
  { id: 'flight-first', group: groups.flight, says: says.flightFirst, chords: ['Home'], reach: 'scene' },
  { id: 'flight-last', group: groups.flight, says: says.flightLast, chords: ['End'], reach: 'scene' },

  { id: 'slides-next', group: groups.slides, says: says.slidesNext, chords: ['ArrowRight', 'PageDown'], nShown: 2, reach: 'free' },
  { id: 'slides-before', group: groups.slides, says: says.slidesBefore, chords: ['ArrowLeft', 'PageUp'], nShown: 2, reach: 'free' },
  { id: 'slides-space', group: groups.slides, says: says.slidesSpace, chords: ['Space'], reach: 'scene' },
  { id: 'slides-leave', group: groups.slides, says: says.slidesLeave, chords: ['Escape'], reach: 'free' },

  { id: 'outline-step', group: groups.outline, says: says.outlineStep, chords: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'], nShown: 4, reach: 'scene' },
  { id: 'outline-corner', group: groups.outline, says: says.outlineCorner, chords: ['Enter', 'Space'], nShown: 2, reach: 'scene' },
  { id: 'outline-close', group: groups.outline, says: says.outlineClose, chords: ['C', 'Ctrl+Enter', 'Alt+Enter'], nShown: 3, reach: 'scene' },
  { id: 'outline-leave', group: groups.outline, says: says.outlineLeave, chords: ['Escape'], reach: 'scene' },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof SHORTCUTS)[number]['id'];

/** Of a keyboard event, what tells keys apart. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** AltGr writes signs such as [ on many keyboards; Windows reports it as Ctrl and Alt. */
  readonly isAltGraph: boolean;
}

/** "Ctrl+Shift+M", "Shift+ArrowLeft", "[": Shift counts with letters and named keys only, as it is part of how a sign is typed. */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey, isAltGraph }: KeyPress): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const isSign = name.length === 1 && name.toLowerCase() === name.toUpperCase();
  const held = [
    ...((ctrlKey || metaKey) && !isAltGraph ? ['Ctrl'] : []),
    ...(altKey && !isAltGraph ? ['Alt'] : []),
    ...(shiftKey && !isSign ? ['Shift'] : []),
  ];
  return [...held, name].join('+');
}

const REACHES: Readonly<Record<ShortcutReach, readonly ShortcutReach[]>> = {
  everywhere: ['everywhere'], free: ['everywhere', 'free'], scene: ['everywhere', 'free', 'scene'],
};

/** What is going on that has keys of its own, which come before all others while it lasts: their ids begin with its name. */
export type Doing = 'slides' | 'outline' | 'flight';
const DOINGS: readonly Doing[] = ['slides', 'outline', 'flight'];

/** What a key means where the focus stands: `scene`, elsewhere (`free`), or where keys are written (`everywhere`). */
export function shortcutFor(chord: string, reach: ShortcutReach, doing: Doing | null = null): ShortcutId | null {
  const able = SHORTCUTS.filter((shortcut) => (shortcut.chords as readonly string[]).includes(chord) && REACHES[reach].includes(shortcut.reach));
  const isOf = (what: Doing) => ({ id }: { readonly id: ShortcutId }): boolean => id.startsWith(`${what}-`);
  return ((doing === null ? undefined : able.find(isOf(doing))) ?? able.find((shortcut) => !DOINGS.some((what) => isOf(what)(shortcut))))?.id ?? null;
}

/** First chord of a shortcut, as a button's `kbd` shows it. */
export const keyOf = (id: ShortcutId): string => SHORTCUTS.find((shortcut) => shortcut.id === id)?.chords[0] ?? '';

const NAMES: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', '-': '−' };

/** "Ctrl +", "Shift ←": as it stands in the list. */
export function shownChord(chord: string): string {
  const parts = chord.endsWith('++') ? [chord.slice(0, -2), '+'] : chord === '+' ? ['+'] : chord.split('+');
  return parts.map((part) => NAMES[part] ?? part).join(' ');
}

/** The groups in the order of the table. */
export function shortcutGroups(): readonly { readonly group: string; readonly entries: readonly { readonly id: ShortcutId; readonly says: string; readonly keys: readonly string[] }[] }[] {
  return [...new Set(SHORTCUTS.map(({ group }) => group))].map((group) => ({
    group,
    entries: SHORTCUTS.filter((shortcut) => shortcut.group === group).map((shortcut) => ({
      id: shortcut.id, says: shortcut.says, keys: shortcut.chords.slice(0, 'nShown' in shortcut ? shortcut.nShown : 1).map(shownChord),
    })),
  }));
}
