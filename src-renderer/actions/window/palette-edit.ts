import type { PaletteEntry } from '../../state/panels/palette/palette-match';
import { openSetTool } from '../sets/whole-sets';
import { entriesOf } from './palette-entries';

/** What can be done to the whole set. */
export const editEntries = (): PaletteEntry[] => entriesOf('Edit', [
  ['replace', 'Find and replace in the sentences', () => { openSetTool('replace'); }],
  ['columns', 'Label columns: add, give values, rename, delete', () => { openSetTool('columns'); }],
  ['merge', 'Add another set to this one', () => { openSetTool('merge'); }],
  ['split', 'Split the set by a column', () => { openSetTool('split'); }],
]);
