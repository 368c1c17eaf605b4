import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('neighbours of one occurrence and of the mean of several: up to 200, against the random pair, selected and copied', async ({ running: { page, app, problems } }) => {
  const cloud = new CloudPage(page);
  const nearest = page.getByTestId('nearest');
  await cloud.clickRow(0);
  await expect(nearest.getByRole('heading')).toContainText('Nearest to A');
  await expect(nearest.getByRole('listitem')).toHaveCount(5);
  await expect(nearest.getByTestId('of-random').first()).toHaveText(/^\d\.\d\d$/);
  await cloud.clickRow(1, ['ControlOrMeta']);
  await expect(nearest.getByRole('heading')).toContainText('Nearest to the mean of A and B');

  await page.getByTestId('neighbour-count').click();
  await page.getByRole('option', { name: '200', exact: true }).click();
  // All but the two.
  await expect(nearest.getByRole('listitem')).toHaveCount(170);
  await page.getByTestId('copy-neighbours').click();
  const copied = (await app.evaluate(({ clipboard }) => clipboard.readText())).trimEnd().split('\n').map((line) => line.split('\t'));
  expect(copied).toHaveLength(171);
  expect(copied[0]?.slice(0, 3)).toEqual(['rank', 'cosine distance', 'share of random pair']);
  const distances = copied.slice(1).map((cells) => Number(cells[1]));
  expect(distances).toEqual([...distances].sort((a, b) => a - b));

  await page.getByTestId('select-neighbours').focus();
  await page.keyboard.press('Enter');
  await expect(nearest.getByRole('heading')).toContainText('Nearest to the mean of 170 selected');
  await expect(nearest.getByRole('listitem')).toHaveCount(2);

  const forms = page.getByTestId('nearest-forms');
  await page.getByTestId('find-forms').click();
  await page.getByTestId('forms-cancel').click();
  await expect(page.getByTestId('find-forms')).toBeFocused();
  await expect(forms.getByRole('listitem')).toHaveCount(0);
  expect(problems).toEqual([]);
});
