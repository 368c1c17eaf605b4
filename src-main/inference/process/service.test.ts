import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddingSummary, Pooling } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { cosineDistance } from '@vectors/cosine';
import { findWord } from '../../tokenizers/find-word';
import { cardJson } from '../../model-format/model-folder';
import { ModelLibrary } from '../../models/library';
import { InferenceService } from './service';

const service = new InferenceService(new ModelLibrary(path.resolve('models')));

function occurrence(text: string, word: string, sense?: string): Occurrence {
  const [span] = findWord(text, word);
  if (span === undefined) throw new Error(`no ${word} in ${text}`);
  return { text, ...span, word, labels: sense === undefined ? {} : { sense } };
}

const bank = [
  occurrence('I sat by the river bank', 'bank', 'river'),
  occurrence('They fished from the grassy bank of the stream.', 'bank', 'river'),
  occurrence('I went to the bank to deposit money', 'bank', 'money'),
  occurrence('The bank approved the loan after checking her account.', 'bank', 'money'),
];

const embed = (modelId: string, occurrences: readonly Occurrence[] = bank): Promise<EmbeddingSummary> =>
  service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences });

describe.each([['minilm-l6', 7, 384], ['elmo-medium', 3, 512]] as const)('%s', (modelId, nLayers, dim) => {
  let summary: EmbeddingSummary;
  beforeAll(async () => { summary = await embed(modelId); });

  it('gives every layer of every occurrence, finite and not zero', () => {
    expect(summary).toMatchObject({ nOccurrences: 4, nLayers, dim, missing: [] });
    const { values } = service.stored(summary.key).table;
    expect(values).toHaveLength(4 * nLayers * dim);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('brings same senses nearer than different ones at the last layer', async () => {
    const { values } = await service.answer('inference:distances', { key: summary.key, rows: [0, 1, 2, 3] }, {});
    const at = (i: number, j: number): number => values[((nLayers - 1) * 4 + i) * 4 + j] ?? Number.NaN;
    expect((at(0, 1) + at(2, 3)) / 2).toBeLessThan((at(0, 2) + at(0, 3) + at(1, 2) + at(1, 3)) / 4);
    expect(at(1, 2)).toBe(at(2, 1));
  });

  it('cuts out one layer of some rows', async () => {
    const { values } = await service.answer('inference:layer', { key: summary.key, layer: 1, rowStart: 2, rowEnd: 4 }, {});
    const { table } = service.stored(summary.key);
    expect([...values.slice(0, dim)]).toEqual([...table.values.slice((2 * nLayers + 1) * dim, (2 * nLayers + 2) * dim)]);
    await expect(service.answer('inference:ghosts', { key: summary.key, layer: nLayers }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('answers an equal request from memory', async () => {
    expect(await embed(modelId)).toBe(summary);
  });

  it('says what each layer knows, beside two random words', async () => {
    const measures = await service.answer('inference:layer-measures', { key: summary.key }, {});
    expect(measures.map(({ layer }) => layer)).toEqual(Array.from({ length: nLayers }, (_, layer) => layer));
    const [first, last] = [measures[0], measures[nLayers - 1]];
    expect(last?.nearestSense).toMatchObject({ n: 4, nLabels: 2 });
    expect(first?.selfSimilarity.raw ?? 0).toBeGreaterThan(last?.selfSimilarity.raw ?? 1);
    expect(last?.selfSimilarity.baseline).toBe(await new ModelLibrary(path.resolve('models')).card(modelId).then(({ background }) => background.meanCosine.mean[nLayers - 1]));
  });

  it('gives an older question about layers up for a newer one', async () => {
    const [older, newer, elsewhere] = await Promise.allSettled([
      service.layerMeasures({ key: summary.key, window: 1 }), service.layerMeasures({ key: summary.key, window: 1 }), service.layerMeasures({ key: summary.key, window: 2 }),
    ]);
    // Of one window: another one's question takes no place of it.
    expect([older, newer, elsewhere]).toMatchObject([{ status: 'rejected', reason: { code: 'cancelled' } }, { status: 'fulfilled' }, { status: 'fulfilled' }]);
    await expect(service.layerMeasures({ key: 'unknown' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('places a sentence of the set on itself', async () => {
    const typed = await service.answer('inference:place', { key: summary.key, layer: nLayers - 1, text: bank[2]?.text ?? '', word: 'bank', k: 4 }, {});
    expect(typed.neighbours[0]).toMatchObject({ row: 2 });
    expect(typed.neighbours[0]?.distance).toBeLessThan(1e-5);
    await expect(service.answer('inference:place', { key: summary.key, layer: 0, text: 'nothing here', word: 'bank', k: 4 }, {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('puts the ghost nearer to the occurrences than a random word is', async () => {
    const ghost = await service.answer('inference:ghosts', { key: summary.key, layer: nLayers - 1 }, {});
    expect(ghost.forms).toEqual(['bank']);
    const { background } = await new ModelLibrary(path.resolve('models')).card(modelId);
    const { values } = await service.answer('inference:layer', { key: summary.key, layer: nLayers - 1, rowStart: 0, rowEnd: 4 }, {});
    const mean = [0, 1, 2, 3].reduce((sum, row) => sum + cosineDistance(ghost.values, values.subarray(row * dim, (row + 1) * dim)) / 4, 0);
    expect(mean).toBeLessThan(1 - (background.meanCosine.mean[nLayers - 1] ?? 0));
  });

  it('gives a sentence the same vector alone as among others', async () => {
    const alone = await embed(modelId, [bank[1] as Occurrence]);
    const a = service.stored(alone.key).table.values;
    const b = service.stored(summary.key).table.values.subarray(nLayers * dim, 2 * nLayers * dim);
    expect(a.reduce((max, value, i) => Math.max(max, Math.abs(value - (b[i] ?? 0))), 0)).toBeLessThan(1e-5);
  });
});

describe('glove-100d', () => {
  it('gives all occurrences of a form one vector, and names its nearest words', async () => {
    const summary = await embed('glove-100d');
    const { values } = service.stored(summary.key).table;
    expect([...values.slice(0, 100)]).toEqual([...values.slice(300, 400)]);
    const words = await service.answer('inference:nearest-words', { modelId: 'glove-100d', word: 'bank', k: 10 }, {});
    expect(words).toHaveLength(10);
    expect(words.map(({ word }) => word)).toContain('banks');
    expect(await service.answer('inference:nearest-words', { modelId: 'glove-100d', word: 'New York', k: 5 }, {})).toHaveLength(5);
    expect(words.map(({ distance }) => distance)).toEqual(words.map(({ distance }) => distance).sort((a, b) => a - b));
  });

  it('continues analogies, and what the arithmetic itself gives is a query word', async () => {
    const ask = (isExcludingQuery: boolean, modelId = 'glove-100d') => service.answer('inference:analogy', { modelId, a: 'man', b: 'king', c: 'woman', k: 5, isExcludingQuery }, {});
    expect((await ask(true))[0]).toMatchObject({ word: 'queen', isQuery: false });
    expect((await ask(false))[0]).toMatchObject({ word: 'king', isQuery: true });
    await expect(ask(true, 'minilm-l6')).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('names unknown words as missing', async () => {
    const summary = await embed('glove-100d', [occurrence('a qzxjv here', 'qzxjv'), bank[0] as Occurrence]);
    expect(summary.missing).toEqual([0]);
    const { values } = await service.answer('inference:distances', { key: summary.key, rows: [1, 0] }, {});
    expect([...values]).toEqual([0, Number.NaN, Number.NaN, Number.NaN]);
    await expect(service.answer('inference:nearest-words', { modelId: 'glove-100d', word: 'qzxjv', k: 3 }, {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.answer('inference:ghosts', { key: summary.key, layer: 0 }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('refusals', () => {
  it('names the installed models for an unknown or hostile id', async () => {
    await expect(embed('no-such')).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('minilm-l6') as string });
    await expect(embed('../models/minilm-l6')).rejects.toMatchObject({ code: 'not-found' });
  });
  it('refuses handles it does not hold and rows that are not there', async () => {
    const { key } = await embed('glove-100d');
    await expect(service.answer('inference:layer', { key: 'x', layer: 0, rowStart: 0, rowEnd: 1 }, {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.answer('inference:distances', { key, rows: [99] }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });
  it('says so when a device that was named cannot serve', async () => {
    await expect(service.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cuda', occurrences: bank })).rejects.toMatchObject({ code: 'device' });
    await expect(service.embed({ modelId: 'elmo-medium', pooling: 'mean', device: 'coreml', occurrences: bank })).rejects.toMatchObject({ code: 'device' });
  });
});

describe('several requests at once', () => {
  it('are all answered, whatever models they ask for', async () => {
    const fresh = new InferenceService(new ModelLibrary(path.resolve('models')));
    const ask = (modelId: string, occurrences: readonly Occurrence[]): Promise<EmbeddingSummary> => fresh.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences });
    const answers = await Promise.all([
      ask('minilm-l6', bank), ask('elmo-medium', bank), ask('minilm-l6', bank.slice(0, 2)), ask('glove-100d', bank), ask('elmo-medium', bank.slice(1)),
    ]);
    expect(answers.map(({ modelId, nOccurrences }) => `${modelId} ${nOccurrences}`)).toEqual(['minilm-l6 4', 'elmo-medium 4', 'minilm-l6 2', 'glove-100d 4', 'elmo-medium 3']);
    const { pieces } = await fresh.answer('inference:pieces', { modelId: 'minilm-l6', text: 'unaffable' }, {});
    expect(pieces.length).toBeGreaterThan(1);
  });

  it('that are cancelled before their turn do nothing', async () => {
    const controller = new AbortController();
    const fresh = new InferenceService(new ModelLibrary(path.resolve('models')));
    const first = fresh.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences: bank });
    const second = fresh.embed({ modelId: 'elmo-medium', pooling: 'mean', device: 'cpu', occurrences: bank }, { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect((await first).missing).toEqual([]);
  });
});

/** Many sentences of the same length about banks, each different. */
const many = (n: number): Occurrence[] => Array.from({ length: n }, (_, i) => occurrence(`In the year ${1_000 + i} the old bank by the river was still there.`, 'bank'));

describe('while a large set is embedded', () => {
  it('short requests with the same model and with static ones are answered in between', async () => {
    const fresh = new InferenceService(new ModelLibrary(path.resolve('models')));
    const small = await fresh.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences: bank });
    const order: string[] = [];
    const note = (name: string) => (): void => { order.push(name); };
    const progress: number[] = [];
    const long = fresh.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences: many(300) }, { onProgress: ({ nDone }) => progress.push(nDone) }).then(note('long'));
    await Promise.all([
      long,
      fresh.answer('inference:place', { key: small.key, layer: 6, text: 'The bank was closed.', word: 'bank', k: 2 }, {}).then(note('place')),
      fresh.answer('inference:ghosts', { key: small.key, layer: 6 }, {}).then(note('ghosts')),
      fresh.answer('inference:pieces', { modelId: 'elmo-medium', text: 'another model' }, {}).then(note('pieces')),
      fresh.answer('inference:nearest-words', { modelId: 'glove-100d', word: 'bank', k: 3 }, {}).then(note('words')),
    ]);
    expect(order.at(-1)).toBe('long');
    expect(new Set(order).size).toBe(5);
    expect(progress.length).toBeGreaterThan(5);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });
});

describe('whole sentences', () => {
  it('have a vector of length 1 at MiniLM’s last layer, and can be placed whatever words they have', async () => {
    const summary = await service.embed({ modelId: 'minilm-l6', pooling: 'sentence', device: 'cpu', occurrences: bank });
    const { values } = service.stored(summary.key).table;
    expect(Math.hypot(...values.subarray(6 * 384, 7 * 384))).toBeCloseTo(1, 5);
    expect(Math.hypot(...values.subarray(0, 384))).not.toBeCloseTo(1, 2);
    const typed = await service.answer('inference:place', { key: summary.key, layer: 6, text: 'She put her savings into an account.', word: 'bank', k: 4 }, {});
    expect(typed.subwords).toEqual([]);
    expect([2, 3]).toContain(typed.neighbours[0]?.row);
    expect(await service.answer('inference:ghosts', { key: summary.key, layer: 6 }, {})).toMatchObject({ forms: ['bank'], origin: 'fitted' });
  });
});

describe('with vectors cached on disk', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'contexture-service-'));
    return () => { rmSync(dir, { recursive: true, force: true }); };
  });

  /** A library whose MiniLM has only the files that `isThere`, and a card changed by `change`. */
  function libraryWith(isThere: (name: string) => boolean, change: (card: ModelCard) => ModelCard = (card) => card): ModelLibrary {
    const models = mkdtempSync(path.join(dir, 'models-'));
    mkdirSync(path.join(models, 'minilm-l6'));
    const from = path.resolve('models/minilm-l6');
    for (const name of readdirSync(from)) if (name !== 'model.json' && isThere(name)) symlinkSync(path.join(from, name), path.join(models, 'minilm-l6', name));
    const card = JSON.parse(readFileSync(path.join(from, 'model.json'), 'utf8')) as ModelCard;
    writeFileSync(path.join(models, 'minilm-l6/model.json'), cardJson(change(card)));
    return new ModelLibrary(models);
  }
  const start = (library: ModelLibrary): InferenceService => new InferenceService(library, { embeddingsDir: path.join(dir, 'cache') });
  const request = (occurrences: readonly Occurrence[], pooling: Pooling = 'mean') => ({ modelId: 'minilm-l6', pooling, device: 'cpu', occurrences }) as const;

  it('a set that was seen before opens without the model’s graph, and equal to the last bit', async () => {
    const first = start(libraryWith(() => true));
    const summary = await first.embed(request(bank));
    expect(summary).toMatchObject({ nCached: 0, device: { provider: 'cpu' } });
    const withoutGraph = start(libraryWith((name) => !name.endsWith('.onnx') && !name.endsWith('.bin')));
    const again = await withoutGraph.embed(request([...bank].reverse()));
    expect(again).toMatchObject({ nCached: 4, missing: [], subwords: [['bank'], ['bank'], ['bank'], ['bank']] });
    expect(again.device.label).toBe('Kept vectors');
    const width = 7 * 384;
    const [a, b] = [first.stored(summary.key).table.values, withoutGraph.stored(again.key).table.values];
    for (let row = 0; row < 4; row++) expect(b.subarray((3 - row) * width, (4 - row) * width)).toEqual(a.subarray(row * width, (row + 1) * width));
    await expect(withoutGraph.embed(request(bank, 'first'))).rejects.toMatchObject({ code: 'model' });
  });

  it('an edited set computes what is new', async () => {
    const progress: number[] = [];
    const edited = [...bank.slice(0, 3), occurrence('A new bank opened on the square.', 'bank')];
    const fresh = start(libraryWith(() => true));
    const summary = await fresh.embed(request(edited), { onProgress: ({ nDone }) => progress.push(nDone) });
    expect(summary).toMatchObject({ nCached: 3, missing: [] });
    expect(progress.at(-1)).toBe(4);
    const { values } = fresh.stored(summary.key).table;
    const computed = await service.embed(request(edited));
    const expected = service.stored(computed.key).table.values;
    expect(values.reduce((max, value, i) => Math.max(max, Math.abs(value - (expected[i] ?? 0))), 0)).toBeLessThan(1e-5);
  });

  it('a cancelled run has not computed in vain', async () => {
    const controller = new AbortController();
    const library = libraryWith(() => true);
    const set = many(300);
    const cancelled = start(library).embed(request(set), { signal: controller.signal, onProgress: ({ nDone }) => { if (nDone > 60) controller.abort(); } });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    const { nCached } = await start(library).embed(request(set));
    expect(nCached).toBeGreaterThan(60);
    expect(nCached).toBeLessThan(300);
  });

  it('damaged rows are computed again', async () => {
    const cacheDir = path.join(dir, 'cache');
    for (const folder of readdirSync(cacheDir)) {
      for (const name of readdirSync(path.join(cacheDir, folder))) {
        if (name.endsWith('.rows')) writeFileSync(path.join(cacheDir, folder, name), Buffer.alloc(statSync(path.join(cacheDir, folder, name)).size, 7));
      }
    }
    const library = libraryWith(() => true);
    expect(await start(library).embed(request(bank))).toMatchObject({ nCached: 0 });
    expect(await start(library).embed(request(bank))).toMatchObject({ nCached: 4 });
  });

  it('other files of the model make other vectors', async () => {
    // Bytes behind the weights, which no tensor reads.
    const weights = Buffer.concat([readFileSync(path.resolve('models/minilm-l6/weights.bin')), Buffer.alloc(8)]);
    const entry = { sha256: createHash('sha256').update(weights).digest('hex'), nBytes: weights.length };
    const other = libraryWith((name) => name !== 'weights.bin', (card) => ({ ...card, files: { ...card.files, 'weights.bin': entry } }));
    writeFileSync(path.join(await other.folder('minilm-l6'), 'weights.bin'), weights);
    expect(await start(other).embed(request(bank))).toMatchObject({ nCached: 0 });
  });

  it('a model without ghost maps shows each form alone', async () => {
    const fresh = start(libraryWith((name) => name !== 'ghost.f16', (card) => ({
      ...card, background: { ...card.background, ghostR2: null }, files: Object.fromEntries(Object.entries(card.files).filter(([name]) => name !== 'ghost.f16')),
    })));
    const { key } = await fresh.embed(request(bank));
    const ghost = await fresh.answer('inference:ghosts', { key, layer: 4 }, {});
    expect(ghost).toMatchObject({ forms: ['bank'], origin: 'alone', r2: null });
    const alone = await fresh.embed(request([occurrence('bank', 'bank')]));
    const vector = fresh.stored(alone.key).table.values.subarray(4 * 384, 5 * 384);
    expect(cosineDistance(ghost.values, vector)).toBeLessThan(1e-6);
  });
});
