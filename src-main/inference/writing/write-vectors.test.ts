import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VectorFormat } from '@contract/exports/data-export';
import type { EmbeddingSummary } from '@contract/embedding';
import type { LayerMix } from '@contract/layers/layer-mix';
import { CARD } from '../../exports/vectors/cases.testing';
import { readNpy } from '../../exports/vectors/npy';
import type { StoredEmbedding } from '../sets/embedding-store';
import { vectorsAbout } from './vectors-about';
import { writeVectors, type VectorOrder } from './write-vectors';

const N = 3, N_LAYERS = 3, DIM = 4;

function entryOf(mix?: LayerMix): StoredEmbedding {
  const occurrences = Array.from({ length: N }, (_, row) => ({ text: `bank ${row}`, charStart: 0, charEnd: 4, word: 'bank', labels: {} }));
  const nLayers = mix === undefined ? N_LAYERS : 1;
  const values = Float32Array.from({ length: N * nLayers * DIM }, (_, i) => i / 2);
  const summary: EmbeddingSummary = {
    key: 'k', modelId: CARD.id, pooling: 'mean', nOccurrences: N, nLayers, dim: DIM, device: { provider: 'cpu', label: 'CPU, 2 threads' }, elapsedMs: 1, nCached: 0,
    subwords: [['bank'], ['ba', '##nk'], []], missing: [1], senseRecall: null, nearest: { rows: new Int32Array(), ofLayer: [] }, contrast: null,
  };
  return { summary, request: { modelId: CARD.id, pooling: 'mean', device: 'cpu', occurrences }, table: { values, nRows: N, nLayers, dim: DIM }, ...(mix === undefined ? {} : { mix }) };
}

const fresh = (): string => mkdtempSync(path.join(tmpdir(), 'contexture-vectors-'));
const order = (format: VectorFormat, output: string, other: Partial<VectorOrder> = {}): VectorOrder =>
  ({ layers: [2], rows: null, labels: [{ label: 'topic', values: ['a', 'b', null] }], format, output, appVersion: '0.1.0', ...other });

interface Sidecar {
  readonly provenance: Record<string, unknown>;
  readonly methods: string;
}
const sidecar = (file: string): Sidecar => JSON.parse(readFileSync(file, 'utf8')) as Sidecar;

describe('the vectors of a set', () => {
  it('are written with the labels of the page and where they come from; a row without a vector is left out and counted', async () => {
    const file = path.join(fresh(), 'a.npy');
    const told: number[] = [];
    const { notes, nRows } = await writeVectors(entryOf(), CARD, order('npy', file), { onProgress: ({ nDone, nTotal }) => { told.push(nDone / nTotal); } });
    expect([nRows, notes]).toEqual([2, ['1 occurrence without a vector was left out.']]);
    expect(await readNpy(file)).toEqual({ shape: [2, 1, DIM], values: Float32Array.from([8, 9, 10, 11, 32, 33, 34, 35], (i) => i / 2) });
    expect(readFileSync(`${file}.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual([
      { topic: 'a', text: 'bank 0', charStart: 0, charEnd: 4, word: 'bank', subwords: ['bank'] }, { text: 'bank 2', charStart: 0, charEnd: 4, word: 'bank', subwords: [] },
    ]);
    const { provenance, methods } = sidecar(`${file}.json`);
    expect(provenance).toMatchObject({ appVersion: '0.1.0', layers: [2], nRows: 2, device: 'CPU, 2 threads' });
    expect(vectorsAbout(entryOf(), CARD, { layers: [2], nRows: 2, appVersion: '0.1.0' })).toEqual({ provenance, methods });
    expect(told.at(-1)).toBe(1);
  });

  it('are those of some rows at all layers, where that is asked', async () => {
    const file = path.join(fresh(), 'a.npy');
    await writeVectors(entryOf(), CARD, order('npy', file, { layers: [0, 1, 2], rows: [2, 1] }));
    expect(sidecar(`${file}.json`).provenance).toMatchObject({ nRows: 1, nRun: 2 });
    expect(await readNpy(file)).toEqual({ shape: [1, 3, DIM], values: Float32Array.from({ length: 12 }, (_, i) => (24 + i) / 2) });
  });

  it('are a folder of four files for the projector, which takes the place of no file', async () => {
    const folder = fresh();
    const output = path.join(folder, 'projector');
    await writeVectors(entryOf(), CARD, order('projector', output));
    await writeVectors(entryOf(), CARD, order('projector', output));
    expect(readdirSync(output).sort()).toEqual(['metadata.tsv', 'projector_config.json', 'provenance.json', 'vectors.tsv']);
    writeFileSync(path.join(folder, 'file'), '');
    await expect(writeVectors(entryOf(), CARD, order('projector', path.join(folder, 'file')))).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('Choose another name') as string,
    });
    await expect(writeVectors(entryOf(), CARD, order('projector', path.join(folder, 'two'), { layers: [1, 2] }))).rejects.toMatchObject({ code: 'bad-input' });
    expect(readdirSync(folder).sort()).toEqual(['file', 'projector']);
  });

  it('leave nothing behind when they are cancelled or the disk refuses', async () => {
    const folder = fresh();
    await expect(writeVectors(entryOf(), CARD, order('csv', path.join(folder, 'a.csv')), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(writeVectors(entryOf(), CARD, order('projector', path.join(folder, 'p')), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(writeVectors(entryOf(), CARD, order('csv', path.join(folder, 'no', 'a.csv')))).rejects.toMatchObject({ code: 'io' });
    await expect(writeVectors(entryOf(), CARD, order('projector', path.join(folder, 'no', 'p')))).rejects.toMatchObject({ code: 'io' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are refused where rows, layers or labels are not the set’s', async () => {
    const file = path.join(fresh(), 'a.csv');
    for (const wrong of [{ rows: [3] }, { layers: [3] }, { labels: [{ label: 'topic', values: ['a'] }] }])
      await expect(writeVectors(entryOf(), CARD, order('csv', file, wrong))).rejects.toMatchObject({ code: 'bad-request' });
    await expect(writeVectors(entryOf(), CARD, order('csv', file, { rows: [1] }))).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('the vectors of a mix', () => {
  const SUM: LayerMix = { kind: 'sum', scores: [null, 0, 0], gamma: 2, half: 'both' };

  it('are named a mix in the file, and beside it the layers and weights', async () => {
    const file = path.join(fresh(), 'a.csv');
    await writeVectors(entryOf(SUM), CARD, order('csv', file, { layers: [0], labels: [] }));
    expect(readFileSync(file, 'utf8').split('\r\n').slice(0, 2)).toEqual(['text,charStart,charEnd,word,layer,dim_0,dim_1,dim_2,dim_3', 'bank 0,0,4,bank,mix,0,0.5,1,1.5']);
    expect(sidecar(`${file}.json`).provenance).toMatchObject({ layers: [1, 2], mix: { weights: [0.5, 0.5], gamma: 2, half: 'both' } });
    expect(sidecar(`${file}.json`).methods).toContain('They are the sum of layers 1 and 2 with the weights 0.5 and 0.5, times 2, and have 4 dimensions.');
  });

  it('are a column of that name in Parquet', async () => {
    const file = path.join(fresh(), 'a.parquet');
    await writeVectors(entryOf(SUM), CARD, order('parquet', file, { layers: [0] }));
    const bytes = readFileSync(file, 'latin1');
    expect([bytes.slice(0, 4), bytes.includes('layer_mix'), bytes.includes('layer_0')]).toEqual(['PAR1', true, false]);
  });

  it('are told apart from layers one behind another', () => {
    const { methods } = vectorsAbout(entryOf({ kind: 'concat', layers: [2, 1], half: 'forward' }), CARD, { layers: [0], nRows: 2, appVersion: '0.1.0' });
    expect(methods).toContain('They are the vectors of layers 2 and 1, of which the forward half was taken, one behind another and have 4 dimensions.');
  });
});
