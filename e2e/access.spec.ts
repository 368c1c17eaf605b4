import type { Page } from '@playwright/test';
import { cloudReady, expect, launch, profile, test, type RunningApp } from './fixtures/app';
import { findings } from './fixtures/axe';
import { resize } from './fixtures/window';
import { CloudPage } from './pages/cloud';

/** Says what is wrong and where, and goes on: one run tells of every state. */
async function check(page: Page, state: string): Promise<void> {
  await test.step(state, async () => { expect.soft(await findings(page), state).toEqual([]); });
}

async function scrolledAway(page: Page, cloud: CloudPage): Promise<void> {
  await cloud.clickRow(1);
  // The active row is far above what the list draws now.
  await page.getByTestId('concordance').evaluate((grid) => { grid.scrollTop = grid.scrollHeight; });
  await page.waitForTimeout(100);
  await check(page, 'the list scrolled away from its active row');
  await page.getByTestId('concordance').evaluate((grid) => { grid.scrollTop = 0; });
  await page.getByTestId('full-sentences').click();
  await check(page, 'full sentences');
  await page.getByTestId('full-sentences').click();
}

async function otherViews({ app, page }: RunningApp, cloud: CloudPage): Promise<void> {
  await resize(app, 1024, 680);
  await expect(page.getByTestId('inspector')).toBeHidden();
  await check(page, '1024 × 680');
  await page.keyboard.press('Control+i');
  await check(page, '1024 × 680 with the inspector over the scene');
  await resize(app, 1440, 900);
  for (let i = 0; i < 5; i++) await page.keyboard.press('Control+Equal');
  await expect(page.getByTestId('show-sets')).toBeVisible();
  await check(page, 'twice as large');
  await page.getByTestId('show-sets').click();
  await check(page, 'twice as large, with the sentences over the scene');
  await page.keyboard.press('Control+0');
  await expect(page.getByTestId('show-sets')).toBeHidden();
  await cloud.until(async () => {
    await page.getByTestId('model-picker').click();
    await page.getByTestId('unit').getByText('its sentence').click();
    await page.keyboard.press('Escape');
  }, ({ pooling }) => pooling === 'sentence');
  await expect(page.getByTestId('figure')).toContainText('entences');
  await check(page, 'sentences');
  await cloud.until(async () => {
    await page.getByTestId('model-picker').click();
    await page.getByTestId('unit').getByText('the word').click();
    await page.keyboard.press('Escape');
  }, ({ pooling }) => pooling !== 'sentence');
  await cloud.chooseModel('glove-100d');
  await expect(page.getByTestId('nearest-words').first()).toBeVisible();
  await check(page, 'static vectors');
}

for (const theme of ['dark', 'light'] as const) {
  test(`axe-core finds nothing on the first page, ${theme}`, async () => {
    const running = await launch(profile({ started: false, theme }));
    await expect(running.page.getByTestId('first-run')).toBeVisible();
    await check(running.page, 'first run');
    await resize(running.app, 1024, 680);
    await check(running.page, 'first run at 1024 × 680');
    await running.app.close();
  });
}

// Popovers, dialogs and everything that one can come to in a window of the usual size are looked at without the app around them, in both themes (panels.spec.ts).
test('axe-core finds nothing in the real app, in small windows, with large type, and in other kinds of maps', async () => {
  test.setTimeout(180_000);
  const running = await launch(profile({ started: true, theme: 'dark' }));
  const { page } = running;
  await cloudReady(page);
  const cloud = new CloudPage(page);
  await check(page, 'the cloud');
  await scrolledAway(page, cloud);
  await otherViews(running, cloud);
  await running.app.close();
});
