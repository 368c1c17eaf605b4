import { build, chooseFile, readPasted, startPaste } from '../../actions/sets/importing';
import { backToForm, chooseTexts, openTextSearch, searchTexts, showFound } from '../../actions/sets/searching-texts';
import { textSearch } from '../../state/panels/text-search.svelte';
import { importing } from '../../state/panels/importing.svelte';
import { TREEBANK_SOURCE } from '../bridge/treebank';
import { cloud, there, type PageState } from './state';

const PASTED = 'In spring the garden was full of tulips.\nThey drank from the spring below the rocks.';

/** Searches a folder for these forms. */
async function searchFor(forms: string): Promise<void> {
  await cloud();
  await chooseTexts('folder');
  textSearch.forms = forms;
  await Promise.race([searchTexts(), there('cancel-search')]);
}

/** The way from a text to a set. */
export const TEXT_STATES: readonly PageState[] = [
  { name: 'paste', says: 'sentences to be pasted', arrange: async () => { await cloud(); startPaste(PASTED); await there('paste-text'); } },
  { name: 'paste-columns', says: 'the word of a pasted text', arrange: async () => { await cloud(); await readPasted(PASTED); await there('build-set'); } },
  { name: 'file-columns', says: 'the columns of a table', arrange: async () => { await cloud(); await chooseFile(); await there('build-set'); } },
  { name: 'file-refused', says: 'a word that no sentence has', arrange: async () => { await cloud(); await chooseFile(); importing.by = 'word'; importing.word = 'zebra'; await build(); await there('build-set'); } },
  { name: 'built', says: 'a set out of a file, and what was left out', arrange: async () => { await cloud(); await chooseFile(); await build(); await cloud(); } },
  { name: 'treebank-columns', says: 'whole sentences drawn of a treebank', arrange: async () => { await cloud(); importing.open(TREEBANK_SOURCE); importing.by = 'every'; importing.drawn = 'sentences'; await there('most-sentences'); } },
  { name: 'left-out', says: 'the lines that were left out', arrange: async () => { await cloud(); await chooseFile(); await build(); await cloud(); importing.stage = 'left-out'; await there('left-out-dialog'); } },
  { name: 'search-empty', says: 'texts to be searched, none chosen yet', arrange: async () => { await cloud(); openTextSearch(); await there('search-texts'); } },
  { name: 'search-form', says: 'a folder of texts to be searched', arrange: async () => { await cloud(); await chooseTexts('folder'); textSearch.forms = 'bank, banks'; await there('search-texts'); } },
  { name: 'search-refused', says: 'a pattern that is none', arrange: async () => { await cloud(); await chooseTexts('files'); textSearch.by = 'pattern'; textSearch.pattern = 'bank(?=ing)'; await searchTexts(); await there('search-error'); } },
  { name: 'search-running', says: 'texts being searched', arrange: async () => { await searchFor('the'); await there('search-numbers'); } },
  { name: 'search-found', says: 'what was found in texts', arrange: async () => { await searchFor('bank, banks'); await there('show-found'); } },
  { name: 'search-files', says: 'the texts that were searched, and what was left out', arrange: async () => { await searchFor('bank'); await there('show-found'); for (const list of document.querySelectorAll('details')) list.open = true; } },
  { name: 'search-nothing', says: 'a word that is in no text', arrange: async () => { await searchFor('zzyzx'); await there('nothing-found'); } },
  { name: 'search-cancelled', says: 'the form after a search that was given up', arrange: async () => { await searchFor('the'); backToForm(); await there('search-texts'); } },
  { name: 'search-shown', says: 'a set of what was found', arrange: async () => { await searchFor('bank'); textSearch.nMost = 60; await searchTexts(); backToForm(); await searchTexts(); await showFound(); await cloud(); } },
];
