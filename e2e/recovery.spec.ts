import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, launch, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('when the model process is killed, one notice says so, the scene stays, and work goes on', async ({ running: { app, page } }) => {
  const cloud = new CloudPage(page);
  const killed = await app.evaluate(({ app: electron }) => {
    const metric = electron.getAppMetrics().find((one) => one.name === 'Contexture inference' || one.serviceName === 'Contexture inference');
    if (metric === undefined) return false;
    process.kill(metric.pid, 'SIGKILL');
    return true;
  });
  expect(killed).toBe(true);
  await expect(cloud.notice).toHaveCount(1);
  await expect(cloud.notice).toContainText('The model stopped. Your sentences are safe.');
  await expect(page.getByTestId('figure')).toContainText('172 occurrences');
  await cloud.chooseModel('elmo-medium');
  await expect(page.getByTestId('figure')).toContainText('ELMo');
});

/** Playwright gives a crashed page up; the window is asked itself. */
const inPage = <T>(app: ElectronApplication, script: string): Promise<T> => app.evaluate(async ({ BrowserWindow }, code) => {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  if (contents === undefined || contents.isCrashed() || contents.isLoading()) return null;
  // A script that was given to a page on its way out is never answered.
  return await Promise.race([contents.executeJavaScript(code), new Promise((resolve) => { setTimeout(() => { resolve(null); }, 1_000); })]) as T;
}, script) as Promise<T>;

const crashPage = (app: ElectronApplication): Promise<void> => app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(); });
const stateOf = (app: ElectronApplication): Promise<unknown> => inPage(app, `(({ cloud, set, model, layer }) => ({ cloud, set, model, layer }))(document.documentElement.dataset)`);

test('a page that crashes comes back with its sentences and its view; one that crashes twice gives two buttons', async ({ running: { app, page, userData } }) => {
  const cloud = new CloudPage(page);
  await cloud.chooseModel('elmo-medium');
  await cloud.chooseLayer(1);
  await cloud.clickRow(3);
  await expect(cloud.selectedCount).toHaveText('1 of 172 selected');
  const asBefore = { cloud: 'ready', set: 'bank', model: 'elmo-medium', layer: '1' };

  await crashPage(app);
  await expect.poll(() => stateOf(app)).toEqual(asBefore);
  const text = await inPage<string>(app, 'document.body.innerText');
  expect(text).toContain('The window crashed and was opened again. Your sentences and the view are as they were.');
  expect(await inPage(app, `document.querySelector('[data-testid=selected-count]').textContent.trim()`)).toBe('1 of 172 selected');

  await crashPage(app);
  await expect.poll(() => inPage(app, 'document.body.innerText')).toContain('The window crashed twice in a minute');
  await inPage(app, `document.querySelector('a').click()`);
  await expect.poll(() => stateOf(app)).toEqual(asBefore);

  // A page that cannot be brought back is closed, and what it kept is there at the next start.
  await expect.poll(() => existsSync(path.join(userData, 'autosave.contexture'))).toBe(true);
  await crashPage(app);
  await expect.poll(() => inPage(app, 'document.body.innerText')).toContain('The window crashed twice in a minute');
  const ended = new Promise((resolve) => { app.process().once('exit', resolve); });
  await inPage(app, `document.querySelector('a[href=close]').click()`).catch(() => null);
  await ended;
  const next = await launch(userData);
  await expect(next.page.getByTestId('notice').filter({ hasText: 'What was on screen has been kept' })).toHaveCount(1);
  await next.app.close();
});

test('the picture comes back after each of three crashes of the graphics process, or the app says that it has not', async ({ running: { app, page } }) => {
  const cloud = new CloudPage(page);
  const isLost = (): Promise<boolean> => page.evaluate(() => [...document.querySelectorAll('canvas')].some((canvas) => canvas.getContext('webgl2')?.isContextLost() === true));
  for (let crash = 0; crash < 3; crash++) {
    const isKilled = await app.evaluate(({ app: electron }) => {
      const pid = electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid;
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      return pid !== undefined;
    });
    expect(isKilled).toBe(true);
    await page.waitForTimeout(500);
    await expect.poll(async () => !(await isLost()) || (await cloud.notice.filter({ hasText: 'the picture has not come back' }).count()) > 0).toBe(true);
  }
});
