import type { PaletteEntry } from '../../state/panels/palette/palette-match';
import { openSetTool } from '../sets/whole-sets';
import { entriesOf } from './palette-entries';
import { paletteWords } from '../../wording/interface/palette';

/** What can be done to the whole set. */
export const editEntries = (): PaletteEntry[] => entriesOf(paletteWords.edit, [
  ['replace', paletteWords.findAndReplace, () => { openSetTool('replace'); }],
  ['columns', paletteWords.labelColumns, () => { openSetTool('columns'); }],
  ['merge', paletteWords.addSet, () => { openSetTool('merge'); }],
  ['split', paletteWords.splitSet, () => { openSetTool('split'); }],
]);
