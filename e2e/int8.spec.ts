import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('8 bits are offered once they were measured, say so wherever the model runs, and are left for another model', async ({ running: { page, problems } }) => {
  test.setTimeout(360_000);
  const cloud = new CloudPage(page);
  await page.getByTestId('device').click();
  await expect(page.getByTestId('device-cpu')).toBeVisible();
  await expect(page.getByTestId('device-int8')).toHaveCount(0);
  await page.getByTestId('open-int8').click();
  await expect(page.getByTestId('int8-none')).toBeVisible();
  await expect(page.getByTestId('int8-use')).toHaveCount(0);

  // Stopped: nothing was measured.
  await page.getByTestId('int8-measure').click();
  await expect(page.getByTestId('int8-progress')).toBeVisible();
  await page.getByTestId('int8-stop').click();
  await expect(page.getByTestId('int8-none')).toBeVisible();
  await page.getByTestId('int8-measure').click();
  await expect(page.getByTestId('int8-gain')).toContainText(/^[\d,]+ words a second exact, [\d,]+ in 8 bits/u, { timeout: 300_000 });
  await expect(page.getByTestId('int8-layers').locator('tbody tr')).toHaveCount(7);
  await expect(page.getByTestId('int8-verdicts')).toContainText(/of 172 stay the same/u);
  await expect(page.getByTestId('figure')).not.toContainText('8 bits');

  await cloud.until(() => page.getByTestId('int8-use').click(), () => true);
  await expect(page.getByTestId('figure')).toContainText('MiniLM L6 (8 bits)', { timeout: 60_000 });
  await expect(page.getByTestId('device')).toContainText('8-bit products');
  await page.getByTestId('device').click();
  await expect(page.getByTestId('device-int8')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');

  // A step as any other.
  await expect(page.getByTestId('undo')).toHaveAccessibleName(/products in 8 bits/u);
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('figure')).not.toContainText('8 bits');
  await page.getByTestId('redo').click();
  await expect(page.getByTestId('figure')).toContainText('MiniLM L6 (8 bits)');

  await cloud.chooseModel('elmo-medium');
  await expect(page.getByTestId('figure')).not.toContainText('8 bits');
  await page.getByTestId('device').click();
  await expect(page.getByTestId('open-int8')).toBeDisabled();
  await expect(page.getByTestId('int8-why-not')).toContainText('is no transformer');
  await page.keyboard.press('Escape');
  expect(problems).toEqual([]);
});
