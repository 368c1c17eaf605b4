import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('senses are found without labels, judged beside chance, merged, split, renamed and kept as a label, all by keyboard, and every step is taken back', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  const undo = page.getByTestId('undo');
  const press = async (testid: string): Promise<void> => {
    await page.getByTestId(testid).focus();
    await page.keyboard.press('Enter');
  };
  const choose = async (testid: string, option: string): Promise<void> => {
    await press(testid);
    await expect(page.getByTestId(`${testid}-list`).getByRole('option').first()).toBeVisible();
    for (let n = 0; n < 20 && await page.evaluate(() => document.activeElement?.textContent.trim()) !== option; n++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  await page.getByRole('tab', { name: /Layers/ }).focus();
  await page.keyboard.press('Enter');
  await choose('find-number', '5');
  await expect(page.getByTestId('find-number')).toContainText('5');
  await press('find-senses');
  const clusters = page.getByTestId('found-clusters').getByRole('listitem');
  await expect(clusters).toHaveCount(5, { timeout: 60_000 });
  await expect(page.getByTestId('find-senses')).toBeFocused();
  await expect(page.getByTestId('found-line')).toContainText(/Found in layer \d of MiniLM.* by k-means: 5 clusters/);
  await expect(page.getByTestId('found-scores')).toContainText(
    /Beside the 5 senses of 172 labelled occurrences, the adjusted Rand index is 0\.\d\d, where a random grouping of the same sizes gets 0 on average/,
  );

  // Scene, list and legend at once.
  await expect(page.getByTestId('colour-by')).toContainText('cluster');
  await expect(page.getByTestId('legend-5')).toBeVisible();
  await expect(undo).toHaveAccessibleName('Undo: senses found');
  const sizeOf = async (id: number): Promise<number> => Number(/\d+$/.exec((await page.getByTestId(`cluster-${id}`).innerText()).trim())?.[0]);
  const [first, second] = [await sizeOf(1), await sizeOf(2)];

  await press('cluster-menu-1');
  await expect(page.getByTestId('cluster-name')).toBeFocused();
  await page.keyboard.type('near the water');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('legend-1')).toContainText('near the water');
  await expect(page.getByTestId('cluster-menu-1')).toBeFocused();

  await page.keyboard.press('Enter');
  await press('merge-2');
  await expect(clusters).toHaveCount(4);
  await expect(page.getByTestId('found-line')).toContainText('then changed by hand: 4 clusters.');
  expect(await sizeOf(1)).toBe(first + second);
  await expect(page.getByTestId('cluster-1')).toContainText('near the water');

  await press('cluster-menu-1');
  await press('split-cluster');
  await expect(clusters).toHaveCount(5);
  expect(await sizeOf(1) + await sizeOf(2)).toBe(first + second);
  await expect(undo).toHaveAccessibleName('Undo: cluster split');
  await press('undo');
  await expect(clusters).toHaveCount(4);

  await press('keep-found');
  await expect(page.getByTestId('colour-by')).toContainText('found');
  await expect(undo).toHaveAccessibleName('Undo: label column “found”');
  await expect(page.getByTestId('legend-near the water')).toContainText(String(first + second));
  await cloud.until(() => Promise.resolve(), ({ set }) => set !== 'bank');
  // A step back and the clusters are what colours mean again; four more, and nothing was found.
  await press('undo');
  await expect(page.getByTestId('colour-by')).toContainText('cluster');
  for (const count of [5, 5]) {
    await press('undo');
    await expect(clusters).toHaveCount(count);
  }
  await press('undo');
  await expect(clusters).toHaveCount(0);
  await expect(page.getByTestId('colour-by')).toContainText('sense');
  expect(problems).toEqual([]);
});

test('a search can be cancelled, density leaves noise in no cluster, and what was found stays when another layer is looked at', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  await page.getByRole('tab', { name: /Layers/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('find-senses').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('find-cancel')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('find-senses')).toBeFocused();
  await expect(page.getByTestId('found-line')).toHaveCount(0);

  await page.getByTestId('find-method').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'k-means' })).toBeFocused();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('find-number')).toHaveCount(0);
  await page.getByTestId('find-senses').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('found-line')).toContainText('by density', { timeout: 60_000 });
  await expect(page.getByTestId('cluster-none')).toContainText('in no cluster');
  const said = await page.getByTestId('found-line').innerText();
  await cloud.chooseLayer(0);
  await expect(page.getByTestId('found-line')).toHaveText(said);
  await expect(page.getByTestId('colour-by')).toContainText('cluster');
  expect(problems).toEqual([]);
});
