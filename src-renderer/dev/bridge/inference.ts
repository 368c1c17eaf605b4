import type { inferenceChannels } from '@contract/channels/inference';
import type { EmbeddingSummary, Piece } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { KeptInt8Speed } from '@contract/speed/int8-speed';
import { layersOfMix, mixText, type LayerMix } from '@contract/layers/layer-mix';
import type { ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { drained } from '@contract/steps';
import { PROBE_DEFAULTS } from '@contract/layers/probes';
import { nTried } from '@probing/clustering/induce';
import { describedClusters, induceSetSteps } from '@probing/clustering/induce-set';
import { mixedTable } from '@probing/mixed-table';
import { mixTask } from '@probing/mix-heads';
import { mixProbeSteps, mixRefusal, nMixFits } from '@probing/mix-probe';
import { measureLayersSteps } from '@probing/measure-layers';
import { isRefusal, probeTask } from '@probing/probe';
import { labelsOfProperty } from '@probing/probe-labels';
import { probeLayersSteps } from '@probing/probe-layers';
import { measureRandomPairs } from '@semantics/baseline';
import { distanceMatrices } from '@semantics/distances';
import { measureSetSteps } from '@semantics/measure-set';
import { meanOf, nearestRows, nearestToMean, nearestToVector } from '@semantics/neighbours';
import { sentenceIds } from '@semantics/sentence-ids';
import { occurrenceFacts } from '@semantics/occurrence-facts';
import { vectorAt, type VectorTable } from '@vectors/vector-table';
import type { BridgeAnswers, FakeEvents } from './fake-bridge';
import { fakeFigures, fakeInt8Speed } from './figures';
import { depthOf, directionOf, FAKE_DIM, formVector, fakeTableOf, vectorOf } from './vectors';
import type { World } from './world';

interface Embedded {
  readonly model: ModelCard;
  readonly summary: EmbeddingSummary;
  readonly table: VectorTable;
  readonly occurrences: readonly Occurrence[];
  readonly mix?: LayerMix;
}

const LONGEST_PIECE = 6;
/** Word forms of a sample that nobody read. */
const SAMPLE_FORMS = 'river water money loan shore field account edge stream office school kitchen teacher garden letter market'.split(' ');
const written = ({ text, charStart, charEnd }: Occurrence): string => text.slice(charStart, charEnd);

/** Words and signs, long words in two, as WordPiece writes them. */
function piecesOf(text: string): Piece[] {
  return [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)].flatMap(({ 0: word, index }) => {
    const cut = word.length > LONGEST_PIECE ? LONGEST_PIECE : word.length;
    const first = { piece: word.slice(0, cut).toLowerCase(), charStart: index, charEnd: index + cut };
    return cut === word.length ? [first] : [first, { piece: `##${word.slice(cut).toLowerCase()}`, charStart: index + cut, charEnd: index + word.length }];
  });
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);

/** The sense of the occurrence whose sentence shares most words with `text`. */
function likeliestSense(text: string, occurrences: readonly Occurrence[]): string | undefined {
  const words = wordsOf(text);
  const shared = occurrences.map((occurrence) => [...wordsOf(occurrence.text)].filter((word) => words.has(word)).length);
  return occurrences[shared.indexOf(Math.max(...shared))]?.labels['sense'];
}

/** The vector of a layer, or of the mix of all. */
function mixOf(mix: LayerMix | undefined, model: ModelCard, layer: number, at: (layer: number) => Float32Array): Float32Array {
  if (mix === undefined) return at(layer);
  const nLayers = mix.kind === 'sum' ? mix.scores.length : Math.max(2, ...layersOfMix(mix).map((one) => one + 1));
  return mixedTable({ values: concatenated(Array.from({ length: nLayers }, (_, one) => at(one))), nRows: 1, nLayers, dim: FAKE_DIM }, mix, model).values;
}

const concatenated = (vectors: readonly Float32Array[]): Float32Array => Float32Array.from(vectors.flatMap((vector) => [...vector]));

/** As in the app, no two embeddings of different sentences have one key, whatever state they belong to. */
let nEmbedded = 0;

/** What the inference process answers, from vectors that nobody trained. */
export function inferenceAnswers(world: World, events: FakeEvents): BridgeAnswers<typeof inferenceChannels> {
  const sets = new Map<string, Embedded>();
  const speeds = new Map<string, KeptInt8Speed>();
  const find = (key: string): Embedded => {
    const found = sets.get(key);
    if (found === undefined) throw new Failure('not-found', 'These embeddings are not here any more. Open the set again.');
    return found;
  };
  const modelOf = (id: string): ModelCard => {
    const model = world.models.find((other) => other.id === id);
    if (model === undefined) throw new Failure('not-found', `There is no model “${id}”.`);
    return model;
  };
  return {
    embed: ({ seq, modelId, pooling, precision, occurrences }) => {
      const model = modelOf(modelId);
      const nTotal = occurrences.length;
      events.send('inference:progress', { seq, stage: 'embed', nDone: 0, nTotal });
      const table = fakeTableOf(model, pooling, occurrences);
      const summary: EmbeddingSummary = {
        key: `${modelId} ${pooling} ${++nEmbedded}`, modelId, pooling, nOccurrences: nTotal, nLayers: table.nLayers, dim: FAKE_DIM, elapsedMs: 120, nCached: 0,
        ...(precision === 'int8' ? { precision, device: { provider: 'cpu' as const, label: 'CPU, 2 threads, 8-bit products' } } : { device: world.device }),
        subwords: occurrences.map((occurrence) => piecesOf(written(occurrence)).map(({ piece }) => piece)), missing: [], ...drained(measureSetSteps(table, occurrences)),
      };
      sets.set(summary.key, { model, summary, table, occurrences });
      return summary;
    },
    cancel: () => null,
    listDevices: () => world.devices,
    mix: ({ key, mix }) => {
      const from = find(key);
      const table = mixedTable(from.table, mix, from.model);
      const summary = { ...from.summary, ...drained(measureSetSteps(table, from.occurrences)), key: `${key}+${mixText(mix)}`, nLayers: 1, dim: table.dim };
      sets.set(summary.key, { ...from, summary, table, mix });
      return summary;
    },
    layer: ({ key, layer, rowStart, rowEnd }) => {
      const { table } = find(key);
      const values = new Float32Array((rowEnd - rowStart) * table.dim);
      for (let row = rowStart; row < rowEnd; row++) values.set(vectorAt(table, row, layer), (row - rowStart) * table.dim);
      return { rowStart, rowEnd, values };
    },
    ghosts: ({ key, layer }) => {
      const { model, occurrences, mix } = find(key);
      const forms = [...new Set(occurrences.map((occurrence) => written(occurrence).toLowerCase()))];
      const values = concatenated(forms.map((form) => mixOf(mix, model, layer, (at) => formVector(form, depthOf(model, at)))));
      return { forms, values, origin: 'fitted', r2: layer === 0 ? 1 : model.background.ghostR2?.[layer] ?? null };
    },
    distances: ({ key, rows }) => ({ rows, nLayers: find(key).table.nLayers, values: distanceMatrices(find(key).table, rows) }),
    neighbours: ({ key, layer, row, k, others = [] }) => (others.length === 0 ? nearestRows(find(key).table, layer, row, k) : nearestToMean(find(key).table, layer, [row, ...others], k)),
    place: ({ key, layer, text, word, k, charStart = text.indexOf(word) }) => {
      const { model, table, occurrences, summary, mix } = find(key);
      const typed = { text, word, charStart, charEnd: charStart + word.length, labels: {} };
      const vector = mixOf(mix, model, layer, (at) => vectorOf(model, summary.pooling, typed, at, likeliestSense(text, occurrences)));
      return { vector, subwords: piecesOf(word).map(({ piece }) => piece), neighbours: nearestToVector(table, layer, vector, k) };
    },
    nearestWords: ({ word, k }) => Array.from({ length: k }, (_, i) => {
      const near = directionOf(`${word} ${i}`);
      const vector = formVector(word.toLowerCase(), 0).map((value, d) => value + (0.2 + 0.02 * i) * (near[d] ?? 0));
      return { word: `${word}-like ${i + 1}`, distance: 0.2 + 0.02 * i, vector };
    }),
    analogy: ({ a, b, c, k, isExcludingQuery }) => [b, c, `${c}-like`, a, ...Array.from({ length: k }, (_, i) => `${b}-like ${i + 1}`)].map((word, at) => ({ word, cosine: 0.82 - 0.03 * at, isQuery: [a, b, c].includes(word) }))
      .filter(({ isQuery }) => !isQuery || !isExcludingQuery).slice(0, k),
    layerMeasures: ({ key }) => {
      const { table, occurrences, model, summary } = find(key);
      return drained(measureLayersSteps({ ...occurrenceFacts(occurrences), table, random: { meanCosine: model.background.meanCosine[summary.pooling] }, words: null, tasks: {} }));
    },
    probe: ({ seq, key, target }) => {
      const { table, occurrences } = find(key);
      const facts = occurrenceFacts(occurrences);
      events.send('inference:progress', { seq, stage: 'probe', nDone: 1, nTotal: table.nLayers });
      const task = probeTask(typeof target === 'string' ? labelsOfProperty(target, { occurrences, ...facts }) : target, facts.sentences, PROBE_DEFAULTS);
      return isRefusal(task) ? task : drained(probeLayersSteps(table, task));
    },
    randomPair: ({ key }) => {
      const { table, occurrences } = find(key);
      const pairs = measureRandomPairs(table, sentenceIds(occurrences.map(({ text }) => text)), 1_000, 42);
      return { meanCosine: pairs?.meanCosine[0] ?? 0, quantiles: pairs?.quantiles[0] ?? [], nSampled: occurrences.length };
    },
    learnMix: ({ seq, key, target, head }) => {
      const { table, occurrences } = find(key);
      const facts = occurrenceFacts(occurrences);
      events.send('inference:progress', { seq, stage: 'learn-mix', nDone: 12, nTotal: nMixFits(table.nLayers, PROBE_DEFAULTS.nFolds) });
      const task = probeTask(typeof target === 'string' ? labelsOfProperty(target, { occurrences, ...facts }) : target, facts.sentences, PROBE_DEFAULTS);
      if (isRefusal(task)) return task;
      const headed = mixRefusal(table, task.nFolds) ?? mixTask(task, head, { all: occurrences, rows: occurrences });
      return isRefusal(headed) ? headed : { ...drained(mixProbeSteps(table, headed)), baselines: task.baselines, leftOut: task.leftOut };
    },
    induce: ({ seq, key, layer, method, nClusters, seed, rows }) => {
      const { table, occurrences } = find(key);
      events.send('inference:progress', { seq, stage: 'induce', nDone: 0, nTotal: nTried(method, nClusters, table.nRows) });
      return drained(induceSetSteps(table, occurrences, rows ?? [...occurrences.keys()], { layer, method, k: nClusters, seed }));
    },
    nearestForms: ({ seq, key, layer, rows, k, isWithSet }) => {
      events.send('inference:progress', { seq, stage: 'embed', nDone: 1_840, nTotal: 4_926 });
      const { model, table, mix, occurrences } = find(key);
      const values = concatenated(SAMPLE_FORMS.map((form) => mixOf(mix, model, layer, (at) => formVector(form, depthOf(model, at)))));
      const found = nearestToVector({ values, nRows: SAMPLE_FORMS.length, nLayers: 1, dim: FAKE_DIM }, 0, meanOf(table, layer, rows), k);
      const nSentences = 595 + (isWithSet ? new Set(occurrences.map(({ text }) => text)).size : 0);
      return { nForms: SAMPLE_FORMS.length, nSentences, nearest: found.map(({ row, distance }) => ({ form: SAMPLE_FORMS[row] ?? '', nUses: 3 + ((row * 7) % 30), distance })) };
    },
    modelFigures: ({ seq, modelId }) => {
      events.send('inference:progress', { seq, stage: 'time', nDone: 12, nTotal: 48 });
      return fakeFigures(modelOf(modelId), world.device);
    },
    int8Measured: ({ modelId }) => speeds.get(modelId) ?? null,
    measureInt8: ({ seq, modelId, set, occurrences }) => {
      events.send('inference:progress', { seq, stage: 'time', nDone: 128, nTotal: 384 });
      const speed = fakeInt8Speed(modelOf(modelId), set, occurrences.length);
      speeds.set(modelId, speed);
      return speed;
    },
    saveVectors: ({ seq, key, rows, format, suggestedName }) => {
      const { summary: { nOccurrences } } = find(key);
      events.send('inference:progress', { seq, stage: 'write', nDone: 2, nTotal: 5 });
      return { path: `/documents/${suggestedName}.${format}`, nRows: rows?.length ?? nOccurrences, notes: [] };
    },
    vectorsAbout: ({ key, layers, nRows }) => ({ provenance: { app: 'Contexture', layers, nRows }, methods: `The vectors of ${nRows} occurrences were computed with ${find(key).model.name} in Contexture 0.0.0. They were taken at layer ${layers.join(', ')}.` }),
    describeClusters: ({ key, clusters }) => describedClusters(find(key).occurrences, clusters, new Set(clusters.keys())),
    pieces: ({ text }) => ({ pieces: piecesOf(text) }),
  };
}
