import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('a mix of layers takes the place of one, with distances of its own, and one step leads back', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  const [figure, ruler] = [page.getByTestId('figure'), page.getByTestId('ruler')];
  await cloud.clickRow(1);
  await cloud.clickRow(3, ['ControlOrMeta']);
  await expect(ruler).toContainText('two random words');
  const { layer } = await cloud.shown();
  const ofLayer = await page.getByTestId('matrix').innerText();

  await page.getByTestId('mix').click();
  await page.getByTestId('mix-sum-last-four').click();
  await expect(figure.getByRole('heading')).toHaveText('bank in MiniLM L6, mix of 4 layers');
  await expect(figure).toContainText('Weights: layers 3–6 each 0.25; γ 4.');
  await expect(page.getByTestId('mix-recall')).toContainText(/this mix 0\.\d\d.*best layer \(\d\) 0\.\d\d.*chance 0\.20/);
  await expect(cloud.inspector).toContainText('Cosine distance, mix of 4 layers');
  await expect.poll(() => page.getByTestId('matrix').innerText()).not.toBe(ofLayer);
  // Measured on the background sample, mixed alike.
  await expect(ruler).toContainText('two random words', { timeout: 60_000 });

  // A slider by keyboard: the mix follows.
  await page.getByTestId('mix-layer-0').focus();
  await page.keyboard.press('End');
  await expect(figure.getByRole('heading')).toHaveText('bank in MiniLM L6, mix of 5 layers');
  await expect(figure).toContainText('layer 0 0.97');
  await page.keyboard.press('Home');
  await expect(figure.getByRole('heading')).toHaveText('bank in MiniLM L6, mix of 4 layers');
  await page.getByTestId('mix-concat-last-four').click();
  await expect(figure.getByRole('heading')).toHaveText('bank in MiniLM L6, 4 layers concatenated');
  await expect(page.getByTestId('nearest')).toContainText('in 1536 dimensions');
  await page.keyboard.press('Escape');

  await page.getByTestId('type-input').fill('The bank refused to lend us the money for the house.');
  await expect(page.getByTestId('verdict')).toContainText(/Nearest sense: money/);
  await page.getByTestId('type-input').fill('');

  const undo = page.getByTestId('undo');
  while ((await undo.getAttribute('aria-label')) === 'Undo: mix of layers') {
    await undo.click();
    await page.waitForTimeout(200);
  }
  await expect(figure.getByRole('heading')).toHaveText(`bank in MiniLM L6, layer ${layer}`);
  await expect.poll(() => page.getByTestId('matrix').innerText()).toBe(ofLayer);
  expect(problems).toEqual([]);
});

test('ELMo’s halves are looked at alone, choosing a layer leaves the mix, and a model of one layer has none', async ({ fresh: { page } }) => {
  const cloud = new CloudPage(page);
  const title = page.getByTestId('figure').getByRole('heading');
  await cloud.chooseModel('elmo-medium');
  await page.getByTestId('mix').click();
  await expect(page.getByTestId('mix-sum-last-four')).toHaveCount(0);
  await page.getByTestId('mix-mean').click();
  await page.getByTestId('mix-half').getByText('Backward').click();
  await expect(title).toHaveText('bank in ELMo medium, mix of 3 layers, backward half');
  await page.keyboard.press('Escape');
  await cloud.chooseLayer(1);
  await expect(title).toHaveText('bank in ELMo medium, layer 1');
  await cloud.chooseModel('glove-100d');
  await expect(page.getByTestId('mix')).toBeDisabled();
  await expect(page.getByTestId('mix')).toHaveAttribute('title', /one layer here: there is nothing to mix\.$/);
});
