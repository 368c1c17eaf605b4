import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('the panel says what each layer knows, against chance, follows layer and model, and leads to a layer', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  await page.getByRole('tab', { name: /Layers/ }).click();
  const panel = page.getByTestId('layers');
  const sense = page.getByTestId('lane-sense');
  await expect(sense.getByRole('heading')).toContainText(/Same sense\s*0\.\d\d, chance 0\.20/);
  await expect(sense).toContainText(/Here (highest at layer \d|flat from layer \d to \d)/);
  await expect(panel.getByRole('heading')).toHaveText([/How .* gets there/, /Same sense/, /Same word form/, /Like itself/, /One vector explains/, /Against no context/, /Linear probes/, /Learned mix/, /Senses found without labels/, /A direction/]);
  const measures = panel.getByRole('table', { name: /What each layer/ });
  await expect(measures.getByRole('row')).toHaveCount(8);

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
  await expect(measures.getByRole('row')).toHaveCount(4);
  await expect(measures).toContainText('biLSTM 2');
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

test('linear probes are fitted for what is chosen, can be cancelled, are kept, and go with the copied table', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  await page.getByRole('tab', { name: /Layers/ }).click();
  const section = page.getByTestId('probes');
  const choose = async (name: string): Promise<void> => {
    await page.getByTestId('probe-for').click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  await expect(page.getByTestId('probe-for')).toContainText('Senses');

  // By the keyboard: the button that takes the pressed one's place has the focus.
  await page.getByTestId('probe-fit').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('probe-progress')).toContainText(/Senses: layer \d of 7/);
  await expect(page.getByTestId('probe-cancel')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('probe-progress')).toHaveCount(0);
  await expect(page.getByTestId('probe-fit')).toBeFocused();
  await expect(page.getByTestId('lane-probe')).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lane-probe').getByRole('heading')).toContainText(/Senses\s*\d\.\d\d, chance 0\.20/, { timeout: 60_000 });
  await expect(section.getByRole('row')).toHaveCount(8);
  await expect(section).toContainText(/Micro accuracy of \d+ occurrences: \d\.\d\d \(\d\.\d\d to \d\.\d\d\); the most frequent of 5 labels alone gives 0\.\d\d/);

  // One word in one case: its first letter tells nothing.
  await choose('First letter');
  await expect(page.getByTestId('lane-probe')).toHaveCount(0);
  await page.getByTestId('probe-fit').click();
  await expect(page.getByTestId('probe-refusal')).toContainText('5 folds need two labels in 5 sentences or more each');

  await choose('Senses');
  await expect(page.getByTestId('lane-probe')).toBeVisible();
  await page.getByTestId('copy-measures').click();
  await page.getByTestId('search').click();
  await page.keyboard.press('Control+v');
  await expect(page.getByTestId('search')).toHaveValue(/probe_sense_macro,probe_sense_macro_low/);
  await page.getByTestId('search').fill('');

  // What was found of one set is not shown of another, and is there again for the first.
  const { set } = await cloud.shown();
  await cloud.chooseSet('textbook');
  await expect(page.getByTestId('probe-fit')).toBeVisible();
  await expect(page.getByTestId('lane-probe')).toHaveCount(0);
  await cloud.chooseSet(set);
  await expect(page.getByTestId('lane-probe')).toBeVisible();
  expect(problems).toEqual([]);
});
