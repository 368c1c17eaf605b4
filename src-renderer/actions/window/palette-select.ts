import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import { colouring } from '../../state/colouring.svelte';
import { inspection } from '../../state/inspection.svelte';
import type { PaletteEntry } from '../../state/panels/palette/palette-match';
import { selection } from '../../state/selection.svelte';
import { attempt } from '../failures';
import { askSelectionName, selectNamed } from '../selection/naming';
import { invertSelection } from '../selection/selected';
import { clearSelection, showAll } from '../selection/selecting';
import {
  addNearest, addNeighbourhood, canAddNearest, canAddNeighbourhood, canSelectCluster, canSelectMatches, selectClusters, selectEntry, selectMatches,
  selectShown,
} from '../selection/selecting-groups';
import { entriesOf, type NamedCommand } from './palette-entries';
import { paletteWords } from '../../wording/interface/palette';

/** What can be selected as things stand. */
export function selectEntries(): PaletteEntry[] {
  const only = (isPossible: boolean, ...command: NamedCommand): readonly NamedCommand[] => (isPossible ? [command] : []);
  return entriesOf(paletteWords.select, [
    ['shown', paletteWords.selectShown, selectShown],
    ['clear', paletteWords.selectNothing, clearSelection],
    ...only(selection.rows.length > 0, 'invert', paletteWords.selectOthers, invertSelection),
    ...only(canSelectMatches(), 'matches', paletteWords.selectMatches, selectMatches),
    ...only(canSelectCluster(), 'cluster', paletteWords.selectCluster, selectClusters),
    ...only(canAddNearest(), 'nearest', paletteWords.addNearest(inspection.nNeighbours), () => { attempt(addNearest); }),
    ...only(canAddNeighbourhood(), 'neighbourhood', paletteWords.addInMap(inspection.nNeighbours), addNeighbourhood),
    ...colouring.legend.map((entry): NamedCommand => [`entry-${entry.id}`, paletteWords.selectAllOf(entry.label), () => { selectEntry(entry); }]),
    ...only(selection.rows.length > 0, 'name', paletteWords.nameSelection, askSelectionName),
    ...bookmarks.named.map((named): NamedCommand => [`named-${named.id}`, paletteWords.selection(named.name), () => { selectNamed(named); }]),
    ['show-all', paletteWords.hideNothing, showAll],
  ]);
}
