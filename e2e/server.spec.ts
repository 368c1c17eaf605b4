import path from 'node:path';
import { modelDigest } from '../src-main/inference/cache/embedding-cache';
import { DoubleServer, graphOf } from '../src-main/inference/remote/double.testing';
import { ModelLibrary } from '../src-main/models/library';
import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('a server is asked, then runs a model where that is wanted, and is left; the status line says who reads what', async ({ running: { page, problems } }) => {
  const library = new ModelLibrary(path.resolve(import.meta.dirname, '../models'));
  const session = await graphOf(await library.folder('minilm-l6'));
  const server = await DoubleServer.start(session, { digest: modelDigest(await library.card('minilm-l6')), isBinary: true });
  const nRuns = (): number => server.asked.filter(({ url }) => url.endsWith('/infer')).length;
  const cloud = new CloudPage(page);
  await expect(page.getByTestId('promise')).toHaveText('Nothing leaves this computer');

  await page.getByTestId('device').click();
  await page.getByTestId('open-server').click();
  await expect(page.getByTestId('server-address')).toBeFocused();
  await page.keyboard.type('gpu');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('server-problem')).toContainText('is no address of a server');
  await page.getByTestId('server-address').fill(server.url);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('served-minilm-l6')).toContainText('The same files as here');
  await expect(page.getByTestId('served-mpnet-base')).toContainText('Not there');
  await expect(page.getByTestId('server-sent')).toContainText(`${server.url} gets the word-piece ids of your sentences`);
  expect(server.asked.every(({ body }) => body === '')).toBe(true);

  await page.getByTestId('server-run').click();
  await expect(page.getByTestId('device')).toContainText(`The server ${server.url}`, { timeout: 60_000 });
  await expect(page.getByTestId('promise')).toHaveText(`${server.url} reads your sentences as word pieces`);
  // The set came from the store: only the fixed sentences of the check were there.
  const nChecked = nRuns();
  expect(nChecked).toBeGreaterThan(0);
  await page.getByTestId('type-input').fill('We walked along the bank of the stream.');
  await expect(page.getByTestId('verdict')).toBeVisible();
  expect(nRuns()).toBeGreaterThan(nChecked);
  await page.keyboard.press('Escape');

  await page.getByTestId('device').click();
  await page.getByTestId('open-server').click();
  await page.getByTestId('server-leave').click();
  await expect(page.getByTestId('device')).not.toContainText('server', { timeout: 60_000 });
  await expect(page.getByTestId('promise')).toHaveText('A server read sentences; now they stay on this computer.');
  const nSent = server.asked.length;
  await cloud.chooseLayer(2);
  await page.getByTestId('type-input').fill('The bank lends money.');
  await expect(page.getByTestId('verdict')).toBeVisible();
  expect(server.asked.length).toBe(nSent);
  expect(problems).toEqual([]);
  await server.close();
  await session.release();
});
