import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, profile, test } from './fixtures/app';
import { answerSaveDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';
import { ScenePage } from './pages/scene';

test('a selection is counted by sense and form, shown alone, hidden, inverted, copied and saved as a table', async ({ fresh: { app, page, problems } }) => {
  const cloud = new CloudPage(page);
  const act = async (id: string): Promise<void> => {
    await page.getByTestId('selection-actions').click();
    await page.getByTestId(`selection-${id}`).click();
  };
  const shownRows = async (): Promise<number> => Number(await page.getByTestId('concordance').getAttribute('aria-rowcount'));
  await page.keyboard.press('Escape');
  const nAll = await shownRows();
  await cloud.clickRow(2);
  await cloud.rows.nth(13).click({ modifiers: ['Shift'] });
  const head = page.getByTestId('selection-head');
  await expect(head).toContainText(`12 of ${nAll} sentences`);
  // Counted, the table holds each selected sentence once.
  const counts = await page.getByTestId('composition-sense').locator('td:nth-child(2)').allTextContents();
  expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(12);

  await act('isolate');
  await expect(page.getByTestId('only-rows')).toContainText('Only 12 chosen sentences are shown.');
  expect(await shownRows()).toBe(12);
  await page.getByTestId('show-all-rows').click();
  expect(await shownRows()).toBe(nAll);

  await act('hide');
  await expect(page.getByTestId('only-rows')).toContainText('12 sentences are hidden.');
  expect(await shownRows()).toBe(nAll - 12);
  await expect(head).toBeHidden();
  await page.getByTestId('scene-host').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('only-rows')).toBeHidden();
  expect(await shownRows()).toBe(nAll);

  await cloud.clickRow(0);
  await act('invert');
  await expect(head).toContainText(`${nAll - 1} of ${nAll} sentences`);
  await act('invert');
  await expect(head).toContainText(`1 of ${nAll} sentences`);

  await act('copy');
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.length).toBeGreaterThan(10);
  expect(copied).not.toContain('\n');

  const file = path.join(profile({}), 'selection.csv');
  await answerSaveDialog(app, file);
  await act('csv');
  await expect.poll(() => existsSync(file)).toBe(true);
  const [header, line, end] = readFileSync(file, 'utf8').split('\r\n');
  expect(header).toMatch(/^row,text,word,start,end,.*x,y,z$/);
  expect(line).toContain(copied.includes('"') || copied.includes(',') ? copied.slice(0, 5) : copied);
  expect(line).toMatch(/(,-?\d[\d.e-]*){3}$/);
  expect(end).toBe('');
  expect(problems).toEqual([]);
});

test('a selection of everything leaves the map readable: a few letters, no rings, the counts first', async ({ fresh: { page } }) => {
  const scene = new ScenePage(page);
  await page.keyboard.press('Escape');
  await page.getByTestId('concordance').focus();
  await page.keyboard.press('Control+a');
  const labels = await scene.rest();
  expect(labels.filter(({ tag }) => tag !== null).length).toBeLessThanOrEqual(12);
  const first = page.getByTestId('inspector').locator('[data-testid="composition-sense"], [data-testid="selected-occurrences"]').first();
  await expect(first).toHaveAttribute('data-testid', 'composition-sense');
});
