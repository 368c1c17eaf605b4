import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { cloudReady, expect, test } from './fixtures/app';
import { answerOpenDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';

const home = mkdtempSync(path.join(tmpdir(), 'contexture-texts-'));
test.afterAll(() => { rmSync(home, { recursive: true, force: true }); });

function folderOf(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = path.join(home, name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  return folder;
}

const sentences = (n: number, say: (i: number) => string): string => Array.from({ length: n }, (_, i) => say(i)).join('\n');

/** Twelve occurrences in three encodings, and a file that is none of a text. */
const letters = (): string => folderOf('letters', {
  'a/utf8.txt': sentences(5, (i) => `She walked along the bank with her naïve cousin on day ${i}.`),
  'latin1.txt': Buffer.from(sentences(4, (i) => `The café beside the bank had closed by the year ${1900 + i}.`), 'latin1'),
  'utf16.txt': Buffer.from(`\ufeff${sentences(3, (i) => `Both banks of the Thames were under water for ${i + 2} days.`)}`, 'utf16le'),
  'cover.jpg': new Uint8Array([0xff, 0xd8, 0xff]),
});

async function dropFolders(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const at = { x: 700, y: 450, data: { items: [], files: [...files], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at });
}

/** A dialog closes a task after the key: what is dropped before that is meant for the dialog. */
async function closeSearch(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('text-search')).toHaveCount(0);
}

test('a word in a folder of texts in three encodings becomes a set that can be coloured by file', async ({ running: { app, page, problems } }) => {
  const cloud = new CloudPage(page);
  await answerOpenDialog(app, letters());
  await page.keyboard.press('Control+Shift+o');
  await expect(page.getByTestId('choose-text-folder')).toBeFocused();
  await expect(page.getByTestId('search-texts')).toBeDisabled();
  await page.getByTestId('choose-text-folder').click();
  await expect(page.getByTestId('chosen-texts')).toContainText('letters: 3 texts');
  await page.getByTestId('search-by').getByText('A pattern').click();
  await page.getByTestId('search-pattern').fill('bank(?=s)');
  await page.getByTestId('search-texts').click();
  await expect(page.getByTestId('search-error')).toContainText('is not a regular expression that RE2 takes');
  await page.getByTestId('search-by').getByText('Word forms').click();
  await page.getByTestId('search-forms').fill('bnak');
  await page.getByTestId('search-texts').click();
  await expect(page.getByTestId('nothing-found')).toContainText('There is no “bnak” in these 3 files.');
  await page.getByTestId('change-search').click();
  await page.getByTestId('search-forms').fill('bank, banks');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('search-counts')).toHaveText('12 occurrences in 3 files.');
  await expect(page.getByTestId('kwic-preview').locator('li')).toHaveCount(12);
  await expect(page.getByTestId('kwic-preview')).toContainText('The café beside the bank');
  await page.getByTestId('left-out-files').click();
  await expect(page.getByTestId('left-out-files')).toContainText('cover.jpg');
  await page.getByTestId('searched-files').click();
  await expect(page.getByTestId('searched-files').locator('tbody tr')).toHaveText([/utf8\.txt.*5.*UTF-8/, /latin1\.txt.*4.*Latin-1/, /utf16\.txt.*3.*UTF-16LE/]);
  await page.getByTestId('show-found').click();
  await expect(page.getByTestId('text-search')).toHaveCount(0);
  await expect(page.getByTestId('figure')).toContainText('12 occurrences');
  await cloudReady(page);
  await expect(page.getByTestId('own-set')).toContainText('bank, banks in letters');
  await expect(cloud.selectedCount).toContainText('of 12');
  await page.getByTestId('colour-by').click();
  await page.getByTestId('colour-by-label:file').click();
  await expect(page.getByTestId('legend-latin1.txt')).toContainText('4');
  expect(problems).toEqual([]);
});

test('a long search says how far it is, and given up it leaves everything as it was', async ({ running: { app, page } }) => {
  const cloud = new CloudPage(page);
  const line = 'The committee met again on Tuesday and talked about the embankment for an hour.\n';
  const folder = folderOf('long', { 'long.txt': line.repeat(Math.ceil(60_000_000 / line.length)) });
  const before = await cloud.shown();
  await answerOpenDialog(app, path.join(folder, 'long.txt'));
  await page.getByTestId('add-text').click();
  await page.getByTestId('add-search').click();
  await page.getByTestId('choose-text-files').click();
  await expect(page.getByTestId('chosen-texts')).toHaveText('long.txt: 60 MB');
  await page.getByTestId('search-by').getByText('A pattern').click();
  await page.getByTestId('search-pattern').fill('(a|e|i|o|u)[a-z]*mittees');
  await page.getByTestId('search-texts').click();
  await expect(page.getByTestId('search-numbers')).toHaveText(/^[\d.]+ of 60 MB read, 0 occurrences so far$/);
  await expect(page.getByTestId('cancel-search')).toBeFocused();
  await page.getByTestId('cancel-search').click();
  await expect(page.getByTestId('search-pattern')).toHaveValue('(a|e|i|o|u)[a-z]*mittees');
  await expect(page.getByTestId('search-pattern')).toBeFocused();
  await expect(page.getByTestId('search-error')).toHaveCount(0);
  // One that was closed while it ran is over too: the next one answers.
  await page.getByTestId('search-texts').click();
  await expect(page.getByTestId('search-numbers')).toContainText('of 60 MB read');
  await closeSearch(page);
  await expect(cloud.notice).toHaveCount(0);
  expect(await cloud.shown()).toEqual(before);
  await page.keyboard.press('Control+Shift+o');
  await expect(page.getByTestId('chosen-texts')).toHaveText('long.txt: 60 MB');
  await page.getByTestId('search-by').getByText('Word forms').click();
  await page.getByTestId('search-forms').fill('Tuesday');
  await page.getByTestId('search-most').fill('20');
  await page.getByTestId('search-texts').click();
  await expect(page.getByTestId('search-counts')).toHaveText(/^75\d,\d{3} occurrences in 1 file; 20 drawn with seed 42\.$/, { timeout: 60_000 });
  await expect(page.getByTestId('kwic-preview').locator('li')).toHaveCount(20);
});

test('a dropped folder of texts, or several, opens the dialog; a folder of a model does not', async ({ running: { page } }) => {
  const folder = letters();
  await dropFolders(page, [folder]);
  await expect(page.getByTestId('chosen-texts')).toContainText('letters: 3 texts');
  await dropFolders(page, [path.join(folder, 'latin1.txt'), path.join(folder, 'a')]);
  await expect(page.getByTestId('chosen-texts')).toContainText('2 texts');
  await closeSearch(page);
  await dropFolders(page, [path.join(folder, 'latin1.txt'), path.join(folder, 'utf16.txt')]);
  await expect(page.getByTestId('chosen-texts')).toContainText('2 texts');
  await page.getByTestId('search-forms').fill('bank,banks');
  await page.getByTestId('search-texts').click();
  await expect(page.getByTestId('search-counts')).toHaveText('7 occurrences in 2 files.');
  await closeSearch(page);
  await dropFolders(page, [folderOf('model', { 'config.json': '{}', 'vocab.txt': 'the' })]);
  await expect(page.getByTestId('models-panel')).toBeVisible();
  await expect(page.getByTestId('text-search')).toHaveCount(0);
});
