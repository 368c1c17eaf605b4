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

/** What can be selected as things stand. */
export function selectEntries(): PaletteEntry[] {
  const only = (isPossible: boolean, ...command: NamedCommand): readonly NamedCommand[] => (isPossible ? [command] : []);
  return entriesOf('Select', [
    ['shown', 'Select all that are shown', selectShown],
    ['clear', 'Select nothing', clearSelection],
    ...only(selection.rows.length > 0, 'invert', 'Select the others', invertSelection),
    ...only(canSelectMatches(), 'matches', 'Select what matches the search', selectMatches),
    ...only(canSelectCluster(), 'cluster', 'Select the whole cluster', selectClusters),
    ...only(canAddNearest(), 'nearest', `Add the ${inspection.nNeighbours} nearest neighbours`, () => { attempt(addNearest); }),
    ...only(canAddNeighbourhood(), 'neighbourhood', `Add ${inspection.nNeighbours} neighbours in the map`, addNeighbourhood),
    ...colouring.legend.map((entry): NamedCommand => [`entry-${entry.id}`, `Select all of “${entry.label}”`, () => { selectEntry(entry); }]),
    ...only(selection.rows.length > 0, 'name', 'Name this selection', askSelectionName),
    ...bookmarks.named.map((named): NamedCommand => [`named-${named.id}`, `Selection “${named.name}”`, () => { selectNamed(named); }]),
    ['show-all', 'Hide nothing', showAll],
  ]);
}
