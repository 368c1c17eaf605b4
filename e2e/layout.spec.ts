import type { Page } from '@playwright/test';
import { cloudReady, expect, launch, profile, test } from './fixtures/app';
import { resize } from './fixtures/window';
import { CloudPage } from './pages/cloud';

/** Text that is cut off in the frame of the window, but for what says itself whole in a title; and what scrolls that should not. */
function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const roots = [...document.querySelectorAll('[data-region="topbar"], [data-testid="figure"], [data-testid="inspector"] > :first-child, [data-testid="sets"] > :first-child, [data-testid="map-line"], [data-testid="verdict"], [data-testid="status"]')];
    const isOwnText = (element: Element): boolean => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    const cut = roots
      .flatMap((root) => [root, ...root.querySelectorAll('*')])
      .filter(
        (element) =>
          element instanceof HTMLElement &&
          isOwnText(element) &&
          element.closest('.vh') === null &&
          element.closest('[title]') === null &&
          getComputedStyle(element).clipPath === 'none' &&
          getComputedStyle(element).display !== 'inline',
      )
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map((element) => `cut: ${element.textContent}`);
    const outside = [...document.querySelectorAll('[data-region="topbar"] button, [data-region="status"] button, [data-over-scene] button')]
      .filter((button) => { const box = button.getBoundingClientRect(); return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1 || box.top < -1); })
      .map((button) => `outside: ${button.getAttribute('aria-label') ?? button.textContent}`);
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [...cut, ...outside, ...(scrollWidth > innerWidth || scrollHeight > innerHeight ? ['the document scrolls'] : [])];
  });
}

const widthOf = (page: Page): Promise<number> => page.evaluate(() => window.innerWidth);

test('nothing is cut at 1024 × 680, and nothing scrolls that should not', async ({ running: { app, page } }) => {
  const cloud = new CloudPage(page);
  await resize(app, 1024, 680);
  await expect(page.getByTestId('inspector')).toBeHidden();
  expect(await clipped(page)).toEqual([]);
  await cloud.clickRow(1);
  await cloud.clickRow(3, ['ControlOrMeta']);
  await page.getByTestId('type-input').fill('The bank refused to lend us the money for the house.');
  await expect(page.getByTestId('verdict')).toBeVisible();
  expect(await clipped(page)).toEqual([]);
  await page.keyboard.press('Control+i');
  await expect(page.getByTestId('inspector')).toBeVisible();
  expect(await clipped(page)).toEqual([]);
  await cloud.chooseModel('glove-100d');
  expect(await clipped(page)).toEqual([]);
});

test('Ctrl with plus, minus and 0 sizes everything within bounds, the window reflows, and the size is remembered', async () => {
  const userData = profile({ started: true });
  const first = await launch(userData);
  await cloudReady(first.page);
  await resize(first.app, 1440, 900);
  await expect.poll(() => widthOf(first.page)).toBe(1440);
  for (const width of [1309, 1152, 960, 823, 720, 720]) {
    await first.page.keyboard.press('Control+Equal');
    await expect.poll(async () => Math.abs(await widthOf(first.page) - width)).toBeLessThan(2);
    await first.page.waitForTimeout(150);
    expect(await clipped(first.page), `${width} px wide`).toEqual([]);
    await expect(first.page.getByTestId('window-close')).toBeInViewport({ ratio: 1 });
  }
  // Both panels lie over the scene now, one at a time.
  await expect(first.page.getByTestId('sets')).toBeHidden();
  await first.page.getByTestId('show-sets').click();
  await expect(first.page.getByTestId('sets')).toBeVisible();
  await first.page.keyboard.press('Control+i');
  await expect(first.page.getByTestId('inspector')).toBeVisible();
  await expect(first.page.getByTestId('sets')).toBeHidden();
  await first.page.getByTestId('type-input').focus();
  await first.page.keyboard.press('Control+NumpadSubtract');
  await expect.poll(() => widthOf(first.page)).toBe(823);
  await first.app.close();

  const second = await launch(userData);
  await cloudReady(second.page);
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor())).toBeCloseTo(1.75);
  await second.page.keyboard.press('Control+0');
  for (let i = 0; i < 4; i++) await second.page.keyboard.press('Control+Minus');
  await expect.poll(() => second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor())).toBeCloseTo(0.8);
  await second.app.close();
});

test('the smallest window in the largest type keeps its buttons in sight', async () => {
  const { app, page } = await launch(profile({ started: true, zoom: 2 }));
  await cloudReady(page);
  await resize(app, 1024, 680);
  await expect.poll(() => widthOf(page)).toBe(512);
  await page.waitForTimeout(200);
  expect(await clipped(page)).toEqual([]);
  await expect(page.getByTestId('window-close')).toBeInViewport({ ratio: 1 });
  await app.close();
});

test('in the system’s own colours everything that is chosen can be told', async ({ running: { page } }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const cloud = new CloudPage(page);
  await cloud.clickRow(1);
  const outline = (selector: string): Promise<string> => page.locator(selector).first().evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outline('[role="row"][aria-selected="true"] > .row')).toBe('solid');
  const ground = (locator: string): Promise<string> => page.locator(locator).first().evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground('[data-testid="tool-orbit"]')).not.toBe(await ground('[data-testid="tool-pan"]'));
  await page.getByTestId('map-picker').click();
  expect(await ground('[data-testid="map-method"] [aria-checked="true"]')).not.toBe(await ground('[data-testid="map-method"] [aria-checked="false"]'));
});
