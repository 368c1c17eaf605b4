import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { cloudReady, expect, launch, profile, test } from './fixtures/app';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';

/** The points alone: labels stand where there was room when they came. */
async function pointsOf(page: Page): Promise<Buffer> {
  const beside = page.locator('[data-scene] > div > *:not(canvas:nth-of-type(2)), .fig, .tools, .line, .scale, .typebar, .shown');
  const show = (visibility: string): Promise<void> => beside.evaluateAll((elements, value) => { for (const element of elements) (element as HTMLElement).style.visibility = value; }, visibility);
  await show('hidden');
  const picture = await page.getByTestId('scene-host').screenshot();
  await show('');
  return picture;
}

test('a session is saved as one file and opened by another start with the same picture, selection and camera; what changed since is told', async ({ running: { app, page, userData, problems } }) => {
  test.setTimeout(180_000);
  const cloud = new CloudPage(page);
  const file = path.join(userData, 'Lecture 4.contexture');
  await cloud.chooseLayer(2);
  await cloud.clickRow(0);
  await cloud.clickRow(3, ['ControlOrMeta']);
  await page.getByTestId('scene-host').focus();
  await page.keyboard.press('7');
  await page.waitForTimeout(900);
  await page.mouse.move(5, 400);
  await answerSaveDialog(app, file);
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('session-menu')).toContainText('Lecture 4');
  const picture = await pointsOf(page);
  // A second save asks for nothing and writes to the same file.
  await cloud.clickRow(5, ['ControlOrMeta']);
  await expect(page.getByTestId('session-menu')).toContainText('changed');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('session-menu')).not.toContainText('changed');
  await page.getByTestId('session-menu').click();
  await expect(page.getByTestId('open-recent')).toHaveText(/^Lecture 4/u);
  await page.keyboard.press('Escape');
  expect(problems).toEqual([]);

  // Another computer, where nothing was open: the picture is there, then the model answers again.
  const other = await launch(profile({ started: true, setId: 'run' }));
  await cloudReady(other.page);
  await answerOpenDialog(other.app, file);
  await other.page.getByTestId('session-menu').click();
  await other.page.getByTestId('open-session').click();
  await expect(other.page.getByTestId('figure')).toContainText('bank in MiniLM L6, layer 2');
  // It is still open in the first window.
  await expect(other.page.getByTestId('session-menu')).toContainText('Lecture 4 copy');
  await expect(other.page.getByTestId('notice')).toContainText('Here a copy of it was opened');
  await other.page.getByRole('button', { name: 'Close this message' }).click();
  await expect(other.page.getByTestId('selected-count')).toContainText('2 of 172');
  await expect(other.page.getByTestId('status-step')).toHaveCount(0, { timeout: 60_000 });
  await other.page.mouse.move(5, 400);
  await other.page.waitForTimeout(1200);
  expect((await pointsOf(other.page)).equals(picture)).toBe(true);
  await expect(other.page.getByTestId('nearest').getByRole('listitem').first()).toBeVisible();
  const next = new CloudPage(other.page);
  await next.chooseLayer(4);
  await expect(other.page.getByTestId('session-menu')).toContainText('changed');

  // A damaged file is named and changes nothing.
  writeFileSync(file, readFileSync(file).subarray(0, 5_000));
  await other.page.getByTestId('session-menu').click();
  await other.page.getByTestId('open-session').click();
  await expect(next.notice).toContainText(/“Lecture 4.contexture” is (no session|a damaged session)/u);
  expect((await next.shown()).layer).toBe('4');
  expect(other.problems).toEqual([]);
  await other.app.close();
  expect(existsSync(file)).toBe(true);
});

test('a comparison and a flight come back as they were', async ({ running: { app, page, userData, problems } }) => {
  const cloud = new CloudPage(page);
  const save = async (name: string): Promise<string> => {
    const file = path.join(userData, `${name}.contexture`);
    await answerSaveDialog(app, file);
    await page.keyboard.press('Control+Shift+s');
    await expect(page.getByTestId('session-menu')).toContainText(name);
    return file;
  };
  const open = async (file: string): Promise<void> => {
    await answerOpenDialog(app, file);
    await page.getByTestId('session-menu').click();
    await page.getByTestId('open-session').click();
  };
  await page.keyboard.press('4');
  await expect(page.getByTestId('compare-strip')).toBeVisible();
  const both = await save('both');
  await page.keyboard.press('2');
  await expect(page.getByTestId('flight-deck')).toBeVisible();
  const flight = await save('flight');
  await cloud.chooseSet('textbook');
  await open(both);
  await expect(page.getByTestId('half-left').getByRole('heading')).toContainText('GloVe 100d: one bank');
  await open(flight);
  await expect(page.getByTestId('flight-deck')).toBeVisible();
  await expect(page.getByTestId('status-step')).toHaveCount(0, { timeout: 60_000 });
  await page.keyboard.press('[');
  await expect(page.getByTestId('flight-where')).toContainText(/Layer \d/);
  expect(problems).toEqual([]);
});

test('what was on the screens of two windows is offered after an end that nobody asked for, and not after a close', async () => {
  test.setTimeout(120_000);
  const userData = profile({ started: true });
  const killed = await launch(userData);
  await cloudReady(killed.page);
  const cloud = new CloudPage(killed.page);
  await cloud.chooseLayer(1);
  await cloud.clickRow(2);
  const [beside] = await Promise.all([killed.app.waitForEvent('window'), killed.page.keyboard.press('Control+Shift+N')]);
  await cloudReady(beside);
  await new CloudPage(beside).chooseSet('run');
  await expect.poll(() => ['autosave', 'autosave-2'].every((name) => existsSync(path.join(userData, `${name}.contexture`))), { timeout: 20_000 }).toBe(true);
  await beside.waitForTimeout(2_500);
  const pid = killed.app.process().pid ?? 0;
  process.kill(pid, 'SIGKILL');
  await killed.app.close().catch(() => undefined);

  const next = await launch(userData);
  await cloudReady(next.page);
  const notice = next.page.getByTestId('notice').filter({ hasText: 'What was on screen in 2 windows has been kept' });
  const [second] = await Promise.all([next.app.waitForEvent('window'), notice.getByRole('button', { name: 'Open them' }).click()]);
  await expect(second.getByTestId('figure')).toContainText('run in MiniLM L6');
  await expect(next.page.getByTestId('figure')).toContainText('layer 1');
  await expect(next.page.getByTestId('selected-count')).toContainText('1 of 172');
  expect(next.problems).toEqual([]);
  await next.app.close();

  const after = await launch(userData);
  await cloudReady(after.page);
  await after.page.waitForTimeout(500);
  await expect(after.page.getByTestId('notice')).toHaveCount(0);
  await after.app.close();
});
