// From spawn to the first interactive window and to the first cloud of `bank`, beside a bare Electron window on the same runtime; memory per process.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { electronExecutable, electronVersion } from '../setup/electron-runtime.mjs';
import { root } from '../setup/project.mjs';

const asJson = process.argv.includes('--json');
const nRuns = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 5;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const work = mkdtempSync(path.join(tmpdir(), 'contexture-bench-'));

function bareApp() {
  const dir = path.join(work, 'bare');
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.js', type: 'module' }));
  writeFileSync(path.join(dir, 'main.js'), `import { app, BrowserWindow } from 'electron';
app.whenReady().then(() => { const w = new BrowserWindow({ width: 1440, height: 900, show: false }); w.once('ready-to-show', () => w.show()); w.loadURL('data:text/html,<button>ready</button>'); });`);
  return dir;
}

/** Settings of somebody who has started before, so that the app opens in the Cloud view. */
function profile(modelId) {
  const dir = mkdtempSync(path.join(work, 'profile-'));
  writeFileSync(path.join(dir, 'settings.json'), JSON.stringify({ started: true, setId: 'bank', modelId }));
  return dir;
}

async function launch(target, userData) {
  return _electron.launch({ executablePath: electronExecutable(), args: ['--no-sandbox', target, `--user-data-dir=${userData}`], env: { ...process.env } });
}

async function ours(modelId) {
  const started = performance.now();
  const app = await launch(root, profile(modelId));
  const page = await app.firstWindow();
  await page.locator('[data-testid="model-picker"]').waitFor();
  const windowMs = performance.now() - started;
  await page.waitForFunction(() => document.documentElement.dataset.cloud === 'ready', undefined, { polling: 20 });
  const cloudMs = performance.now() - started;
  const memory = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map((one) => ({ type: one.name ?? one.serviceName ?? one.type, mib: Math.round(one.memory.workingSetSize / 1024) })),
  );
  await app.close();
  return { windowMs, cloudMs, memory };
}

async function bare(dir) {
  const started = performance.now();
  const app = await launch(dir, mkdtempSync(path.join(work, 'bare-profile-')));
  const page = await app.firstWindow();
  await page.locator('button').waitFor();
  const windowMs = performance.now() - started;
  await app.close();
  return windowMs;
}

const dir = bareApp();
const runs = [];
await ours('mpnet-base');
for (let i = 0; i < nRuns; i++) runs.push({ mpnet: await ours('mpnet-base'), bert: await ours('minilm-l6'), elmo: await ours('elmo-medium'), bare: await bare(dir) });

const theirs = median(runs.map((run) => run.bare));
const compared = (values) => ({
  n: nRuns,
  ours: Math.round(median(values)),
  theirs: Math.round(theirs),
  ratio: Number((theirs / median(values)).toFixed(3)),
  unit: 'ms from spawn; theirs: a bare Electron window',
});
const result = {
  machine: { cpu: cpus()[0]?.model, nCores: cpus().length, electron: electronVersion(), node: process.versions.node },
  firstWindow: compared(runs.map((run) => run.bert.windowMs)),
  firstCloudMpnetBase: compared(runs.map((run) => run.mpnet.cloudMs)),
  firstCloudMiniLmL6: compared(runs.map((run) => run.bert.cloudMs)),
  firstCloudElmoMedium: compared(runs.map((run) => run.elmo.cloudMs)),
  residentMemory: { unit: 'MiB', mpnetBase: runs.at(-1).mpnet.memory, minilmL6: runs.at(-1).bert.memory, elmoMedium: runs.at(-1).elmo.memory },
};
rmSync(work, { recursive: true, force: true });
process.stdout.write(asJson ? `${JSON.stringify(result, null, 2)}\n` : `${Object.entries(result).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n')}\n`);
