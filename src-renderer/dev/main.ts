// The whole page in a plain browser, in one of its states: `#state=NAME&theme=dark|light`; without a state, the list of them.
import { answersOf } from './bridge/answers';
import { fakeBridge, FakeEvents } from './bridge/fake-bridge';
import { USUAL_WORLD, type World } from './bridge/world';
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

async function showState(state: PageState, theme: Theme): Promise<void> {
  const world: World = { ...USUAL_WORLD, ...state.world };
  const events = new FakeEvents();
  Object.assign(window, { contexture: fakeBridge(answersOf({ ...world, settings: { ...world.settings, theme } }, events), events) });
  state.before?.();
  await import('../main');
  await state.arrange?.(events);
  document.documentElement.dataset['state'] = state.name;
}

/** Another theme is put on; another state is another page. */
async function followHash({ oldURL, newURL }: HashChangeEvent): Promise<void> {
  const [before, after] = [oldURL, newURL].map((url) => parametersOf(new URL(url).hash));
  if (after === undefined || before?.state !== after.state) location.reload();
  else (await import('../actions/window/window')).setTheme(after.theme);
}

Object.assign(window, { panelStates: STATES.map(({ name }) => name) });
window.addEventListener('hashchange', (event) => { void followHash(event); });
const { state: wanted, theme } = parametersOf(location.hash);
const found = STATES.find(({ name }) => name === wanted);
if (found !== undefined) await showState(found, theme);
else showList();
