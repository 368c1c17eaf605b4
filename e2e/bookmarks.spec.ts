import path from 'node:path';
import type { Page } from '@playwright/test';
import { cloudReady, expect, launch, profile, test } from './fixtures/app';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';

/** Does what the palette calls so. */
async function byName(page: Page, says: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette').getByRole('combobox').fill(says);
  await page.keyboard.press('Enter');
}

async function chooseInMenu(page: Page, testid: string): Promise<void> {
  await page.getByTestId('session-menu').click();
  await page.getByTestId(testid).click();
}

test('a selection gets a name, two views are bookmarked and play as a slide show by the keyboard; both are in the session, also elsewhere', async ({ running: { app, page, userData, problems } }) => {
  test.setTimeout(180_000);
  const cloud = new CloudPage(page);
  const host = page.getByTestId('scene-host');
  await cloud.chooseLayer(2);
  await cloud.clickRow(0);
  await cloud.clickRow(3, ['ControlOrMeta']);
  await page.getByTestId('selection-actions').click();
  await page.getByTestId('selection-name').click();
  await page.getByTestId('name-field').fill('the odd ones');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('select-named')).toHaveText('the odd ones2');

  await page.keyboard.press('Control+d');
  await cloud.notice.getByRole('button', { name: 'Name it' }).click();
  await page.getByTestId('name-field').fill('Two of them');
  await page.getByTestId('caption-field').fill('Look at the left.');
  await page.getByTestId('name-done').click();
  await cloud.chooseLayer(4);
  await byName(page, 'Select all that are shown');
  await expect(cloud.selectedCount).toContainText('172 of 172');
  await page.keyboard.press('Control+d');

  // The slide show is one step, and leads back to where each was made.
  await byName(page, 'Play the slide show');
  await expect(page.getByTestId('slide-name')).toHaveText('Two of them');
  await expect(page.getByTestId('slide-caption')).toHaveText('Look at the left.');
  await expect(page.getByTestId('sets')).toHaveCount(0);
  await expect.poll(async () => (await cloud.shown()).layer).toBe('2');
  await expect(host).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('slide-number')).toHaveText('2 of 2');
  await expect.poll(async () => (await cloud.shown()).layer).toBe('4');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await cloud.shown()).layer).toBe('2');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('slide-number')).toHaveText('2 of 2');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('slide-number')).toHaveText('2 of 2');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await cloud.shown()).layer).toBe('2');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('slide-show')).toHaveCount(0);
  await expect(cloud.selectedCount).toContainText('2 of 172');
  await page.keyboard.press('Control+z');
  await expect(cloud.selectedCount).toContainText('172 of 172');
  await expect.poll(async () => (await cloud.shown()).layer).toBe('4');

  const file = path.join(userData, 'Slides.contexture');
  await answerSaveDialog(app, file);
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('session-menu')).toContainText('Slides');
  expect(problems).toEqual([]);

  const other = await launch(profile({ started: true, setId: 'run' }));
  await cloudReady(other.page);
  const there = new CloudPage(other.page);
  await answerOpenDialog(other.app, file);
  await chooseInMenu(other.page, 'open-session');
  await expect(other.page.getByTestId('select-named')).toHaveText('the odd ones2');
  await expect(other.page.getByTestId('status-step')).toHaveCount(0, { timeout: 60_000 });
  await other.page.getByTestId('select-named').click();
  await expect(there.selectedCount).toContainText('2 of 172');
  await other.page.getByTestId('session-menu').click();
  await expect(other.page.getByTestId('go-bookmark')).toHaveCount(2);
  await other.page.getByTestId('go-bookmark').first().click();
  await expect.poll(async () => (await there.shown()).layer, { timeout: 60_000 }).toBe('2');
  await expect(there.selectedCount).toContainText('2 of 172');
  expect(other.problems).toEqual([]);
  await other.app.close();
});
