import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { answerSaveDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';

test('a lesson is taken station by station, asks before it shows, and is left where it stands', async ({ running: { page, problems } }) => {
  const cloud = new CloudPage(page);
  const bar = page.getByTestId('lesson');
  const next = (isShown: Parameters<CloudPage['until']>[1]): Promise<unknown> => cloud.until(() => page.getByTestId('station-next').click(), isShown);
  await page.getByTestId('add-text').click();
  await cloud.until(() => page.getByTestId('lesson-one-vector-to-many').click(), ({ model }) => model === 'glove-100d');
  await expect(bar.getByRole('heading')).toContainText('1 of 7');
  await expect(page.getByTestId('figure')).toContainText('GloVe 100d: one bank');

  // Colours mean nothing that gives the answer away until it is answered, here by the keyboard.
  await next(({ set, model }) => set === 'run' && model === 'mpnet-base');
  await expect(page.getByTestId('colour-by')).toContainText('form');
  await page.getByTestId('choice-0').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('answer')).toContainText('Yes: mostly the meaning.');
  await expect(page.getByTestId('colour-by')).toContainText('sense');

  // A station that is passed by gives way to the next.
  await page.getByTestId('station-next').click();
  await expect(page.getByTestId('view-modes').getByRole('radio', { name: 'Strata' })).toHaveAttribute('aria-checked', 'true');
  await page.getByTestId('station-next').click();
  await next(({ set }) => set === 'bank');
  await expect(page.getByTestId('half-left').getByRole('heading')).toContainText('bank in ELMo medium');
  await page.getByTestId('station-next').click();
  await next(({ set, pooling }) => set === 'bank' && pooling === 'sentence');
  await expect(page.getByRole('dialog', { name: /journey/iu })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('station-next')).toBeDisabled();

  await page.getByTestId('leave-lesson').click();
  await expect(bar).toHaveCount(0);
  expect((await cloud.shown()).pooling).toBe('sentence');
  expect(problems).toEqual([]);
});

test('the lesson on layers and mixes goes from the last layer to a mix and to a set of another language', async ({ shared: { page, problems } }) => {
  const cloud = new CloudPage(page);
  const next = (isShown: Parameters<CloudPage['until']>[1]): Promise<unknown> => cloud.until(() => page.getByTestId('station-next').click(), isShown);
  await page.getByTestId('add-text').click();
  await cloud.until(() => page.getByTestId('lesson-the-layer-or-a-mix').click(), ({ model, layer }) => model === 'mpnet-base' && layer === '12');
  await next(({ layer }) => layer === '1');
  await page.getByTestId('choice-0').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('answer')).toContainText('Layers 1 to 3 have 0.88');
  await next(({ model }) => model === 'minilm-l6');
  await expect(page.getByTestId('figure')).toContainText('mix of 7 layers');
  await next(({ set, model }) => set === 'yo-oko' && model === 'minilm-l6');
  await expect(page.getByTestId('language-note')).toContainText('nothing of Yoruba');
  await page.getByTestId('station-next').click();
  await expect(page.getByTestId('view-modes').getByRole('radio', { name: 'Strata' })).toHaveAttribute('aria-checked', 'true');
  await page.getByTestId('leave-lesson').click();
  expect(problems).toEqual([]);
});

test('the lessons on the claims say the distances that are on screen', async ({ shared: { page, problems } }) => {
  const cloud = new CloudPage(page);
  const next = (isShown: Parameters<CloudPage['until']>[1]): Promise<unknown> => cloud.until(() => page.getByTestId('station-next').click(), isShown);
  const take = async (id: string, isShown: Parameters<CloudPage['until']>[1]): Promise<void> => {
    await page.getByTestId('add-text').click();
    await cloud.until(() => page.getByTestId(`lesson-${id}`).click(), isShown);
  };
  const says = async (...numbers: readonly string[]): Promise<void> => {
    for (const number of numbers) {
      await expect(page.getByTestId('lesson')).toContainText(number);
      await expect(page.getByTestId('matrix')).toContainText(number);
    }
  };
  await take('the-bank-and-the-shore', ({ set, layer }) => set === 'textbook' && layer === '12');
  await next(({ layer }) => layer === '7');
  await says('0.46', '0.44');
  await next(({ model }) => model === 'minilm-l6');
  await says('0.23', '0.94');
  await take('the-four-runs', ({ model, layer }) => model === 'mpnet-base' && layer === '12');
  await says('0.52', '0.79');
  await next(({ model }) => model === 'minilm-l6');
  await says('0.10', '0.40');
  await take('the-one-vector-for-all', ({ model }) => model === 'glove-100d');
  await next(({ set }) => set === 'bank');
  await next(({ model }) => model === 'mpnet-base');
  await expect(page.getByTestId('half-left').getByRole('heading')).toContainText('GloVe');

  // A station without a layer is looked at where the senses are told apart best, also in a model that stays.
  await take('the-form-and-the-sense', ({ layer }) => layer === '0');
  await next(({ layer }) => layer === '1');
  await next(({ layer }) => layer === '7');
  await expect(page.getByTestId('view-modes').getByRole('radio', { name: 'Strata' })).toHaveAttribute('aria-checked', 'true');
  await page.getByTestId('leave-lesson').click();
  expect(problems).toEqual([]);
});

test('a teacher makes a lesson of what is on screen, asks a question, and saves it as a file that opens again', async ({ running: { app, page, userData, problems } }) => {
  const file = join(userData, 'mine.lesson.json');
  await answerSaveDialog(app, file);
  await page.getByTestId('add-text').click();
  await page.getByTestId('new-lesson').click();
  await page.getByTestId('lesson-title').fill('Banks');
  await page.getByTestId('station-text').fill('Look at the river. Then at the money.');
  await page.getByTestId('toggle-question').click();
  await page.getByTestId('question-choices').fill('here\nthere\neverywhere');
  await page.getByTestId('question-answer').fill('3');
  await page.getByTestId('add-station').click();
  await page.getByTestId('station-title').fill('Two');
  await page.getByTestId('save-lesson').click();
  await expect(page.getByText('not saved yet')).toHaveCount(0);
  const saved = JSON.parse(readFileSync(file, 'utf8')) as { title: string; stations: { title: string; question: { answer: number; choices: string[] } | null; look: { set: string } }[] };
  expect([
    saved.title,
    saved.stations.map(({ title }) => title),
    saved.stations[0]?.question?.choices,
    saved.stations[0]?.question?.answer,
    saved.stations[0]?.look.set,
  ]).toEqual(['Banks', ['First station', 'Two'], ['here', 'there', 'everywhere'], 2, 'bank']);
  expect(problems).toEqual([]);
});
