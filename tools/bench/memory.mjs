// `npm run -s bench -- memory [--json]`: resident memory of the bundled MPNet and of large models (random weights of published shapes), loaded, run and released; and how long they load.
import { spawnSync } from 'node:child_process';
import { electronExecutable, electronVersion } from '../setup/electron-runtime.mjs';
import { main, root, say, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { argument, machine, median, packageVersion, print, rounded } from './measures.mjs';
import { ensureBenchPython } from './python.mjs';
import { convertRandom, convertRandomElmo } from './random-models.mjs';
import { Worker } from './worker.mjs';

const MiB = 2 ** 20;

function measure(script, id) {
  // Electron's allocator is not Node's, and it is the one that the app runs with.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { status, stdout, stderr } = spawnSync(electronExecutable(), ['--expose-gc', script, id, 'minilm-l6'], { cwd: root, encoding: 'utf8', env });
  if (status !== 0) throw new SetupError(`${id}: ${stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout);
}

await main(async () => {
  const nRuns = Number(argument('runs', '3'));
  const python = ensureBenchPython();
  const ours = new Worker(process.execPath, [await bundle('tools/bench/embed-ours.ts')]);
  await convertRandom('bert-base', python, ours);
  await convertRandomElmo('elmo-original', python, ours);
  await ours.end();
  const script = await bundle('tools/bench/memory-ours.ts');
  const result = { machine: { ...machine(), electron: electronVersion(), onnxruntime: packageVersion('onnxruntime-node') } };
  for (const id of ['mpnet-base', 'bert-base', 'elmo-original']) {
    const runs = Array.from({ length: nRuns }, () => measure(script, id));
    const at = (key) => median(runs.map((one) => one[key]));
    const beyondIdle = at('loaded') - at('idle');
    // theirs: the float32 weights alone. Under 1 as a ratio: more is resident than they take.
    result[id] = {
      n: nRuns, ours: Math.round(beyondIdle / MiB), theirs: Math.round(at('weightBytes') / MiB), ratio: rounded(at('weightBytes') / beyondIdle),
      unit: 'MiB resident beyond the idle process after loading and one batch; theirs: the float32 weights themselves',
      loadMs: Math.round(at('loadMs')), timesTheWeights: rounded(beyondIdle / at('weightBytes')),
      idleMiB: Math.round(at('idle') / MiB), peakMiB: Math.round(at('peak') / MiB),
      releasedMiB: Math.round((at('released') - at('idle')) / MiB), otherModelMiB: Math.round((at('afterOther') - at('idle')) / MiB),
    };
    say(`${id}: ${JSON.stringify(result[id])}`);
  }
  print(result);
});
