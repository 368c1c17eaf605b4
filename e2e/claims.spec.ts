import { cloudReady, expect, test } from './fixtures/app';

test.use({ settings: { started: true, modelId: 'mpnet-base' } });

test('the textbook’s claims are tested in every bundled model, with their numbers', async ({ fresh: { page, problems } }) => {
  await page.getByTestId('tab-claims').click();
  // MPNet in 8 bits at layer 12: bank–shore .56, bank–bank .60; MiniLM .94 and .23 (issue 17).
  await expect(page.getByTestId('claim-verdict-shore')).toHaveText(/holds at layer 12 \(0\.56 < 0\.60\), not elsewhere/);
  await expect(page.getByTestId('claim-shore')).toContainText('The textbook, BERT base0.350.22');
  for (const [model, verdict] of [
    ['mpnet-base', '1 of 12'],
    ['minilm-l6', 'no'],
    ['elmo-medium', 'no'],
    ['glove-100d', 'no'],
  ] as const)
    await expect(page.getByTestId(`claim-model-${model}`)).toContainText(verdict);
  await expect(page.getByTestId('claim-shore')).toContainText('Does not hold in MiniLM L6: bank–shore 0.94, bank–bank 0.23 at layer 6.');
  await expect(page.getByTestId('claim-verdict-run')).toHaveText(/holds \(4 vectors, 0\.52 to 0\.79 apart at layer 12\)/);
  await expect(page.getByTestId('claim-verdict-static')).toHaveText(/holds \(one vector\)/);
  await expect(page.getByTestId('claim-verdict-form-yields')).toHaveText(/holds \(form 1\.00 to \.\d\d, sense \.3\d to \.9\d \(layer \d+\)\)/);
  await expect(page.getByTestId('claim-verdict-last-is-not-best')).toHaveText(/holds \(layer \d+ beats 12: \.9\d against \.\d\d\)/);
  await page.getByTestId('claim-layer').click();
  await expect(page.getByTestId('figure')).toContainText('layer 12');
  // The shore is not in the set of bank: the three are looked at in the textbook's own.
  await page.getByTestId('claim-select').click();
  await expect(page.getByTestId('figure')).toContainText('textbook');
  await expect(page.getByTestId('tab-selection')).toContainText('3');
  await cloudReady(page);
  await expect(page.getByTestId('claim-verdict-form-yields')).toContainText('not tested: this set has 7 occurrences; 20 are needed');
  expect(problems).toEqual([]);
});

test('colours mean whatever column is chosen; places stay, and one form can stand alone', async ({ fresh: { page } }) => {
  await page.getByTestId('colour-by').click();
  await expect(page.getByTestId('colour-by-sense')).toContainText('.95.20');
  await expect(page.getByTestId('colour-by-form')).toContainText('.62');
  await page.getByTestId('colour-by-form').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('figure')).toContainText('coloured by word form');
  await expect(page.getByTestId('legend-bank')).toContainText('133');
  await page.getByTestId('colour-by').click();
  await page.getByTestId('one-form').check();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('only-form')).toContainText('bank');
  await expect(page.getByTestId('concordance')).toHaveAttribute('aria-rowcount', '133');
  await page.getByTestId('colour-by').click();
  await page.getByTestId('colour-by-length').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('ramp-legend')).toContainText(/6\s*28/);
});

test('a verdict names its record; at layer 0 there is none', async ({ fresh: { page } }) => {
  await page.getByTestId('type-input').fill('The plane began to bank sharply while the bank was closed.');
  await expect(page.getByTestId('verdict')).toContainText(/Nearest sense: tilt, [78] of 8/, { timeout: 60_000 });
  await expect(page.getByTestId('record')).toHaveText(/confidence 0\.\d\d: verdicts about as clear are right in \d+ of \d+ cases here/);
  await page.getByTestId('voters').click();
  await expect(page.getByTestId('voter-list').locator('li')).toHaveCount(8);
  await page.getByTestId('voter-list').locator('button').first().click();
  await expect(page.getByTestId('tab-selection')).toContainText('1');
  await page.getByTestId('next-span').click();
  await expect(page.getByTestId('next-span')).toHaveText('2 of 2');
  await expect(page.getByTestId('verdict')).not.toContainText(/tilt, [78] of 8/);
  await page.getByTestId('layer-strip').focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('verdict')).toContainText('No context yet', { timeout: 60_000 });
  await expect(page.getByTestId('figure')).toContainText('No context yet');
});
