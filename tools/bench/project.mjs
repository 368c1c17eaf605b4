// `npm run -s bench -- project [--json] [--runs N] [--sizes 1000,…] [--aligned-size N] [--epochs N] [--text FILE] [--without umap-js,umap-learn,place,aligned,aligned-umap]`:
// maps of real contextual vectors beside umap-js (up to 10,000) and umap-learn, in turns, all on one thread with the same neighbours, epochs and metric.
// Every engine of every size runs in a fresh process (umap-learn: one for all, because it compiles for a minute); its first map is not counted in the times.
import { SetupError, inRoot, main, say } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { argument, machine, median, packageVersion, print, rounded, times } from './measures.mjs';
import { alignedCases } from './project-aligned.mjs';
import { textFile } from './project-text.mjs';
import { vectorsFile } from './project-vectors.mjs';
import { ensureUmapPython } from './python.mjs';
import { Worker } from './worker.mjs';

const dim = 768;
const [umapJsLimit, sklearnLimit, placeSize] = [10_000, 5_000, 10_000];
const nNew = 100;
// umap-js takes half a minute for each.
const nNewAlone = { ours: nNew, umapJs: 2, umapLearn: 20 };
const k = 15;
// The app's defaults, in umap-learn's words.
const parameters = { n_neighbors: k, min_dist: 0.1, spread: 1, n_components: 3, metric: 'cosine', init: 'pca' };
const oneThread = { NUMBA_NUM_THREADS: '1', OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const MiB = 2 ** 20;

const epochsOf = (n) => Number(argument('epochs', String(n <= 10_000 ? 500 : 200)));
const outFile = (name) => inRoot('out/bench', `project-${name}`);
const without = argument('without', '').split(',');
const rounds = (ms) => Object.fromEntries(Object.entries(ms).map(([stage, value]) => [stage, Math.round(value)]));
const mediansOf = (objects) => Object.fromEntries(Object.keys(objects[0]).map((key) => [key, median(objects.map((object) => object[key]))]));

/** One size: a first map each, which also gives memory, then rounds of maps with one seed after another, all measured by the same code. */
async function compare(n, file, nRuns, { script, learn, judge }) {
  const start = (engine) => new Worker(process.execPath, ['--expose-gc', script, engine]);
  const engines = { ours: start('ours'), ...(n > umapJsLimit || without.includes('umap-js') ? {} : { umapJs: start('umap-js') }), ...(learn === null ? {} : { umapLearn: learn }) };
  const [again, measure] = [start('ours'), start('ours')];
  const nEpochs = epochsOf(n);
  try {
    for (const worker of new Set([...Object.values(engines), again, measure, judge])) await worker.ask({ do: 'load', file, n, dim });
    const first = {}, runs = {}, quality = {}, recall = {};
    const map = (worker, engine, seed, neighboursOut = null) => worker.ask({ do: 'fit', seed, nEpochs, out: outFile(`${engine}.f32`), neighboursOut });
    for (const [engine, worker] of Object.entries(engines)) {
      first[engine] = await map(worker, engine, 42, outFile(`${engine}.i32`));
      // umap-learn keeps no list of neighbours where it compares all pairs.
      recall[engine] = first[engine].isExact ? 1 : rounded((await judge.ask({ do: 'recall', neighbours: outFile(`${engine}.i32`), k })).recall, 4);
      [runs[engine], quality[engine]] = [[], []];
    }
    for (let round = 0; round < nRuns; round++) {
      for (const [engine, worker] of Object.entries(engines)) {
        runs[engine].push(await map(worker, engine, 42 + round));
        quality[engine].push(await measure.ask({ do: 'measure', coordinates: outFile(`${engine}.f32`) }));
      }
      say(`${n}: round ${round + 1} of ${nRuns}: ${Object.entries(runs).map(([engine, list]) => `${engine} ${Math.round(list.at(-1).ms)} ms`).join(', ')}`);
    }
    const digests = [first.ours, runs.ours[0], await map(again, 'again', 42)].map((run) => run.digest);
    const checked = n <= sklearnLimit ? await judge.ask({ do: 'sklearn', coordinates: outFile('ours.f32'), k }) : null;
    const [last] = quality.ours.slice(-1);
    return {
      nEpochs,
      ...against('umapJs', 'umap-js, its own search and start', n, nEpochs, runs, first),
      ...against('umapLearn', 'umap-learn, compilation excluded', n, nEpochs, runs, first),
      ours: { ms: Math.round(median(runs.ours.map((run) => run.ms))), firstMapMs: Math.round(first.ours.ms), peakMiB: Math.round(first.ours.peakBytes / MiB), measuringMs: Math.round(median(runs.ours.map((run) => run.qualityMs))), longestStepMs: rounded(Math.max(...runs.ours.map((run) => run.longestStepMs))) },
      stagesMs: Object.fromEntries(Object.entries(runs).map(([engine, list]) => [engine, rounds(mediansOf(list.map((run) => run.stagesMs)))])),
      quality: Object.fromEntries(Object.entries(quality).map(([engine, list]) => [engine, Object.fromEntries(Object.entries(mediansOf(list)).map(([key, value]) => [key, rounded(value, 4)]))])),
      ...(checked === null ? {} : { differenceToSklearn: rounded(Math.max(Math.abs(checked.trustworthiness - last.trustworthiness), Math.abs(checked.continuity - last.continuity)), 1) }),
      neighbourRecall: { ...recall, saidByOurs: rounded(first.ours.recall, 4) },
      isSameBytes: new Set(digests).size === 1,
      ...(n === placeSize && !without.includes('place') ? { place: await placed(file, engines) } : {}),
    };
  } finally {
    await Promise.all([engines.ours, engines.umapJs, again, measure].map((worker) => worker?.end()));
  }
}

function against(engine, label, n, nEpochs, runs, first) {
  if (runs[engine] === undefined) return {};
  const ms = (one) => median(runs[one].map((run) => run.ms));
  return {
    [engine]: times(n, ms('ours'), ms(engine), `ms for a map of ${n} × ${dim}, ${nEpochs} epochs, one thread, measuring excluded; theirs: ${label}`),
    ...(first[engine].peakBytes === null ? {} : { [`${engine}Memory`]: times(n, first.ours.peakBytes / MiB, first[engine].peakBytes / MiB, 'MiB that the process grows by beyond the loaded vectors while it makes its first map') }),
  };
}

/** New rows in the maps made last. */
async function placed(file, engines) {
  const replies = {};
  for (const [engine, worker] of Object.entries(engines)) replies[engine] = await worker.ask({ do: 'place', file, nNew, nAlone: nNewAlone[engine] });
  const of = (engine) => replies[engine] === undefined ? {} : {
    [`one-${engine}`]: times(1, median(replies.ours.oneMs), median(replies[engine].oneMs), 'ms for one new row in the finished map, warm'),
    [`batch-${engine}`]: times(nNew, replies.ours.batchMs / nNew, replies[engine].batchMs / nNew, `ms a row, ${nNew} new rows at once`),
  };
  const { prepareMs, isAloneAsTogether, isMapUnchanged } = replies.ours;
  return { ...of('umapJs'), ...of('umapLearn'), oursPrepareMs: rounded(prepareMs), isAloneAsTogether, isMapUnchanged };
}

await main(async () => {
  const nRuns = Number(argument('runs', '5'));
  const sizes = argument('sizes', '1000,2000,5000,10000,50000').split(',').map(Number);
  if (sizes.some((n) => !Number.isInteger(n) || n <= k)) throw new SetupError(`--sizes are whole numbers above ${k}, such as 1000,5000`);
  const alignedSize = Number(argument('aligned-size', '2000'));
  const before = machine();
  const text = textFile(argument('text', null));
  const file = vectorsFile(text, 'minilm-l6', [5, 6], Math.max(...sizes, alignedSize) + nNew);
  const python = ensureUmapPython();
  const startPython = () => new Worker(python, [inRoot('tools/bench/project_umap_learn.py')], oneThread);
  const judge = startPython();
  const learn = without.includes('umap-learn') ? null : startPython();
  const script = await bundle('tools/bench/project-ours.ts');
  try {
    const versions = await judge.ask({ do: 'versions' });
    say('umap-learn compiles (a minute or two)');
    const compiled = await learn?.ask({ do: 'parameters', parameters });
    const result = {
      machine: { ...before, ...versions, 'umap-js': packageVersion('umap-js') },
      vectors: 'MiniLM-L6, layers 5 and 6 side by side (384 + 384 = 768): words of free text in their sentences, up to four a sentence',
      umapLearnCompilationMs: compiled === undefined ? null : Math.round(compiled.compilationMs),
    };
    for (const n of sizes) {
      result[`map-${n}`] = await compare(n, file, nRuns, { script, learn, judge });
      // The larger sizes take long: what is known stands in the log, should the rest be cut off.
      say(`${n}: ${JSON.stringify(result[`map-${n}`])}`);
    }
    if (!without.includes('aligned')) {
      const [ours, measure] = ['ours', 'ours'].map((engine) => new Worker(process.execPath, ['--expose-gc', script, engine]));
      const isBeside = learn !== null && !without.includes('aligned-umap');
      if (isBeside) await learn.ask({ do: 'warm-aligned' });
      result.aligned = await alignedCases(text, alignedSize, nRuns, { ours, measure, judge, learn: isBeside ? learn : null });
      await Promise.all([ours.end(), measure.end()]);
    }
    print(result);
  } finally {
    await Promise.all([judge.end(), learn?.end()]);
  }
});
