import { counted } from '../captions';

/** What steps are called that can be undone: they stand behind “Undo:”. */
export const stepWords = {
  // returning
  bookmark: (name: string) => `bookmark “${name}”`,
  // bookmarking
  bookmarkName: 'name of a bookmark',
  bookmarkOrder: 'order of the bookmarks',
  bookmarkDeleted: (name: string) => `deletion of the bookmark “${name}”`,
  // directing
  axis: (direction: string) => `axis ${direction}`,
  // inducing
  sensesFound: 'senses found',
  clustersMerged: 'clusters merged',
  clusterSplit: 'cluster split',
  clusterName: 'name of a cluster',
  // naming
  selectionNamed: (name: string) => `selection named “${name}”`,
  selection: (name: string) => `selection “${name}”`,
  selectionName: 'name of a selection',
  selectionDeleted: (name: string) => `deletion of the selection “${name}”`,
  // selected
  selectionInverted: 'inverted selection',
  // selecting-groups
  selectionShown: 'selection of all that are shown',
  selectionMatches: 'selection of what matches',
  selectionOf: (label: string) => `selection of “${label}”`,
  selectionCluster: 'selection of the cluster',
  selectionNearest: 'selection with its nearest neighbours',
  selectionInMap: 'selection with its neighbourhood in the map',
  // selecting
  hidden: 'what is hidden',
  selectionLess: 'rows taken from the selection',
  // edit
  changeElsewhere: 'change in another window',
  // editing
  setName: 'name of the set',
  labelColumn: (name: string) => `label column “${name}”`,
  noSense: 'no sense',
  sense: (label: string) => `sense “${label}”`,
  sentencesDeleted: (n: number) => `deletion of ${counted(n, 'sentence')}`,
  sentenceChanged: 'change of a sentence',
  sentenceNew: 'new sentence',
  sentencesNew: (n: number) => `${n} new sentences`,
  // whole-sets
  replacement: (n: number) => `replacement in ${counted(n, 'sentence')}`,
  labelTaken: (name: string) => `no “${name}”`,
  columnName: 'name of a column',
  columnDeleted: (name: string) => `deletion of the column “${name}”`,
  setAdded: (title: string) => `“${title}” added`,
  // trailing
  tried: 'tried sentence',
  // looking
  camera: 'the camera',
} as const;
