// Maps of several layers laid together, beside maps of their own and umap-learn's AlignedUMAP.
import { existsSync } from 'node:fs';
import { inRoot, say } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { median, rounded, times } from './measures.mjs';
import { ensureBenchPython } from './python.mjs';
import { vectorsFile } from './project-vectors.mjs';
import { convertRandom } from './random-models.mjs';
import { Worker } from './worker.mjs';

const [seed, nEpochs, randomModel] = [42, 500, 'bert-base'];
const outFile = (name) => inRoot('out/bench', `project-${name}.f32`);
const range = (n) => Array.from({ length: n }, (_, i) => i);

const slicesOf = (text, model, nLayers, dim, n) => {
  const file = vectorsFile(text, model, range(nLayers), n);
  return range(nLayers).map((layer) => ({ file, width: nLayers * dim, first: layer * dim, dim }));
};

async function ensureRandomModel() {
  if (existsSync(inRoot('out/bench/models', randomModel, 'model.json'))) return;
  const converter = new Worker(process.execPath, [await bundle('tools/bench/embed-ours.ts')]);
  await convertRandom(randomModel, ensureBenchPython(), converter);
  await converter.end();
}

/** Quality and residuals of one way to make the maps, all measured by the same code. */
async function judged(way, { judge, measure }, slices, n) {
  const coordinates = outFile(way);
  const { steps, mean } = await judge.ask({ do: 'residuals', coordinates, nSlices: slices.length, n });
  const quality = await measure.ask({ do: 'measure-slices', slices, n, coordinates });
  const at = (key) => rounded(quality.reduce((sum, one) => sum + one[key], 0) / quality.length, 4);
  return { meanResidual: rounded(mean), largestResidual: rounded(Math.max(...steps)), trustworthiness: at('trustworthiness'), continuity: at('continuity'), neighboursKept: at('neighboursKept') };
}

/** Rounds of the joint run and the independent maps, and one of AlignedUMAP, on the same slices. */
async function compare(name, slices, n, nRuns, workers) {
  const ways = { aligned: workers.ours, independent: workers.ours, learn: workers.learn };
  const runs = { aligned: [], independent: [], learn: [] };
  for (let round = 0; round < nRuns; round++) {
    for (const [way, worker] of Object.entries(ways)) {
      // AlignedUMAP takes minutes: one round has to do.
      if (worker === null || (way === 'learn' && round > 0)) continue;
      const reply = await worker.ask({ do: way === 'learn' ? 'aligned' : way, slices, n, seed, nEpochs, out: outFile(way) });
      runs[way].push(reply);
      say(`aligned, ${name}: round ${round + 1} of ${nRuns}: ${way} ${(reply.ms / 1000).toFixed(2)} s`);
    }
  }
  const ms = (way) => median(runs[way].map((run) => run.ms));
  const [joint] = runs.aligned;
  const case_ = { n: slices.length * n, nSlices: slices.length, nRuns };
  const beside = { ours: await judged('aligned', workers, slices, n), independent: await judged('independent', workers, slices, n) };
  return {
    againstIndependent: times(case_.n, ms('aligned'), ms('independent'), `ms, ${slices.length} slices × ${n} in one joint run, measuring excluded; theirs: our independent maps`),
    ...(workers.learn === null ? {} : { againstAlignedUmap: times(case_.n, ms('aligned'), ms('learn'), `ms; theirs: umap-learn's AlignedUMAP, as many epochs, one thread, one run`) }),
    quality: { ...beside, ...(workers.learn === null ? {} : { alignedUmap: await judged('learn', workers, slices, n) }) },
    measuringMs: Math.round(median(runs.aligned.map((run) => run.qualityMs))), longestStepMs: Math.round(Math.max(...runs.aligned.map((run) => run.longestStepMs))),
    peakMiB: Math.round(joint.peakBytes / 2 ** 20), stagesMs: Object.fromEntries(Object.entries(joint.stagesMs).map(([stage, value]) => [stage, Math.round(value)])),
    isSameBytes: new Set(runs.aligned.map((run) => run.digest)).size === 1,
  };
}

/** @param workers `ours`, `measure`, `judge`, and `learn`, or null for no AlignedUMAP */
export async function alignedCases(text, n, nRuns, workers) {
  const real = [...slicesOf(text, 'minilm-l6', 7, 384, n), ...slicesOf(text, 'elmo-medium', 3, 512, n)];
  await ensureRandomModel();
  const random = slicesOf(text, randomModel, 13, 768, n);
  return {
    'real-10-layers': { slices: 'MiniLM-L6 layers 0–6 (384 wide), then ELMo layers 0–2 (512 wide), the same words', ...await compare('10 real layers', real, n, nRuns, workers) },
    'random-13-layers': { slices: 'BERT-base with random weights, layers 0–12 (768 wide): for the time; no bundled model has so many layers', ...await compare('13 random layers', random, n, nRuns, workers) },
  };
}
