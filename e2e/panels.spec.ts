import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openPage } from '../tools/setup/page-window.mjs';
import type {} from '../src-renderer/dev/main';
import { findings } from './fixtures/axe';

/** States that are told of in the console, too: bugs are meant to be, and three.js tells of a lost context itself. */
const LOUD: Readonly<Record<string, RegExp>> = { bug: /rows is not iterable/, 'distances-fail': /layers is undefined/, 'no-webgl': /Error creating WebGL context/ };

interface Opened {
  readonly page: Page;
  /** Console errors and uncaught ones, as they come. */
  readonly problems: string[];
}

/** The page on a bridge without a main process, in the app's own browser. */
const test = base.extend<{ show: (state: string) => Promise<Page> }, { opened: Opened }>({
  opened: [async ({}, use) => {
    const { page, close } = await openPage('src-renderer/dev', [], { width: 1280, height: 800 });
    const problems: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
    page.on('pageerror', (error) => { problems.push(error.message); });
    // However often the page is loaded.
    await page.addInitScript(withoutDrawing);
    await page.reload();
    await page.waitForFunction(() => 'panelStates' in window);
    await use({ page, problems });
    await close();
  }, { scope: 'worker' }],
  show: async ({ opened: { page, problems } }, use) => {
    problems.length = 0;
    await use(async (state) => {
      await turnTo(page, state, 'dark');
      return page;
    });
    expect(problems).toEqual([]);
  },
});

/** A state that stands already is loaded anew: what was done in it is gone. */
async function turnTo(page: Page, state: string, theme: 'dark' | 'light'): Promise<void> {
  await page.evaluate((hash) => {
    if (location.hash === hash) location.reload();
    else location.hash = hash;
  }, `#state=${state}&theme=${theme}`);
  await page.waitForFunction(([name, shown]) => document.documentElement.dataset['state'] === name && document.documentElement.dataset['theme'] === shown, [state, theme] as const)
    .catch((error: unknown) => { throw new Error(`the state ${state}, ${theme}, does not come to stand`, { cause: error }); });
}

test('a selection is undone and done again by its name', async ({ show }) => {
  const page = await show('one-selected');
  await page.getByRole('button', { name: 'Undo: selection' }).click();
  await expect(page.getByRole('tab', { name: 'Selection 0' })).toBeVisible();
  await page.getByRole('button', { name: 'Redo: selection' }).click();
  await expect(page.getByRole('tab', { name: 'Selection 1' })).toBeVisible();
});

test('layer, claims and search are reached by their names', async ({ show }) => {
  const page = await show('cloud');
  const layer = page.getByRole('slider', { name: 'Layer' });
  await layer.press('Home');
  await expect(layer).toHaveAttribute('aria-valuenow', '0');
  await expect(page.getByRole('button', { name: 'Undo: layer 0' })).toBeEnabled();
  await page.getByRole('tab', { name: 'Claims' }).click();
  await expect(page.getByRole('heading', { name: 'Claims' })).toBeAttached();
  await page.getByRole('button', { name: 'Light theme' }).click();
  await expect(page.getByRole('button', { name: 'Dark theme' })).toBeVisible();
});

test('a set is opened from the first page', async ({ show }) => {
  const page = await show('first-run');
  await page.getByRole('button', { name: 'Start with “bank”' }).click();
  await expect(page.getByRole('main', { name: 'Map' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Model MiniLM L6' })).toBeVisible();
});

test('a set is built from a table', async ({ show }) => {
  const page = await show('file-columns');
  await page.getByRole('dialog', { name: 'Which word?' }).getByRole('button', { name: 'Show them' }).click();
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page.getByRole('dialog', { name: 'Lines that were left out' }).getByRole('row')).toHaveCount(3);
});

test('a download is cancelled, another offered again', async ({ show }) => {
  let page = await show('models-downloading');
  const models = page.getByRole('dialog', { name: 'Models' });
  await expect(models.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40');
  await models.getByRole('button', { name: 'Cancel' }).click();
  await expect(models.getByRole('button', { name: /^Resume, / })).toBeVisible();
  page = await show('models-download-failed');
  await expect(page.getByRole('alert')).toContainText('Download it again.');
});

test('a model is removed after a question', async ({ show }) => {
  const page = await show('models-removing');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Tiny BERT was removed.')).toBeAttached();
  await expect(page.getByText('Tiny BERT', { exact: true })).toHaveCount(0);
});

test('messages are told, acted on and closed', async ({ show }) => {
  const page = await show('notices');
  await expect(page.getByRole('alert')).toHaveCount(2);
  await page.getByRole('button', { name: 'Close this message' }).first().click();
  await expect(page.getByRole('alert')).toHaveCount(1);
});

test('sentences are replaced in one step, which is undone', async ({ show }) => {
  const page = await show('replace');
  const dialog = page.getByRole('dialog', { name: 'Find and replace' });
  await dialog.getByRole('textbox', { name: /^Find/ }).fill('/Willows (leaned)/');
  await dialog.getByRole('textbox', { name: /^Replace with/ }).fill('Old trees $1');
  await expect(dialog.getByTestId('replace-told')).toHaveText('1 sentence changes, with 1 occurrence.');
  await dialog.getByRole('button', { name: 'Replace in 1 sentence' }).click();
  await expect(page.getByRole('button', { name: 'Undo: replacement in 1 sentence' })).toBeEnabled();
  const search = page.getByRole('textbox', { name: 'Search the sentences' });
  await search.fill('Old trees leaned');
  await expect(page.getByTestId('selected-count')).toContainText('1 shown');
  await search.fill('');
  await page.getByRole('button', { name: /^Undo: / }).click();
  await page.getByRole('button', { name: 'Undo: replacement in 1 sentence' }).click();
  await expect(page.getByRole('button', { name: 'Redo: replacement in 1 sentence' })).toBeEnabled();
  await search.fill('Willows leaned');
  await expect(page.getByTestId('selected-count')).toContainText('1 shown');
});

test('a column is renamed and deleted, a set added and split', async ({ show }) => {
  let page = await show('columns');
  const dialog = page.getByRole('dialog', { name: 'Label columns' });
  await dialog.getByRole('textbox', { name: 'Name of the column' }).fill('mood');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByTestId('colour-by')).toContainText('mood');
  await dialog.getByRole('button', { name: 'Delete the column' }).click();
  await expect(page.getByTestId('colour-by')).toContainText('sense');
  page = await show('merge');
  await page.getByTestId('merge-textbook').click();
  await expect(page.getByRole('button', { name: 'Undo: “textbook” added' })).toBeEnabled();
  await expect(page.getByText(/^(?:Added|Nothing was added).* of “textbook”/)).toBeAttached();
  page = await show('split');
  await page.getByRole('button', { name: 'Split', exact: true }).click();
  await expect(page.getByTestId('own-set')).toHaveCount(5);
});

test('arrows go through a journey of seven maps by the rows that stand there', async ({ show }) => {
  const page = await show('stations-ulmfit');
  const map = (station: string): ReturnType<Page['locator']> => page.locator(`[data-station="${station}"]`);
  await map('bag-of-words').focus();
  await page.keyboard.press('ArrowDown');
  await expect(map('ulmfit')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(map('bert')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(map('tfidf')).toBeFocused();
  await expect(page.getByTestId('station-to-add')).toHaveCount(0);
});

test('a dialog closes by key', async ({ show }) => {
  const page = await show('shortcuts');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveCount(0);
});

test('every state stands without a word in the console, and axe-core finds nothing in either theme', async ({ opened: { page, problems } }) => {
  // A machine that does other things besides may take its time.
  test.setTimeout(900_000);
  const states = await page.evaluate(() => window.panelStates);
  expect(states.length).toBeGreaterThan(50);
  for (const state of states) {
    problems.length = 0;
    await turnTo(page, state, 'dark');
    const part = await openPart(page);
    expect.soft(await findings(page, [], part), `${state}, dark`).toEqual([]);
    // Another theme is other colours and nothing else; drawing the state once more would show no others.
    await page.evaluate(() => { document.documentElement.dataset['theme'] = 'light'; });
    expect.soft(await findings(page, ['color-contrast'], part), `${state}, light`).toEqual([]);
    await page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark'; });
    const loud = LOUD[state];
    expect.soft(problems.filter((problem) => loud?.test(problem) !== true), state).toEqual([]);
    if (loud !== undefined) expect.soft(problems.some((problem) => loud.test(problem)), state).toBe(true);
  }
});

/** What lies over the page, where something does: beneath it the page is that of a state of its own, which is looked at whole. */
async function openPart(page: Page): Promise<string | null> {
  return page.evaluate(() => ['dialog[open]', ':popover-open'].find((part) => document.querySelector(part) !== null) ?? null);
}

/** Nobody looks at the points here, and without a graphics device drawing them and bringing the picture into the page takes half the time. */
function withoutDrawing(): void {
  for (const name of ['clear', 'drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'] as const) WebGL2RenderingContext.prototype[name] = () => undefined;
}
