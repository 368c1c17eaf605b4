import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { SentenceSet } from '../src-main/contract/occurrence';
import { cloudReady, expect, launch, profile, test as base, type RunningApp } from './fixtures/app';
import { CloudPage } from './pages/cloud';
import { ScenePage, type ShownLabel } from './pages/scene';

const springs = Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? `In |spring| number ${i} the garden was full of tulips.` : `Coil ${i} of the steel |spring| had snapped in the lock.`));

/** `start`: the app with the same user data, as often as a test wants it. */
const test = base.extend<{ userData: string; start: () => Promise<RunningApp> }>({
  userData: async ({ settings }, use) => { await use(profile(settings)); },
  start: async ({ userData }, use) => {
    const open = new Set<RunningApp['app']>();
    await use(async () => {
      const running = await launch(userData);
      open.add(running.app);
      running.app.on('close', () => { open.delete(running.app); });
      await cloudReady(running.page);
      return running;
    });
    for (const app of open) await app.close();
  },
});

async function paste(page: Page): Promise<void> {
  await page.getByTestId('add-text').click();
  await page.getByTestId('add-paste').click();
  await page.getByTestId('paste-text').fill(springs.join('\n'));
  await page.getByTestId('paste-next').click();
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('figure')).toContainText('24 occurrences');
  await cloudReady(page);
}

function keptIn(userData: string): SentenceSet[] {
  const folder = path.join(userData, 'sets');
  return readdirSync(folder).filter((file) => file.endsWith('.json')).sort().map((file) => (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { readonly set: SentenceSet }).set);
}

async function makeSense(page: Page, name: string): Promise<void> {
  await page.getByTestId('give-sense').click();
  await page.getByTestId('new-sense').fill(name);
  await page.keyboard.press('Enter');
}

test('a pasted set is there and open after a restart; it is renamed, deleted, and brought back', async ({ start, userData }) => {
  const first = await start();
  await paste(first.page);
  await expect.poll(() => keptIn(userData).length).toBe(1);
  await first.app.close();

  const { page } = await start();
  const cloud = new CloudPage(page);
  await expect(page.getByTestId('figure')).toContainText('24 occurrences');
  const own = page.getByTestId('own-set');
  await expect(own).toHaveAttribute('aria-current', 'true');
  await own.focus();
  await page.keyboard.press('F2');
  await page.getByTestId('set-title').fill('mine');
  await page.keyboard.press('Enter');
  await expect(own).toContainText('mine');
  await expect.poll(() => keptIn(userData)[0]?.title).toBe('mine');

  await own.click({ button: 'right' });
  await page.getByTestId('delete-set').click();
  await expect(cloud.notice).toContainText('Deleted “mine”.');
  await expect(own).toHaveCount(0);
  await expect.poll(() => cloud.shown().then(({ set }) => set)).toBe('bank');
  expect(keptIn(userData)).toEqual([]);
  await cloud.notice.getByRole('button', { name: 'Undo' }).click();
  await expect(own).toContainText('mine');
  await expect(page.getByTestId('figure')).toContainText('24 occurrences');
  await expect.poll(() => keptIn(userData).length).toBe(1);
});

test('what was deleted is gone with the next start, and a damaged file is named and left alone', async ({ start, userData }) => {
  const first = await start();
  await paste(first.page);
  await first.page.getByTestId('own-set').focus();
  await first.page.keyboard.press('Delete');
  await expect(first.page.getByTestId('own-set')).toHaveCount(0);
  await first.app.close();
  mkdirSync(path.join(userData, 'sets'), { recursive: true });
  const damaged = path.join(userData, 'sets/own-damaged.json');
  writeFileSync(damaged, '{"version": 1, "set"');

  const { page } = await start();
  await expect(new CloudPage(page).notice).toContainText('“own-damaged.json” is damaged and was left as it is.');
  await expect(page.getByTestId('own-set')).toHaveCount(0);
  expect(readFileSync(damaged, 'utf8')).toBe('{"version": 1, "set"');
  expect(readdirSync(path.join(userData, 'sets'))).toEqual(['own-damaged.json']);
});

test('senses are made from a selection and given by key, sentences are changed and deleted, and all of it can be undone and is kept', async ({ start, userData }) => {
  const first = await start();
  const { page } = first;
  const cloud = new CloudPage(page);
  await paste(page);
  await cloud.clickRow(0);
  await makeSense(page, 'season');
  await expect(page.getByTestId('legend-season')).toContainText('1');
  await cloud.clickRow(1);
  await cloud.clickRow(3, ['Shift']);
  await page.keyboard.press('1');
  await expect(page.getByTestId('legend-season')).toContainText('4');
  await page.keyboard.press('0');
  await expect(page.getByTestId('legend-season')).toContainText('1');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('legend-season')).toContainText('4');

  await page.getByTestId('edit-set').click();
  await page.getByTestId('delete-sentences').click();
  await expect(cloud.selectedCount).toContainText('of 21');
  await cloudReady(page);
  await page.keyboard.press('Control+z');
  await expect(cloud.selectedCount).toContainText('3 of 24');
  await cloudReady(page);
  await page.keyboard.press('Control+Shift+Z');
  await expect(cloud.selectedCount).toContainText('of 21');
  await cloudReady(page);

  await cloud.clickRow(0);
  await page.getByTestId('edit-set').click();
  await page.getByTestId('change-sentence').click();
  await page.getByTestId('sentence-text').fill('A spring comes after a spring.');
  await page.getByTestId('sentence-target').nth(1).check();
  await page.getByTestId('sentence-done').click();
  await cloudReady(page);
  await expect.poll(() => keptIn(userData)[0]?.occurrences.filter(({ text, charStart }) => text === 'A spring comes after a spring.' && charStart === 23).length).toBe(1);

  await cloud.clickRow(0);
  await cloud.clickRow(4, ['Shift']);
  await page.getByTestId('edit-set').click();
  await page.getByTestId('save-selection').click();
  await expect(cloud.selectedCount).toContainText('of 5');
  await expect(page.getByTestId('own-set')).toHaveCount(2);
  await cloudReady(page);
  await first.app.close();

  const again = await start();
  await expect(again.page.getByTestId('own-set')).toHaveCount(2);
  await expect(new CloudPage(again.page).selectedCount).toContainText('of 5');
  await again.page.getByTestId('own-set').first().click();
  await expect(new CloudPage(again.page).selectedCount).toContainText('of 21');
});

test('the first edit of a preset makes a copy of one’s own in its place, and labels alone draw no other map', async ({ start, userData }) => {
  const { page } = await start();
  const [cloud, scene] = [new CloudPage(page), new ScenePage(page)];
  await cloud.clickRow(2);
  await scene.key('f');
  const before = (await scene.rest()).filter(({ tag }) => tag === 'A');
  const facts = await cloud.mapLine.innerText();
  await scene.key('1');
  await expect(page.getByTestId('own-set')).toContainText('bank, edited');
  await cloudReady(page);
  await expect(cloud.selectedCount).toHaveText('1 of 172 selected');
  expect((await scene.rest()).filter(({ tag }) => tag === 'A').map(({ x, y }) => ({ x, y }))).toEqual(before.map(({ x, y }) => ({ x, y })));
  expect(await cloud.mapLine.innerText()).toBe(facts);
  await expect.poll(() => keptIn(userData).map(({ title, origin }) => ({ title, origin }))).toEqual([{ title: 'bank, edited', origin: 'own' }]);
  await cloud.chooseSet('bank');
  await expect(page.getByTestId('own-set')).toHaveCount(1);
});

const tagged = (labels: readonly ShownLabel[]): Map<string | null, { x: number; y: number }> => new Map(labels.filter(({ tag }) => tag !== null).map(({ tag, x, y }) => [tag, { x, y }]));

test('a typed sentence stays where it was shown, no other point moves, and it is there after a restart', async ({ start }) => {
  const first = await start();
  const { page } = first;
  const [cloud, scene] = [new CloudPage(page), new ScenePage(page)];
  const choose = async (): Promise<Map<string | null, { x: number; y: number }>> => {
    await scene.key('f');
    for (const [index, row] of [3, 40, 90].entries()) {
      await page.getByTestId('search').fill(rows[row] ?? '');
      await cloud.clickRow(0, index === 0 ? [] : ['ControlOrMeta']);
    }
    await page.getByTestId('search').fill('');
    return tagged(await scene.rest());
  };
  const texts = readFileSync(path.resolve(import.meta.dirname, '../assets/presets/bank.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { readonly text: string }).text);
  const rows: Readonly<Record<number, string>> = { 3: texts[3] ?? '', 40: texts[40] ?? '', 90: texts[90] ?? '' };
  const before = await choose();
  expect(before.size).toBe(3);
  await page.getByTestId('type-input').fill('The bank refused to lend us the money for the house.');
  await expect(page.getByTestId('verdict')).toBeVisible();
  await page.getByTestId('add-to-set').click();
  await expect(cloud.selectedCount).toContainText('1 of 173');
  await cloudReady(page);
  await expect(page.getByTestId('type-input')).toHaveValue('');
  const after = await choose();
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [tag, { x, y }] of before) {
    expect(Math.abs((after.get(tag)?.x ?? NaN) - x), `${tag}`).toBeLessThan(4);
    expect(Math.abs((after.get(tag)?.y ?? NaN) - y), `${tag}`).toBeLessThan(4);
  }
  await first.app.close();

  const again = await start();
  await expect(again.page.getByTestId('own-set')).toContainText('bank, edited');
  await expect(new CloudPage(again.page).selectedCount).toContainText('of 173');
  await again.page.getByTestId('search').fill('refused to lend us the money for the house');
  await expect(new CloudPage(again.page).rows).toHaveCount(1);
});
