import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('an axis between two senses is made, tested on other sentences, walked along by keyboard, coloured by and taken back', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  const press = async (testid: string): Promise<void> => {
    await page.getByTestId(testid).focus();
    await page.keyboard.press('Enter');
  };
  await page.getByRole('tab', { name: /Layers/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('direction-from')).toContainText('money, 45');
  await expect(page.getByTestId('direction-to')).toContainText('river edge, 40');
  await press('make-direction');
  await expect(page.getByTestId('direction-test')).toContainText(
    /it puts (all|9\d of 100) in the order of their groups \(AUC (1\.00|0\.9\d), 5 folds by sentence\); 200 draws of random groups get 0\.(4|5)\d on average/,
    { timeout: 30_000 },
  );
  await expect(page.getByTestId('direction-made')).toContainText(/money → river edge in layer \d of MiniLM/);
  await expect(page.getByTestId('undo')).toHaveAccessibleName('Undo: axis money → river edge');
  await expect(page.getByTestId('colour-by')).toContainText('money → river edge');
  await expect(page.getByTestId('ramp-legend')).toContainText('river edge');

  // The map along the axis, and back: by the button, then by Escape.
  const before = await cloud.mapLine.textContent() ?? '';
  await press('lay-along');
  await expect(cloud.mapLine).toContainText(/Left to right: projection on money → river edge in layer \d of MiniLM.*; y and z: first two principal components of what is left/);
  await expect(cloud.mapLine).toContainText(/Trustworthiness 0\.\d\d/);
  await expect(page.getByTestId('map-picker')).toContainText('along an axis');
  // It is looked at from the front: a step of its own.
  await expect(page.getByTestId('undo')).toHaveAccessibleName('Undo: the camera');
  await press('undo');
  await expect(page.getByTestId('undo')).toHaveAccessibleName('Undo: map along money → river edge');
  await press('lay-along');
  await expect(cloud.mapLine).toHaveText(before);
  await press('undo');
  await expect(cloud.mapLine).toContainText('Left to right');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('map-picker')).toContainText('UMAP');
  await press('undo');
  await press('undo');
  await expect(page.getByTestId('undo')).toHaveAccessibleName('Undo: axis money → river edge');

  // Along the axis from one end to the other.
  const strip = page.getByTestId('direction-strip');
  await expect(strip.getByRole('option')).toHaveCount(172);
  await strip.locator('[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await expect(strip.getByRole('option').last()).toBeFocused();
  await expect(strip.getByRole('option').last()).toHaveAccessibleName(/: 0\.\d\d, river edge$/);
  await page.keyboard.press('Enter');
  await expect(strip.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await expect(cloud.selectedCount).toContainText('1 of 172');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(strip.getByRole('option').nth(1)).toBeFocused();

  // The selection held as a group, against all others.
  await press('hold-selection');
  await press('direction-from');
  await page.getByTestId('direction-from-list').getByRole('option', { name: 'the held group, 1' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('direction-from')).toContainText('the held group');
  await press('make-direction');
  await expect(page.getByTestId('direction-test')).toContainText('cannot be tested');
  await press('undo');
  await expect(page.getByTestId('direction-test')).toContainText('AUC');
  await press('undo');
  await press('undo');
  await expect(page.getByTestId('direction-made')).toHaveCount(0);
  await expect(page.getByTestId('colour-by')).toContainText('sense');
  expect(problems).toEqual([]);
});

test('a static model continues an analogy, beside what the arithmetic itself gives, and refuses unknown words by name', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  await cloud.chooseModel('glove-100d');
  await page.getByRole('tab', { name: /Selection/ }).click();
  await page.getByTestId('analogy-c').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('analogy-without').getByRole('listitem').first()).toContainText('queen');
  await expect(page.getByTestId('analogy-all').getByRole('listitem').first()).toContainText(/king.*query word/);
  await expect(page.getByTestId('analogy-without')).not.toContainText('query word');
  await page.getByTestId('analogy-c').fill('qzxjv');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('analogy-problem')).toHaveText('The model does not know “qzxjv”. Try another word.');
  expect(problems).toEqual([]);
});
