// `npm run -s bench -- scene [--json] [--runs N] [--sizes N,N]`: a flight, frames, morph, pick and lasso of the scene beside a bare THREE.Points, in the same window and run.
import { electronVersion } from '../setup/electron-runtime.mjs';
import { openPage } from '../setup/page-window.mjs';
import { main, say } from '../setup/project.mjs';
import { argument, machine, median, packageVersion, print, rounded, times } from './measures.mjs';

const sizes = argument('sizes', '2000,10000,100000,1000000').split(',').map(Number);
const idleMs = 10_000;
const flightSize = 2_000;
const gathered = (runs, n, unit) => times(n, median(runs.map(({ ours }) => median(ours))), median(runs.map(({ theirs }) => median(theirs))), unit);

await main(async () => {
  const nRuns = Number(argument('runs', '5'));
  const before = machine();
  // Frames as fast as they come: at the screen's rate every quick renderer looks the same.
  const { page, close } = await openPage('tools/bench/scene-page', ['--disable-frame-rate-limit', '--disable-gpu-vsync']);
  const result = {};
  try {
    const failed = new Promise((_, reject) => { page.on('pageerror', reject); });
    failed.catch(() => undefined);
    await page.waitForFunction(() => globalThis.sceneBench !== undefined);
    const renderer = await page.evaluate(() => globalThis.sceneBench.rendererName());
    result.machine = { ...before, electron: electronVersion(), three: packageVersion('three'), renderer };
    // An error on the page may keep an answer from ever coming.
    const ask = (method, value) => Promise.race([failed, page.evaluate(([name, argument]) => globalThis.session[name](argument), [method, value])]);
    const repeat = async (method, value) => {
      const runs = [];
      for (let run = 0; run < nRuns; run++) runs.push(await ask(method, value));
      return runs;
    };
    const open = async (n) => {
      await page.evaluate((count) => { globalThis.session = globalThis.sceneBench.open(count); }, n);
      await page.waitForTimeout(800);
      await ask('frames', 5);
    };
    await open(flightSize);
    result.flight2k = gathered(await repeat('flight', 60), flightSize, 'ms a frame of a flight with trails; theirs: THREE.Points moved on the processor, without trails');
    say(`flight: ${JSON.stringify(result.flight2k)}`);
    await page.evaluate(() => globalThis.session.dispose());
    for (const n of sizes) {
      await open(n);
      const nFrames = n > 100_000 ? 8 : 30;
      result[`frame${n / 1000}k`] = gathered(await repeat('frames', nFrames), n, 'ms a frame of the turning scene, with labels, ghost and overlay; theirs: a bare THREE.Points');
      say(`${n}: ${JSON.stringify(result[`frame${n / 1000}k`])}`);
      if (n === 100_000) {
        result.morph100k = gathered(await repeat('morph', nFrames), n, 'ms a frame between two layouts; theirs: THREE.Points moved on the processor');
        result.pick100k = gathered(await repeat('pick', 7), n, 'ms from a click to its row; theirs: THREE.Raycaster');
        const lassos = await repeat('lasso', 5);
        result.lasso100k = { ...gathered(lassos, n, 'ms from the release of a lasso of 400 corners to its rows; theirs: Vector3.project and every edge'), nRows: lassos[0].nRows };
        result.idle = { n, seconds: idleMs / 1000, nFrames: await ask('idleFrames', idleMs) };
        say(`morph ${JSON.stringify(result.morph100k)}, pick ${JSON.stringify(result.pick100k)}, lasso ${JSON.stringify(result.lasso100k)}, idle ${result.idle.nFrames} frames`);
      }
      await page.evaluate(() => globalThis.session.dispose());
    }
    result.machine.loadAfter = rounded(machine().loadBefore, 2);
  } finally {
    await close();
  }
  print(result);
});
