import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/app';

/** Where no link of the book may lead. */
const ELSEWHERE = ['https://example.org/', 'contexture://app/index.html', 'file:///etc/passwd'];

test('the book opens from About, its links lead through it and nowhere else, and it has neither script nor Node', async ({ shared: { app, page, problems } }) => {
  await page.keyboard.press('Control+K');
  await page.keyboard.type('About Contexture');
  await page.keyboard.press('Enter');
  const opened = app.waitForEvent('window');
  await page.getByTestId('open-book').click();
  const book = await opened;
  await expect(book).toHaveURL('contexture://app/book/index.html');
  await expect(book).toHaveTitle('The book of Contexture');

  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const own = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/book/'));
    const used = (own?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    return ['javascript', 'sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag', 'preload'].map((name) => used[name]);
  });
  expect(preferences).toEqual([false, true, true, false, true, false, undefined]);

  await book.locator('main').getByRole('link', { name: 'Cloud', exact: true }).click();
  await expect(book).toHaveURL('contexture://app/book/cloud.html');
  await expect(book.getByRole('heading', { level: 1 })).toHaveText('Cloud');
  await expect.poll(() => book.locator('main img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await book.locator('main').getByRole('link', { name: 'methods', exact: true }).first().click();
  await expect(book).toHaveURL('contexture://app/book/methods.html#ghosts-the-static-vectors');

  const reach = await book.evaluate(() => ['require', 'process', 'contexture'].filter((name) => name in globalThis));
  expect(reach).toEqual([]);
  // What the book does not have, put into it: addresses outside it and a script.
  const told = await book.evaluate((addresses) => {
    document.querySelector('nav')?.prepend(...addresses.map((href) => Object.assign(document.createElement('a'), { href, textContent: href })));
    const script = document.createElement('script');
    return [() => { script.src = 'https://example.org/a.js'; }, () => { script.text = 'document.title = "ran"'; }].map((fill) => {
      try {
        fill();
        return 'taken';
      } catch (error) {
        return /Trusted\w+/.exec((error as Error).message)?.[0];
      }
    });
  }, ELSEWHERE);
  expect(told).toEqual(['TrustedScriptURL', 'TrustedScript']);
  const places = await Promise.all(ELSEWHERE.map((href) => book.getByText(href, { exact: true }).boundingBox()));
  // Not `click` of a locator: it waits for the way that is refused.
  for (const place of places) await book.mouse.click(place!.x + place!.width / 2, place!.y + place!.height / 2);
  await page.waitForTimeout(300);
  const shown = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => `${webContents.getURL()} ${webContents.getTitle()}`));
  expect(shown.sort()).toEqual(['contexture://app/book/methods.html#ghosts-the-static-vectors Methods · Contexture', expect.stringMatching(/^contexture:\/\/app\/index\.html /)]);

  // A second wish brings the same window to the front.
  await page.getByTestId('open-book').click();
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/book/'))?.close(); });
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(problems).toEqual([]);
  expect(readFileSync('out/renderer/book/index.html', 'utf8')).not.toContain('<script');
});
