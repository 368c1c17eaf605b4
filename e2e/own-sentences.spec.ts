import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cloudReady, expect, test } from './fixtures/app';
import { answerOpenDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';

const folder = mkdtempSync(path.join(tmpdir(), 'contexture-own-'));

function file(name: string, content: string | Uint8Array): string {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
}

const springs = Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? `In spring number ${i} the garden was full of tulips.` : `Coil ${i} of the steel spring had snapped in the lock.`));

// One window for all of them: the first finds it as it was at the start, every other opens a set of its own.
test('bad input gets one clear message and changes nothing', async ({ shared: { app, page } }) => {
  const cloud = new CloudPage(page);
  const large = file('large.txt', 'x');
  truncateSync(large, 200_000_000);
  for (const [target, message] of [
    [file('binary.txt', new Uint8Array([0, 1, 2, 0, 255, 254])), /binary\.txt/],
    [file('latin1.txt', new Uint8Array([0x43, 0x61, 0x66, 0xe9, 0x0a])), /latin1\.txt.*UTF-8/s],
    [file('empty.csv', ''), /empty\.csv/],
    [file('broken.jsonl', '{"text": "a bank"}\n{"text": \n'), /Line 2 of “broken\.jsonl”/],
    [large, /large\.txt.*(MB|megabytes)/s],
    [path.join(folder, 'missing.txt'), /missing\.txt/],
  ] as const) {
    await answerOpenDialog(app, target);
    await page.keyboard.press('Control+o');
    await expect(cloud.notice).toHaveCount(1);
    await expect(cloud.notice).toContainText(message);
    await cloud.notice.getByRole('button', { name: /close|dismiss/i }).click();
    await expect(cloud.notice).toHaveCount(0);
  }
  expect(await cloud.shown()).toEqual({ set: 'bank', model: 'minilm-l6', layer: '3', pooling: 'mean' });
  await answerOpenDialog(app, file('fine.txt', springs.join('\n')));
  await page.keyboard.press('Control+o');
  await page.getByTestId('target-word').fill('absentword');
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('import-error')).toContainText('absentword');
  await page.keyboard.press('Escape');
  expect(await cloud.shown()).toEqual({ set: 'bank', model: 'minilm-l6', layer: '3', pooling: 'mean' });
});

test('a dropped file is read like an opened one', async ({ shared: { page } }) => {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file('dropped.txt', springs.join('\n'))], dragOperationsMask: 1 };
  const at = { x: 700, y: 450, data };
  for (const type of ['dragEnter', 'dragOver'] as const) await session.send('Input.dispatchDragEvent', { type, ...at });
  await expect(page.getByTestId('drop-target')).toBeVisible();
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
  await expect(page.getByTestId('source-facts')).toContainText('dropped.txt');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('source-facts')).toHaveCount(0);
});

test('a table with spans and senses, and a JSONL file with several occurrences in one sentence', async ({ shared: { app, page } }) => {
  const cloud = new CloudPage(page);
  await answerOpenDialog(app, file('t.csv', `text,word,sense\n${springs.map((text, i) => `"${text}",spring,${i % 2 === 0 ? 'season' : 'coil'}`).join('\n')}\n`));
  await page.keyboard.press('Control+o');
  await page.getByTestId('build-set').click();
  await cloudReady(page);
  await expect(page.getByTestId('legend-season')).toContainText('12');
  await answerOpenDialog(app, file('t.jsonl', `${springs.map((text) => JSON.stringify({ text: `${text} A spring is a spring.`, word: 'spring' })).join('\n')}\n`));
  await page.keyboard.press('Control+o');
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('figure')).toContainText('72 occurrences');
  await cloudReady(page);
  await expect(cloud.selectedCount).toContainText('of 72');
});

test('a large set is listed while its vectors are worked out, and given up for the set before', async ({ shared: { app, page } }) => {
  const cloud = new CloudPage(page);
  const [list, figure] = [page.getByTestId('concordance'), page.getByTestId('figure')];
  const before = { rows: await list.getAttribute('aria-rowcount'), figure: await figure.innerText(), shown: await cloud.shown() };
  await answerOpenDialog(app, file('many.jsonl', Array.from({ length: 20_000 }, (_, i) => JSON.stringify({ text: `Line ${i}: he sat on the bank and counted to ${i}.`, word: 'bank' })).join('\n')));
  await page.keyboard.press('Control+o');
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('coming')).toContainText('many');
  await expect(list).toHaveAttribute('aria-rowcount', '20000');
  await expect(page.getByTestId('concordance-row').first()).toContainText('bank');
  for (const id of ['figure', 'scale-bar', 'map-line', 'scene-host', 'search']) await expect(page.getByTestId(id)).toHaveCount(0);
  await expect(page.getByTestId('status-step')).toContainText('20,000 occurrences');
  await page.getByTestId('cancel').click();
  await cloudReady(page);
  expect({ rows: await list.getAttribute('aria-rowcount'), figure: await figure.innerText(), shown: await cloud.shown() }).toEqual(before);
});

test('a treebank: a lemma in all its forms, or every word, coloured by part of speech', async ({ shared: { app, page } }) => {
  const cloud = new CloudPage(page);
  const word = (id: number, form: string, lemma: string, upos: string): string => [id, form, lemma, upos, '_', '_', '_', '_', '_', '_'].join('\t');
  const sentences = springs.map((_, i) => [word(1, 'We', 'we', 'PRON'), word(2, i % 2 === 0 ? 'ran' : 'run', 'run', 'VERB'), word(3, `home${i}`, `home${i}`, 'NOUN'), word(4, '.', '.', 'PUNCT'), ''].join('\n'));
  const path = file('t.conllu', `${sentences.join('\n')}\n`);
  await answerOpenDialog(app, path);
  await page.keyboard.press('Control+o');
  await expect(page.getByTestId('source-facts')).toHaveText('t.conllu: 24 sentences from a treebank (CoNLL-U), UTF-8');
  await page.getByTestId('target-word').fill('run');
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('figure')).toContainText('24 occurrences');
  await cloudReady(page);
  await answerOpenDialog(app, path);
  await page.keyboard.press('Control+o');
  await page.getByTestId('target-by').getByText('every word').click();
  await page.getByTestId('most-words').fill('');
  await expect(page.getByTestId('build-set')).toBeDisabled();
  await page.getByTestId('most-words').fill('60');
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('figure')).toContainText('60 occurrences');
  await cloudReady(page);
  await expect(cloud.notice).toHaveCount(0);
  await page.getByTestId('colour-by').click();
  await page.getByTestId('colour-by-label:upos').click();
  await expect(page.getByTestId('legend-VERB')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('pasted sentences with the word in bars', async ({ shared: { page } }) => {
  await page.getByTestId('add-text').click();
  await page.getByTestId('add-paste').click();
  await page.getByTestId('paste-text').fill(springs.map((text) => text.replace('spring', '|spring|')).join('\n'));
  await page.getByTestId('paste-next').click();
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('figure')).toContainText('24 occurrences');
  await cloudReady(page);
});

test('a text file: the word is chosen from its frequent words, and what lacks it is left out and listed', async ({ shared: { app, page } }) => {
  const cloud = new CloudPage(page);
  await answerOpenDialog(app, file('springs.txt', [...springs, 'Nothing to see here.'].join('\n')));
  await page.keyboard.press('Control+o');
  await expect(page.getByTestId('source-facts')).toContainText('springs.txt');
  await page.getByTestId('frequent-word').filter({ hasText: 'spring' }).click();
  await page.getByTestId('build-set').click();
  await cloudReady(page);
  await expect(page.getByTestId('figure')).toContainText('24 occurrences');
  await expect(cloud.notice).toContainText(/Could not find “spring” in 1 of 25 lines/);
  await expect(page.getByTestId('own-set').filter({ hasText: 'springs.txt' })).toBeVisible();
  await cloud.notice.getByRole('button', { name: /close|dismiss/i }).click();
});

test('running text is recognised, shown as sentences before it is taken, and can be read by lines instead', async ({ shared: { app, page } }) => {
  const cloud = new CloudPage(page);
  const text = springs.map((sentence) => `Dr. Smith looked again. ${sentence}`).join(' ').replace(/(.{60}\S*) /gu, '$1\n');
  await answerOpenDialog(app, file('running.txt', text));
  await page.keyboard.press('Control+o');
  const reading = page.getByTestId('reading');
  await expect(reading.getByRole('radio', { name: 'Running text' })).toHaveAttribute('aria-checked', 'true');
  await expect(page.getByTestId('source-facts')).toContainText('48 sentences');
  await expect(page.getByTestId('sample').locator('td').first()).toHaveText('Dr. Smith looked again.');
  await expect(page.getByTestId('sample').locator('td').nth(1)).toHaveText(springs[0] ?? '');
  await reading.getByRole('radio', { name: 'A sentence a line' }).click();
  await expect(page.getByTestId('source-facts')).toContainText(`${text.split('\n').length} sentences`);
  await reading.getByRole('radio', { name: 'Running text' }).click();
  await expect(page.getByTestId('source-facts')).toContainText('48 sentences');
  await page.getByTestId('target-word').fill('spring');
  await page.getByTestId('build-set').click();
  await cloudReady(page);
  await expect(page.getByTestId('figure')).toContainText('24 occurrences');
  await expect(cloud.notice).toContainText('in 24 of 48 sentences');
  await cloud.notice.getByRole('button', { name: 'Show them' }).click();
  await expect(page.getByTestId('left-out-dialog').locator('tbody tr')).toHaveCount(24);
});
