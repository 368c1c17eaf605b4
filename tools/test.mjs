// `npm test`: sets everything up, then lint, types, unit and conformance tests, and end-to-end tests in the real app.
// The last line counts the tests that ran; a skipped test is named above it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { closedNetwork } from './setup/closed-network.mjs';
import { ensureApp } from './setup/ensure.mjs';
import { withDisplay } from './setup/launch.mjs';
import { asOrdinaryUser } from './setup/ordinary-user.mjs';
import { inRoot, main, root, say } from './setup/project.mjs';
import { ensureProgram } from './setup/system-libraries.mjs';

const bin = (name) => inRoot('node_modules/.bin', name);

// A second process of ESLint would build all programs of TypeScript again.
const lint = ['lint', [bin('eslint'), '--concurrency', 'off', '--max-warnings', '0', '.']];
const types = [
  // What may run anywhere, what runs in Node, what knows both sides; svelte-check takes the page, .ts and .svelte.
  ...['pure', 'node', 'tools'].map((side) => [`types: ${side}`, [bin('tsc'), '-p', `tsconfig.${side}.json`]]),
  ['types: web', [bin('svelte-check'), '--tsconfig', 'tsconfig.web.json', '--fail-on-warnings']],
];
const unit = ['unit and conformance tests', [bin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${inRoot('out/reports/unit.json')}`]];

/** The app's own windows, pages without one, what needs neither, and the program as it is installed. */
const LANES = ['windows', 'panels', 'pages', 'packaged'];

/** End-to-end tests that may pass at their second try; each is named. More of them are a fault of the app or of the tests. */
const N_FORGIVEN = 2;

await main(async () => {
  await ensureApp();
  rmSync(inRoot('out/reports'), { recursive: true, force: true });
  mkdirSync(inRoot('out/reports'), { recursive: true });
  // The sandbox is tested too; and what the app asks of the network is seen by strace.
  ensureProgram('strace', 'strace');
  const network = closedNetwork();
  const lane = (name) => {
    const command = asOrdinaryUser(withDisplay(['env', `CONTEXTURE_LANE=${name}`, bin('playwright'), 'test', `--project=${name}`]), ['out/reports', 'out/pages', 'out/e2e'], name);
    return [`end-to-end tests: ${name}`, network?.inNetwork(name, command) ?? command];
  };
  // Two cores take one step after the other from one queue: what fails soonest first, then the longest.
  const queue = [
    lint, ...types, lane('windows'), unit, lane('panels'), lane('pages'),
    ['end-to-end tests: packaged', [process.execPath, inRoot('tools/package/trial.mjs')]],
  ];
  const failed = (await Promise.all([takeFrom(queue), takeFrom(queue)])).flat();
  const counts = [unitCounts(), endToEndCounts()];
  const total = (key) => counts.reduce((sum, count) => sum + count[key], 0);
  for (const name of counts.flatMap((count) => count.skippedNames)) say(`skipped: ${name}`);
  const secondTries = counts.flatMap((count) => count.secondTries);
  for (const name of secondTries) say(`passed at the second try only: ${name}`);
  if (secondTries.length > N_FORGIVEN) failed.push(`${secondTries.length} second tries`);
  if (network !== null) failed.push(...LANES.slice(0, 3).filter((name) => !isSilent(name, network.packetsOf(name))).map((name) => `network of ${name}`));
  if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
  const ok = failed.length === 0 && total('passed') > 0;
  process.stdout.write(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped\n`);
  return ok ? 0 : 1;
});

/** Whether nothing left the machine while a lane ran; what did is said. */
function isSilent(name, nPackets) {
  say(`end-to-end tests: ${name} sent ${nPackets ?? 'an unknown number of'} packets beyond this machine`);
  return nPackets === 0;
}

/**
 * Takes steps from the queue until it is empty. @returns the names of those that failed; what one writes is shown when it has ended, but for
 * Playwright's, whose lines name their lane: they are shown as they come
 */
async function takeFrom(queue) {
  const failed = [];
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    const [name, command] = step;
    const started = Date.now();
    const { status, output } = await run(command, !name.startsWith('end-to-end'));
    process.stdout.write(output);
    if (status !== 0) failed.push(name);
    say(`${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`);
  }
  return failed;
}

function run([program, ...args], isHeld) {
  // NO_COLOR: the log of a machine is read as text.
  const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' };
  const child = spawn(program, args, { cwd: root, stdio: isHeld ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'], env });
  const parts = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => { parts.push(part); });
  return new Promise((resolve) => {
    child.on('error', (error) => { resolve({ status: 1, output: `${error.message}\n` }); });
    child.on('close', (status) => { resolve({ status, output: Buffer.concat(parts).toString() }); });
  });
}

function report(file) {
  return existsSync(inRoot(file)) ? JSON.parse(readFileSync(inRoot(file), 'utf8')) : null;
}

function unitCounts() {
  const tests = (report('out/reports/unit.json')?.testResults ?? []).flatMap((file) => file.assertionResults);
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length,
    skipped: skipped.length,
    skippedNames: skipped.map((test) => test.fullName),
    secondTries: [],
  };
}

function endToEndCounts() {
  const specs = [];
  const visit = (suite) => { specs.push(...(suite.specs ?? [])); (suite.suites ?? []).forEach(visit); };
  for (const lane of LANES) (report(`out/reports/e2e-${lane}.json`)?.suites ?? []).forEach(visit);
  const of = (status) => specs.filter((spec) => spec.tests.some((test) => test.status === status));
  const named = (list) => list.map((spec) => spec.title);
  return {
    passed: of('expected').length + of('flaky').length, failed: of('unexpected').length, skipped: of('skipped').length,
    skippedNames: named(of('skipped')), secondTries: named(of('flaky')),
  };
}
