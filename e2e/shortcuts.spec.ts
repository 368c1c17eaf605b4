import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('? and F1 open the one list of shortcuts; single keys work wherever the focus is but in a field', async ({ shared: { page, problems } }) => {
  const cloud = new CloudPage(page);
  await page.getByTestId('theme').focus();
  await page.keyboard.press('?');
  await expect(page.getByTestId('shortcuts')).toBeVisible();
  await expect(page.getByTestId('shortcut-zoom-in')).toContainText('Ctrl +');
  // The dialog has the keys now.
  await page.keyboard.press('l');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('shortcuts')).toBeHidden();
  await expect(page.getByTestId('tool-lasso')).toHaveAttribute('aria-pressed', 'false');

  await page.getByTestId('theme').focus();
  await cloud.until(() => page.keyboard.press('['), (view) => view.layer === '2');
  await page.keyboard.press('p');
  await expect(page.getByTestId('tool-pan')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('t');
  await expect(page.getByTestId('tool-labels')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('/');
  await expect(page.getByTestId('type-input')).toBeFocused();
  await page.keyboard.type('a bank? v');
  await expect(page.getByTestId('type-input')).toHaveValue('a bank? v');
  await expect(page.getByTestId('tool-pan')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('F1');
  await expect(page.getByTestId('shortcuts')).toBeVisible();
  await page.keyboard.press('Escape');
  // A list of choices looks letters up.
  await page.getByTestId('sort').click();
  await page.keyboard.press('o');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('tool-orthographic')).toHaveAttribute('aria-pressed', 'false');
  await cloud.until(() => page.keyboard.press(']'), (view) => view.layer === '3');
  expect(problems).toEqual([]);
});

test('lasso and box are drawn by keys, and select as the mouse does', async ({ shared: { page } }) => {
  const cloud = new CloudPage(page);
  const said = page.getByTestId('outline-said');
  const go = async (key: string, times: number): Promise<void> => { for (let i = 0; i < times; i++) await page.keyboard.press(key); };
  await page.getByTestId('theme').focus();
  await page.keyboard.press('b');
  await expect(page.getByTestId('scene-host')).toBeFocused();
  await expect(page.getByTestId('outline-cursor')).toBeVisible();
  await go('Shift+ArrowLeft', 20);
  await go('Shift+ArrowUp', 20);
  await page.keyboard.press('Enter');
  await expect(said).toContainText('Box: first corner set');
  await go('Shift+ArrowRight', 30);
  await go('Shift+ArrowDown', 30);
  await page.keyboard.press('Enter');
  await expect(cloud.selectedCount).toContainText('172 of 172');
  await expect(said).toContainText('172 occurrences selected');

  await page.keyboard.press('l');
  await page.keyboard.press('c');
  await expect(said).toContainText('three corners');
  await page.keyboard.press('Enter');
  await go('Shift+ArrowLeft', 30);
  await page.keyboard.press('Enter');
  await go('Shift+ArrowUp', 30);
  await page.keyboard.press('Space');
  await expect(said).toHaveText('Lasso: 3 corners. Enter adds, C closes.');
  await page.keyboard.press('c');
  await expect(cloud.selectedCount).not.toContainText('172 of 172');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('outline-cursor')).toHaveCount(0);
  await expect(page.getByTestId('tool-orbit')).toHaveAttribute('aria-pressed', 'true');
});

test('every action is reached by its name: a layer, a set, a dialog', async ({ shared: { page, problems } }) => {
  const cloud = new CloudPage(page);
  const find = async (query: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(page.getByTestId('palette').getByRole('combobox')).toBeFocused();
    await page.keyboard.type(query);
  };
  await find('layer 3');
  await expect(page.getByRole('option').first()).toHaveAccessibleName(/Layer 3/);
  await cloud.until(() => page.keyboard.press('Enter'), (view) => view.layer === '3');
  await expect(page.getByTestId('palette')).toHaveCount(0);
  await find('set run');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('figure')).toContainText('run in MiniLM L6');
  await find('qqqq');
  await expect(page.getByTestId('palette')).toContainText('Nothing here is called that');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('palette')).toHaveCount(0);
  await page.getByTestId('open-palette').click();
  await page.keyboard.type('keyboard shortcuts');
  await page.getByTestId('palette').getByTestId('palette-list').click();
  await expect(page.getByTestId('shortcuts')).toBeVisible();
  expect(problems).toEqual([]);
});
