// `npm run -s bench -- embed [--json] [--runs N] [--models a,b] [--full | --every K]`: words a second for 1,000 sentences with one target each, all layers, beside eager
// PyTorch with the same weights and the same vectors (checked first), on the same number of threads, in turns. `--full` takes all sentences for every
// model and style (half an hour); `--every K` only every K-th, for a quick look.
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot, main, say, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { argument, machine, median, packageVersion, print, rounded, speeds, times } from './measures.mjs';
import { ensureBenchPython } from './python.mjs';
import { Worker } from './worker.mjs';

// Of slow models every `stride`-th sentence is taken, and one a call every `oneStride`-th: a sentence alone takes its time whatever is beside it.
const models = {
  'mpnet-base': { kind: 'mpnet', stride: 4, oneStride: 20 },
  'elmo-medium': { kind: 'elmo', stride: 4, oneStride: 20 },
};
const isFull = process.argv.includes('--full');
const thinning = Number(argument('every', '1'));
const maxDifference = 1e-4;
const vectorsFile = inRoot('out/bench/ours.f32');

/** @returns the compared cases of one model on one device */
async function compare(id, { ours, theirs, device, torchDevice, nRuns }) {
  const { kind } = models[id];
  const [stride, oneStride] = isFull ? [1, 1] : [models[id].stride * thinning, models[id].oneStride * thinning];
  const description = inRoot('out/bench', `${id}.json`);
  const { nLayers, dim } = await ours.ask({ do: 'describe', id, out: description });
  await ours.ask({ do: 'load', id, device });
  await theirs.ask({ do: 'load', kind, description, device: torchDevice });
  const first = await ours.ask({ do: 'embed', stride, save: vectorsFile });
  if (first.device.provider !== device) throw new SetupError(`${id} runs on ${first.device.label}, not on ${device}: ${first.device.note ?? ''}`);
  const { difference } = await theirs.ask({ do: 'embed', style: 'sorted', stride, compare: vectorsFile });
  if (!(difference <= maxDifference)) throw new SetupError(`${id}: the two sides' vectors differ by up to ${difference}; nothing was compared`);
  say(`${id}: ${first.n} sentences, ${nLayers} layers of ${dim}, largest difference ${difference.toExponential(1)}`);

  const runs = { ours: [], oursOne: [], one: [], batch: [], sorted: [] };
  const perSecond = async (key, worker, command) => {
    const { n, ms } = await worker.ask(command);
    runs[key].push(1000 * n / ms);
    // Threads of the one side may spin for a while after their work.
    await sleep(250);
  };
  for (let i = 0; i < nRuns; i++) {
    await perSecond('ours', ours, { do: 'embed', stride, save: null });
    await perSecond('one', theirs, { do: 'embed', style: 'one', stride: oneStride });
    await perSecond('oursOne', ours, { do: 'one', stride: oneStride });
    await perSecond('batch', theirs, { do: 'embed', style: 'batch', stride });
    await perSecond('ours', ours, { do: 'embed', stride, save: null });
    await perSecond('sorted', theirs, { do: 'embed', style: 'sorted', stride });
    say(`${id}: round ${i + 1} of ${nRuns}: ${Object.entries(runs).map(([key, values]) => `${key} ${rounded(values.at(-1))}`).join(', ')} words/s`);
  }
  const [whole, alone] = [Math.ceil(1000 / stride), Math.ceil(1000 / oneStride)];
  const at = (key) => median(runs[key]);
  return {
    largestDifference: rounded(difference, 2),
    oneACall: speeds(alone, at('ours'), at('one'), `words/s, ${nLayers} layers of ${dim}; ours: the set as the app embeds it; theirs: one sentence a call`),
    bothOneACall: speeds(alone, at('oursOne'), at('one'), 'words/s; both: one sentence a call'),
    batch32: speeds(whole, at('ours'), at('batch'), 'words/s; theirs: batches of 32 in the order of the file'),
    batch32Sorted: speeds(whole, at('ours'), at('sorted'), 'words/s; theirs: batches of 32 sorted by length'),
  };
}

/** What a person waits for, warm: an edited sentence, cutting a set, opening a set again. */
async function waits({ ours, theirs, id, perSentence }) {
  const { ms } = await ours.ask({ do: 'edited', times: 40, stride: 5 * thinning });
  const tokenized = await ours.ask({ do: 'tokenize' });
  const tokenizedTheirs = await theirs.ask({ do: 'tokenize' });
  const opened = await ours.ask({ do: 'reopen', stride: thinning });
  if (opened.nCached !== opened.n) throw new SetupError(`${opened.nCached} of ${opened.n} vectors came from the embedding store`);
  return {
    editedSentence: times(ms.length, median(ms), 1000 / perSentence, `ms from the edited sentence to its vector and neighbours, ${id}, warm; theirs: one sentence a call, vector only`),
    tokenization: times(tokenized.n, tokenized.ms, tokenizedTheirs.ms, `ms for the whole set, with offsets; theirs: the Rust tokenizer; ours is ${rounded(100 * (tokenized.ms / tokenized.n) / (opened.newMs / opened.n), 2)} % of embedding the set`),
    openedAgain: times(opened.n, opened.ms, opened.newMs, 'ms until a set seen before is there, from the embedding store; theirs: the same set embedded anew by the app'),
  };
}

/** The GPU that the app would take and PyTorch's, or why there is no comparison. */
async function gpu(context, cuda, ids) {
  const devices = (await context.ours.ask({ do: 'devices' })).filter(({ provider, state }) => provider !== 'cpu' && state !== 'absent');
  const device = devices.find(({ provider }) => provider === 'cuda') ?? devices.find(({ provider }) => provider === 'webgpu');
  if (device === undefined || cuda === null) return { skipped: device === undefined ? 'onnxruntime finds no GPU here' : 'PyTorch finds no CUDA device here' };
  const cases = {};
  try {
    for (const id of ids) cases[id] = await compare(id, { ...context, device: device.provider, torchDevice: 'cuda' });
  } catch (error) {
    return { device: device.label, cuda, ...cases, skipped: error instanceof Error ? error.message : String(error) };
  }
  return { device: device.label, cuda, ...cases };
}

await main(async () => {
  const nRuns = Number(argument('runs', '2'));
  const ids = argument('models', Object.keys(models).join(',')).split(',');
  const unknown = ids.find((id) => !(id in models));
  if (unknown !== undefined) throw new SetupError(`there is no ${unknown}; the benchmark has ${Object.keys(models).join(', ')}`);
  const before = machine();
  const python = ensureBenchPython();
  const ours = new Worker(process.execPath, [await bundle('tools/bench/embed-ours.ts')]);
  const theirs = new Worker(python, [inRoot('tools/bench/embed_theirs.py')], { HF_HUB_OFFLINE: '1', TOKENIZERS_PARALLELISM: 'true' });
  try {
    const { cuda, threads, ...versions } = await theirs.ask({ do: 'versions' });
    const context = { ours, theirs, nRuns };
    const result = { machine: { ...before, ...versions, onnxruntime: packageVersion('onnxruntime-node'), threads } };
    for (const id of ids) {
      result[id] = await compare(id, { ...context, device: 'cpu', torchDevice: 'cpu' });
      if (id === 'mpnet-base') Object.assign(result[id], await waits({ ours, theirs, id, perSentence: result[id].oneACall.theirs }));
    }
    result.gpu = await gpu(context, cuda, ids);
    print(result);
  } finally {
    await Promise.all([ours.end(), theirs.end()]);
    rmSync(vectorsFile, { force: true });
  }
});
