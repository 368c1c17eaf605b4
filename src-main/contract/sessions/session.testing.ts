import { DEFAULT_PROJECTION } from '../projection';
import type { SavedSession, SavedView } from './saved-session';

const N = 4, DIM = 3, N_LAYERS = 2;

/** A view of four occurrences in two layers; the first has a ghost. */
export function viewForTests(): SavedView {
  const occurrences = Array.from({ length: N }, (_, row) => ({ text: `the bank ${row}`, charStart: 4, charEnd: 8, word: 'bank', labels: { sense: row < 2 ? 'money' : 'river' } }));
  const values = (n: number, by = 0.1): Float32Array => Float32Array.from({ length: n }, (_, index) => index * by - 0.3);
  const map = {
    kind: 'cloud' as const,
    rows: Int32Array.of(0, 1, 2, 3),
    coordinates: values(N * 3),
    ghosts: [{ form: 'bank', position: [0, 1, 0] as const }],
    pointOf: Int32Array.of(0, 1, 2, 3),
    counts: null,
    layout: values((N + 1) * 3),
    unit: 0.5,
    ghostOf: Int32Array.of(0, 0, 0, -1),
    parameters: DEFAULT_PROJECTION,
    quality: { k: 2, trustworthiness: 0.9, continuity: 0.8, neighboursKept: 3, nMeasured: N },
    distortion: values(N),
    neighbourRecall: 1,
    startedFrom: null,
    move: { from: 'layer 0', residual: 0.1 },
  };
  return {
    set: { id: 'own-1', title: 'Banks', word: 'bank', origin: 'own', senses: [{ id: 'money', label: 'money' }, { id: 'river', label: 'river' }], occurrences },
    model: {
      id: 'tiny', name: 'Tiny', kind: 'bert', architecture: 'bert', nLayers: N_LAYERS, dim: DIM, nParameters: 9, licence: 'CC0', source: 'made for tests', madeBy: 'us', tokenizer: 'wordpiece',
      background: { sampleSha256: 'a'.repeat(64), nOccurrences: 9, nPairs: 9, seed: 1, meanCosine: { mean: [0.1, 0.2], first: [0.1, 0.2], last: [0.1, 0.2], sentence: [0.1] }, ghostR2: null },
      files: { 'weights.bin': { sha256: 'b'.repeat(64), nBytes: 3 } },
    },
    pooling: 'mean', prompt: '', device: 'auto', layer: 1, mix: null, mode: 'cloud', projection: DEFAULT_PROJECTION,
    summary: {
      key: 'tiny:0123456789abcdef:mean:auto:00', modelId: 'tiny', pooling: 'mean', nOccurrences: N, nLayers: N_LAYERS, dim: DIM, device: { provider: 'cpu', label: 'CPU' }, elapsedMs: 3, nCached: 0,
      subwords: occurrences.map(() => ['bank']), missing: [], senseRecall: [0.5, 1], nearest: { rows: Int32Array.of(0, 1, 2, 3), ofLayer: [Int32Array.of(1, 0, 3, 2), Int32Array.of(1, 0, 3, -1)] },
      contrast: [{ own: { mean: 0.1, deviation: 0.1 }, other: { mean: 0.3, deviation: 0.1 } }, { own: { mean: 0.1, deviation: 0.1 }, other: { mean: 0.4, deviation: 0.1 } }],
    },
    mixed: null, vectors: values(N * DIM), ghosts: { forms: ['bank'], values: values(DIM), origin: 'fitted', r2: 0.7 }, map, journey: null,
  };
}

/** A session with a comparison. */
export function sessionForTests(): SavedSession {
  return {
    document: {
      selected: { rows: [2, 0], anchor: 0 }, filter: { hidden: ['river'], onlyForm: null, onlyRows: [0, 2], hiddenRows: [3], query: '/ba/' }, list: { sort: 'after', isFullSentences: true },
      mapLook: { areThreadsShown: false, areLabelsShown: true, isOrthographic: true, nTrailLayers: 2 }, colouring: 'form',
      camera: { projection: 'perspective', yaw: 1, pitch: 0.5, distance: 3, target: [0, 0, 1], offsetX: 0, offsetY: 4, fitDistance: 3 },
      bookmarks: [{
        id: 'bookmark-1', name: 'Two senses', caption: 'Money here, water there.', filter: { hidden: ['river'], onlyForm: null, onlyRows: null, hiddenRows: [1], query: 'bank' },
        mapLook: { areThreadsShown: true, areLabelsShown: false, isOrthographic: false, nTrailLayers: 3 },
        look: { set: 'own-1', model: 'tiny', pooling: 'mean', layer: 1, mix: null, mode: 'cloud', beside: null, projection: DEFAULT_PROJECTION, colouring: 'sense', rows: [3, 1], camera: null, opens: null },
      }],
      tried: [{ text: 'A bank of mist.', span: { charStart: 2, charEnd: 6 } }, { text: 'All of it.', span: null }],
      found: {
        key: 'tiny:0123456789abcdef:mean:auto:00', layer: 1, where: 'layer 1 of Tiny', method: 'kmeans', isAutomatic: true, silhouette: 0.4, nTried: 3, isChanged: false, clusterOf: [1, 1, 2, 0],
        clusters: [{ id: 1, words: ['money', 'loan'], given: null }, { id: 2, words: ['river'], given: 'water' }],
        scores: { ari: 0.5, homogeneity: 0.6, completeness: 0.7, vMeasure: 0.65, n: 4, nLoose: 1, nSenses: 2, chance: { ari: 0, homogeneity: 0.1, completeness: 0.1, vMeasure: 0.1 } },
      },
      direction: {
        key: 'tiny:0123456789abcdef:mean:auto:00', layer: 1, where: 'layer 1 of Tiny', from: { name: 'money', rows: [0, 1], category: 1 }, to: { name: 'river', rows: [2], category: 2 }, columnId: 'sense', isByVectors: false,
        values: [-0.5, -0.25, 0.5, null], test: { auc: 1, random: { mean: 0.5, high: 0.75, n: 200 }, nFolds: 2 },
      },
      named: [{ id: 'named-1', set: 'own-1', name: 'the odd ones', rows: [1, 2] }],
    },
    view: { ...viewForTests(), mode: 'compare' }, left: viewForTests(), sets: [],
  };
}
