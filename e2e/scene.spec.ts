import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';
import { ScenePage, type ShownLabel } from './pages/scene';

const overlap = (a: ShownLabel, b: ShownLabel): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const overlaps = (labels: readonly ShownLabel[]): string[] => labels.flatMap((a, i) => labels.slice(i + 1).filter((b) => overlap(a, b)).map((b) => `${a.id} × ${b.id}`));

// One window for all of them: each leaves the map as it was, but for where it is looked at from.
test('keys and the menu turn the map to each of its six sides', async ({ shared: { page, problems } }) => {
  const scene = new ScenePage(page);
  await scene.rest();
  expect(await scene.facing()).toBeNull();
  const seen = new Set<string>();
  for (const [key, side] of [['5', 'look-front'], ['6', 'look-back'], ['7', 'look-left'], ['8', 'look-right'], ['9', 'look-top'], ['0', 'look-bottom']] as const) {
    await scene.key(key);
    const labels = await scene.rest();
    expect(overlaps(labels)).toEqual([]);
    seen.add(JSON.stringify(labels));
    expect(await scene.facing()).toBe(side);
  }
  expect(seen.size).toBe(6);
  await page.getByTestId('tool-look-from').click();
  await page.getByTestId('look-front').click();
  await page.keyboard.press('Escape');
  await scene.rest();
  expect(await scene.facing()).toBe('look-front');
  await scene.key('Shift+ArrowRight');
  await scene.rest();
  expect(await scene.facing()).toBeNull();
  expect(problems).toEqual([]);
});

test('O draws the map without perspective and with it again', async ({ shared: { page } }) => {
  const scene = new ScenePage(page);
  const button = page.getByTestId('tool-orthographic');
  await scene.key('5');
  const near = await scene.rest();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await scene.key('o');
  const flat = await scene.rest();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  const moved = flat.filter((label) => { const before = near.find(({ id }) => id === label.id); return before !== undefined && Math.hypot(before.x - label.x, before.y - label.y) > 2; });
  expect(moved.length).toBeGreaterThan(2);
  await button.click();
  await scene.rest();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
});

test('C flies to the selection, F back to everything', async ({ shared: { page } }) => {
  const cloud = new CloudPage(page), scene = new ScenePage(page);
  await cloud.clickRow(3);
  await scene.rest();
  const selected = async (): Promise<ShownLabel> => (await scene.rest()).find(({ tag }) => tag === 'A')!;
  const box = (await scene.host.boundingBox())!;
  const fromMiddle = ({ x, y }: ShownLabel): number => Math.hypot(x - box.x - box.width / 2, y - box.y - box.height / 2);
  const far = fromMiddle(await selected());
  await scene.key('c');
  // The label stands beside its point, and the type bar moves the middle up a little.
  const near = fromMiddle(await selected());
  expect(near).toBeLessThan(180);
  await scene.key('f');
  expect(Math.abs(fromMiddle(await selected()) - far)).toBeLessThan(40);
  expect(near).not.toBe(far);
  await page.getByTestId('clear-selection').click();
});

test('labels stay with their points while the camera turns, and stay when it rests', async ({ shared: { page } }) => {
  const scene = new ScenePage(page);
  const before = await scene.rest();
  expect(before.length).toBeGreaterThan(8);
  expect(overlaps(before)).toEqual([]);
  const box = (await scene.host.boundingBox())!;
  const [x, y] = [box.x + box.width - 40, box.y + 100];
  await page.mouse.move(x, y);
  await page.mouse.down();
  let last = before;
  for (let step = 1; step <= 8; step++) {
    await page.mouse.move(x - 4 * step, y);
    await page.waitForTimeout(60);
    const now = await scene.labels();
    expect(now.filter(({ id }) => before.some((one) => one.id === id)).length).toBeGreaterThan(0.7 * before.length);
    expect(overlaps(now)).toEqual([]);
    last = now;
  }
  expect(last.filter((label) => before.some((one) => one.id === label.id && Math.hypot(one.x - label.x, one.y - label.y) > 2)).length).toBeGreaterThan(3);
  await page.mouse.up();
  const after = await scene.rest();
  expect(overlaps(after)).toEqual([]);
  expect(after.filter(({ id }) => before.some((one) => one.id === id)).length).toBeGreaterThan(0.7 * before.length);
});

test('an idle scene draws no frame in ten seconds', async ({ shared: { page } }) => {
  const scene = new ScenePage(page);
  await page.mouse.move(5, 400);
  await scene.rest();
  await page.waitForTimeout(1000);
  await scene.countFrames();
  await page.waitForTimeout(10_000);
  expect(await scene.nFrames()).toBe(0);
  await scene.key('5');
  await scene.rest();
  expect(await scene.nFrames()).toBeGreaterThan(1);
});

test('with reduced motion the camera is there at once', async ({ shared: { page } }) => {
  const scene = new ScenePage(page);
  await page.mouse.move(5, 400);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await scene.rest();
  await page.waitForTimeout(500);
  await scene.countFrames();
  await scene.key('9');
  await scene.rest();
  await page.waitForTimeout(500);
  // The jump, and the rest after it.
  expect(await scene.nFrames()).toBeLessThanOrEqual(3);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await scene.countFrames();
  await scene.key('5');
  await scene.rest();
  expect(await scene.nFrames()).toBeGreaterThan(3);
});

test('a lost WebGL context comes back with the same picture', async ({ shared: { page, problems } }) => {
  const scene = new ScenePage(page);
  await page.mouse.move(5, 400);
  await scene.rest();
  await page.waitForTimeout(1000);
  const picture = (): Promise<Buffer> => scene.host.screenshot();
  const before = await picture();
  await scene.countFrames();
  const lose = (method: 'loseContext' | 'restoreContext'): Promise<void> => scene.host.evaluate((host, call) => {
    const gl = [...host.querySelectorAll('canvas')].map((canvas) => canvas.getContext('webgl2')).find((context) => context !== null)!;
    const held = window as unknown as { lossExtension?: WEBGL_lose_context };
    // While a context is lost it hands out no extensions.
    held.lossExtension ??= gl.getExtension('WEBGL_lose_context')!;
    held.lossExtension[call]();
  }, method);
  await lose('loseContext');
  await page.waitForTimeout(500);
  await lose('restoreContext');
  await expect.poll(async () => (await picture()).equals(before)).toBe(true);
  expect(await scene.nFrames()).toBeGreaterThan(0);
  await scene.key('9');
  await scene.rest();
  expect(await scene.facing()).toBe('look-top');
  expect(problems.filter((problem) => !/context lost/i.test(problem))).toEqual([]);
});
