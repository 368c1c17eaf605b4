import type { Pooling } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { mulberry32 } from '@contract/prng';
import { parquetParts } from './parquet';
import { provenanceOf, type Provenance } from './provenance';
import { vectorFiles } from './vector-files';
import type { ExportedOccurrence, VectorRows } from './vector-rows';

/** Sets that other people's readers have read, see `golden`; and generated ones. */
export interface ExportCase {
  readonly name: string;
  readonly vectors: VectorRows;
  readonly provenance: Provenance;
}

export const CARD: ModelCard = {
  id: 'tiny', name: 'Tiny BERT', kind: 'bert', architecture: 'bert', nLayers: 3, dim: 4, nParameters: 1234, licence: 'MIT', source: 'Made for tests.', madeBy: 'tests', tokenizer: 'wordpiece', maxTokens: 512,
  files: { 'encoder.onnx': { sha256: 'e'.repeat(64), nBytes: 3 }, 'config.json': { sha256: 'c'.repeat(64), nBytes: 2 } },
  background: { sampleSha256: '0'.repeat(64), nOccurrences: 2, nPairs: 1, seed: 1, meanCosine: { mean: [0], first: [0], last: [0], sentence: [0] }, ghostR2: null },
};

/** Numbers of float32 whose decimal forms are delicate: halves, thirds, the smallest, the greatest, a signed zero. */
export const DELICATE = [
  0,
  -0,
  0.1,
  1 / 3,
  -2 / 3,
  16_777_216,
  16_777_217,
  1.401298464324817e-45,
  1.1754943508222875e-38,
  3.4028234663852886e38,
  -1e-7,
  123_456.789,
  0.3,
  1e21,
  8_388_608.5,
  Math.PI,
].map(Math.fround);

const UGLY = ['bank', '', ' ', 'a "quoted" bank', 'tab\there', 'two\nlines', 'cr\r\nlf', 'comma, here', '🏦 emoji 👩🏽‍🚀', 'e\u0301 n\u0303', 'שלום עולם', 'مرحبا', '\u200fRTL\u200e', '銀行', "it's", '=1+1', '\u00a0', '\ufeffbom', 'null', 'NaN', '-0', '\\N', '\u0001'];
const LABELS = ['sense', 'pos tag', 'a,b', 'q"q', 'text', 'layer', 'dim_0', 'layer_0', '', 'label_text', 'tab\tname', 'naïve'];

export function exportCase(
  name: string,
  occurrences: readonly ExportedOccurrence[],
  values: Float32Array,
  {
    nLayers,
    dim,
    layers,
    pooling = 'mean',
  }: { readonly nLayers: number; readonly dim: number; readonly layers: readonly number[]; readonly pooling?: Pooling },
): ExportCase {
  const table = { values, nRows: values.length / (nLayers * dim), nLayers, dim };
  const rows = occurrences.map((_, i) => i);
  const run = { appVersion: '0.1.0', layers, dim, pooling, prompt: null, device: 'CPU, 2 threads', nRows: rows.length, nCached: 0 };
  return { name, vectors: { table, rows, occurrences, layers }, provenance: provenanceOf({ ...CARD, nLayers, dim }, run) };
}

/** A set of ugly texts and delicate numbers, the same for the same seed. */
export function generatedCase(seed: number, nLayers = 1 + (seed % 3)): ExportCase {
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const n = 1 + below(12);
  const dim = 2 + below(5);
  const occurrences = Array.from({ length: n }, () => {
    const word = pick(UGLY.filter((text) => text.trim() !== ''));
    const before = `${pick(UGLY)}${pick(UGLY)}`;
    const labels = Object.fromEntries(LABELS.filter(() => random() < 0.5).map((label) => [label, pick(UGLY)]));
    return { text: `${before}${word}${pick(UGLY)}`, charStart: before.length, charEnd: before.length + word.length, word, labels, subwords: [word] };
  });
  const values = Float32Array.from({ length: n * nLayers * dim }, () => (random() < 0.3 ? pick(DELICATE) : (random() - 0.5) * 10 ** (below(12) - 6)));
  return exportCase(`generated-${seed}`, occurrences, values, { nLayers, dim, layers: Array.from({ length: nLayers }, (_, layer) => layer) });
}

/** What Python has read; with few rows a row group, so that there are several. */
export const goldenCases = (): readonly ExportCase[] => [1, 2, 3, 4, 5, 6].map((seed) => generatedCase(seed));

export const GOLDEN_GROUP_ROWS = 4;

/** Names and bytes of all files of a case, in every format that can have it. */
export function goldenFiles({ vectors, provenance }: ExportCase): readonly (readonly [name: string, bytes: Buffer])[] {
  const oneLayer = { ...vectors, layers: vectors.layers.slice(-1) };
  const files = [
    ...vectorFiles('npy', 'out.npy', vectors, provenance), ...vectorFiles('csv', 'out.csv', vectors, provenance), ['out.parquet', parquetParts(vectors, provenance, GOLDEN_GROUP_ROWS)] as const,
    ...vectorFiles('projector', 'projector', oneLayer, { ...provenance, layers: oneLayer.layers }),
  ];
  return files.map(([name, content]) => [name.replaceAll('\\', '/'), bytesOf(content)]);
}

export const bytesOf = (content: string | Iterable<Uint8Array>): Buffer => (typeof content === 'string' ? Buffer.from(content) : Buffer.concat([...content]));
