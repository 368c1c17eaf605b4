// node tools/run-ts.mjs tools/findings/of-corpus.ts senses|upos MODEL FILE: what a model's layers know of a corpus beside the repository, as JSON on stdout. Used by `npm run findings`.
// senses: nearest senses of the rows of a .jsonl by layer. upos: a probe of the part of speech by layer, and the learned mix, of words drawn from a treebank.
import { ModelLibrary } from '../../src-main/models/library';
import { InferenceService } from '../../src-main/inference/process/service';
import { installationPaths } from '../../src-main/platform/paths';
import { readRows } from '../../src-main/cli/probe-rows';
import { readEmbedInput } from '../../src-main/corpora/embed-input';
import { drained } from '../../src-main/contract/steps';
import { layerRows } from '../../src-main/vectors/vector-table';
import { cosinesOf } from '../../src-main/probing/cosines';
import { labelBaselines } from '../../src-main/probing/accuracy';
import { mixProbeSteps } from '../../src-main/probing/mix-probe';
import { nearestAccuracy } from '../../src-main/probing/nearest-label';
import { isRefusal, probeSteps, probeTask } from '../../src-main/probing/probe';

const N_WORDS = 1_000;
const SEED = 42;
const [kind = '', model = '', file = ''] = process.argv.slice(2);
const library = new ModelLibrary(installationPaths(process.cwd()).models);
const inference = new InferenceService(library);
const { occurrences } = await readEmbedInput(file, null, 'lines', kind === 'upos' ? { nMost: N_WORDS, seed: SEED } : null);
const { table, sentences, occurrences: there } = await readRows({ card: await library.card(model), pooling: 'mean', device: 'cpu', inference, signal: new AbortController().signal }, occurrences);
const layers = Array.from({ length: table.nLayers }, (_, layer) => ({ values: layerRows(table, layer), n: table.nRows, dim: table.dim }));
const labels = there.map((one) => one.labels[kind === 'upos' ? 'upos' : 'sense'] ?? null);
const result = kind === 'upos' ? probed() : { layers: layers.map((rows) => nearestAccuracy(cosinesOf(rows), labels, sentences)), baselines: labelBaselines(labels) };
await inference.release();
process.stdout.write(`${JSON.stringify({ model, n: table.nRows, nLabels: new Set(labels).size, ...result })}\n`);

function probed(): object {
  const task = probeTask(labels, sentences, { nFolds: 5, seed: SEED });
  if (isRefusal(task)) throw new Error(task.refusal);
  return { layers: layers.map((rows) => drained(probeSteps(rows, task))), mix: drained(mixProbeSteps(table, { ...task, follows: null })), baselines: task.baselines };
}
