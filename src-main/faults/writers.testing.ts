// All that writes into folders of the user's, for the tests of what a disk refuses.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { VectorFormat } from '@contract/exports/data-export';
import type { Lesson } from '@contract/lessons/lesson';
import type { SentenceSet } from '@contract/occurrence';
import type { SavedSession } from '@contract/sessions/saved-session';
import { sessionForTests } from '@contract/sessions/session.testing';
import { convertModel } from '../conversion/convert';
import { writeCsv } from '../exports/csv';
import { writePicture } from '../exports/pictures/picture-files';
import { writePng } from '../exports/png';
import { saveTable } from '../exports/save-table';
import { saveSet } from '../exports/sets/save-set';
import { CARD } from '../exports/vectors/cases.testing';
import type { StoredEmbedding } from '../inference/sets/embedding-store';
import { writeVectors } from '../inference/writing/write-vectors';
import { saveLesson } from '../lessons/lesson-file';
import { Autosave } from '../sessions/autosave';
import { writeSession } from '../sessions/session-file';
import { SetStore } from '../sets/set-store';

const N = 200, N_LAYERS = 2, DIM = 64;
const golden = path.resolve('src-main/conversion/golden');

export const session = (title: string): SavedSession => {
  const { view, ...rest } = sessionForTests();
  const dim = 8_000;
  return { ...rest, view: { ...view, ghosts: null, summary: { ...view.summary, dim }, vectors: new Float32Array(view.set.occurrences.length * dim).fill(0.5), set: { ...view.set, title } } };
};
export const set = (title: string): SentenceSet => {
  const { set: small } = sessionForTests().view;
  return { ...small, id: 'own-000000001-1', title, word: 'bank', origin: 'own', occurrences: Array.from({ length: 300 }, (_, n) => ({ text: `a bank ${title} ${'x'.repeat(100)} ${n}`, charStart: 2, charEnd: 6, word: 'bank', labels: {} })) };
};
const lesson = (title: string): Lesson => ({ title, stations: [1, 2, 3, 4].flatMap(() => bundled.stations), sets: [] });
const bundled = JSON.parse(readFileSync('assets/lessons/one-vector-to-many.lesson.json', 'utf8')) as Lesson;
const occurrences = Array.from({ length: N }, (_, row) => ({ text: `bank ${row}`, charStart: 0, charEnd: 4, word: 'bank', labels: {} }));
const embedded: StoredEmbedding = {
  summary: {
    key: 'k',
    modelId: CARD.id,
    pooling: 'mean',
    nOccurrences: N,
    nLayers: N_LAYERS,
    dim: DIM,
    device: { provider: 'cpu', label: 'CPU' },
    elapsedMs: 1,
    nCached: 0,
    subwords: occurrences.map(() => ['bank']),
    missing: [],
    senseRecall: null,
    nearest: { rows: new Int32Array(), ofLayer: [] },
    contrast: null,
  },
  request: { modelId: CARD.id, pooling: 'mean', device: 'cpu', occurrences },
  table: { values: new Float32Array(N * N_LAYERS * DIM).fill(1 / 3), nRows: N, nLayers: N_LAYERS, dim: DIM },
};
const writeAs = (format: VectorFormat, output: string): Promise<unknown> =>
  writeVectors(embedded, { ...CARD, nLayers: N_LAYERS, dim: DIM }, { layers: format === 'projector' ? [0] : [0, 1], rows: null, labels: [], format, output, appVersion: '0.1.0' });

/** Writes something into a folder, the next time something else in its place. */
type Writer = (folder: string, nth: number) => Promise<unknown>;
const long = (start: readonly number[], nth: number): Uint8Array => { const bytes = new Uint8Array(100_000).fill(65 + nth); bytes.set(start); return bytes; };
const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
const WORDS = path.join(mkdtempSync(path.join(tmpdir(), 'contexture-words-')), 'words.txt');
writeFileSync(WORDS, Array.from({ length: 3_000 }, (_, row) => `word${row} ${Array.from({ length: 20 }, (__, d) => (row * 31 + d) % 97 / 97).join(' ')}`).join('\n'));
process.on('exit', () => { rmSync(path.dirname(WORDS), { recursive: true, force: true }); });

/** One for each folder: the same object has to work again. */
function kept<T>(make: (folder: string) => T): (folder: string) => T {
  const made = new Map<string, T>();
  return (folder) => {
    const one = made.get(folder) ?? make(folder);
    made.set(folder, one);
    return one;
  };
}
const autosaveIn = kept((folder) => new Autosave(folder, '0.1.0'));
const storeIn = kept((folder) => new SetStore(folder));

export const WRITERS: Readonly<Record<string, Writer>> = {
  'a session': (folder, nth) => writeSession(path.join(folder, 'a.contexture'), session(`n${nth}`), '0.1.0'),
  'what is on screen': (folder, nth) => autosaveIn(folder).keep(session(`n${nth}`)),
  'a kept set': (folder, nth) => storeIn(folder).save(set(`n${nth}`)),
  'a lesson': (folder, nth) => saveLesson(path.join(folder, 'a.lesson.json'), lesson(`n${nth}`)),
  'a PNG': (folder, nth) => writePng(path.join(folder, 'a.png'), long([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], nth)),
  'a PDF': (folder, nth) => writePicture('PDF', path.join(folder, 'a.pdf'), long([0x25, 0x50, 0x44, 0x46, 0x2d], nth)),
  'a film': (folder, nth) => writePicture('WebM', path.join(folder, 'a.webm'), long([0x1a, 0x45, 0xdf, 0xa3], nth)),
  'a table of the selection': (folder, nth) => writeCsv(path.join(folder, 'a.csv'), long([], nth)),
  'a table of distances': (folder, nth) =>
    saveTable(path.join(folder, 'a.csv'), long([], nth), { kind: 'distances' } as never, { provenance: {}, methods: '' }),
  'a set as a file': (folder, nth) =>
    saveSet(
      path.join(folder, 'a.jsonl'),
      'jsonl',
      {
        ...sessionForTests().view.set,
        title: `n${nth}`,
        occurrences: Array.from({ length: 900 }, () => sessionForTests().view.set.occurrences[0] as never),
      },
      '0.1.0',
    ),
  'vectors as .npy': (folder) => writeAs('npy', path.join(folder, 'a.npy')),
  'vectors as CSV': (folder) => writeAs('csv', path.join(folder, 'a.csv')),
  'vectors as Parquet': (folder) => writeAs('parquet', path.join(folder, 'a.parquet')),
  'vectors for the projector': (folder) => writeAs('projector', path.join(folder, 'projector')),
  'a converted checkpoint': (folder) => convertModel(path.join(golden, 'checkpoints/bert'), path.join(folder, 'bert'), text, { precision: 'source' }),
  'converted ELMo': (folder) => convertModel(path.join(golden, 'elmo-clips'), path.join(folder, 'elmo'), text, { precision: 'source' }),
  'converted ULMFiT': (folder) => convertModel(path.join(golden, 'ulmfit/both'), path.join(folder, 'ulmfit'), text, { precision: 'source' }),
  'a converted ONNX graph': (folder) =>
    convertModel(path.join(golden, 'checkpoints/onnx-bert'), path.join(folder, 'onnx'), text, { precision: 'source' }),
  'converted word vectors': (folder) => convertModel(WORDS, path.join(folder, 'words'), text, { precision: 'source' }),
};
