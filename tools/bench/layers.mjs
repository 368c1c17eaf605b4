// `npm run -s bench -- layers [--json] [--runs N] [--rows 2000 --layers 13 --dim 768]`: how long it takes to measure all layers of a set (similarities,
// silhouette, nearest senses with intervals) to mix them and measure the mix, as with every move of a slider,
// and to lay them together for a flight. Made vectors: for the time alone.
import { spawnSync } from 'node:child_process';
import { main, root, say, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { argument, machine, median, print } from './measures.mjs';

await main(async () => {
  const before = machine();
  const script = await bundle('tools/bench/layers-ours.ts');
  const nRuns = Number(argument('runs', '5'));
  const sizes = ['rows', 'layers', 'dim'].flatMap((name) => { const value = argument(name, null); return value === null ? [] : [`--${name}`, value]; });
  const runs = [];
  for (let run = 0; run < nRuns; run++) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...sizes], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new SetupError(stderr.trim().split('\n').at(-1));
    runs.push(JSON.parse(stdout));
    say(`round ${run + 1} of ${nRuns}: measures ${runs.at(-1).measures.ms} ms, mix ${runs.at(-1).mix.ms} ms and its recall ${runs.at(-1).recall.ms} ms, flight ${runs.at(-1).flight.ms} ms`);
  }
  const of = (part) => ({ ms: median(runs.map((run) => run[part].ms)), longestStepMs: median(runs.map((run) => run[part].longestStepMs)) });
  const { rows, layers, dim } = runs[0];
  print({ machine: before, rows, layers, dim, nRuns, measures: of('measures'), mix: of('mix'), recall: of('recall'), flight: of('flight') });
});
