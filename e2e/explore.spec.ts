import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('the list and the scene are one selection, and the inspector measures it', async ({ shared: { page, problems } }) => {
  const cloud = new CloudPage(page);
  await expect(page.getByTestId('figure')).toContainText('172 occurrences');
  await cloud.clickRow(1);
  await cloud.clickRow(3, ['ControlOrMeta']);
  await expect(cloud.selectedCount).toContainText('2 of 172');
  await expect(cloud.inspector).toContainText('Cosine distance');
  await expect(page.getByTestId('matrix')).toBeVisible();
  await expect(page.getByTestId('layer-curves')).toBeVisible();
  await expect(page.getByTestId('ruler')).toContainText('two random words');
  await expect(page.getByTestId('pieces').first()).toContainText('bank');
  await cloud.clickRow(6, ['Shift']);
  await expect(cloud.selectedCount).not.toContainText('2 of 172');
  await page.getByTestId('clear-selection').click();
  await expect(cloud.selectedCount).toContainText('0 of 172');

  // In the scene: the arrow keys find a point, Enter selects it, and the list shows it.
  await page.getByTestId('scene-host').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('hover-card')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(cloud.selectedCount).toContainText('1 of 172');
  await expect(page.locator('[data-testid="concordance-row"][aria-selected="true"]')).toHaveCount(1);
  await page.getByTestId('clear-selection').click();
  expect(problems).toEqual([]);
});

test('hovering a point shows its sentence, a click selects it, a shift-click adds another', async ({ shared: { page } }) => {
  const cloud = new CloudPage(page);
  const host = page.getByTestId('scene-host');
  const box = (await host.boundingBox())!;
  // Looks for points by moving over the scene as a hand would.
  const found = new Set<string>();
  for (let y = box.y + 120; y < box.y + box.height - 160 && found.size < 2; y += 12) {
    for (let x = box.x + 70; x < box.x + box.width - 40 && found.size < 2; x += 12) {
      await page.mouse.move(x, y);
      if (!(await host.evaluate((element) => [element, ...element.querySelectorAll('*')].some((one) => getComputedStyle(one).cursor === 'pointer')))) continue;
      await expect(page.getByTestId('hover-card')).toContainText(/bank/i);
      const sentence = await page.getByTestId('hover-card').innerText();
      if (found.has(sentence)) continue;
      if (found.size > 0) await page.keyboard.down('Shift');
      await page.mouse.click(x, y);
      await page.keyboard.up('Shift');
      found.add(sentence);
      await expect(cloud.selectedCount).toContainText(`${found.size} of 172`);
    }
  }
  expect(found.size).toBe(2);
  await expect(page.getByTestId('matrix')).toBeVisible();
});

test('the map can be made by PCA or UMAP, in 2-D or 3-D, and says how faithful it is', async ({ shared: { page } }) => {
  const cloud = new CloudPage(page);
  await expect(cloud.mapLine).toContainText(/UMAP, 15 neighbours, min\. distance 0\.10, seed 42/);
  await expect(cloud.mapLine).toContainText(/Trustworthiness 0\.\d\d/);
  await page.getByTestId('map-picker').click();
  await page.getByTestId('map-method').getByText('PCA').click();
  await expect(cloud.mapLine).toContainText('PCA');
});

test('every model, layer and pooling can be chosen; the static scene shows one point among its nearest words', async ({ fresh: { page } }) => {
  const cloud = new CloudPage(page);
  expect(await cloud.shown()).toEqual({ set: 'bank', model: 'minilm-l6', layer: '3', pooling: 'mean' });
  await expect(page.getByTestId('layer-bar-6')).toBeVisible();
  await cloud.chooseLayer(0);
  await expect(page.getByTestId('figure')).toContainText('layer 0');
  await cloud.chooseModel('elmo-medium');
  await expect(page.getByTestId('layer-bar-2')).toBeVisible();
  await expect(page.getByTestId('layer-bar-3')).toHaveCount(0);
  await cloud.chooseModel('glove-100d');
  await expect(page.getByTestId('figure')).toContainText('one');
  await expect(page.getByTestId('nearest-words').first()).toContainText('banks');
  await cloud.chooseModel('minilm-l6');
  await cloud.until(async () => {
    await page.getByTestId('model-picker').click();
    await page.getByTestId('pooling').getByText('first').click();
    await page.keyboard.press('Escape');
  }, ({ pooling }) => pooling === 'first');
  await cloud.chooseSet('run');
  await expect(page.getByTestId('figure')).toContainText('211 occurrences');
});

test('the textbook sentences are one click away', async ({ fresh: { page } }) => {
  const cloud = new CloudPage(page);
  await page.getByTestId('select-textbook').click();
  // The two banks come with the shore that the book compares them with: in the set of their own.
  await expect(cloud.selectedCount).toContainText('3 of 7');
  await expect(cloud.inspector).toContainText('We walked along the shore');
  await cloud.chooseSet('run');
  await page.getByTestId('select-textbook').click();
  await expect(cloud.selectedCount).toContainText('4 of');
  await cloud.chooseSet('textbook');
  await expect(cloud.selectedCount).toContainText('7 of 7');
  await expect(cloud.inspector).toContainText('She has a run in her stockings.');
  await expect(cloud.mapLine).toContainText('PCA');
});

test('a typed sentence gets a verdict from its eight nearest occurrences and can be added', async ({ fresh: { page } }) => {
  const cloud = new CloudPage(page);
  await page.getByTestId('type-input').fill('The bank refused to lend us the money for the house.');
  await expect(page.getByTestId('verdict')).toContainText(/Nearest sense: money/);
  await page.keyboard.press('Enter');
  await page.getByTestId('show-trail').click();
  await expect(page.getByTestId('trail').getByRole('listitem')).toContainText(/The bank refused.*Nearest sense: money/);
  await page.getByTestId('type-input').fill('They had a picnic on the bank of the river.');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('show-trail')).toHaveText('2 tried');
  await page.getByTestId('trail').getByRole('button', { name: /The bank refused/ }).click();
  await expect(page.getByTestId('type-input')).toHaveValue('The bank refused to lend us the money for the house.');
  await page.getByTestId('add-to-set').click();
  await expect(cloud.selectedCount).toContainText('of 173');
  await expect(page.getByTestId('show-trail')).toHaveText('1 tried');
  await expect(page.getByTestId('trail').getByRole('listitem')).toContainText(/picnic.*Nearest sense: river edge/);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('show-trail')).toHaveText('2 tried');
  await page.keyboard.press('Control+Shift+z');
  await expect(cloud.selectedCount).toContainText('of 173');
  await page.getByTestId('show-trail').click();
  await page.getByTestId('type-input').fill('No such word here.');
  await expect(page.getByTestId('type-problem')).toContainText('bank');
});

test('the whole main job by keyboard: search, sort, layers, legend, theme, panels', async ({ fresh: { page } }) => {
  const cloud = new CloudPage(page);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('river');
  await expect(cloud.selectedCount).toContainText('shown');
  const nShown = await cloud.rows.count();
  expect(nShown).toBeGreaterThan(0);
  for (const text of await cloud.rows.allInnerTexts()) expect(text.toLowerCase()).toContain('riv');
  await page.keyboard.press('Escape');
  await page.getByTestId('search').fill('');
  await page.getByTestId('scene-host').focus();
  await cloud.until(() => page.keyboard.press('['), (view) => view.layer === '2');
  await cloud.until(() => page.keyboard.press(']'), (view) => view.layer === '3');
  await page.getByTestId('legend-money').click();
  await expect(cloud.selectedCount).toContainText('shown');
  await page.getByTestId('legend-money').click();
  await page.getByTestId('theme').click();
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  await page.keyboard.press('Control+b');
  await expect(page.getByTestId('sets')).toBeHidden();
  await page.keyboard.press('Control+b');
  await expect(page.getByTestId('sets')).toBeVisible();
});
