// `npm run -s bench -- soak [--json] [--minutes N]`: the app explored by a script for an hour (layers, sets, models, selection, typing, undo, flight,
// strata, compare, export). Every 30 s what it holds is
// sampled after a collection: the page's JavaScript heap, its nodes and listeners, frame times, and the memory of every process. Printed: first and last values, and the slope after a warm-up.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { electronExecutable, electronVersion } from '../setup/electron-runtime.mjs';
import { inRoot, main, say } from '../setup/project.mjs';
import { argument, machine, median, print, rounded } from './measures.mjs';

const SAMPLE_MS = 30_000;
const WARM_UP = 0.25;
const FRAMES_MS = 1_500;
const MiB = 2 ** 20;

/** Least squares of y over x. @returns the slope and its standard error */
function slope(points) {
  const n = points.length;
  const mean = (of) => of.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const sxx = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  const b = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / sxx;
  const residual = points.reduce((sum, [x, y]) => sum + (y - my - b * (x - mx)) ** 2, 0);
  return { slope: b, error: n < 3 ? null : Math.sqrt(residual / (n - 2) / sxx) };
}

const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.cloud === 'ready', undefined, { polling: 50, timeout: 180_000 });
const shows = (page, key, value) =>
  page.waitForFunction(
    ([name, wanted]) => document.documentElement.dataset[name] === wanted && document.documentElement.dataset.cloud === 'ready',
    [key, value],
    { polling: 50, timeout: 180_000 },
  );
const mode = async (page, name) => {
  await page.getByTestId('view-modes').getByRole('radio', { name }).click();
  await page.waitForTimeout(1_500);
  await ready(page);
};

/** One round of what a person does; the numbers differ from round to round. */
const STEPS = [
  async (page, n) => { for (const layer of [1 + n % 5, n % 3, 6]) { await page.getByTestId(`layer-bar-${layer}`).click(); await shows(page, 'layer', String(layer)); } },
  async (page, n) => { for (const row of [n % 7, 2 + n % 5]) await page.getByTestId('concordance-row').nth(row).click({ modifiers: row % 2 === 0 ? [] : ['ControlOrMeta'] }); },
  async (page, n) => { await page.getByTestId('type-input').fill(`The bank of river ${n} was steep.`); await page.keyboard.press('Enter'); await page.waitForTimeout(1_500); },
  async (page) => { for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z'); await ready(page); },
  async (page) => { await mode(page, 'Flight'); await page.getByTestId('flight-play').click(); await page.waitForTimeout(2_500); await mode(page, 'Cloud'); },
  async (page) => { await mode(page, 'Strata'); await page.waitForTimeout(1_000); await mode(page, 'Cloud'); },
  async (page) => { await mode(page, 'Compare'); await page.waitForTimeout(1_000); await mode(page, 'Cloud'); },
  async (page) => { await page.getByTestId('export').click(); await page.getByTestId('export-preview').waitFor(); await page.waitForTimeout(500); await page.keyboard.press('Escape'); },
  async (page, n) => { const id = n % 2 === 0 ? 'run' : 'bank'; await page.getByTestId(`set-${id}`).click(); await shows(page, 'set', id); },
  async (page, n) => { const id = n % 2 === 0 ? 'glove-100d' : 'minilm-l6'; await page.getByTestId('model-picker').click(); await page.getByTestId(`model-${id}`).click(); await shows(page, 'model', id); },
  async (page) => { if (await page.evaluate(() => document.documentElement.dataset.model) === 'minilm-l6') return; await page.getByTestId('model-picker').click(); await page.getByTestId('model-minilm-l6').click(); await shows(page, 'model', 'minilm-l6'); },
];

async function sample(app, page, cdp) {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name) => metrics.find((one) => one.name === name)?.value ?? 0;
  const frames = await page.evaluate((ms) => new Promise((resolve) => {
    const times = [];
    const began = performance.now();
    const frame = (now) => { times.push(now); if (now - began < ms) requestAnimationFrame(frame); else resolve(times); };
    requestAnimationFrame(frame);
  }), FRAMES_MS);
  const processes = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ type, name, memory }) => ({ name: name ?? type, bytes: memory.workingSetSize * 1024 })));
  const rss = {};
  for (const { name, bytes } of processes) rss[`memory of ${name}, MiB`] = (rss[`memory of ${name}, MiB`] ?? 0) + bytes / MiB;
  return {
    'heap of the page, MiB': of('JSHeapUsedSize') / MiB,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    'frame, ms': median(frames.slice(1).map((time, i) => time - frames[i])),
    ...rss,
  };
}

await main(async () => {
  const minutes = Number(argument('minutes', '60'));
  const userData = mkdtempSync(path.join(tmpdir(), 'contexture-soak-'));
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ started: true, setId: 'bank', modelId: 'minilm-l6' }));
  const switches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ executablePath: electronExecutable(), args: [...switches, inRoot(), `--user-data-dir=${userData}`], env: { ...process.env } });
  const samples = [];
  const failed = {};
  let nSteps = 0;
  const began = performance.now();
  const minutesGone = () => (performance.now() - began) / 60_000;
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(20_000);
    await ready(page);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    for (let n = 0, next = 0; minutesGone() < minutes; n++) {
      for (const [at, step] of STEPS.entries()) {
        nSteps++;
        // A step that finds its button disabled is told; the others go on.
        await step(page, n).catch(async (error) => { failed[at] = { n: (failed[at]?.n ?? 0) + 1, error: String(error.message).split('\n')[0] }; await page.keyboard.press('Escape'); });
        if (performance.now() < next) continue;
        next = performance.now() + SAMPLE_MS;
        samples.push([minutesGone(), await sample(app, page, cdp)]);
        say(`${rounded(minutesGone())} min, round ${n + 1}: ${JSON.stringify(samples.at(-1)[1], (_, value) => (typeof value === 'number' ? rounded(value) : value))}`);
      }
    }
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true });
  }
  const late = samples.filter(([at]) => at >= minutes * WARM_UP);
  const figures = Object.fromEntries(Object.keys(samples[0]?.[1] ?? {}).map((key) => {
    const { slope: perMinute, error } = slope(late.map(([at, values]) => [at, values[key] ?? 0]));
    return [key, { first: rounded(late[0][1][key] ?? 0), last: rounded(late.at(-1)[1][key] ?? 0), perHour: rounded(perMinute * 60), standardError: error === null ? null : rounded(error * 60) }];
  }));
  print({ machine: { ...machine(), electron: electronVersion() }, minutes, nSteps, nSamples: late.length, warmUpMinutes: rounded(minutes * WARM_UP), ...figures, failedSteps: failed });
});
