/**
 * Where a shortcut works. `everywhere`: also while somebody types; `free`: wherever the focus is, but in a field, slider, menu or
 * dialog, which have keys of their own; `scene`: while the scene has the focus, or nothing has.
 */
export type ShortcutReach = 'everywhere' | 'free' | 'scene';

export interface Shortcut {
  readonly id: string;
  readonly group: 'Window' | 'Text' | 'View' | 'Map' | 'Flight' | 'Slide show' | 'Scene, while it has the focus' | 'Lasso and box, while the scene has the focus';
  readonly says: string;
  /** As {@link chordOf} writes them; the first ones are those that are shown. */
  readonly chords: readonly string[];
  /** How many of `chords` the list shows; one where absent. */
  readonly nShown?: number;
  readonly reach: ShortcutReach;
}

/** The one list: the keyboard obeys it and the dialog shows it. */
export const SHORTCUTS = [
  { id: 'palette', group: 'Window', says: 'Every action by its name', chords: ['Ctrl+K'], reach: 'everywhere' },
  { id: 'list', group: 'Window', says: 'Keyboard shortcuts', chords: ['?'], reach: 'free' },
  { id: 'list-anywhere', group: 'Window', says: 'Keyboard shortcuts, also while typing', chords: ['F1'], reach: 'everywhere' },
  { id: 'next-region', group: 'Window', says: 'Next part of the window', chords: ['F6'], reach: 'everywhere' },
  { id: 'previous-region', group: 'Window', says: 'Part of the window before', chords: ['Shift+F6'], reach: 'everywhere' },
  { id: 'left-panel', group: 'Window', says: 'Show or hide the sentences', chords: ['Ctrl+B'], reach: 'everywhere' },
  { id: 'right-panel', group: 'Window', says: 'Show or hide the selection', chords: ['Ctrl+I'], reach: 'everywhere' },
  { id: 'zoom-in', group: 'Window', says: 'Everything larger', chords: ['Ctrl++', 'Ctrl+='], reach: 'everywhere' },
  { id: 'zoom-out', group: 'Window', says: 'Everything smaller', chords: ['Ctrl+-', 'Ctrl+_'], reach: 'everywhere' },
  { id: 'zoom-reset', group: 'Window', says: 'Usual size', chords: ['Ctrl+0', 'Ctrl+)'], reach: 'everywhere' },
  { id: 'new-window', group: 'Window', says: 'New window', chords: ['Ctrl+Shift+N'], reach: 'everywhere' },
  { id: 'models', group: 'Window', says: 'Models', chords: ['Ctrl+Shift+M'], reach: 'everywhere' },

  { id: 'undo', group: 'Window', says: 'Undo', chords: ['Ctrl+Z'], reach: 'everywhere' },
  { id: 'redo', group: 'Window', says: 'Redo', chords: ['Ctrl+Shift+Z', 'Ctrl+Y'], reach: 'everywhere' },

  { id: 'save-session', group: 'Window', says: 'Save the session', chords: ['Ctrl+S'], reach: 'everywhere' },
  { id: 'save-session-as', group: 'Window', says: 'Save the session as another file', chords: ['Ctrl+Shift+S'], reach: 'everywhere' },

  { id: 'open', group: 'Text', says: 'Open a file', chords: ['Ctrl+O'], reach: 'everywhere' },
  { id: 'search-texts', group: 'Text', says: 'Find a word in a text', chords: ['Ctrl+Shift+O'], reach: 'everywhere' },
  { id: 'search', group: 'Text', says: 'Search the sentences', chords: ['Ctrl+F'], reach: 'everywhere' },
  { id: 'type', group: 'Text', says: 'Type a sentence and see where it lands', chords: ['/'], reach: 'free' },
  { id: 'export', group: 'Text', says: 'Export a picture', chords: ['Ctrl+E'], reach: 'everywhere' },

  { id: 'view-cloud', group: 'View', says: 'One layer: the cloud', chords: ['1'], reach: 'free' },
  { id: 'view-flight', group: 'View', says: 'All layers: the flight', chords: ['2'], reach: 'free' },
  { id: 'view-strata', group: 'View', says: 'All layers above each other: the strata', chords: ['3'], reach: 'free' },
  { id: 'view-compare', group: 'View', says: 'Two of them side by side: the comparison', chords: ['4'], reach: 'free' },
  { id: 'link-cameras', group: 'View', says: 'In a comparison: turn both sides together, or each alone', chords: ['K'], reach: 'free' },
  { id: 'stations', group: 'View', says: 'The journey: the same sentences in one representation after another', chords: ['J'], reach: 'free' },
  { id: 'layer-down', group: 'View', says: 'Layer below', chords: ['['], reach: 'free' },
  { id: 'layer-up', group: 'View', says: 'Layer above', chords: [']'], reach: 'free' },
  { id: 'threads', group: 'View', says: 'Threads on or off; in flight the trails', chords: ['G'], reach: 'free' },
  { id: 'labels', group: 'View', says: 'Labels on or off', chords: ['T'], reach: 'free' },
  { id: 'bookmark', group: 'View', says: 'Bookmark what is on screen', chords: ['Ctrl+D'], reach: 'everywhere' },
  { id: 'back', group: 'View', says: 'Back out: tool, typed sentence, selection, axis, filter', chords: ['Escape'], reach: 'free' },

  { id: 'orbit', group: 'Map', says: 'Orbit', chords: ['V'], reach: 'free' },
  { id: 'pan', group: 'Map', says: 'Pan', chords: ['P'], reach: 'free' },
  { id: 'lasso', group: 'Map', says: 'Lasso', chords: ['L'], reach: 'free' },
  { id: 'box', group: 'Map', says: 'Box', chords: ['B'], reach: 'free' },
  { id: 'fit', group: 'Map', says: 'Fit everything in', chords: ['F'], reach: 'free' },
  { id: 'fly', group: 'Map', says: 'Fly to the selection', chords: ['C'], reach: 'free' },
  { id: 'orthographic', group: 'Map', says: 'Orthographic on or off', chords: ['O'], reach: 'free' },
  { id: 'nearer', group: 'Map', says: 'Nearer', chords: ['+', '='], reach: 'free' },
  { id: 'farther', group: 'Map', says: 'Farther', chords: ['-'], reach: 'free' },
  { id: 'front', group: 'Map', says: 'Look from the front', chords: ['5'], reach: 'free' },
  { id: 'back-side', group: 'Map', says: 'Look from the back', chords: ['6'], reach: 'free' },
  { id: 'left', group: 'Map', says: 'Look from the left', chords: ['7'], reach: 'free' },
  { id: 'right', group: 'Map', says: 'Look from the right', chords: ['8'], reach: 'free' },
  { id: 'top', group: 'Map', says: 'Look from the top', chords: ['9'], reach: 'free' },
  { id: 'bottom', group: 'Map', says: 'Look from the bottom', chords: ['0'], reach: 'free' },

  { id: 'step', group: 'Scene, while it has the focus', says: 'Nearest point in that direction', chords: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], nShown: 4, reach: 'scene' },
  { id: 'turn', group: 'Scene, while it has the focus', says: 'Orbit by 15°', chords: ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'], reach: 'scene', nShown: 4 },
  { id: 'select', group: 'Scene, while it has the focus', says: 'Select the point', chords: ['Enter'], reach: 'scene' },
  { id: 'select-more', group: 'Scene, while it has the focus', says: 'Add or take away the point', chords: ['Space', 'Ctrl+Enter'], nShown: 2, reach: 'scene' },

  { id: 'flight-play', group: 'Flight', says: 'Play or pause', chords: ['Space'], reach: 'scene' },
  { id: 'flight-first', group: 'Flight', says: 'First layer', chords: ['Home'], reach: 'scene' },
  { id: 'flight-last', group: 'Flight', says: 'Last layer', chords: ['End'], reach: 'scene' },

  { id: 'slides-next', group: 'Slide show', says: 'Next bookmark', chords: ['ArrowRight', 'PageDown'], nShown: 2, reach: 'free' },
  { id: 'slides-before', group: 'Slide show', says: 'Bookmark before', chords: ['ArrowLeft', 'PageUp'], nShown: 2, reach: 'free' },
  { id: 'slides-space', group: 'Slide show', says: 'Next bookmark; where it plays by itself, wait or go on', chords: ['Space'], reach: 'scene' },
  { id: 'slides-leave', group: 'Slide show', says: 'Leave', chords: ['Escape'], reach: 'free' },

  { id: 'outline-step', group: 'Lasso and box, while the scene has the focus', says: 'Move the cross, with Shift further', chords: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'], nShown: 4, reach: 'scene' },
  { id: 'outline-corner', group: 'Lasso and box, while the scene has the focus', says: 'Set a corner; on the first one, close the lasso', chords: ['Enter', 'Space'], nShown: 2, reach: 'scene' },
  { id: 'outline-close', group: 'Lasso and box, while the scene has the focus', says: 'Close and select; with Ctrl add, with Alt take away, as for the mouse', chords: ['C', 'Ctrl+Enter', 'Alt+Enter'], nShown: 3, reach: 'scene' },
  { id: 'outline-leave', group: 'Lasso and box, while the scene has the focus', says: 'Leave', chords: ['Escape'], reach: 'scene' },
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
