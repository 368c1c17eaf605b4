import { counted } from '../captions';

/** Dialogs that change a whole set. */
export const setEditsWords = {
  // ColumnsDialog
  labelColumns: 'Label columns',
  column: 'Column',
  newColumn: 'New column…',
  name: 'Name',
  valueForSelection: 'Value for the selection',
  selectFirst: 'Select sentences first',
  giveTo: (n: number) => `Give to ${counted(n, 'sentence')}`,
  takeFromThem: 'Take it from them',
  columnName: 'Name of the column',
  rename: 'Rename',
  deleteColumn: 'Delete the column',
  columnNote: 'Points are coloured by the column at once. Every change can be undone.',
  // MergeDialog
  yourSets: 'Your sets',
  suppliedSets: 'Supplied sets',
  addSetTo: (title: string) => `Add another set to “${title}”`,
  noOtherSet: 'There is no other set. Open or paste one first.',
  // Preview
  before: 'Before:',
  after: 'After: ',
  notChanged: 'Not: ',
  // ReplaceDialog
  nSelected: (n: number) => `${n.toLocaleString('en')} selected`,
  nShown: (n: number) => `${n.toLocaleString('en')} shown`,
  findAndReplace: 'Find and replace',
  find: 'Find: text, or /pattern/',
  replaceWith: 'Replace with; of a pattern $1 is the first group',
  inWhich: 'In which sentences',
  matchCase: 'Match case',
  alsoTargets: 'Also where the target word itself changes',
  replaceNote: 'A sentence changes with all its occurrences; the target word stays marked.',
  whatChanges: 'What changes',
  leftAsTheyWere: 'Left as they were',
  replace: 'Replace',
  replaceIn: (n: number) => `Replace in ${counted(n, 'sentence')}`,
  // SplitDialog
  noColumn: 'This set has no column to split by. Label its sentences first.',
  splitSet: (title: string) => `Split “${title}” by a column`,
  makesSets: (n: number) => `Makes ${counted(n, 'set')} of your own. This set stays as it is.`,
  withoutValue: (column: string) => `no ${column}`,
  nSentences: (n: number) => counted(n, 'sentence'),
  split: 'Split',
  mergeNote: 'Senses with the same label become one. A sentence that is in both, with the same word marked, comes once and keeps its labels here.',
  mergeNoteSupplied: 'The supplied set stays; a copy of your own is made.',
} as const;
