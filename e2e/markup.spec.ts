import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { cloudReady, expect, test } from './fixtures/app';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs';
import { CloudPage } from './pages/cloud';

/** What would run, load or change the page if any text of the user's were read as markup. */
const HOSTILE = [
  '<script>hit()</script>', '<img src=x onerror=hit()>', '<svg onload=hit()>', '<iframe srcdoc="<script>hit()</script>">', '"><b onmouseover=hit()>', "'-hit()-'", '<a href="javascript:hit()">a</a>', '<style>*{display:none}</style>',
  '<base href="https://example.org/">', '<meta http-equiv=refresh content="0;url=https://example.org/">', '<math><mi xlink:href="javascript:hit()">', '<form action=javascript:hit()><button>', '<object data="data:text/html,<script>hit()</script>">',
  '</title><script>hit()</script>', ']]><script>hit()</script>', '<!--<img src=x onerror=hit()>', '${hit()}', '{{hit()}}', '{@html hit()}', '&lt;img src=x onerror=hit()&gt;', '\u2028<script>hit()</script>', '<details open ontoggle=hit()>', '<video><source onerror=hit()>', '<input autofocus onfocus=hit()>',
] as const;
const ALL = HOSTILE.join(' ');

const folder = mkdtempSync(path.join(tmpdir(), 'contexture-markup-'));

function file(name: string, content: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
}

/** Counts what only markup makes. */
const made = (page: Page): Promise<Record<string, number>> => page.evaluate(() => {
  const count = (selector: string): number => document.querySelectorAll(selector).length;
  const handlers = [...document.querySelectorAll('*')].filter(({ attributes }) => [...attributes].some(({ name }) => name.startsWith('on'))).length;
  return {
    script: count('script'),
    base: count('base'),
    meta: count('meta[http-equiv]'),
    frames: count('iframe, object, embed, math'),
    media: count('img, video, source'),
    links: count('a[href^="javascript"]'),
    handlers,
    hits: (window as unknown as { hits?: number }).hits ?? 0,
  };
});

const sentence = (text: string, i: number): string => `${text} the bank ${i} ${text}`;

test('what a user writes, opens or names never becomes markup, anywhere', async ({ running: { app, page, problems } }) => {
  test.setTimeout(240_000);
  const cloud = new CloudPage(page);
  await page.evaluate(() => {
    const own = window as unknown as { hits: number; hit(): void };
    own.hits = 0;
    own.hit = () => { own.hits += 1; };
  });
  const before = await made(page);
  // The counts see what they are for.
  await page.evaluate(() => { document.body.append(document.createElement('img')); });
  expect((await made(page)).media).toBe((before['media'] ?? 0) + 1);
  await page.evaluate(() => { document.body.lastElementChild?.remove(); });
  const inert = async (where: string): Promise<void> => { await test.step(where, async () => { expect(await made(page), where).toEqual(before); }); };
  const rows = HOSTILE.map((text, i) => ({ text: sentence(text, i), word: 'bank', sense: text, '<img src=x onerror=hit()>': text }));
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  // Every format of sentences, under a name that is markup too.
  const name = '<img src=x onerror=hit()>';
  const fields = ['text', 'word', 'sense', name] as const;
  const sources = [
    file(`${name}.jsonl`, rows.map((row) => JSON.stringify(row)).join('\n')),
    file(`${name}.csv`, [fields.map(cell).join(','), ...rows.map((row) => fields.map((field) => cell(row[field])).join(','))].join('\n')),
    file(`${name}.tsv`, ['text\tword\tsense', ...rows.map((row) => [row.text, row.word, row.sense].map(cell).join('\t'))].join('\n')),
    file(`${name}.txt`, rows.map(({ text }) => text.replaceAll('\u2028', ' ')).join('\n')),
    file(
      `${name}.conllu`,
      HOSTILE.map((text) =>
        ['bank', text.replaceAll(/\s/gu, '_')].map((form, i) => [i + 1, form, form, 'NOUN', '_', '_', '_', '_', '_', '_'].join('\t')).join('\n'),
      ).join('\n\n') + '\n\n',
    ),
  ];
  for (const [i, source] of sources.entries()) {
    await answerOpenDialog(app, source);
    await page.keyboard.press('Control+o');
    await expect(page.getByTestId('source-facts')).toContainText(path.basename(source));
    await inert(`the dialog of ${path.extname(source)}`);
    if (i >= 3) await page.getByTestId('target-word').fill('bank');
    await page.getByTestId('build-set').click();
    await expect(page.getByTestId('figure')).toContainText(`${HOSTILE.length} occurrences`);
    await cloudReady(page);
    await inert(`the set of ${path.extname(source)}`);
  }

  // Back to the first, whose senses and column are markup.
  await page.getByTestId('own-set').first().click();
  await cloudReady(page);
  await page.getByTestId('scene-host').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('hover-card')).toBeVisible();
  await inert('the card of a point');
  await cloud.clickRow(1);
  await cloud.clickRow(3, ['ControlOrMeta']);
  await inert('the inspector');
  await page.getByTestId('search').fill(ALL);
  await inert('the search');
  await page.getByTestId('search').fill('');
  await page.getByTestId('type-input').fill(`${ALL} the bank`);
  await expect(page.getByTestId('verdict')).toBeVisible();
  await inert('the typed sentence and its verdict');
  await page.keyboard.press('Escape');

  // Names.
  await page.getByTestId('selection-actions').click();
  await page.getByTestId('selection-name').click();
  await page.getByTestId('name-field').fill(ALL.slice(0, 100));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+d');
  await cloud.notice.getByRole('button', { name: 'Name it' }).click();
  await page.getByTestId('name-field').fill(name);
  await page.getByTestId('caption-field').fill(name);
  await page.getByTestId('name-done').click();
  await inert('named selections and bookmarks');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('<img');
  await inert('the palette');
  await page.keyboard.press('Escape');

  // A session under such a name, and a picture that others will open.
  await answerSaveDialog(app, path.join(folder, `${name}.contexture`));
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('session-menu')).toContainText('<img');
  await inert('the name of a session');
  const svg = path.join(folder, 'figure.svg');
  await answerSaveDialog(app, svg);
  await page.getByTestId('export').click();
  await page.getByTestId('export-format').getByText('SVG').click();
  await page.getByTestId('export-png').click();
  await expect.poll(() => { try { return readFileSync(svg, 'utf8').length; } catch { return 0; } }).toBeGreaterThan(1000);
  const drawn = readFileSync(svg, 'utf8');
  const tags = [...drawn.matchAll(/<([a-z][\w:-]*)([^>]*)>/giu)];
  expect(tags.filter(([, tag = '', attributes = '']) => /^(script|img|foreignObject|iframe|a|object|base|meta)$/iu.test(tag) || /\son\w+\s*=/iu.test(attributes)).map(([whole]) => whole)).toEqual([]);
  expect(drawn).toContain('&lt;img src=x onerror=hit()');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('export-preview')).toHaveCount(0);
  await inert('everything, at the end');
  expect(problems).toEqual([]);
});
