import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/app';
import { answerSaveDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';

test('two models over the same sentences: figures, linked selection and camera, the threads between them, and back', async ({ running: { app, page, userData, problems } }) => {
  const cloud = new CloudPage(page);
  const strip = page.getByTestId('compare-strip');
  const figure = (id: string): Promise<string[]> => page.getByTestId(`figure-${id}`).getByRole('cell').allInnerTexts();
  await page.keyboard.press('4');
  await expect(strip).toBeVisible();
  // By itself the static vectors stand at the left: one vector for all occurrences of a form.
  await expect(page.getByTestId('half-left').getByRole('heading')).toContainText('GloVe 100d: one bank');
  expect(await figure('vectors')).toEqual(['4', '172']);
  const recall = (await figure('recall')).map(Number);
  expect(recall[1]).toBeGreaterThan((recall[0] ?? 1) + 0.3);
  await expect(page.getByTestId('overlap')).toContainText('One side has too many equal vectors');
  await expect(page.getByTestId('joining-threads')).toHaveAttribute('data-threads', '172');

  await cloud.clickRow(0);
  await cloud.clickRow(1, ['ControlOrMeta']);
  await expect(page.getByTestId('pair-lines').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByTestId('nearest-in-static').getByRole('listitem')).toHaveCount(10);
  await expect(page.getByTestId('nearest-sides').getByRole('button')).toHaveCount(5);

  // A picture is of both sides.
  const file = path.join(userData, 'both.png');
  await answerSaveDialog(app, file);
  await page.keyboard.press('Control+e');
  await expect(page.getByTestId('export-preview')).toBeVisible();
  await page.getByTestId('export-scale').getByText('2×').click();
  await page.getByTestId('export-png').click();
  await expect.poll(() => existsSync(file), { timeout: 40_000 }).toBe(true);
  await expect(page.getByTestId('export-popover')).toBeHidden();
  const both = await page.getByTestId('half-left').evaluate((half) => half.parentElement?.clientWidth ?? 0);
  expect(readFileSync(file).readUInt32BE(16)).toBe(2 * both);

  // As vectors it is both sides with their points, and what joins them.
  const drawn = path.join(userData, 'both.svg');
  await answerSaveDialog(app, drawn);
  await page.keyboard.press('Control+e');
  await page.getByTestId('export-format').getByText('SVG').click();
  await page.getByTestId('export-png').click();
  await expect.poll(() => existsSync(drawn), { timeout: 40_000 }).toBe(true);
  await expect(page.getByTestId('export-popover')).toBeHidden();
  const read = await app.evaluate(async ({ BrowserWindow }, svg) => {
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'reader' } });
    await window.loadFile(svg);
    const found = await window.webContents.executeJavaScript(`({
      isBroken: document.querySelector('parsererror') !== null, nRight: document.getElementById('right-points')?.childElementCount ?? 0, nJoining: document.getElementById('joining')?.childElementCount ?? 0,
      left: document.getElementById('left')?.textContent, right: document.getElementById('right')?.textContent, ids: Array.from(document.querySelectorAll('[id]'), ({ id }) => id),
    })`) as { isBroken: boolean; nRight: number; nJoining: number; left: string; right: string; ids: string[] };
    window.destroy();
    return found;
  }, drawn);
  expect(read).toMatchObject({ isBroken: false, nRight: 172 });
  // A thread needs an end in either half.
  expect(read.nJoining).toBeGreaterThan(150);
  expect(read.nJoining).toBeLessThanOrEqual(172);
  expect(new Set(read.ids).size).toBe(read.ids.length);
  expect(read.left).toContain('GloVe 100d: one bank');
  expect(read.right).toContain('MiniLM');
  const printed = path.join(userData, 'both.pdf');
  await answerSaveDialog(app, printed);
  await page.keyboard.press('Control+e');
  await page.getByTestId('export-format').getByText('PDF').click();
  await page.getByTestId('export-png').click();
  await expect.poll(() => existsSync(printed), { timeout: 40_000 }).toBe(true);
  await expect(page.getByTestId('export-popover')).toBeHidden();
  expect(readFileSync(printed).toString('latin1').match(/\/Type ?\/Page\b/g)).toHaveLength(1);

  // Two layers of one model: one scene turns with the other until they are parted.
  await page.getByTestId('left-picker').click();
  await cloud.until(() => page.getByTestId('left-model-minilm-l6').click(), () => true);
  await page.getByTestId('left-picker').click();
  await page.getByTestId('left-layer').click();
  await page.getByRole('option', { name: /^1,/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('half-left').getByRole('heading')).toContainText('layer 1');
  await expect(page.getByTestId('overlap')).toContainText(/Of the 10 nearest occurrences the two share 0\.\d\d, by chance 0\.06/);
  // A typed sentence is placed on both sides.
  await page.getByTestId('type-input').fill('We sat down on the bank of the river.');
  await expect(page.getByTestId('verdict')).toContainText('river edge');
  await expect(page.getByTestId('typed-left')).toContainText(/Your sentence at the left: .+\./u);
  await page.getByTestId('type-input').fill('');
  await expect(page.getByTestId('typed-left')).toHaveCount(0);
  const picture = async (side: string): Promise<string> => (await page.getByTestId(side).screenshot()).toString('base64');
  const before = await picture('scene-host-left');
  await page.getByTestId('scene-host').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => picture('scene-host-left')).not.toBe(before);

  // Changing sides swaps the layers; undo brings them back.
  await page.getByTestId('left-picker').click();
  await page.getByTestId('swap-sides').click();
  await expect(page.getByTestId('half-right').getByRole('heading')).toContainText('layer 1');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('half-left').getByRole('heading')).toContainText('layer 1');

  // Other sentences at the left have no partners here.
  await page.getByTestId('left-picker').click();
  await page.getByTestId('left-set').click();
  await page.getByRole('option', { name: 'run', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('half-left').getByRole('heading')).toContainText('run in');
  await expect(page.getByTestId('overlap')).toContainText('Two sets of sentences');
  await expect(page.getByTestId('joining-threads')).toHaveCount(0);

  await page.getByTestId('view-modes').getByRole('radio', { name: 'Cloud' }).click();
  await expect(strip).toHaveCount(0);
  await expect(page.getByTestId('inspector')).toBeVisible();
  expect(problems).toEqual([]);
});
