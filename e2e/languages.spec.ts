import { cloudReady, expect, test } from './fixtures/app';

test('sets of other languages are grouped, and an Arabic sentence reads from the right in list and label', async ({ shared: { page, problems } }) => {
  await expect(page.getByTestId('set-languages')).not.toHaveAttribute('open');
  await page.getByTestId('set-languages').locator('summary').click();
  await expect(page.getByRole('group', { name: 'German' }).getByRole('button')).toHaveText(['Bank', 'Schloss', 'ziehen']);
  await page.getByTestId('set-ar-ayn').click();
  await page.waitForFunction(() => document.documentElement.dataset['set'] === 'ar-ayn');
  await cloudReady(page);
  await expect(page.getByTestId('set-languages')).toHaveAttribute('open');
  await expect(page.getByTestId('language-note')).toContainText('was made for English and knows next to nothing of Arabic');

  const row = page.getByTestId('concordance-row').first();
  const [before, word] = [row.locator('.l'), row.locator('.r')];
  await expect(word).toHaveAttribute('dir', 'rtl');
  await expect(word).toHaveAttribute('lang', 'ar');
  const [left, right] = [await word.boundingBox(), await before.boundingBox()];
  // What stands before the word is to its right.
  expect(left?.x).toBeLessThan(right?.x ?? 0);
  const marked = await word.locator('.k').boundingBox();
  expect(Math.abs((marked?.x ?? 0) + (marked?.width ?? 0) - (right?.x ?? 0))).toBeLessThan(3);

  const label = page.locator('[data-label][lang="ar"]').filter({ has: page.locator('span:nth-of-type(2)') }).first();
  await expect(label).toBeVisible();
  expect(problems).toEqual([]);
});

test('the parallel set is coloured by sense or by language, sentence by sentence in its own', async ({ shared: { page, problems } }) => {
  await page.getByTestId('set-mul-bank').click();
  await page.waitForFunction(() => document.documentElement.dataset['set'] === 'mul-bank');
  await cloudReady(page);
  const languages = await page.getByTestId('concordance-row').locator('.r').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('lang') ?? ''));
  expect(new Set(languages)).toEqual(new Set(['de', 'en', 'es', 'fr']));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('language');
  await page.getByTestId('palette-colour-label:language').click();
  await expect(page.getByTestId('legend-fr')).toBeVisible();
  await expect(page.getByTestId('language-note')).toContainText('German, French and Spanish');
  await page.getByTestId('set-bank').click();
  await page.waitForFunction(() => document.documentElement.dataset['set'] === 'bank');
  await expect(page.getByTestId('language-note')).toHaveCount(0);
  expect(problems).toEqual([]);
});
