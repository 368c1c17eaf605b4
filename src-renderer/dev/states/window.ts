import { USUAL_WORLD } from '../bridge/world';
import { presetOf } from '../bridge/presets';
import { checkForUpdate, fetchUpdate, openAbout } from '../../actions/window/about';
import { palette } from '../../state/panels/palette/palette.svelte';
import { shortcutList } from '../../state/panels/shortcut-list.svelte';
import { importing } from '../../state/panels/importing.svelte';
import { togglePanel } from '../../actions/window/window';
import { cloud, there, type PageState } from './state';

const newcomer = { settings: { ...USUAL_WORLD.settings, started: false } };
const ownSet = { ...presetOf('textbook'), id: 'own-000000001-1', title: 'My banks', origin: 'own' } as const;

const withRoad = { updates: { kind: 'open', host: 'example.org' } } as const;
async function about(): Promise<void> {
  await cloud();
  openAbout();
  await there('copy-diagnostics');
}

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
  { name: 'about', says: 'what the app says of itself; it cannot fetch its next version', arrange: about },
  { name: 'about-newer', says: 'a newer version was found', world: withRoad, arrange: async () => { await about(); await there('check-update'); await checkForUpdate(); await there('fetch-update'); } },
  { name: 'about-fetched', says: 'it was fetched', world: withRoad, arrange: async () => { await about(); await there('check-update'); await checkForUpdate(); await fetchUpdate(); await there('install-update'); } },
  { name: 'about-refused', says: 'nobody answered', world: { ...withRoad,
    refused: { checkForUpdate: { code: 'io', message: 'The list of versions at example.org could not be read. Check the connection, or try again later.' } } }, arrange: async () => { await about(); await there('check-update'); await checkForUpdate(); await there('update-problem'); } },
  { name: 'drop', says: 'a file held over the window', arrange: async () => { await cloud(); importing.isDropTarget = true; await there('drop-target'); } },
];
