import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { JSHandle, Page } from '@playwright/test';
import { cloudReady, expect, test, type RunningApp } from './fixtures/app';
import { answerSaveDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';

/** One more window, opened by what is done here. */
async function opened({ app, problems }: RunningApp, doing: () => Promise<unknown>): Promise<{ readonly page: Page; readonly cloud: CloudPage }> {
  const [page] = await Promise.all([app.waitForEvent('window'), doing()]);
  page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
  page.on('pageerror', (error) => { problems.push(error.message); });
  await cloudReady(page);
  return { page, cloud: new CloudPage(page) };
}

/** The system asks the app that runs to open a file, as a second start of the app does. */
const askFor = (running: RunningApp, file: string): Promise<unknown> =>
  running.app.evaluate(({ app }, named) => app.emit('second-instance', {}, ['contexture', named], '/'), file);

async function makeSense(page: Page, name: string): Promise<void> {
  await page.getByTestId('give-sense').click();
  await page.getByTestId('new-sense').fill(name);
  await page.keyboard.press('Enter');
}

/** What a test does with a window of the app. */
interface Front {
  focus(): void;
  isFocused(): boolean;
}

/** Playwright gives every page the focus; the window itself is asked. */
async function isInFront({ app }: RunningApp, page: Page): Promise<boolean> {
  const window = await app.browserWindow(page) as JSHandle<Front>;
  return window.evaluate((front) => front.isFocused());
}

async function bringToFront(running: RunningApp, page: Page): Promise<void> {
  const window = await running.app.browserWindow(page) as JSHandle<Front>;
  await window.evaluate((front) => { front.focus(); });
  await expect.poll(() => isInFront(running, page)).toBe(true);
}

test('two windows work side by side, each with a document, an undo and a session of its own; one goes on when the other is closed', async ({ running }) => {
  test.setTimeout(240_000);
  const { app, page, userData, problems } = running;
  const one = new CloudPage(page);
  await one.chooseLayer(2);
  await one.clickRow(0);
  const two = await opened(running, () => page.keyboard.press('Control+Shift+N'));
  expect(app.windows()).toHaveLength(2);

  // Another set in the second window, and a selection there: the first is as it was.
  await two.cloud.chooseSet('run');
  await two.cloud.clickRow(1);
  await two.cloud.clickRow(4, ['ControlOrMeta']);
  await expect(two.cloud.selectedCount).toContainText('2 of');
  expect(await one.shown()).toMatchObject({ set: 'bank', layer: '2' });
  await expect(one.selectedCount).toHaveText('1 of 172 selected');

  // An undo takes back the last step of its own window.
  await two.page.keyboard.press('Control+z');
  await expect(two.cloud.selectedCount).toContainText('1 of');
  await expect(one.selectedCount).toHaveText('1 of 172 selected');

  // The theme is everybody's.
  const theme = await page.evaluate(() => document.documentElement.dataset['theme']);
  await two.page.keyboard.press('Control+k');
  await two.page.keyboard.type(theme === 'dark' ? 'Light theme' : 'Dark theme');
  await two.page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).not.toBe(theme);

  // Both read a set that has no vectors yet, with one model; one gives up, the other goes on.
  for (const of of [page, two.page]) {
    await of.getByTestId('model-picker').click();
    await of.getByTestId('model-elmo-medium').click();
  }
  await expect.poll(() => one.shown(), { timeout: 90_000 }).toMatchObject({ set: 'bank', model: 'elmo-medium' });
  await expect.poll(() => two.cloud.shown(), { timeout: 90_000 }).toMatchObject({ set: 'run', model: 'elmo-medium' });
  await two.page.getByTestId('set-light').click();
  await page.getByTestId('set-spring').click();
  await page.getByTestId('cancel').click();
  await expect.poll(() => two.cloud.shown(), { timeout: 90_000 }).toMatchObject({ set: 'light', model: 'elmo-medium' });
  expect(await one.shown()).toMatchObject({ set: 'bank', model: 'elmo-medium' });

  // A session each.
  for (const [name, of] of [['bank', page], ['run', two.page]] as const) {
    await answerSaveDialog(app, path.join(userData, `${name}.contexture`));
    await of.keyboard.press('Control+s');
    await expect(of.getByTestId('session-menu')).toContainText(name);
  }
  await expect(page.getByTestId('session-menu')).toContainText('bank');
  // What is open in a window is not opened in another: that window comes to the front.
  await bringToFront(running, two.page);
  await two.page.getByTestId('session-menu').click();
  await two.page.getByTestId('open-recent').filter({ hasText: 'bank' }).click();
  await expect.poll(() => isInFront(running, page)).toBe(true);
  await expect(two.page.getByTestId('session-menu')).toContainText('run');
  await expect(two.cloud.notice).toHaveCount(0);

  // A file that the system wants opened comes to the front where it is open; it takes no work of a window away that is in no file.
  await two.cloud.clickRow(0);
  const menu = two.page.getByTestId('session-menu');
  await expect(menu).toContainText('changed');
  copyFileSync(path.join(userData, 'bank.contexture'), path.join(userData, 'third.contexture'));
  await bringToFront(running, two.page);
  await askFor(running, path.join(userData, 'bank.contexture'));
  await expect.poll(() => isInFront(running, page)).toBe(true);
  await bringToFront(running, two.page);
  const three = await opened(running, () => askFor(running, path.join(userData, 'third.contexture')));
  await expect(three.page.getByTestId('session-menu')).toContainText('third');
  await expect(menu).toContainText('run');
  await three.page.getByTestId('window-close').click();
  await expect.poll(() => app.windows().length).toBe(2);
  await expect.poll(() => existsSync(path.join(userData, '.third.contexture.open'))).toBe(false);
  // What is in a file as it stands can make way.
  await bringToFront(running, page);
  await askFor(running, path.join(userData, 'third.contexture'));
  await expect(page.getByTestId('session-menu')).toContainText('third');
  await expect(page.getByTestId('status-step')).toHaveCount(0, { timeout: 60_000 });
  expect(app.windows()).toHaveLength(2);

  // An own set is everybody's: what one window makes of it the other has at once, as a step of its own.
  await page.getByTestId('add-text').click();
  await page.getByTestId('add-paste').click();
  await page.getByTestId('paste-text').fill(Array.from({ length: 12 }, (_, i) => `In |spring| number ${i} the garden was full.`).join('\n'));
  await page.getByTestId('paste-next').click();
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('figure')).toContainText('12 occurrences');
  await two.page.getByTestId('own-set').click();
  await expect(two.page.getByTestId('figure')).toContainText('12 occurrences');
  await cloudReady(page);
  await one.clickRow(0);
  await makeSense(page, 'season');
  await expect(two.page.getByTestId('legend-season')).toContainText('1');
  await two.cloud.clickRow(3);
  await two.page.keyboard.press('1');
  await expect(page.getByTestId('legend-season')).toContainText('2');

  await expect.poll(() => ['autosave.contexture', 'autosave-2.contexture'].map((name) => existsSync(path.join(userData, name))), { timeout: 20_000 }).toEqual([true, true]);
  await page.getByTestId('window-close').click();
  await expect.poll(() => app.windows().length).toBe(1);
  await expect.poll(() => existsSync(path.join(userData, 'autosave.contexture'))).toBe(false);
  expect(existsSync(path.join(userData, '.bank.contexture.open'))).toBe(false);
  await two.page.keyboard.press('Control+z');
  await expect(two.page.getByTestId('legend-season')).toContainText('1');
  await two.cloud.chooseLayer(0);
  await expect(menu).toContainText('run');
  expect(problems).toEqual([]);
});
