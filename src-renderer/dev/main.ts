// The whole page in a plain browser, in one of its states: `#state=NAME&theme=dark|light`; without a state, the list of them.
import { mount, unmount } from 'svelte';
import { answersOf } from './bridge/answers';
import { fakeBridge, FakeEvents } from './bridge/fake-bridge';
import { USUAL_WORLD, type World } from './bridge/world';
import { forgetState } from './fresh';
import { STATES } from './states/table';
import type { PageState } from './states/state';

declare global {
  interface Window {
    /** The names of all states, for whoever goes through them. */
    readonly panelStates: readonly string[];
  }
}

type Theme = World['settings']['theme'];

const parametersOf = (hash: string): { readonly state: string | null; readonly theme: Theme } => {
  const parameters = new URLSearchParams(hash.slice(1));
  return { state: parameters.get('state'), theme: parameters.get('theme') === 'light' ? 'light' : 'dark' };
};

function showList(): void {
  const items = STATES.map(({ name, says }) => {
    const item = document.createElement('li');
    for (const theme of ['dark', 'light']) item.append(Object.assign(document.createElement('a'), { href: `#state=${name}&theme=${theme}`, textContent: theme }), ' ');
    item.append(`${name}: ${says}`);
    return item;
  });
  const list = document.createElement('ul');
  list.append(...items);
  document.getElementById('app')?.replaceWith(list);
}

/** What stands: its bridge, and how the page is taken away. Null while there is none, or none yet. */
let standing: { readonly state: PageState; readonly remove: () => Promise<void> } | null = null;
let isLoaded = false;

/** The page loads itself the first time; after that it is mounted anew. */
async function mountPage(): Promise<object> {
  if (!isLoaded) {
    isLoaded = true;
    return (await import('../main')).app;
  }
  const target = document.getElementById('app');
  if (target === null) throw new Error('The page has no #app.');
  return mount((await import('../App.svelte')).default, { target });
}

async function showState(state: PageState, theme: Theme): Promise<void> {
  const world: World = { ...USUAL_WORLD, ...state.world };
  const events = new FakeEvents(), end = new AbortController();
  Object.assign(window, { contexture: fakeBridge(answersOf({ ...world, settings: { ...world.settings, theme } }, events), events, end.signal) });
  state.before?.();
  const app = await mountPage();
  await state.arrange?.(events);
  standing = { state, remove: async () => { end.abort(); await unmount(app); } };
  document.documentElement.dataset['state'] = state.name;
}

/** Another state on the same page, as if it had just been loaded. */
async function turnTo(state: PageState, theme: Theme): Promise<void> {
  const { dataset } = document.documentElement, left = standing;
  standing = null;
  for (const name of Object.keys(dataset)) document.documentElement.removeAttribute(`data-${name}`);
  dataset['theme'] = 'dark';
  await left?.remove();
  forgetState();
  await showState(state, theme);
}

/** Another theme is put on. A state that changes what all states stand on, or is not there yet, is left by loading the page anew. */
async function followHash({ oldURL, newURL }: HashChangeEvent): Promise<void> {
  const before = parametersOf(new URL(oldURL).hash), after = parametersOf(new URL(newURL).hash);
  const next = STATES.find(({ name }) => name === after.state);
  if (before.state === after.state) (await import('../actions/window/window')).setTheme(after.theme);
  else if (next === undefined || next.before !== undefined || standing === null || standing.state.before !== undefined) location.reload();
  else await turnTo(next, after.theme);
}

Object.assign(window, { panelStates: STATES.map(({ name }) => name) });
window.addEventListener('hashchange', (event) => { void followHash(event); });
const { state: wanted, theme } = parametersOf(location.hash);
const found = STATES.find(({ name }) => name === wanted);
if (found !== undefined) await showState(found, theme);
else showList();
