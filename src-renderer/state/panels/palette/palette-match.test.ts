import { describe, expect, it } from 'vitest';
import { bestEntries, type PaletteEntry } from './palette-match';

const entry = (id: string, group: string, says: string, keys = ''): PaletteEntry => ({ id, group, says, keys, run: () => undefined });
const ENTRIES = [
  entry('fit', 'Map', 'Fit everything in', 'F'), entry('undo', 'Window', 'Undo', 'Ctrl Z'), entry('bank', 'Set', 'bank, 172 occurrences'),
  entry('mpnet', 'Model', 'MPNet base'), entry('sense', 'Colour by', 'sense'), entry('élan', 'Set', 'Élan vital'), entry('left', 'Map', 'Look from the left', '7'),
];
const ids = (query: string): string[] => bestEntries(ENTRIES, query).map(({ id }) => id);

describe('the command palette', () => {
  it('shows all in their order while nothing is asked', () => { expect(ids(' ')).toEqual(ENTRIES.map(({ id }) => id)); });
  it('finds by the beginning of what is said before any other place', () => { expect(ids('ba')).toEqual(['bank', 'mpnet']); });
  it('wants every word, in what is said or in the group', () => {
    expect(ids('model mp')).toEqual(['mpnet']);
    expect(ids('colour sense')).toEqual(['sense']);
    expect(ids('map left')).toEqual(['left']);
    expect(ids('map bank')).toEqual([]);
  });
  it('takes no heed of case and accents', () => { expect(ids('ELAN')).toEqual(['élan']); });
  it('finds a key that is asked for alone', () => {
    expect(ids('f')[0]).toBe('fit');
    expect(bestEntries([entry('strata', 'View', 'All layers', '3'), entry('layer-3', 'Layer', 'Layer 3')], 'layer 3').map(({ id }) => id)).toEqual(['layer-3']);
  });
  it('finds nothing for signs that are nowhere', () => { expect(ids('%')).toEqual([]); });
});
