import { USUAL_WORLD } from '../bridge/world';
import { presetOf } from '../bridge/presets';
import { palette } from '../../state/panels/palette/palette.svelte';
import { shortcutList } from '../../state/panels/shortcut-list.svelte';
import { importing } from '../../state/panels/importing.svelte';
import { togglePanel } from '../../actions/window/window';
import { cloud, there, type PageState } from './state';

const newcomer = { settings: { ...USUAL_WORLD.settings, started: false } };
const ownSet = { ...presetOf('textbook'), id: 'own-000000001-1', title: 'My banks', origin: 'own' } as const;

/** The window as a whole. */
export const WINDOW_STATES: readonly PageState[] = [
  { name: 'first-run', says: 'the first page of all', world: newcomer, arrange: () => there('first-run') },
  { name: 'first-run-mac', says: 'the first page beneath the buttons of macOS', world: { ...newcomer, platform: 'darwin' }, arrange: () => there('first-run') },
  { name: 'cloud', says: 'a set, nothing selected', arrange: cloud },
  { name: 'own-set', says: 'a set of the user’s own', world: { kept: [ownSet], settings: { ...USUAL_WORLD.settings, setId: ownSet.id } }, arrange: cloud },
  { name: 'without-panels', says: 'the map alone', arrange: async () => { await cloud(); togglePanel('left'); togglePanel('right'); } },
  { name: 'palette', says: 'every action by its name', arrange: async () => { await cloud(); palette.open(); await there('palette'); } },
  { name: 'palette-found', says: 'actions that were asked for', arrange: async () => { await cloud(); palette.open(); palette.ask('la'); await there('palette'); } },
  { name: 'palette-none', says: 'nothing is called that', arrange: async () => { await cloud(); palette.open(); palette.ask('qqq'); await there('palette'); } },
  { name: 'shortcuts', says: 'the list of shortcuts', arrange: async () => { await cloud(); shortcutList.isOpen = true; await there('shortcuts'); } },
  { name: 'drop', says: 'a file held over the window', arrange: async () => { await cloud(); importing.isDropTarget = true; await there('drop-target'); } },
];
