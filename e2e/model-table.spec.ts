import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('the models are compared when asked, one after the other; what was measured stays, and is copied', async ({ running: { page, app, problems } }) => {
  test.setTimeout(240_000);
  const cloud = new CloudPage(page);
  const before = await cloud.shown();
  const table = page.getByTestId('model-table');
  await page.getByTestId('model-picker').click();
  await page.getByTestId('open-model-table').click();
  const glove = page.getByTestId('compared-glove-100d');
  const minilm = page.getByTestId('compared-minilm-l6');
  await expect(glove.getByTestId('reach-left')).toHaveText('–');
  await expect(page.getByTestId('model-findings')).toHaveCount(0);

  await page.getByTestId('measure-glove-100d').focus();
  await page.keyboard.press('Enter');
  await expect(glove.getByTestId('reach-left')).toHaveText('none', { timeout: 60_000 });
  await expect(glove.getByTestId('senses-last')).toHaveText('0.20');
  await expect(glove.getByTestId('reach-right')).toHaveText('none');
  await expect(minilm.getByTestId('reach-left')).toHaveText('–');

  // Stopped: nothing of that model is shown, and all of it comes when asked again.
  await page.getByTestId('measure-minilm-l6').click();
  await expect(page.getByTestId('model-table-progress')).toBeVisible();
  await page.getByTestId('model-table-stop').click();
  await expect(page.getByTestId('model-table-progress')).toHaveCount(0);
  await expect(minilm.getByTestId('reach-left')).toHaveText('–');
  await page.getByTestId('measure-minilm-l6').click();
  await expect(minilm.getByTestId('reach-left')).toHaveText('32 or more', { timeout: 120_000 });
  await expect(minilm.getByTestId('reach-right')).toHaveText('32 or more');
  await expect(minilm.getByTestId('senses-last')).toHaveText('0.69');
  const [short, long] = [Number(await minilm.getByTestId('ms-8').innerText()), Number(await minilm.getByTestId('ms-256').innerText())];
  expect(long).toBeGreaterThan(short);
  await expect(page.getByTestId('model-findings')).toContainText('GloVe 100d has the same vector for a word whatever stands around it');
  await expect(minilm.getByTestId('move-chart')).toBeVisible();

  await page.getByTestId('copy-model-table').click();
  const copied = (await app.evaluate(({ clipboard }) => clipboard.readText())).replace(/\n$/u, '').split('\n').map((line) => line.split('\t'));
  expect(copied).toHaveLength(5);
  expect(new Set(copied.map((cells) => cells.length)).size).toBe(1);
  expect(copied.find(([name]) => name === 'GloVe 100d')?.slice(1, 4)).toEqual(['static', 'no', '5006300']);

  // It is there again, from among the models too; the map on screen is the one that was.
  await page.keyboard.press('Escape');
  await expect(table).toHaveCount(0);
  expect(await cloud.shown()).toEqual(before);
  await page.getByTestId('model-picker').click();
  await page.getByTestId('open-models').click();
  await page.getByTestId('compare-models').click();
  await expect(minilm.getByTestId('reach-left')).toHaveText('32 or more');
  expect(problems).toEqual([]);
});
