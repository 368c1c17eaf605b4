// The program as it is shipped: `node tools/package/trial.mjs` makes and installs it first.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { fusesOf } from '../tools/package/config.mjs';
import { cloudReady, rootSwitches } from './fixtures/app';
import { dataIn, executable, folder, freshHome, isInstalled, runIn, start } from './fixtures/packaged';

const commandLine = isInstalled ? '/usr/bin/contexture' : path.join(folder, 'resources/bin/contexture');

/** How a fuse stands in the executable: a digit. */
const [OFF, ON] = ['0', '1'].map((digit) => digit.charCodeAt(0));

test('the fuses of the executable are what the table says, every one', async () => {
  const wire = await getCurrentFuseWire(executable);
  const wanted: Record<string, boolean> = fusesOf('linux');
  const names = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name));
  expect(names.map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`).sort()).toEqual(Object.keys(wanted).sort());
  for (const name of names) {
    const state = wire[FuseV1Options[name as keyof typeof FuseV1Options]];
    expect(state, name).toBe(wanted[`${name.charAt(0).toLowerCase()}${name.slice(1)}`] === true ? ON : OFF);
  }
});

test('the main job runs: first start, the cloud of bank, another layer, an own page without Node; a session is opened by the system, by a start and by a second one', async () => {
  test.setTimeout(180_000);
  const home = freshHome();
  const first = await start(home);
  await expect(first.page.getByTestId('first-run')).toBeVisible();
  await first.page.getByTestId('start-bank').click();
  await cloudReady(first.page);
  await first.page.getByTestId('scene-host').focus();
  await first.page.keyboard.press('[');
  await expect(first.page.getByTestId('figure')).toContainText(/layer\s6/);
  await cloudReady(first.page);
  expect(await first.page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process'), location.protocol])).toEqual(['undefined', 'undefined', 'contexture:']);
  const shown = await first.page.getByTestId('figure').innerText();
  // What is on screen is kept after two seconds, as a session file.
  const kept = path.join(dataIn(home), 'autosave.contexture');
  await expect.poll(() => existsSync(kept)).toBe(true);
  await first.page.waitForTimeout(2_500);
  const file = path.join(home, 'Lecture 4.contexture');
  cpSync(kept, file);
  expect(first.problems).toEqual([]);
  expect(await first.close()).toBe(0);
  expect(existsSync(kept)).toBe(false);

  const second = await start(freshHome(), file);
  await cloudReady(second.page);
  await expect(second.page.getByTestId('session-menu')).toContainText('Lecture 4');
  expect(await second.page.getByTestId('figure').innerText()).toBe(shown);
  expect(second.problems).toEqual([]);
  await second.close();

  const third = await start(home);
  await cloudReady(third.page);
  const handed = isInstalled ? runIn(home, 'gio', 'open', file) : runIn(home, executable, file);
  expect(handed.status, handed.stderr).toBe(0);
  await expect(third.page.getByTestId('session-menu')).toContainText('Lecture 4');
  await third.close();
});

test('the command line embeds, imports and computes distances with the models of the package', () => {
  test.setTimeout(120_000);
  const home = freshHome();
  const models = runIn(home, commandLine, 'models');
  expect(models.status, models.stderr).toBe(0);
  for (const id of readdirSync(path.join(folder, 'resources/models'))) expect(models.stdout).toContain(id);
  const distances = runIn(home, commandLine, 'distances', '--model', 'minilm-l6', '--json', 'The bank raised rates::bank', 'We sat on the river bank::bank');
  expect(distances.status, distances.stderr).toBe(0);
  const { layers: [last] } = JSON.parse(distances.stdout) as { layers: { matrix: number[][] }[] };
  expect(last?.matrix[0]?.[1]).toBeGreaterThan(0.1);
  const [sentences, vectors] = ['bank.txt', 'bank.npy'].map((name) => path.join(home, name));
  writeFileSync(sentences ?? '', 'The bank raised its rates.\nWe sat on the river bank.\n');
  const embedded = runIn(home, commandLine, 'embed', '--model', 'minilm-l6', '--word', 'bank', '--layers', 'last', '--input', sentences ?? '', '--output', vectors ?? '');
  expect(embedded.status, embedded.stderr).toBe(0);
  const { version } = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')) as { version: string };
  expect(JSON.parse(readFileSync(`${vectors ?? ''}.json`, 'utf8'))).toMatchObject({ provenance: { appVersion: version, nRows: 2, dim: 384 } });
  const imported = runIn(home, commandLine, 'import', path.resolve('src-main/conversion/golden/elmo-clips'), '--id', 'small-elmo');
  expect(imported.status, imported.stderr).toBe(0);
  expect(runIn(home, commandLine, 'models').stdout).toContain('small-elmo');
});

test('the page of the package is locked in: no other host, no window, no navigation, no permission, no text as script, in Chromium’s sandbox', async () => {
  const { page, process: program, close } = await start(freshHome());
  await expect(page.getByTestId('first-run')).toBeVisible();
  const outcome = await page.evaluate(async () => {
    const tries = ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'contexture://app/../../package.json', 'contexture://other/index.html'];
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
    const violated = new Promise<string>((resolve) => { document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => { resolve(effectiveDirective); }, { once: true }); });
    return {
      answers: await Promise.all(tries.map((url) => globalThis['fetch'](url).then(({ status }) => status, () => 'refused'))), opened: window.open('https://example.org/'),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state, violated: await Promise.race([violated, new Promise<string>((resolve) => { setTimeout(() => { resolve('nothing'); }, 2_000); })]),
      text: await Promise.resolve().then(() => (0, eval)('1') as unknown).then(String, (error: unknown) => (error as Error).name),
    };
  });
  expect(outcome).toEqual({
    answers: ['refused', 'refused', 'refused', 404, 'refused'],
    opened: null,
    geolocation: 'denied',
    violated: expect.stringMatching(/frame-src|connect-src/) as unknown,
    text: 'EvalError',
  });
  await page.evaluate(() => { location.href = 'https://example.org/'; });
  await page.waitForTimeout(300);
  expect(page.url()).toBe('contexture://app/index.html');
  if (rootSwitches.length === 0) {
    const pages = processesBelow(program.pid ?? 0).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'));
    expect(pages.length).toBeGreaterThan(0);
    // Seccomp with a filter is 2.
    for (const pid of pages) expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
  }
  await close();
});

/** Of all processes, those that this one has started, and theirs. */
function processesBelow(root: number): readonly number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      return [[Number(name), Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])] as const];
    } catch {
      return [];
    }
  }));
  const isBelow = (pid: number): boolean => { const parent = parents.get(pid); return parent !== undefined && (parent === root || isBelow(parent)); };
  return [...parents.keys()].filter(isBelow);
}

test('code from outside the archive does not run: not by NODE_OPTIONS, not by the inspector', async () => {
  const home = freshHome();
  const mark = path.join(home, 'ran');
  const script = path.join(home, 'script.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
  process.env['NODE_OPTIONS'] = `--require=${script}`;
  try {
    const app = await start(home, '--inspect=127.0.0.1:0');
    await expect(app.page.getByTestId('first-run')).toBeVisible();
    let told = '';
    app.process.stderr?.on('data', (chunk: Buffer) => { told += chunk.toString(); });
    await app.close();
    expect(told).not.toContain('Debugger listening');
  } finally {
    delete process.env['NODE_OPTIONS'];
  }
  expect(existsSync(mark)).toBe(false);
});

test('the package says whose work it carries', () => {
  const notices = readFileSync(path.join(folder, 'resources/notices/THIRD-PARTY.txt'), 'utf8');
  for (const name of ['onnxruntime-node', 'three', 'svelte', 'tokenizers', 'umap-js']) expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  const bom = JSON.parse(readFileSync(path.join(folder, 'resources/notices/sbom.cdx.json'), 'utf8')) as { bomFormat: string; components: { type: string; name: string; licenses?: unknown[] }[] };
  expect(bom.bomFormat).toBe('CycloneDX');
  const models = bom.components.filter(({ type }) => type === 'machine-learning-model').map(({ name }) => name);
  expect(models.sort()).toEqual(readdirSync(path.join(folder, 'resources/models')).sort());
  expect(bom.components.filter(({ licenses }) => (licenses ?? []).length === 0)).toEqual([]);
  expect(readdirSync(path.join(folder, 'resources')).sort()).toEqual(['app-update.yml', 'app.asar', 'app.asar.unpacked', 'assets', 'bin', 'models', 'notices', ...(isInstalled ? ['package-type'] : [])]);
  // Of the native libraries, this system's alone.
  expect(readdirSync(path.join(folder, 'resources/app.asar.unpacked/node_modules/onnxruntime-node/bin/napi-v6'))).toEqual(['linux']);
});

test('the next version is found on its server, held to its digest, and waits for a word; diagnostics hold no word of the user’s', async () => {
  test.skip(!isInstalled, 'a folder has no next version of its own kind');
  test.setTimeout(120_000);
  const next = Buffer.alloc(2_000_000, 3);
  const digest = createHash('sha512').update(next).digest('base64');
  const asked: string[] = [];
  let served = next.subarray(0, 1_000_000);
  const server = createServer(({ url = '', headers }, response) => {
    asked.push(url.replace(/\?.*/u, ''), headers['x-user-staging-id']?.toString() ?? '');
    if (url.startsWith('/latest-linux.yml')) response.end(`version: 99.0.0\nfiles:\n  - url: contexture_99.0.0_amd64.deb\n    sha512: ${digest}\n    size: ${next.length}\npath: contexture_99.0.0_amd64.deb\nsha512: ${digest}\nreleaseDate: '2026-01-01T00:00:00.000Z'\n`);
    else response.end(served);
  });
  await new Promise<void>((resolve) => { server.listen(48_321, '127.0.0.1', resolve); });
  const { page, close, problems } = await start(freshHome());
  await page.getByTestId('start-bank').click();
  await cloudReady(page);
  expect(asked).toEqual([]);
  await page.getByTestId('open-about').click();
  await page.getByTestId('check-update').click();
  await expect(page.getByTestId('update-line')).toContainText('Version 99.0.0 is there, 2 MB');
  await page.getByTestId('fetch-update').click();
  await expect(page.getByTestId('update-problem')).toContainText(/digest differs|did not arrive whole/u);
  await expect(page.getByTestId('install-update')).toHaveCount(0);
  served = Buffer.from(next).fill(4, 1_500_000);
  await page.getByTestId('fetch-update').click();
  await expect(page.getByTestId('update-problem')).toContainText('its digest differs');
  served = next;
  await page.getByTestId('fetch-update').click();
  await expect(page.getByTestId('install-update')).toBeVisible();
  expect(new Set(asked)).toEqual(new Set(['/latest-linux.yml', '/contexture_99.0.0_amd64.deb', '']));
  const { value } = await page.evaluate(() => (globalThis as unknown as { contexture: { diagnostics(): Promise<{ value: string }> } }).contexture.diagnostics());
  expect(value).toMatch(/^Contexture \d+\.\d+\.\d+ \(package\)\nElectron .*onnxruntime \d.*devices:\n.*CPU.*models:\n.*minilm-l6/su);
  expect(value).not.toMatch(/bank/iu);
  expect(problems).toEqual([]);
  await close();
  server.close();
});
