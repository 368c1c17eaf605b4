import { openSetTool, labelSelection } from '../../actions/sets/whole-sets';
import { searchFor, selectRows } from '../../actions/selection/selecting';
import { setTools } from '../../state/panels/sets/set-tools.svelte';
import { cloud, there, type PageState } from './state';

async function replacing(find: string, replaceWith: string, areWordsChanged = false): Promise<void> {
  await cloud();
  setTools.terms = { find, replaceWith, isCaseKept: false };
  setTools.areWordsChanged = areWordsChanged;
  openSetTool('replace');
}

/** A whole set is edited in a dialog. */
export const SET_EDIT_STATES: readonly PageState[] = [
  { name: 'replace', says: 'what a replacement would change, and what it leaves', arrange: async () => { await replacing('/the (bank|river)/', 'that $1'); await there('replace-preview'); } },
  { name: 'replace-left', says: 'a replacement in the selection that would change the word itself', arrange: async () => { await cloud(); selectRows([3, 40, 80]); await replacing('bank', 'shore'); await there('replace-left'); } },
  { name: 'replace-broken', says: 'a pattern without the group that is asked for', arrange: async () => { await replacing('/the bank/', '$1'); await there('replace-told'); await new Promise((resolve) => { setTimeout(resolve, 400); }); } },
  { name: 'columns', says: 'the label columns, one just given to a selection', arrange: async () => { await cloud(); selectRows([3, 40, 80]); await labelSelection('tone', 'calm'); await cloud(); openSetTool('columns'); await there('columns-dialog'); } },
  { name: 'merge', says: 'which set is added to this one', arrange: async () => { await cloud(); openSetTool('merge'); await there('merge-dialog'); } },
  { name: 'split', says: 'what a set is split into', arrange: async () => { await cloud(); openSetTool('split'); await there('split-parts'); } },
  { name: 'search-column', says: 'sentences of one value of a column that match', arrange: async () => { await cloud(); searchFor('domain:fiction -sense:money the'); await there('select-matches'); } },
  { name: 'search-no-column', says: 'a column that the set does not have', arrange: async () => { await cloud(); searchFor('tone:calm'); await there('search'); } },
];
