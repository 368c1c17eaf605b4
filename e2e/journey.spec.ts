import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('the journey, by keyboard alone: six maps with recall and what they could not see; one is shown, the view stands until then', async ({ running: { page, problems } }) => {
  test.setTimeout(240_000);
  const cloud = new CloudPage(page);
  const panel = page.getByTestId('stations');
  const before = await cloud.shown();
  const recallOf = async (station: string): Promise<number> => {
    const text = page.getByTestId(`station-${station}`).getByTestId('station-recall');
    await expect(text).toHaveText(/Recall \d\.\d\d, chance 0\.20/, { timeout: 180_000 });
    return Number(/Recall (\d\.\d\d)/u.exec(await text.innerText())?.[1]);
  };
  await page.getByTestId('scene-host').focus();
  await page.keyboard.press('j');
  await expect(panel).toBeVisible();
  const recalls = [await recallOf('bag-of-words'), await recallOf('tfidf'), await recallOf('static-mean'), await recallOf('elmo'), await recallOf('bert'), await recallOf('sentence')];
  const [bag = 1, , , , bert = 0] = recalls;
  expect(bert).toBeGreaterThan(bag + 0.2);
  await expect(page.getByTestId('station-bag-of-words').getByTestId('station-facts')).toContainText(/The column of “bank” is shared by \d+ of 164 sentences/);
  await expect(page.getByTestId('station-static-mean').getByTestId('station-facts')).toContainText('The 172 occurrences bring 4 vectors of their own into the means.');
  expect(await cloud.shown()).toEqual(before);

  // A bag has no model behind it; the arrows lead on to one that has.
  await page.getByTestId('station-bag-of-words').getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('stations-note')).toHaveText('Bag of words has no model behind it, so it is drawn here alone.');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  expect(await cloud.shown()).toEqual(before);

  // What was drawn is there at once, and is opened from among the models too.
  await page.getByTestId('model-picker').click();
  await page.getByTestId('open-stations').click();
  await expect(panel.getByTestId('station-recall')).toHaveCount(6);
  await expect(page.getByTestId('station-to-add')).toContainText('A ULMFiT, imported under “Models…”, adds its station');
  await page.getByTestId('station-bag-of-words').getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  const shown = await cloud.until(() => page.keyboard.press('Enter'), ({ model }) => model === 'elmo-medium');
  expect(shown.pooling).toBe('mean');
  await expect(panel).toHaveCount(0);
  expect(problems).toEqual([]);
});
