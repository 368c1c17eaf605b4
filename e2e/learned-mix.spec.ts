import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cloudReady, expect, test } from './fixtures/app';
import { answerOpenDialog } from './fixtures/dialogs';

const SUBJECTS = ['The teacher', 'A farmer', 'Some sailor', 'The doctor', 'One child', 'This neighbour'];
const VERBS = ['opened', 'painted', 'sold', 'closed', 'found'];
const TAGS = ['DET', 'NOUN', 'VERB', 'DET', 'NOUN'];
const sentences = SUBJECTS.flatMap((subject) => VERBS.map((verb) => `${subject} ${verb} the ${verb.length % 2 === 0 ? 'door' : 'boat'}`.split(' ')));
const treebank = path.join(mkdtempSync(path.join(tmpdir(), 'contexture-mix-')), 't.conllu');
writeFileSync(treebank, sentences.map((forms) => `${forms.map((form, at) => [at + 1, form, form.toLowerCase(), TAGS[at], '_', '_', '_', '_', '_', '_'].join('\t')).join('\n')}\n\n`).join(''));

test('a mix is learned with a linear head or a CRF, which wants whole sentences of a treebank, can be cancelled and comes into the scene', async ({ running: { app, page, problems } }) => {
  const section = page.getByTestId('learned-mix');
  const head = page.getByTestId('learn-head');
  await page.getByRole('tab', { name: /Layers/ }).click();
  await expect(section).toContainText('a linear classifier of each occurrence by itself');
  await head.getByRole('radio', { name: 'Linear-chain CRF' }).click();
  await page.getByTestId('learn-mix').click();
  await expect(page.getByTestId('learn-refusal')).toHaveText(/^A CRF reads the words of a sentence in order, and none of the \d+ occurrences here .* Open a treebank \(\.conllu\) with “every word”, drawn as “whole sentences”\.$/);

  await answerOpenDialog(app, treebank);
  await page.keyboard.press('Control+o');
  await page.getByTestId('target-by').getByText('every word').click();
  await page.getByTestId('drawn').getByText('whole sentences').click();
  await page.getByTestId('most-sentences').fill('');
  await expect(page.getByTestId('build-set')).toBeDisabled();
  await page.getByTestId('most-sentences').fill('25');
  await page.getByTestId('build-set').click();
  await expect(page.getByTestId('figure')).toContainText('125 occurrences');
  await cloudReady(page);

  await page.getByTestId('learn-for').click();
  await page.getByRole('option', { name: 'Part of speech' }).click();
  // By the keyboard: the button that takes the pressed one's place has the focus.
  await page.getByTestId('learn-mix').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('learn-progress')).toContainText(/Part of speech: \d+ of 50 CRFs/);
  await expect(page.getByTestId('learn-cancel')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('learn-progress')).toHaveCount(0);
  await expect(page.getByTestId('learned-table')).toHaveCount(0);

  await page.keyboard.press('Enter');
  const table = page.getByTestId('learned-table');
  await expect(table.getByRole('row')).toHaveCount(5, { timeout: 60_000 });
  await expect(table).toContainText(/Last layer \(6\).*Best layer \([\d, ]+\).*Learned mix.*Most frequent label/s);
  await expect(table.getByRole('row', { name: /Learned mix/ })).toContainText(/\d\.\d\d to \d\.\d\d/);
  await expect(page.getByTestId('mix-weights').getByRole('img')).toHaveAttribute('aria-label', /^Learned weights: layer 0 0\.\d\d/);
  await expect(section).toContainText('125 occurrences of 3 labels');

  await page.getByTestId('copy-mix').click();
  const copied = (await app.evaluate(({ clipboard }) => clipboard.readText())).trimEnd().split('\n');
  expect(copied).toHaveLength(6 + 7 + 1);
  expect(copied[3]).toMatch(/^learned mix \(crf\),,,[01]\.\d{4},.*,125,3$/u);

  // One answer a head; what was learned is there again.
  await head.getByRole('radio', { name: 'Linear', exact: true }).click();
  await expect(table).toHaveCount(0);
  await expect(page.getByTestId('learn-mix')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(head.getByRole('radio', { name: 'Linear-chain CRF' })).toBeFocused();
  await expect(table).toBeVisible();

  await page.getByTestId('use-mix').click();
  await expect(page.getByTestId('figure').getByRole('heading')).toContainText('mix of');
  await expect(page.getByTestId('use-mix')).toHaveText('In the scene');
  expect(problems).toEqual([]);
});
