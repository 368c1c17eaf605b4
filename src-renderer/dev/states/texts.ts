import { build, chooseFile, readPasted, startPaste } from '../../actions/sets/importing';
import { importing } from '../../state/panels/importing.svelte';
import { cloud, there, type PageState } from './state';

const PASTED = 'In spring the garden was full of tulips.\nThey drank from the spring below the rocks.';

/** The way from a text to a set. */
export const TEXT_STATES: readonly PageState[] = [
  { name: 'paste', says: 'sentences to be pasted', arrange: async () => { await cloud(); startPaste(PASTED); await there('paste-text'); } },
  { name: 'paste-columns', says: 'the word of a pasted text', arrange: async () => { await cloud(); await readPasted(PASTED); await there('build-set'); } },
  { name: 'file-columns', says: 'the columns of a table', arrange: async () => { await cloud(); await chooseFile(); await there('build-set'); } },
  { name: 'file-refused', says: 'a word that no sentence has', arrange: async () => { await cloud(); await chooseFile(); importing.by = 'word'; importing.word = 'zebra'; await build(); await there('build-set'); } },
  { name: 'built', says: 'a set out of a file, and what was left out', arrange: async () => { await cloud(); await chooseFile(); await build(); await cloud(); } },
  { name: 'left-out', says: 'the lines that were left out', arrange: async () => { await cloud(); await chooseFile(); await build(); await cloud(); importing.stage = 'left-out'; await there('left-out-dialog'); } },
];
