import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('the panel says what each layer knows, against chance, follows layer and model, and leads to a layer', async ({ running: { page, problems } }) => {
  const cloud = new CloudPage(page);
  await page.getByRole('tab', { name: /Layers/ }).click();
  const panel = page.getByTestId('layers');
  const sense = page.getByTestId('lane-sense');
  await expect(sense.getByRole('heading')).toContainText(/Same sense\s*0\.\d\d, chance 0\.20/);
  await expect(sense).toContainText(/Here (highest at layer \d|flat from layer \d to \d)/);
  await expect(panel.getByRole('heading')).toHaveText([/How .* gets there/, /Same sense/, /Same word form/, /Like itself/, /One vector explains/]);
  await expect(panel.getByRole('row')).toHaveCount(8);

  // The numbers of the layer that is looked at stand in the headings; what happens at layer 0 is known from the model: no context, one vector a form.
  const atBest = await page.getByTestId('lane-self').getByRole('heading').innerText();
  await cloud.chooseLayer(0);
  await expect(page.getByTestId('lane-self').getByRole('heading')).not.toHaveText(atBest);
  const layerZero = Number(/0\.\d\d/.exec(await sense.getByRole('heading').innerText())?.[0]);
  // A stage of the diagram is the layer it makes.
  await cloud.until(() => page.getByTestId('stage-3').click(), (view) => view.layer === '3');
  await expect(page.getByTestId('stages')).toContainText('This has happened 3 times.');
  await cloud.until(() => page.getByTestId('stage-3').press('ArrowDown'), (view) => view.layer === '2');
  await expect(page.getByTestId('stage-2')).toBeFocused();
  await cloud.until(() => page.keyboard.press('ArrowUp'), (view) => view.layer === '3');
  expect(Number(/0\.\d\d/.exec(await sense.getByRole('heading').innerText())?.[0])).toBeGreaterThan(layerZero + 0.2);

  await cloud.chooseModel('elmo-medium');
  await expect(panel.getByRole('row')).toHaveCount(4);
  await expect(panel.getByRole('table')).toContainText('biLSTM 2');
  await expect(page.getByTestId('stages')).toContainText('One LSTM reads the sentence from the left, one from the right');

  await page.getByRole('tab', { name: /Layers/ }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: /Selection/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(panel).toBeVisible();
  await page.getByTestId('copy-measures').click();
  await page.getByTestId('search').click();
  await page.keyboard.press('Control+v');
  await expect(page.getByTestId('search')).toHaveValue(/layer,random_pair_cosine,self_similarity/);
  expect(problems).toEqual([]);
});
