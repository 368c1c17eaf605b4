import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openPage } from '../tools/setup/page-window.mjs';
import type {} from './fixtures/scene-page/main';

/** The scene alone on a page, in the app's own browser. */
const test = base.extend<{ page: Page }, { opened: { page: Page; close: () => Promise<void> } }>({
  opened: [async ({}, use) => {
    const opened = await openPage('e2e/fixtures/scene-page');
    await opened.page.waitForFunction(() => 'scenePage' in window);
    await use(opened);
    await opened.close();
  }, { scope: 'worker' }],
  page: async ({ opened }, use) => {
    const errors: string[] = [];
    const note = (error: Error): void => { errors.push(error.message); };
    opened.page.on('pageerror', note);
    await use(opened.page);
    opened.page.off('pageerror', note);
    expect(errors).toEqual([]);
  },
});

test('the graphics device finds the row nearest to the pointer among 30,000, the front one of equals, and none far off', async ({ page }) => {
  const wrong = await page.evaluate(async () => {
    const { scenePage: { scene, ...on } } = window;
    const n = 30_000;
    on.show(n, 5);
    await on.drawn();
    const places = Array.from({ length: n }, (_, row) => scene.screenPosition(row)!);
    const found: string[] = [];
    for (let i = 0; i < 40; i++) {
      const x = 150 + ((i * 97) % 500), y = 120 + ((i * 61) % 450);
      const row = await on.pick(x, y);
      const distances = places.map((place) => Math.hypot(place.x - x, place.y - y));
      const nearest = Math.min(...distances);
      // Rows nearer to the camera may win by two px of distance and their scale.
      if (row === null ? nearest < 8 : distances[row]! > nearest + 4 || distances[row]! > 9.01)
        found.push(`${x}, ${y}: row ${String(row)} at ${row === null ? 'none' : distances[row]!.toFixed(2)} px, nearest ${nearest.toFixed(2)}`);
    }
    const far = await on.pick(3, 3);
    if (far !== null) found.push(`a row in the empty corner: ${far}`);
    return found;
  });
  expect(wrong).toEqual([]);
});

test('of two rows in one place the selected one is found before a dimmed one, and a row without a place never', async ({ page }) => {
  const [all, dimmed, hidden] = await page.evaluate(async () => {
    const { scenePage: { scene, ...on } } = window;
    const show = (positions: Float32Array): void => {
      on.cloud({ positions, categories: new Uint8Array(positions.length / 3).fill(1), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(positions.length / 3).fill(-1) });
    };
    show(Float32Array.of(0.5, 0.5, 0, 0.5, 0.5, 0, -0.5, -0.5, 0));
    await on.drawn();
    const at = scene.screenPosition(0)!;
    const first = await on.pick(at.x, at.y);
    on.put({ filter: Uint8Array.of(1, 0, 1) });
    const second = await on.pick(at.x, at.y);
    on.put({ filter: null });
    show(Float32Array.of(0.5, 0.5, 0, NaN, 0.5, 0, -0.5, -0.5, 0));
    await on.drawn();
    return [first, second, await on.pick(scene.screenPosition(0)!.x, scene.screenPosition(0)!.y)] as const;
  });
  expect([0, 1]).toContain(all);
  expect(dimmed).toBe(0);
  expect(hidden).toBe(0);
});

for (const projection of ['perspective', 'orthographic'] as const) {
  test(`every row is drawn from 200 random sides, on screen and in a picture, ${projection}`, async ({ page }) => {
    const { missing, nSeen } = await page.evaluate(async (wanted) => {
      const { scenePage: { scene, ...on } } = window;
      const n = 14, random = on.random(77);
      // Rows of a colour each, far apart on a shell: one is the farthest, one the nearest, from any side.
      const positions = Float32Array.from(Array.from({ length: n }, (_, row) => {
        const y = 1 - (2 * (row + 0.5)) / n, turn = row * 2.399963, across = Math.sqrt(1 - y * y);
        return [across * Math.cos(turn), y, across * Math.sin(turn)];
      }).flat());
      on.cloud({ positions, categories: new Uint8Array(n).fill(1), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(n).fill(-1) });
      on.put({ colouring: Float32Array.from({ length: n }, (_, row) => row / (n - 1)) });
      await on.drawn();
      const colours = Array.from({ length: n }, (_, row) => on.sequenceColour(row / (n - 1)));
      const missing: string[] = [];
      let nSeen = 0;
      for (let angle = 0; angle < 200; angle++) {
        scene.setCamera({ ...scene.camera(), projection: wanted, yaw: random() * 2 * Math.PI, pitch: (random() - 0.5) * Math.PI });
        scene.fit(true);
        const screen = await on.screen();
        const picture = await on.picture({ widthPx: 800, heightPx: 700, scale: 0.5, isTransparent: true, legend: null, caption: null });
        const places = Array.from({ length: n }, (_, row) => scene.screenPosition(row)!);
        places.forEach(({ x, y }, row) => {
          // What another row lies upon may be hidden by it.
          if (places.some((other, index) => index !== row && Math.hypot(other.x - x, other.y - y) < 14)) return;
          nSeen++;
          for (const [name, image] of [['screen', screen], ['picture', picture]] as const) {
            const px = (Math.floor((y * image.height) / 700) * image.width + Math.floor((x * image.width) / 800)) * 4;
            const off = Math.max(...colours[row]!.map((part, channel) => Math.abs(part - image.data[px + channel]!)), 255 - image.data[px + 3]!);
            if (off > 6) missing.push(`${name}, angle ${angle}, row ${row}: off by ${off}`);
          }
        });
      }
      on.put({ colouring: null });
      scene.setCamera({ ...scene.camera(), projection: 'perspective' });
      return { missing, nSeen };
    }, projection);
    expect(missing).toEqual([]);
    // Nearly all rows were looked at from nearly all sides.
    expect(nSeen).toBeGreaterThan(2500);
  });
}

test('the camera goes with the map: in view, of a size, facing what is flat, at the angle that somebody chose', async ({ page }) => {
  const steps = await page.evaluate(async () => {
    const { scenePage: { scene, ...on } } = window;
    const host = document.querySelector<HTMLElement>('#host')!;
    const n = 150, steps: Record<string, { isAllVisible: boolean; fills: number; yaw: number; pitch: number; distance: number }> = {};
    const settled = async (): Promise<void> => { for (let i = 0; i < 4; i++) await on.drawn(); };
    const note = (name: string): void => {
      const places = Array.from({ length: n }, (_, row) => scene.screenPosition(row)!);
      const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
      const { yaw, pitch, distance } = scene.camera();
      steps[name] = {
        isAllVisible: places.every(({ isVisible }) => isVisible), yaw, pitch, distance,
        fills: Math.max(span(places.map(({ x }) => x)) / (host.clientWidth - 128), span(places.map(({ y }) => y)) / (host.clientHeight - 84)),
      };
    };
    const become = async (positions: Float32Array, name: string): Promise<void> => {
      on.become(positions);
      await settled();
      note(name);
    };
    const first = on.show(n, 3);
    await settled();
    scene.orbitBy(25, 10);
    await settled();
    note('turned');
    await become(first.map((value, i) => value * [0.3, 0.2, 0.25][i % 3]!), 'smaller');
    await become(first.map((value, i) => (i % 3 === 2 ? 0 : value * 2)), 'flat');
    on.drag([400, 300], [460, 330]);
    await settled();
    note('dragged');
    await become(first, 'space');
    host.style.width = '420px';
    await settled();
    note('narrow');
    host.style.width = '800px';
    host.style.height = '350px';
    await settled();
    note('low');
    host.style.height = '700px';
    await settled();
    note('wide');
    scene.zoom(4);
    await settled();
    note('close');
    await become(first.map((value) => -value), 'still close');
    return steps;
  });
  const turned = { yaw: steps['turned']!.yaw, pitch: steps['turned']!.pitch };
  for (const name of ['smaller', 'space', 'narrow', 'low', 'wide'] as const) {
    expect(steps[name], name).toMatchObject({ isAllVisible: true, ...turned });
    expect(steps[name]!.fills, name).toBeCloseTo(1, 1);
  }
  expect(steps['flat']).toMatchObject({ isAllVisible: true, yaw: 0, pitch: 0 });
  expect(steps['flat']!.fills).toBeCloseTo(1, 1);
  // A flat map moves in its plane.
  expect(steps['dragged']).toMatchObject({ yaw: 0, pitch: 0, distance: steps['flat']!.distance });
  expect(steps['close']!.isAllVisible).toBe(false);
  expect(steps['still close']).toMatchObject({ yaw: turned.yaw, distance: steps['close']!.distance });
});

for (const n of [20_000, 30_000]) {
  test(`one sense of ${n} shown alone is told from the dimmed others, and shown at once`, async ({ page }) => {
    const { pale, nOwn, bold, nOthers, msOf } = await page.evaluate(async (n) => {
      const { scenePage: { scene, tokens, ...on } } = window;
      on.clusters(n, 5);
      await on.drawn();
      const msOf: number[] = [];
      let image: ImageData | null = null;
      for (const category of [3, 4, 1]) {
        const start = performance.now();
        on.put({ filter: Uint8Array.from({ length: n }, (_, row) => (row % 8 === category - 1 ? 1 : 0)) });
        image = await on.screen();
        msOf.push(performance.now() - start);
      }
      const { data, width } = image!;
      const ground = [1, 3, 5].map((at) => parseInt(tokens.scene.slice(at, at + 2), 16));
      /** How far the picture is from the bare scene where a row stands, 0…255. */
      const strengthOf = (x: number, y: number): number => {
        const px = (Math.floor(y) * width + Math.floor(x)) * 4, alpha = data[px + 3]! / 255;
        return Math.max(...ground.map((under, channel) => Math.abs(data[px + channel]! - under) * alpha));
      };
      const places = Array.from({ length: n }, (_, row) => scene.screenPosition(row)!);
      const standing = [...new Map(places.map((place, row) => [`${place.x} ${place.y}`, { ...place, isOwn: row % 8 === 0 }])).values()];
      // The soft edge of another place may lie on a pixel: only those that stand apart from what is shown.
      const own = standing.filter(({ isOwn }) => isOwn);
      const isApart = ({ x, y }: { x: number; y: number }): boolean => own.every((other) => (other.x === x && other.y === y) || Math.hypot(other.x - x, other.y - y) > 5);
      const strengths = (isOwn: boolean): number[] => standing.filter((place) => place.isOwn === isOwn && isApart(place)).map(({ x, y }) => strengthOf(x, y));
      const [ofOwn, ofOthers] = [strengths(true), strengths(false)];
      on.put({ filter: null });
      return { pale: Math.min(...ofOwn), nOwn: ofOwn.length, bold: Math.max(...ofOthers), nOthers: ofOthers.length, msOf };
    }, n);
    expect(nOwn).toBeGreaterThan(50);
    expect(nOthers).toBeGreaterThan(500);
    // The boldest of the dimmed is paler than half of the palest that is shown.
    expect(bold).toBeLessThan(pale / 2);
    expect(Math.min(...msOf), msOf.join(', ')).toBeLessThan(200);
  });
}

test('a typed word is seen to fly from its ghost, and is lit for a moment where it arrives', async ({ page }) => {
  const { atStart, early, lit, after } = await page.evaluate(async () => {
    const { scenePage: { scene, tokens, ...on } } = window;
    on.show(40, 12, true);
    await on.drawn();
    on.put({ tokens: { ...tokens, fitMs: 0, flyMs: 400 } });
    const overlay = [...document.querySelectorAll<HTMLCanvasElement>('#host canvas')].at(-1)!;
    /** Strongest ink in a square of the layer above the points. */
    const inkAt = (x: number, y: number, half: number): number => {
      const { data } = overlay.getContext('2d')!.getImageData(Math.round(x) - half, Math.round(y) - half, 2 * half + 1, 2 * half + 1);
      return data.reduce((most, value, i) => (i % 4 === 3 ? Math.max(most, value) : most), 0);
    };
    // The trail comes from one side: the least of all sides is the light alone.
    const inkBeyond = (x: number, y: number): number => Math.min(...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => inkAt(x + 24 * Math.cos((i * Math.PI) / 4), y + 24 * Math.sin((i * Math.PI) / 4), 1)));
    const goal = [0.8, 0.6, 0] as const;
    on.cloud({
      positions: Float32Array.of(...goal, 0.12, 0.09, 0, -0.8, -0.6, 0),
      categories: Uint8Array.of(1, 1, 1),
      categoryLabels: [],
      contextOf: null,
      ghosts: [],
      ghostOf: new Int32Array(3).fill(-1),
    });
    await on.drawn();
    on.put({ typed: { position: goal, path: [[0, 0, 0], [0.4, 0.3, 0], goal] } });
    const end = scene.screenPosition(0)!, start = scene.screenPosition(1)!;
    const wait = (ms: number): Promise<unknown> => new Promise((resolve) => { setTimeout(resolve, ms); });
    await on.drawn();
    const atStart = inkAt(end.x, end.y, 3);
    await wait(300);
    const early = inkAt(start.x, start.y, 3);
    await wait(350);
    const lit = inkBeyond(end.x, end.y);
    await wait(1600);
    const after = inkBeyond(end.x, end.y);
    on.put({ typed: null });
    on.put({ tokens: { ...tokens, fitMs: 0, flyMs: 0 } });
    return { atStart, early, lit, after };
  });
  // Not there yet; its trail is strong where it began; the light reaches beyond the point, and goes.
  expect(atStart).toBeLessThan(40);
  expect(early).toBeGreaterThan(140);
  expect(lit).toBeGreaterThan(after + 30);
});

test('in the midst of a morph rows are drawn where they are computed to be', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const { scenePage: { scene, tokens, ...on } } = window;
    const n = 12;
    const from = on.show(n, 3);
    const to = from.map((value, i) => (i % 3 === 2 ? value : -value));
    await on.drawn();
    scene.zoom(0.5);
    await on.drawn();
    on.put({ tokens });
    void scene.morphTo(to, 2000);
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
    const start = Array.from({ length: n }, (_, row) => scene.screenPosition(row)!);
    /** Rows with nothing to be seen where they should be. Places and picture are of the same moment. */
    const missing = async (): Promise<number[]> => {
      const places = Array.from({ length: n }, (_, row) => scene.screenPosition(row)!);
      const { data, width } = await on.picture({ widthPx: 800, heightPx: 700, scale: 1, isTransparent: true, legend: null, caption: null });
      return places.flatMap(({ x, y }, row) => (data[(Math.round(y) * width + Math.round(x)) * 4 + 3]! > 200 ? [] : [row]));
    };
    const during = await missing();
    await scene.morphTo(to, 0);
    on.put({ tokens: { ...tokens, fitMs: 0 } });
    const moved = start.map(({ x, y }, row) => Math.hypot(x - scene.screenPosition(row)!.x, y - scene.screenPosition(row)!.y));
    return { during, after: await missing(), nearestToItsGoal: Math.min(...moved) };
  });
  expect(answers).toMatchObject({ during: [], after: [] });
  // It was the midst: no row had arrived.
  expect(answers.nearestToItsGoal).toBeGreaterThan(1);
});

test('a lost graphics device comes back with the same picture, and rows are found again', async ({ page }) => {
  await page.evaluate(async () => {
    const { scenePage: on } = window;
    on.show(400, 9, true);
    on.put({ selection: [1, 5] });
    await new Promise((resolve) => { setTimeout(resolve, 600); });
  });
  const host = page.locator('#host');
  const before = await host.screenshot();
  const whileLost = await page.evaluate(async () => {
    const { scenePage: on } = window;
    const canvas = on.canvas;
    const extension = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    const event = (name: string): Promise<unknown> => new Promise((resolve) => { canvas.addEventListener(name, resolve, { once: true }); });
    const lost = event('webglcontextlost');
    extension.loseContext();
    await lost;
    const { x, y } = on.scene.screenPosition(1)!;
    const picked = await on.pick(x, y);
    on.scene.orbitBy(20, 0);
    on.put({ selection: [2] });
    await on.drawn();
    on.scene.orbitBy(-20, 0);
    on.put({ selection: [1, 5] });
    const restored = event('webglcontextrestored');
    extension.restoreContext();
    await restored;
    await new Promise((resolve) => { setTimeout(resolve, 600); });
    return picked;
  });
  expect(whileLost).toBeNull();
  expect((await host.screenshot()).equals(before)).toBe(true);
  const found = await page.evaluate(async () => {
    const { scenePage: on } = window;
    const { x, y } = on.scene.screenPosition(1)!;
    return on.pick(x, y);
  });
  expect(found).toBe(1);
});

test('a picture of eight times the size has every glyph whole and in its place, across all tiles', async ({ page }) => {
  const wrong = await page.evaluate(async () => {
    const { scenePage: { scene, ...on } } = window;
    const scale = 8, n = 60;
    on.show(n, 21);
    await on.drawn();
    const image = await on.picture({ widthPx: 800, heightPx: 700, scale, isTransparent: true, legend: null, caption: null });
    const found: string[] = [];
    if (image.width !== 6400 || image.height !== 5600) found.push(`${image.width} × ${image.height}`);
    const colourAt = (x: number, y: number): string => Array.from(image.data.subarray((Math.round(y) * image.width + Math.round(x)) * 4).subarray(0, 4)).join();
    for (let row = 0; row < n; row++) {
      // Circles only: they are of one colour everywhere.
      if (row % 8 !== 0) continue;
      const { x, y } = scene.screenPosition(row)!;
      const around = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => colourAt(x * scale + 18 * Math.cos(i), y * scale + 18 * Math.sin(i)));
      if (new Set(around).size !== 1 || !around[0]!.endsWith('255')) found.push(`row ${row} at ${x * scale}, ${y * scale}: ${around.join(' ')}`);
    }
    return found;
  });
  expect(wrong).toEqual([]);
});

test('a glyph on the seam of two tiles is whole', async ({ page }) => {
  const colours = await page.evaluate(async () => {
    const { scenePage: { scene, ...on } } = window;
    const row = 0, scale = 4;
    on.cloud({ positions: Float32Array.of(0, 0, 0, 1, 1, 0, -1, -1, 0), categories: Uint8Array.of(1, 2, 3), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(3).fill(-1) });
    await on.drawn();
    // Tiles are 2,048 pixels wide: the seam lies 512 px from the left.
    const camera = scene.camera();
    const { x } = scene.screenPosition(row)!;
    scene.setCamera({ ...camera, offsetX: camera.offsetX + 512 - x });
    await on.drawn();
    const place = scene.screenPosition(row)!;
    const image = await on.picture({ widthPx: 800, heightPx: 700, scale, isTransparent: true, legend: null, caption: null });
    return Array.from({ length: 17 }, (_, i) => Array.from(image.data.subarray((Math.round(place.y * scale) * image.width + 2048 - 8 + i) * 4).subarray(0, 4)).join());
  });
  expect(new Set(colours).size).toBe(1);
  expect(colours[0]).toMatch(/,255$/);
});

test('values colour the points and leave hue to nothing else; a lasso encloses what lies in it', async ({ page }) => {
  const { marks, hues, rows, expected } = await page.evaluate(async () => {
    const { scenePage: { scene, tokens, ...on } } = window;
    const n = 6;
    on.show(n, 2, true);
    on.put({ colouring: Float32Array.of(0, 1, 0, 1, NaN, 1) });
    await on.drawn();
    const image = await on.picture({ widthPx: 800, heightPx: 700, scale: 2, isTransparent: true, legend: null, caption: null });
    const marks = Array.from({ length: n }, (_, row) => {
      const { x, y } = scene.screenPosition(row)!;
      const at = (Math.round(y * 2) * image.width + Math.round(x * 2)) * 4;
      return `#${Array.from(image.data.subarray(at, at + 3), (part) => part.toString(16).padStart(2, '0')).join('')}`;
    });
    on.put({ colouring: null });
    const places = Array.from({ length: n }, (_, row) => scene.screenPosition(row)!);
    const middle = places.reduce((sum, { x }) => sum + x, 0) / n;
    const rows = on.lasso([[0, 0], [middle, 0], [middle, 700], [0, 700]]);
    return { marks, hues: [tokens.sequence[0]!, tokens.sequence[6]!, tokens.marks[0]!], rows, expected: places.flatMap(({ x }, row) => (x < middle ? [row] : [])) };
  });
  const [low, high, none] = hues;
  expect(marks).toEqual([low, high, low, high, none, high]);
  expect(rows).toEqual(expected);
});

test('an idle scene draws nothing', async ({ page }) => {
  const nFrames = await page.evaluate(async () => {
    const { scenePage: { scene, ...on } } = window;
    on.show(500, 4, true);
    await new Promise((resolve) => { setTimeout(resolve, 800); });
    const before = scene.nFrames;
    await new Promise((resolve) => { setTimeout(resolve, 3000); });
    return scene.nFrames - before;
  });
  expect(nFrames).toBe(0);
});
