import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { cloudReady, expect, launch, profile, test, type RunningApp } from './fixtures/app';
import { findings } from './fixtures/axe';
import { answerOpenDialog } from './fixtures/dialogs';
import { resize } from './fixtures/window';
import { CloudPage } from './pages/cloud';

const sentences = Array.from({ length: 14 }, (_, i) => `In |spring| number ${i} the garden was full of tulips.`).join('\n');

/** Says what is wrong and where, and goes on: one run tells of every state. */
async function check(page: Page, state: string): Promise<void> {
  await test.step(state, async () => { expect.soft(await findings(page), state).toEqual([]); });
}

async function withPopover(page: Page, button: string, popover: string, state: string): Promise<void> {
  await page.getByTestId(button).click();
  await expect(page.getByTestId(popover)).toBeVisible();
  await check(page, state);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId(popover)).toBeHidden();
}

async function selecting(page: Page, cloud: CloudPage): Promise<void> {
  await check(page, 'nothing selected');
  await cloud.clickRow(1);
  await cloud.clickRow(3, ['ControlOrMeta']);
  await cloud.clickRow(6, ['ControlOrMeta']);
  await expect(page.getByTestId('layer-curves')).toBeVisible();
  await expect(page.getByTestId('pieces').first()).toBeVisible();
  await cloud.rows.nth(4).hover();
  await check(page, 'three selected, one hovered in the list');
  // The active row is far above what the list draws now.
  await page.getByTestId('concordance').evaluate((grid) => { grid.scrollTop = grid.scrollHeight; });
  await page.waitForTimeout(100);
  await check(page, 'the list scrolled away from its active row');
  await page.getByTestId('concordance').evaluate((grid) => { grid.scrollTop = 0; });
  await page.getByTestId('scene-host').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('hover-card')).toBeVisible();
  await check(page, 'a card in the scene');
  await page.getByTestId('full-sentences').click();
  await check(page, 'full sentences');
  await page.getByTestId('full-sentences').click();
  await page.getByTestId('legend-money').click();
  await check(page, 'a sense hidden');
  await page.getByTestId('legend-money').click();
}

async function typingAndSearch(page: Page, cloud: CloudPage): Promise<void> {
  await page.getByTestId('type-input').fill('The bank refused to lend us the money for the house.');
  await expect(page.getByTestId('verdict')).toContainText(/Nearest sense/);
  await check(page, 'a verdict');
  await page.getByTestId('type-input').fill('No such word here.');
  await expect(page.getByTestId('type-problem')).toBeVisible();
  await check(page, 'a typed sentence without the word');
  await page.getByTestId('type-input').fill('');
  await page.getByTestId('search').fill('zzzz');
  await expect(cloud.rows).toHaveCount(0);
  await check(page, 'a search without a hit');
  await page.getByTestId('search').fill('/(/');
  await check(page, 'a broken pattern');
  await page.getByTestId('search').fill('');
}

async function popovers(page: Page): Promise<void> {
  await withPopover(page, 'model-picker', 'model-popover', 'model picker');
  await withPopover(page, 'device', 'device-popover', 'devices');
  await page.getByTestId('map-picker').click();
  await page.getByTestId('map-more').click();
  await check(page, 'map popover');
  await page.keyboard.press('Escape');
  await page.getByTestId('export').click();
  await expect(page.getByTestId('export-preview')).toBeVisible();
  await check(page, 'export popover');
  await page.keyboard.press('Escape');
  await withPopover(page, 'sort', 'sort-list', 'sort');
  await withPopover(page, 'colour-by', 'colour-by-list', 'colour by');
  await withPopover(page, 'tool-look-from', 'look-from', 'look from');
  await withPopover(page, 'add-text', 'add-text-popover', 'add text');
}

async function dialogs({ app, page }: RunningApp, cloud: CloudPage): Promise<void> {
  await page.keyboard.press('Control+Shift+M');
  await expect(page.getByTestId('models-panel')).toBeVisible();
  await check(page, 'models');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.getByTestId('shortcuts')).toBeVisible();
  await check(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.getByTestId('add-text').click();
  await page.getByTestId('add-paste').click();
  await check(page, 'paste');
  await page.getByTestId('paste-text').fill(sentences);
  await page.getByTestId('paste-next').click();
  await expect(page.getByTestId('build-set')).toBeVisible();
  await check(page, 'import of a pasted text');
  await page.keyboard.press('Escape');
  const binary = path.join(profile({}), 'binary.txt');
  writeFileSync(binary, new Uint8Array([0, 1, 2, 0, 255, 254]));
  await answerOpenDialog(app, binary);
  await page.keyboard.press('Control+o');
  await expect(cloud.notice).toHaveCount(1);
  await check(page, 'a notice');
  await cloud.notice.getByRole('button', { name: 'Close this message' }).click();
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

// In the light theme the same states are looked at without the app around them (panels.spec.ts), where driving them costs nothing.
test('axe-core finds nothing in any state of the cloud', async () => {
  test.setTimeout(300_000);
  const running = await launch(profile({ started: true, theme: 'dark' }));
  const { page } = running;
  await cloudReady(page);
  const cloud = new CloudPage(page);
  await selecting(page, cloud);
  await typingAndSearch(page, cloud);
  await popovers(page);
  await dialogs(running, cloud);
  await otherViews(running, cloud);
  await running.app.close();
});
