import { describe, expect, it } from 'vitest';
import { chordOf, shortcutFor, shortcutGroups, SHORTCUTS, shownChord, type KeyPress } from './shortcuts';

const press = (key: string, held: Partial<KeyPress> = {}): string => chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isAltGraph: false, ...held });

describe('the table of shortcuts', () => {
  it('gives no chord two meanings at one place', () => {
    for (const doing of ['slides-', 'outline-', 'flight-', null]) {
      const chords = SHORTCUTS.filter(({ id }) => (doing === null ? !/^(slides|outline|flight)-/.test(id) : id.startsWith(doing))).flatMap((shortcut) => [...shortcut.chords]);
      expect(new Set(chords).size).toBe(chords.length);
    }
  });

  it('finds every shortcut by each of its chords, at its reach', () => {
    for (const { id, chords, reach } of SHORTCUTS)
      for (const chord of chords)
        expect(
          shortcutFor(
            chord,
            reach,
            id.startsWith('slides-') ? 'slides' : id.startsWith('outline-') ? 'outline' : id.startsWith('flight-') ? 'flight' : null,
          ),
        ).toBe(id);
  });

  it('keeps single keys out of fields, and keys of the scene out of buttons', () => {
    expect(shortcutFor('F', 'everywhere')).toBeNull();
    expect(shortcutFor('F', 'free')).toBe('fit');
    expect(shortcutFor('Ctrl+F', 'everywhere')).toBe('search');
    expect(shortcutFor('Enter', 'free')).toBeNull();
    expect(shortcutFor('ArrowLeft', 'scene')).toBe('step');
  });

  it('lets an outline in the making have its keys first, and all others work on', () => {
    expect(shortcutFor('C', 'scene', 'outline')).toBe('outline-close');
    expect(shortcutFor('C', 'free', 'outline')).toBe('fly');
    expect(shortcutFor('C', 'scene')).toBe('fly');
    expect(shortcutFor('G', 'scene', 'outline')).toBe('threads');
    expect(shortcutFor('Space', 'scene', 'flight')).toBe('flight-play');
    expect(shortcutFor('Space', 'scene')).toBe('select-more');
    expect(shortcutFor('Space', 'free', 'flight')).toBeNull();
  });

  it('gives a slide show the arrows, the space bar and Escape, also beside its buttons, and leaves the space bar to those', () => {
    expect(['ArrowRight', 'ArrowLeft', 'Escape'].map((chord) => shortcutFor(chord, 'free', 'slides'))).toEqual(['slides-next', 'slides-before', 'slides-leave']);
    expect([shortcutFor('Space', 'scene', 'slides'), shortcutFor('Space', 'free', 'slides')]).toEqual(['slides-space', null]);
    expect(shortcutFor('ArrowRight', 'scene')).toBe('step');
  });

  it('lists every shortcut once', () => {
    expect(shortcutGroups().flatMap(({ entries }) => entries.map(({ id }) => id)).sort()).toEqual(SHORTCUTS.map(({ id }) => id).sort());
  });
});

describe('chords', () => {
  it('take Shift as part of a sign, not of a letter', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('+', { ctrlKey: true, shiftKey: true })).toBe('Ctrl++');
    expect(press('M', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+M');
    expect(press('g')).toBe('G');
    expect(press('G')).toBe('G');
    expect(press('G', { shiftKey: true })).toBe('Shift+G');
    expect(press('ArrowUp', { shiftKey: true })).toBe('Shift+ArrowUp');
  });

  it('take AltGr as part of a sign, however the system reports it', () => {
    expect(press('[', { ctrlKey: true, altKey: true, isAltGraph: true })).toBe('[');
    expect(press('f', { altKey: true })).toBe('Alt+F');
    expect(press('o', { metaKey: true })).toBe('Ctrl+O');
  });

  it('are shown with signs for arrows', () => {
    expect(['Ctrl++', '+', 'Ctrl+-', 'Shift+ArrowLeft', 'Escape'].map(shownChord)).toEqual(['Ctrl +', '+', 'Ctrl −', 'Shift ←', 'Esc']);
  });
});
