// Makes the session file that `bench -- kept` opens: made vectors and places, all layers of a flight. Prints how long it takes to write and to read it back.
import { statSync } from 'node:fs';
import { mulberry32 } from '@contract/prng';
import type { SavedSession, SavedView } from '@contract/sessions/saved-session';
import { readSession, writeSession } from '../../src-main/sessions/session-file';
import { sessionForTests, viewForTests } from '@contract/sessions/session.testing';

const [file = '', nRows = 10_000, nLayers = 13, dim = 384, nRuns = 5] = [process.argv[2], ...process.argv.slice(3).map(Number)];

function madeSession(): SavedSession {
  const random = mulberry32(7);
  const values = (n: number): Float32Array => Float32Array.from({ length: n }, () => random() * 2 - 1);
  const sample = viewForTests();
  const occurrences = Array.from({ length: nRows }, (_, row) => ({
    text: `Sentence ${row} is about the bank that everybody in this long line of words knows.`,
    charStart: `Sentence ${row} is about the `.length,
    charEnd: `Sentence ${row} is about the bank`.length,
    word: 'bank',
    labels: { sense: row % 2 === 0 ? 'money' : 'river' },
  }));
  const rows = Int32Array.from({ length: nRows }, (_, row) => row);
  const map = (): SavedView['map'] & { kind: 'cloud' } => ({
    ...(sample.map as SavedView['map'] & { kind: 'cloud' }),
    rows,
    coordinates: values(nRows * 3),
    ghosts: [],
    pointOf: rows,
    counts: null,
    layout: values(nRows * 3),
    ghostOf: new Int32Array(nRows).fill(-1),
    distortion: values(nRows).map(Math.abs),
  });
  const stops = Array.from({ length: nLayers }, () => ({ map: map(), vectors: values(nRows * dim), ghosts: null }));
  const last = stops[nLayers - 1];
  if (last === undefined) throw new Error('a session has a layer at least');
  const perLayer = <T>(value: () => T): T[] => Array.from({ length: nLayers }, value);
  const view: SavedView = {
    ...sample, set: { ...sample.set, occurrences }, model: { ...sample.model, nLayers, dim, background: { ...sample.model.background, meanCosine: { ...sample.model.background.meanCosine, mean: perLayer(() => 0.1), first: perLayer(() => 0.1), last: perLayer(() => 0.1) } } },
    layer: nLayers - 1, mode: 'flight', vectors: last.vectors, ghosts: null, map: last.map,
    summary: {
      ...sample.summary, nOccurrences: nRows, nLayers, dim, subwords: occurrences.map(() => ['bank']), senseRecall: perLayer(() => 0.5), nearest: { rows, ofLayer: perLayer(() => Int32Array.from(rows, (row) => (row + 1) % nRows)) },
      contrast: perLayer(() => ({ own: { mean: 0.1, deviation: 0.1 }, other: { mean: 0.3, deviation: 0.1 } })),
    },
    journey: { stops, steps: Array.from({ length: nLayers - 1 }, () => values(nRows).map(Math.abs)), residuals: Array.from({ length: nLayers - 1 }, () => 0.1), unfounded: null },
  };
  // Without what was found in the sample: it has a value a row.
  const { list, mapLook } = sessionForTests().document;
  return { document: { list, mapLook, selected: { rows: [], anchor: null }, filter: { hidden: [], onlyForm: null, onlyRows: null, hiddenRows: [], query: '' }, colouring: null, camera: null, bookmarks: [], named: [], tried: [] }, view, left: null, sets: [] };
}

const session = madeSession();
const writeMs: number[] = [], readMs: number[] = [];
for (let run = 0; run < nRuns; run++) {
  const start = performance.now();
  await writeSession(file, session, '0.0.0');
  const written = performance.now();
  await readSession(file);
  writeMs.push(written - start);
  readMs.push(performance.now() - written);
}
process.stdout.write(JSON.stringify({ writeMs, readMs, nBytes: statSync(file).size }));
