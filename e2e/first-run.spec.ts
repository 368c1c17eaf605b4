import { cloudReady, expect, launch, profile, test } from './fixtures/app';

test('the first start shows the first-run page, one click the cloud of bank, and every later start the cloud', async () => {
  const userData = profile({});
  const first = await launch(userData);
  await expect(first.page.getByTestId('first-run')).toBeVisible();
  for (const id of ['bank', 'run', 'textbook']) await expect(first.page.getByTestId(`preset-${id}`)).toBeVisible();
  await expect(first.page.getByTestId('models')).toContainText('ELMo medium');
  await first.page.getByTestId('start-bank').click();
  await cloudReady(first.page);
  await expect(first.page.getByTestId('figure')).toContainText('bank');
  expect(await first.page.evaluate(() => document.documentElement.dataset['set'])).toBe('bank');
  expect(first.problems).toEqual([]);
  await first.app.close();

  const second = await launch(userData);
  await cloudReady(second.page);
  await expect(second.page.getByTestId('first-run')).toHaveCount(0);
  await second.app.close();
});
