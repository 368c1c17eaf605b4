// `npm run -s bench -- kept [--json] [--runs N] [--lines N]`: a large JSONL file opened, its list scrolled, an edit of many rows undone, and a
// session of 10,000 occurrences in 13 layers opened, in the real app.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { electronExecutable, electronVersion } from '../setup/electron-runtime.mjs';
import { inRoot, main, root, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { argument, machine, median, print, rounded } from './measures.mjs';

const nEdited = 5_000;
const figure = (values, unit) => ({ n: values.length, ms: Math.round(median(values)), least: Math.round(Math.min(...values)), most: Math.round(Math.max(...values)), unit });

const lines = (n) =>
  Array.from({ length: n }, (_, i) =>
    JSON.stringify({
      text: `Line ${i}: he sat on the bank of the ${i % 2 === 0 ? 'river' : 'trust'} and thought of ${(i * 7919) % 1000}.`,
      word: 'bank',
      sense: i % 2 === 0 ? 'river' : 'money',
    }),
  ).join('\n');

/** Dialogs answer with this file from now on. The garbage of a large file may take Playwright's own promise with it: then it is asked again. */
async function answerWith(app, file) {
  const answer = () => app.evaluate(({ dialog }, filePath) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] }); }, file);
  await answer().catch(answer);
}

async function choose(app, page, file) {
  await answerWith(app, file);
  const start = performance.now();
  await page.keyboard.press('Control+o');
  return start;
}

/** From the key to the dialog with its preview, and from the button to the list of all occurrences. */
async function openFile(app, page, file, n) {
  const start = await choose(app, page, file);
  await page.getByTestId('build-set').waitFor();
  const previewed = performance.now();
  await watchTasks(page);
  await page.getByTestId('build-set').click();
  await page.waitForFunction((count) => document.querySelector('[data-testid="concordance"]')?.getAttribute('aria-rowcount') === count, String(n), { polling: 20, timeout: 300_000 });
  return { start, previewMs: previewed - start, listMs: performance.now() - previewed };
}

/** Scrolls a screen a frame for three seconds. @returns times between frames */
const scroll = (page) => page.evaluate(async () => {
  const list = document.querySelector('[data-testid="concordance"]');
  const times = [];
  let [last, until] = [0, performance.now() + 3_000];
  for (let now = performance.now(); now < until;) {
    list.scrollTop += 700;
    now = await new Promise(requestAnimationFrame);
    if (last > 0) times.push(now - last);
    last = now;
  }
  return times;
});

/** From now on the page notes its tasks of more than 50 ms; {@link longestTask} tells the longest. */
const watchTasks = (page) => page.evaluate(() => {
  globalThis.benchTasks = [];
  new PerformanceObserver((list) => { globalThis.benchTasks.push(...list.getEntries().map(({ duration }) => duration)); }).observe({ type: 'longtask' });
});

/** For how long the page could not have answered a key, in ms. */
const longestTask = (page) => page.evaluate(async () => {
  await new Promise((resolve) => { setTimeout(resolve, 100); });
  return Math.max(0, ...globalThis.benchTasks.splice(0));
});

/** From the key to the second frame after it: then what it did is drawn. */
const pressed = (page, key) => page.evaluate(async (options) => {
  const start = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...options }));
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}, key);

function launch(userData) {
  mkdirSync(userData);
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ started: true, setId: 'bank', modelId: 'glove-100d' }));
  const switches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return _electron.launch({ executablePath: electronExecutable(), args: [...switches, inRoot(), `--user-data-dir=${userData}`], env: { ...process.env } });
}

/** From the button to the picture, in an app that shows something else. */
async function openSession(file, userData) {
  const app = await launch(userData);
  try {
    const page = await app.firstWindow();
    await ready(page);
    await answerWith(app, file);
    await page.getByTestId('session-menu').click();
    await watchTasks(page);
    const start = performance.now();
    await page.getByTestId('open-session').click();
    await page.waitForFunction(() => /Tiny,\slayer\s12/u.test(document.querySelector('[data-testid="figure"]')?.textContent ?? ''), undefined, { polling: 10, timeout: 60_000 });
    await ready(page);
    return { ms: performance.now() - start, longest: await longestTask(page) };
  } finally {
    await app.close();
  }
}

const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.cloud === 'ready', undefined, { polling: 20, timeout: 300_000 });

await main(async () => {
  const nRuns = Number(argument('runs', '5'));
  const nLines = Number(argument('lines', '100000'));
  const before = machine();
  const folder = mkdtempSync(path.join(tmpdir(), 'contexture-bench-kept-'));
  const sessionFile = path.join(folder, 'large.contexture');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=8000', await bundle('tools/bench/kept-ours.ts'), sessionFile, '10000', '13', '384', String(nRuns)],
    { cwd: root, encoding: 'utf8', maxBuffer: 1e8 },
  );
  if (status !== 0) throw new SetupError(stderr.trim());
  const kept = JSON.parse(stdout);
  const [large, edited] = [path.join(folder, 'large.jsonl'), path.join(folder, 'edited.jsonl')];
  writeFileSync(edited, lines(nEdited));
  const app = await launch(path.join(folder, 'data'));
  const [previews, lists, maps, frames, undos, redos, sessions, tasks] = [[], [], [], [], [], [], [], []];
  try {
    const page = await app.firstWindow();
    await ready(page);
    await openFile(app, page, edited, nEdited);
    await ready(page);
    await page.getByTestId('concordance').focus();
    await page.keyboard.press('Control+a');
    for (let run = 0; run < nRuns; run++) {
      await page.keyboard.press('1');
      await page.waitForTimeout(1_500);
      undos.push(await pressed(page, { key: 'z', code: 'KeyZ', ctrlKey: true }));
      await page.waitForTimeout(1_000);
      redos.push(await pressed(page, { key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true }));
      await page.waitForTimeout(1_000);
      await page.keyboard.press('Control+z');
      await page.waitForTimeout(1_000);
    }
    for (let run = 0; run < nRuns; run++) {
      // One line more each time, so that the list on screen is known to be the new one.
      writeFileSync(large, lines(nLines + run));
      const { start, previewMs, listMs } = await openFile(app, page, large, nLines + run);
      previews.push(previewMs);
      lists.push(listMs);
      await ready(page);
      maps.push(performance.now() - start - previewMs);
      tasks.push(await longestTask(page));
      frames.push(...await scroll(page));
    }
  } finally {
    await app.close();
  }
  for (let run = 0; run < nRuns; run++) sessions.push(await openSession(sessionFile, path.join(folder, `data-${run}`)));
  rmSync(folder, { recursive: true, force: true });
  print({
    machine: { ...before, electron: electronVersion() },
    preview: figure(previews, `from the key to the preview of ${nLines} lines of JSONL`), list: figure(lists, 'from the button to the whole list'),
    map: figure(maps, 'from the button to the map; static vectors'), mapTask: figure(tasks, 'longest task of the page meanwhile'),
    scroll: { n: frames.length, median: rounded(median(frames)), most95: rounded([...frames].sort((a, b) => a - b)[Math.floor(0.95 * frames.length)]), unit: `ms between frames, a screen a frame, ${nLines} rows` },
    undo: figure(undos, `from the key to the second frame after it, the senses of ${nEdited} rows`), redo: figure(redos, 'the same, redone'),
    sessionFile: { megabytes: Math.round(kept.nBytes / 1e6), write: figure(kept.writeMs, 'the file alone'), read: figure(kept.readMs, 'the file alone, every number looked at') },
    session: figure(sessions.map(({ ms }) => ms), 'from the button to the picture: 10,000 occurrences, a flight of 13 layers × 384, made vectors'),
    sessionTask: figure(sessions.map(({ longest }) => longest), 'longest task of the page meanwhile'),
  });
});
