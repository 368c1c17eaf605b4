// `npm run -s bench -- fuzz [--json] [--files N]`: the tests on generated damage with all their cases in place of a third (tokenizer files, model folders, all that the app keeps), and hostile files
// for every reader, each reader in a process of its own: how many were read and refused, the slowest, and the most memory that the process took.
import { spawnSync } from 'node:child_process';
import { inRoot, main, root, say } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { argument, machine, print } from './measures.mjs';

const TESTS = ['src-main/tokenizers/hostile-tokenizer.test.ts', 'src-main/conversion/hostile-folders.test.ts', 'src-main/model-format/whole-folder.test.ts', 'src-main/faults/damage.test.ts'];
const [N_FILES, MAX_MS, MAX_BYTES, HANG_MS] = [550, 2_000, 512 * 2 ** 20, 600_000];

function damage() {
  // What the tests say must not get into the JSON.
  const stdio = ['ignore', process.argv.includes('--json') ? 2 : 'inherit', 'inherit'];
  return spawnSync(inRoot('node_modules/.bin/vitest'), ['run', ...TESTS, '--testTimeout', '600000'], { cwd: root, stdio, env: { ...process.env, CONTEXTURE_FUZZ: 'full' } }).status ?? 1;
}

function ask(script, args) {
  const { status, signal, stdout } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: HANG_MS, maxBuffer: 2 ** 26 });
  return status === 0 ? JSON.parse(stdout) : { nFiles: 0, bugs: [{ n: -1, error: `the process ended with ${signal ?? status}` }] };
}

await main(async () => {
  const status = damage();
  const script = await bundle('tools/bench/hostile-ours.ts');
  const nFiles = Number(argument('files', String(N_FILES)));
  const readers = {};
  for (const [at, name] of ask(script, []).entries()) readers[name] = ask(script, [String(at), String(nFiles)]);
  const all = Object.values(readers);
  const worst = (key) => Object.entries(readers).sort(([, a], [, b]) => (b[key] ?? 0) - (a[key] ?? 0))[0];
  const [slowest, { slowestMs }] = worst('slowestMs');
  const [largest, { peakBytes }] = worst('peakBytes');
  const total = {
    nFiles: all.reduce((sum, one) => sum + one.nFiles, 0),
    nBugs: all.reduce((sum, one) => sum + one.bugs.length, 0),
    slowestMs,
    slowest,
    peakMiB: Math.round(peakBytes / 2 ** 20),
    largest,
  };
  print({ machine: machine(), damageTests: status === 0 ? 'passed' : 'failed', ...readers, total });
  const isGood = status === 0 && total.nBugs === 0 && slowestMs <= MAX_MS && peakBytes <= MAX_BYTES;
  if (!isGood) say(`beyond what is promised: no bug, at most ${MAX_MS} ms and ${MAX_BYTES / 2 ** 20} MiB`);
  return isGood ? 0 : 1;
});
