import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';
import { ScenePage } from './pages/scene';

test('the layers are laid together, flown through by key, hand and play, and left for the cloud that was there', async ({ fresh: { page, problems } }) => {
  const [cloud, scene] = [new CloudPage(page), new ScenePage(page)];
  const own = await cloud.mapLine.innerText();
  const { layer } = await cloud.shown();
  await scene.key('2');
  await expect(page.getByTestId('flight-deck')).toBeVisible({ timeout: 60_000 });
  await expect(cloud.mapLine).toContainText('7 layers laid together');
  await expect(page.getByTestId('flight-where')).toContainText(`Layer ${layer} of 6`);
  // Beside the stops stand what the layers know, with chance.
  await expect(page.getByTestId('flight-deck')).toContainText(/Same sense.*chance 0\.20/s);
  await expect(page.getByRole('button', { name: /^Undo: flight through the layers/ })).toBeEnabled();

  const scrubber = page.getByTestId('flight-scrubber');
  await cloud.until(() => scrubber.press('Home'), (view) => view.layer === '0');
  await cloud.until(() => scrubber.press('ArrowRight'), (view) => view.layer === '1');
  await expect(cloud.mapLine).toContainText(/Alignment residual \d\.\d\d to layer 0/);
  await expect(scrubber).toHaveAttribute('aria-valuetext', /layer 1 of 6, block 1;.*residual \d\.\d\d/);

  // Plays to the last layer and stops there.
  await scene.key('Space');
  await expect(page.getByTestId('flight-play')).toHaveAccessibleName('Pause');
  await expect(page.getByTestId('flight-play')).toHaveAccessibleName('Play', { timeout: 30_000 });
  expect((await cloud.shown()).layer).toBe('6');
  // The whole flight is one step back.
  await cloud.until(() => page.getByTestId('undo').click(), (view) => view.layer === layer);
  await expect(page.getByTestId('undo')).toHaveAccessibleName('Undo: flight through the layers');
  await cloud.until(() => page.getByTestId('redo').click(), (view) => view.layer === '6');

  // Dragged between two layers the points stand between them; let go, the nearer layer is there.
  const box = await scrubber.boundingBox();
  if (box === null) throw new Error('The scrubber is not on the page.');
  const place = (share: number): [number, number] => [box.x + 150 + share * (box.width - 150 - 104), box.y + 20];
  await page.mouse.move(...place(1));
  await page.mouse.down();
  await page.mouse.move(...place(0.4));
  await expect(page.getByTestId('flight-where')).toContainText('Layer 2 of 6');
  await page.mouse.move(...place(0.35));
  await page.mouse.up();
  await cloud.until(() => Promise.resolve(), (view) => view.layer === '2');

  // The type bar lies over the deck while it is wanted.
  await scene.key('/');
  await expect(page.getByTestId('type-input')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('flight-deck')).toBeVisible();

  await cloud.until(() => page.getByTestId(`layer-bar-${layer}`).click(), (view) => view.layer === layer);
  await scene.key('1');
  await expect(page.getByTestId('type-bar')).toBeVisible();
  await expect(cloud.mapLine).toContainText(own.split('\n')[0] ?? '');
  expect(problems).toEqual([]);
});

test('a selected occurrence has a biography and a way, and all layers stand side by side', async ({ fresh: { page, problems } }) => {
  const cloud = new CloudPage(page);
  await page.getByTestId('view-modes').getByRole('radio', { name: 'Flight' }).click();
  await expect(page.getByTestId('flight-deck')).toBeVisible({ timeout: 60_000 });
  await cloud.clickRow(0);
  const biography = page.getByTestId('biography');
  await expect(biography.getByRole('listitem')).toHaveCount(7);
  await expect(biography).toContainText(/By chance \d\.\d of 8 share its sense/);
  await expect(page.getByTestId('step-lengths')).toContainText(/\d of 6 steps go beyond/);
  await cloud.until(() => page.getByTestId('biography-5').click(), (view) => view.layer === '5');
  await expect(page.getByTestId('biography-5')).toHaveAttribute('aria-current', 'step');

  await page.getByTestId('open-side-by-side').click();
  await expect(page.getByTestId('side-by-side').getByRole('button', { name: /block|word/ })).toHaveCount(7);
  await cloud.until(() => page.getByTestId('side-map-3').click(), (view) => view.layer === '3');
  await expect(page.getByTestId('side-by-side')).toHaveCount(0);
  expect(problems).toEqual([]);
});

test('the strata stack all layers; an occurrence is picked on its floor, and a model of one layer has none', async ({ fresh: { page, problems } }) => {
  const [cloud, scene] = [new CloudPage(page), new ScenePage(page)];
  await scene.key('3');
  await expect(page.getByTestId('figure')).toContainText('through the layers of', { timeout: 60_000 });
  await expect(cloud.mapLine).toContainText('7 layers laid together');
  await scene.rest();
  const before = await scene.host.screenshot();
  await cloud.chooseLayer(1);
  await scene.rest();
  expect(await scene.difference(before, await scene.host.screenshot())).toBeGreaterThan(0.002);
  await cloud.clickRow(0);
  await expect(page.getByTestId('biography').getByRole('listitem')).toHaveCount(7);
  const tag = (await scene.rest()).find((label) => label.tag === 'A');
  expect(tag).toBeDefined();

  await page.getByTestId('undo').click();
  await cloud.until(() => page.getByTestId('undo').click(), (view) => view.layer !== '1');
  await cloud.until(() => page.getByTestId('undo').click(), () => true);
  await expect(page.getByTestId('type-bar')).toBeVisible();

  await cloud.chooseModel('glove-100d');
  await scene.key('3');
  await expect(cloud.notice).toContainText('has one layer here. Strata need two.');
  expect(problems).toEqual([]);
});
