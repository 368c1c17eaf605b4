import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { answerOpenDialog } from './fixtures/dialogs';
import { cloudReady, expect, test } from './fixtures/app';
import { tinyBert, tinyGlove } from './fixtures/tiny-model';
import { CloudPage } from './pages/cloud';
import { ModelsPage } from './pages/models';

const imports = (userData: string): string[] => {
  const folder = path.join(userData, 'models');
  return existsSync(folder) ? readdirSync(folder) : [];
};

test('the panel opens by keyboard, lists what is installed, and gives the focus back', async ({ shared: { page, problems } }) => {
  const models = new ModelsPage(page);
  await page.getByTestId('search').focus();
  await models.openByKeyboard();
  await expect(models.installed('minilm-l6')).toContainText(/BERT, 7 layers × 384.*MB/s);
  await expect(models.installed('minilm-l6')).toContainText('bundled');
  await expect(page.getByTestId('remove-minilm-l6')).toHaveCount(0);
  await expect(page.getByTestId('use-minilm-l6')).toHaveAttribute('aria-current', 'true');
  await expect(models.offer('bert-base-uncased')).toContainText(/MB.*Download/s);
  // The focus never leaves the panel, however often Tab is pressed.
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('[data-testid="models-panel"]') != null)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(models.panel).toHaveCount(0);
  expect(await models.focusedTestId()).toBe('search');
  expect(problems).toEqual([]);
});

test('a broken folder is refused inline with the reason, and nothing is left behind', async ({ shared: { app, page, userData } }) => {
  const models = new ModelsPage(page);
  const missing = 'encoder.layer.0.attention.self.key.weight';
  await answerOpenDialog(app, tinyBert('broken', missing));
  await models.openByKeyboard();
  await models.choose('folder');
  // Looking at it or importing it finds the gap.
  await expect(models.form.or(models.refusal)).toBeVisible();
  if (await models.form.isVisible()) await models.startImport();
  await expect(page.getByTestId('import-section')).toContainText(missing);
  await expect(page.getByTestId('notice')).toHaveCount(0);
  expect(imports(userData)).toEqual([]);
  await answerOpenDialog(app, path.dirname(tinyGlove('no-model-here.txt', 40)));
  await models.choose('folder');
  await expect(models.refusal).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await new CloudPage(page).shown()).toEqual({ set: 'bank', model: 'minilm-l6', layer: '3', pooling: 'mean' });
});

test('a point can stand for its whole sentence, and any sentence can be typed then', async ({ shared: { page } }) => {
  const cloud = new CloudPage(page);
  await page.getByTestId('model-picker').click();
  await page.getByTestId('unit').getByText('its sentence').click();
  await expect(page.getByTestId('figure')).toContainText('Sentences with bank');
  await page.keyboard.press('Escape');
  await cloudReady(page);
  await page.getByTestId('type-input').fill('They lent us nothing for the house.');
  await expect(page.getByTestId('verdict')).toContainText('nearest');
  await expect(page.getByTestId('add-to-set')).toHaveCount(0);
  await page.getByTestId('model-picker').click();
  await page.getByTestId('unit').getByText('the word').click();
  await expect(page.getByTestId('figure')).not.toContainText('Sentences with');
  await page.keyboard.press('Escape');
  expect(await cloud.shown()).toEqual({ set: 'bank', model: 'minilm-l6', layer: '3', pooling: 'mean' });
});

test('the device menu tells each device’s state and goes to the one that is chosen', async ({ shared: { page } }) => {
  await page.getByTestId('device').click();
  await expect(page.getByTestId('device-cpu')).toContainText(/CPU, \d+ thread/);
  await expect(page.getByTestId('device-auto')).toHaveAttribute('aria-selected', 'true');
  // Others come first where they have not been tried yet; the CPU is the last.
  await page.getByTestId('device-auto').press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('device-popover')).toBeHidden();
  await cloudReady(page);
  await expect(page.getByTestId('device')).toContainText('CPU');
  await page.getByTestId('device').click();
  await expect(page.getByTestId('device-cpu')).toHaveAttribute('aria-selected', 'true');
});

test('a folder is imported under a name of its own, opened, listed and removed', async ({ running: { app, page, userData, problems } }) => {
  const models = new ModelsPage(page);
  const cloud = new CloudPage(page);
  await answerOpenDialog(app, tinyBert('my-tiny-bert'));
  await models.openByKeyboard();
  await models.choose('folder');
  await expect(page.getByTestId('import-facts')).toContainText(/BERT.*16 wide/);
  await models.fillForm({ id: 'minilm-l6' });
  await expect(page.getByTestId('import-id-problem')).toContainText('already');
  await models.fillForm({ id: 'Not a name' });
  await expect(page.getByTestId('import-id-problem')).toContainText('small letters');
  await expect(page.getByTestId('import-start')).toBeDisabled();
  await models.fillForm({ id: 'tiny', name: 'Tiny BERT', licence: 'CC0' });
  await cloud.until(() => models.startImport(), (view) => view.model === 'tiny');
  await expect(models.panel).toHaveCount(0);
  await expect(page.getByTestId('figure')).toContainText('Tiny BERT, layer 1');
  await expect(page.getByTestId('figure')).toContainText(/alone|static vector/);
  expect(imports(userData)).toEqual(['tiny']);

  await models.openFromMenu();
  await expect(models.installed('tiny')).toContainText(/BERT, 2 layers × 16.*CC0/s);
  await page.getByTestId('remove-tiny').click();
  await page.keyboard.press('Escape');
  await expect(models.panel).toBeVisible();
  await cloud.until(() => models.remove('tiny'), (view) => view.model === 'mpnet-base');
  await expect(models.installed('tiny')).toHaveCount(0);
  expect(imports(userData)).toEqual([]);
  expect(problems).toEqual([]);
});

test('a dropped .txt of word vectors is a model; one of sentences is not', async ({ running: { page } }) => {
  const models = new ModelsPage(page);
  const session = await page.context().newCDPSession(page);
  const drop = async (file: string): Promise<void> => {
    const at = { x: 700, y: 450, data: { items: [], files: [file], dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at });
  };
  const sentences = path.join(path.dirname(tinyGlove('x.txt', 2)), 'sentences.txt');
  writeFileSync(sentences, 'The bank was closed.\nShe sat on the bank.\n');
  await drop(sentences);
  await expect(page.getByTestId('source-facts')).toContainText('sentences.txt');
  await page.keyboard.press('Escape');
  await drop(tinyGlove('tiny.vectors.txt', 400));
  await expect(page.getByTestId('import-facts')).toContainText('16 wide');
  await models.fillForm({ id: 'tiny-glove' });
  await new CloudPage(page).until(() => models.startImport(), (view) => view.model === 'tiny-glove');
  await expect(page.getByTestId('nearest-words').first()).toBeVisible();
});

const checkpoints = path.resolve(import.meta.dirname, '../src-main/conversion/golden/checkpoints');
for (const { folder, caption } of [
  { folder: 'gpt2', caption: 'Context comes from the left only' },
  { folder: 'onnx-bert', caption: 'alone (layer' },
]) {
  test(`a folder of ${folder} is imported, opened, and says what it knows of context`, async ({ running: { app, page, problems } }) => {
    const models = new ModelsPage(page);
    const cloud = new CloudPage(page);
    await answerOpenDialog(app, path.join(checkpoints, folder));
    await models.openByKeyboard();
    await models.choose('folder');
    await models.fillForm({ id: 'mine', name: 'Mine', licence: 'MIT' });
    await cloud.until(() => models.startImport(), (view) => view.model === 'mine');
    await expect(page.getByTestId('figure')).toContainText(caption);
    await page.getByText('Select the textbook sentences').click();
    await expect(page.getByTestId('left-context')).toHaveCount(folder === 'gpt2' ? 1 : 0);
    expect(problems).toEqual([]);
  });
}
