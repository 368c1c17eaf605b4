// `npm run -s bench -- responsiveness [--json] [--runs N]`: the window while 10,000 sentences are embedded: frame times of the turning scene beside those of the
// idle app, progress a second, and how long cancel takes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { electronExecutable, electronVersion } from '../setup/electron-runtime.mjs';
import { inRoot, main, root, say, SetupError } from '../setup/project.mjs';
import { argument, machine, median, packageVersion, print, rounded, times } from './measures.mjs';
import { bundle } from './bundle.mjs';

const nSentences = 10_000;
const watchedMs = 5_000;
const modelId = 'minilm-l6';

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))];

/** Turns the scene with the mouse for a while. @returns the times between its frames, in ms */
async function turnScene(page) {
  const box = await page.locator('canvas').first().boundingBox();
  if (box === null) throw new SetupError('the app shows no scene');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => {
    globalThis.benchFrames = [];
    const frame = (now) => {
      globalThis.benchFrames.push(now);
      globalThis.benchRequest = requestAnimationFrame(frame);
    };
    globalThis.benchRequest = requestAnimationFrame(frame);
  });
  const until = performance.now() + watchedMs;
  for (let i = 0; performance.now() < until; i++) await page.mouse.move(x + 120 * Math.cos(i / 20), y + 60 * Math.sin(i / 20));
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.benchRequest);
    return globalThis.benchFrames;
  });
  await page.mouse.up();
  return frames.slice(1).map((time, i) => time - frames[i]);
}

/** Starts embedding; the sentences are new each time, so that none comes from the embedding cache. */
async function startJob(page, seq, sentences) {
  await page.evaluate(({ seq, modelId, sentences, n }) => {
    const bench = globalThis.bench = { progress: [], answer: null };
    bench.stop = globalThis.contexture.onProgress((event) => { if (event.seq === seq && event.stage === 'embed') bench.progress.push(performance.now()); });
    const occurrences = Array.from({ length: n }, (_, i) => {
      const one = sentences[i % sentences.length];
      return { ...one, text: `${one.text} (${seq}.${i})` };
    });
    bench.done = globalThis.contexture.embed({ seq, modelId, pooling: 'mean', device: 'cpu', occurrences }).then((answer) => { bench.answer = answer; });
  }, { seq, modelId, sentences, n: nSentences });
  await page.waitForFunction(() => globalThis.bench.progress.length > 1 || globalThis.bench.answer !== null, undefined, { polling: 20, timeout: 120_000 });
}

async function cancelJob(page, seq) {
  const { ms, code } = await page.evaluate(async (seq) => {
    const started = performance.now();
    void globalThis.contexture.cancel({ seq });
    await globalThis.bench.done;
    globalThis.bench.stop();
    const { answer } = globalThis.bench;
    return { ms: performance.now() - started, code: answer.ok ? 'finished' : answer.error.code };
  }, seq);
  if (code !== 'cancelled') throw new SetupError(`the job was not cancelled: ${code}`);
  return ms;
}

await main(async () => {
  const nRuns = Number(argument('runs', '3'));
  const { benchSentences } = await import(await bundle('tools/bench/sentences.ts'));
  const sentences = benchSentences(root);
  const userData = mkdtempSync(path.join(tmpdir(), 'contexture-bench-'));
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ started: true, setId: 'bank', modelId }));
  const before = machine();
  const switches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ executablePath: electronExecutable(), args: [...switches, inRoot(), `--user-data-dir=${userData}`], env: { ...process.env } });
  const [idle, busy, cancels, rates] = [[], [], [], []];
  let renderer = '';
  try {
    const page = await app.firstWindow();
    await page.waitForFunction(() => document.documentElement.dataset.cloud === 'ready', undefined, { polling: 50, timeout: 120_000 });
    renderer = await page.evaluate(() => {
      const gl = document.createElement('canvas').getContext('webgl2');
      return gl === null ? 'no WebGL' : String(gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
    });
    await turnScene(page);
    for (let run = 0; run < nRuns; run++) {
      idle.push(...await turnScene(page));
      const seq = 900_000 + run;
      await startJob(page, seq, sentences);
      const started = await page.evaluate(() => performance.now());
      busy.push(...await turnScene(page));
      const { progress, now, isDone } = await page.evaluate(() => ({ progress: globalThis.bench.progress, now: performance.now(), isDone: globalThis.bench.answer !== null }));
      if (isDone) throw new SetupError('the job ended while it was watched; its figures would be those of the idle app');
      rates.push(progress.filter((time) => time > started).length / ((now - started) / 1000));
      cancels.push(await cancelJob(page, seq));
      say(`run ${run + 1} of ${nRuns}: frames ${rounded(median(idle))} → ${rounded(median(busy))} ms, progress ${rounded(rates.at(-1))}/s, cancel ${rounded(cancels.at(-1))} ms`);
    }
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true });
  }
  const frames = (q, what) => times(busy.length, quantile(busy, q), quantile(idle, q), `ms between two frames of the turning scene, ${what}, while ${nSentences} sentences are embedded; theirs: the idle app`);
  print({
    machine: { ...before, electron: electronVersion(), onnxruntime: packageVersion('onnxruntime-node'), renderer },
    frameMedian: frames(0.5, 'median'),
    frame95: frames(0.95, '95th percentile'),
    progress: { n: rates.length, perSecond: rounded(median(rates)), lowest: rounded(Math.min(...rates)) },
    cancel: { n: cancels.length, ms: rounded(median(cancels)), longest: rounded(Math.max(...cancels)) },
  });
});
