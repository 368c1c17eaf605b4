import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, profile, test } from './fixtures/app';
import { answerSaveDialog } from './fixtures/dialogs';

/** Width, height and colour type of a PNG, from its IHDR chunk. */
function header(file: string): { width: number; height: number; hasAlpha: boolean } {
  const bytes = readFileSync(file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), hasAlpha: bytes[25] === 6 };
}

test('the scene is exported as PNG at every size, with or without legend, opaque or transparent', async ({ running: { app, page } }) => {
  const folder = profile({});
  const save = async (name: string): Promise<string> => {
    const file = path.join(folder, name);
    await answerSaveDialog(app, file);
    await page.getByTestId('export-png').click();
    await expect.poll(() => existsSync(file), { timeout: 40_000 }).toBe(true);
    await expect(page.getByTestId('export-popover')).toBeHidden();
    return file;
  };
  const open = async (): Promise<void> => {
    await page.keyboard.press('Control+e');
    await expect(page.getByTestId('export-preview')).toBeVisible();
  };
  await open();
  await page.getByTestId('export-scale').getByText('1×').click();
  const once = header(await save('1.png'));
  expect(once.width).toBeGreaterThan(400);
  for (const scale of [2, 4]) {
    await open();
    await page.getByTestId('export-scale').getByText(`${scale}×`).click();
    const larger = header(await save(`${scale}.png`));
    expect([larger.width, larger.height]).toEqual([once.width * scale, once.height * scale]);
  }
  await open();
  await page.getByTestId('export-scale').getByText('1×').click();
  await page.getByTestId('export-transparent').click();
  await page.getByTestId('export-legend').click();
  const bare = await save('bare.png');
  expect(header(bare).hasAlpha).toBe(true);
  expect(readFileSync(bare).equals(readFileSync(path.join(folder, '1.png')))).toBe(false);
});
