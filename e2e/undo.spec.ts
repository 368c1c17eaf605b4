import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';
import { ScenePage } from './pages/scene';

test('every step is named and taken back with its picture, by button and by key, and taken again', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  const [undo, redo] = [page.getByTestId('undo'), page.getByTestId('redo')];
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  const { layer } = await cloud.shown();
  const facts = await cloud.mapLine.innerText();

  await cloud.clickRow(3);
  await expect(undo).toHaveAccessibleName('Undo: selection');
  await cloud.chooseLayer(1);
  await expect(undo).toHaveAccessibleName('Undo: layer 1');
  await page.getByTestId('legend-money').click();
  await expect(undo).toHaveAccessibleName('Undo: what is hidden');
  await page.getByTestId('search').fill('river');
  await expect(undo).toHaveAccessibleName('Undo: search');

  // What is typed has an undo of its own; the step is taken back from anywhere else.
  await page.getByTestId('theme').focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('search')).toHaveValue('');
  await undo.click();
  await expect(undo).toHaveAccessibleName('Undo: layer 1');
  await cloud.until(() => page.keyboard.press('Control+z'), (view) => view.layer === layer);
  expect(await cloud.mapLine.innerText()).toBe(facts);
  await expect(cloud.selectedCount).toContainText('1 of');
  await undo.click();
  await expect(cloud.selectedCount).not.toContainText('1 of');
  await expect(undo).toHaveAttribute('aria-disabled', 'true');

  await expect(redo).toHaveAccessibleName('Redo: selection');
  await page.keyboard.press('Control+Shift+Z');
  await expect(cloud.selectedCount).toContainText('1 of');
  await cloud.until(() => redo.click(), (view) => view.layer === '1');
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+y');
  await expect(page.getByTestId('search')).toHaveValue('river');
  await expect(redo).toHaveAttribute('aria-disabled', 'true');
  expect(problems).toEqual([]);
});

test('another set, its selection and its filter are one step back', async ({ fresh: { page } }) => {
  const cloud = new CloudPage(page);
  await cloud.clickRow(2);
  await cloud.clickRow(5, ['ControlOrMeta']);
  await cloud.chooseSet('run');
  await expect(page.getByTestId('undo')).toHaveAccessibleName('Undo: opening “run”');
  await cloud.until(() => page.getByTestId('undo').click(), (view) => view.set === 'bank');
  await expect(cloud.selectedCount).toContainText('2 of');
  await cloud.until(() => page.getByTestId('redo').click(), (view) => view.set === 'run');
});

test('however long the camera is turned, one step leads back; a layer that is undone comes back as it was looked at', async ({ fresh: { page } }) => {
  const [cloud, scene] = [new CloudPage(page), new ScenePage(page)];
  const undo = page.getByTestId('undo');
  // What is drawn without labels is the camera's alone, but for the static vector's, which may choose another side.
  const picture = async (): Promise<Buffer> => {
    // The ring of the focus is drawn over the scene.
    await page.getByTestId('theme').focus();
    await scene.rest();
    await page.waitForTimeout(500);
    return scene.host.screenshot();
  };
  await scene.key('t');
  const before = await picture();
  for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowUp', '+', '+']) {
    await scene.key(key);
    await page.waitForTimeout(250);
  }
  const turned = await picture();
  expect(await scene.difference(turned, before)).toBeGreaterThan(0.02);
  await expect(undo).toHaveAccessibleName('Undo: the camera');

  const { layer } = await cloud.shown();
  await cloud.chooseLayer(1);
  await picture();
  await scene.key('f');
  await expect(undo).toHaveAccessibleName('Undo: the camera');
  await undo.click();
  await expect(undo).toHaveAccessibleName('Undo: layer 1');
  await cloud.until(() => undo.click(), (view) => view.layer === layer);
  expect(await scene.difference(await picture(), turned)).toBeLessThan(0.005);
  await undo.click();
  expect(await scene.difference(await picture(), before)).toBeLessThan(0.005);
  await expect(undo).toHaveAccessibleName('Undo: labels');
});
