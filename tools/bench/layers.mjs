// `npm run -s bench -- layers [--json] [--runs N] [--rows 2000 --layers 13 --dim 768]`: how long it takes to measure all layers of a set (similarities,
// silhouette, nearest senses with intervals), to mix them and measure the mix as with every move of a slider (the first of a process, and the median of nine after it),
// and to lay them together for a flight (it plays when that is done), and the frames of a flight of as many points beside a bare THREE.Points whose rows are
// moved on the processor, in the same window and run. Made vectors: for the time alone.
import { spawnSync } from 'node:child_process';
import { openPage } from '../setup/page-window.mjs';
import { main, root, say, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { argument, machine, median, print, rounded } from './measures.mjs';

const nFrames = 60;

/** Median frames a second of a flight of `n` points with trails and without, and of the bare points; as fast as they come. */
async function framesOf(n, nRuns) {
  const { page, close } = await openPage('tools/bench/scene-page', ['--disable-frame-rate-limit', '--disable-gpu-vsync']);
  try {
    const failed = new Promise((_, reject) => { page.on('pageerror', reject); });
    failed.catch(() => undefined);
    const ask = (method, value) => Promise.race([failed, page.evaluate(([name, argument]) => globalThis.session[name](argument), [method, value])]);
    await page.waitForFunction(() => globalThis.sceneBench !== undefined);
    const renderer = await page.evaluate(() => globalThis.sceneBench.rendererName());
    await page.evaluate((count) => { globalThis.session = globalThis.sceneBench.open(count); }, n);
    await page.waitForTimeout(800);
    await ask('frames', 5);
    const runs = [];
    for (let run = 0; run < nRuns; run++) runs.push(await ask('flight', nFrames));
    const [ours, withoutTrails, theirs] = ['ours', 'withoutTrails', 'theirs'].map((side) => 1000 / median(runs.map((run) => median(run[side]))));
    return { n, nFrames, renderer, ours: rounded(ours), withoutTrails: rounded(withoutTrails), theirs: rounded(theirs), ratio: rounded(ours / theirs), unit: 'frames a second' };
  } finally {
    await close();
  }
}

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
    say(`round ${run + 1} of ${nRuns}: measures ${runs.at(-1).measures.ms} ms, mixed and measured ${runs.at(-1).mix.firstMs} ms the first time and ${runs.at(-1).mix.ms} ms after it, flight ${runs.at(-1).flight.ms} ms`);
  }
  const of = (part) => ({ ms: median(runs.map((run) => run[part].ms)), longestStepMs: median(runs.map((run) => run[part].longestStepMs)) });
  const mixOf = (all) => Object.fromEntries(['firstMs', 'ms', 'mixMs', 'recallMs', 'longestStepMs'].map((part) => [part, median(all.map(({ mix }) => mix[part]))]));
  const { rows, layers, dim } = runs[0];
  const playing = await framesOf(rows, nRuns);
  say(`playing: ${JSON.stringify(playing)}`);
  print({ machine: before, rows, layers, dim, nRuns, measures: of('measures'), mix: mixOf(runs), flight: of('flight'), playing });
});
