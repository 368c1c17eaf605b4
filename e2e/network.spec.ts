import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cloudReady, expect, launch, profile, test } from './fixtures/app';
import { listened, type Listened } from './fixtures/network';
import { tinyGlove } from './fixtures/tiny-model';

const root = path.resolve(import.meta.dirname, '..');
test.skip(process.platform !== 'linux', 'strace is there on Linux only');

function expectSilence({ home, attempts, nCalls }: Listened): void {
  expect(attempts()).toEqual([]);
  expect(nCalls()).toBeGreaterThan(0);
  // Where onnxruntime keeps its device id and the queue of what it has not sent yet.
  expect(existsSync(path.join(home, '.cache/Microsoft'))).toBe(false);
}

test('the app asks nothing of the network: start, main job, models panel, ten idle seconds', async () => {
  test.setTimeout(180_000);
  const ear = listened();
  const { app, page } = await launch(profile({}), [], ear.program);
  await page.getByTestId('start-bank').click();
  await cloudReady(page);
  await page.getByTestId('type-input').fill('We walked along the bank of the stream.');
  await expect(page.getByTestId('verdict')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+M');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.waitForTimeout(10_000);
  await app.close();
  expectSilence(ear);
});

test('no command asks anything of the network', () => {
  test.setTimeout(240_000);
  const ear = listened(process.execPath);
  const at = (name: string): string => path.join(ear.home, name);
  writeFileSync(at('in.jsonl'), '{"text": "She sat on the bank of the river."}\n');
  const commands = [
    ['models'], ['catalogue'], ['embed', '--model', 'minilm-l6', '--word', 'bank', '--input', at('in.jsonl'), '--output', at('a.npy')],
    ['embed', '--model', 'elmo-medium', '--word', 'bank', '--input', at('in.jsonl'), '--output', at('b.npy'), '--no-store'],
    ['distances', '--model', 'minilm-l6', 'The river bank.::bank', 'The bank lends.::bank'],
    ['import', tinyGlove('quiet.txt', 60), '--id', 'quiet'], ['remove', 'quiet'], ['project', '--input', at('a.npy'), '--layer', '6', '--method', 'pca', '--output', at('a.csv')],
  ];
  for (const command of commands) {
    const { status, stderr } = spawnSync(ear.program, [path.join(root, 'out/main/cli.js'), ...command], { encoding: 'utf8', env: { ...process.env, CONTEXTURE_DATA: at('data') } });
    // One row gives no map: that it says so is the command's own affair.
    if (command[0] !== 'project') expect(status, `${command.join(' ')}: ${stderr}`).toBe(0);
    expectSilence(ear);
  }
  expect(readdirSync(ear.home)).toContain('a.npy');
});
