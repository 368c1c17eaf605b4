import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddingSummary } from '@contract/embedding';
import { cosineDistance } from '@vectors/cosine';
import { vectorAt } from '@vectors/vector-table';
import { findWord } from '../../tokenizers/find-word';
import { ModelLibrary } from '../../models/library';
import { InferenceService } from '../process/service';
import { formsOfSample } from './form-means';

const background = [
  'The river ran high.', 'A river runs by the mill.', 'They swam in the River again.', 'The mill stood by the water.', 'Her mill was sold.',
  'The bank is shut.', 'A bank of sand.', 'No bank lends that.',
];

describe('forms of a sample', () => {
  it('are those that stand there three times or more, case folded, with every place', () => {
    const forms = formsOfSample(background);
    expect(forms.map(({ form, uses }) => [form, uses.length])).toEqual([['the', 6], ['river', 3], ['mill', 3], ['bank', 3]]);
    expect(forms.find(({ form }) => form === 'river')?.uses.map(({ text, charStart, charEnd }) => text.slice(charStart, charEnd))).toEqual(['river', 'river', 'River']);
  });

  it('count a sentence once, and no numbers', () => {
    expect(formsOfSample(['A cat.', 'A cat.', 'A cat.', '7 7 7 7'])).toEqual([]);
  });

  it('are some hundreds in the sample that comes with the app', () => {
    const forms = formsOfSample(readFileSync('assets/background.txt', 'utf8').split('\n').filter((line) => line !== ''));
    expect(forms.length).toBeGreaterThan(400);
    expect(forms.length).toBeLessThan(700);
  });
});

const text = 'I sat by the river bank';
const occurrences = [{ text, ...findWord(text, 'bank')[0] ?? { charStart: 0, charEnd: 0 }, word: 'bank', labels: {} }];
const embeddingsDir = mkdtempSync(path.join(tmpdir(), 'forms-'));
const models = path.resolve('models');

describe('nearest word forms', () => {
  const service = new InferenceService(new ModelLibrary(models), { embeddingsDir });
  let summary: EmbeddingSummary;
  const asked = (isWithSet = false): Parameters<typeof service.answer<'inference:nearest-forms'>>[1] => ({ seq: 1, key: summary.key, layer: 6, rows: [0], k: 10, isWithSet, sample: background });
  beforeAll(async () => { summary = await service.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences }); });

  it('are by the mean of their vectors at the layer, exactly, without the form that is asked about', async () => {
    const progress: number[] = [];
    const { nForms, nSentences, nearest } = await service.answer('inference:nearest-forms', asked(), { onProgress: ({ nDone }) => { progress.push(nDone); } });
    expect([nForms, nSentences, nearest.length]).toEqual([3, 8, 3]);
    expect(progress.at(-1)).toBe(15);
    const rivers = background.slice(0, 3).map((one) => ({ text: one, ...findWord(one, 'river')[0] ?? { charStart: 0, charEnd: 0 }, word: 'river', labels: {} }));
    const { table } = service.stored((await service.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences: rivers })).key);
    const mean = Float32Array.from({ length: table.dim }, (_, d) => [0, 1, 2].reduce((sum, row) => sum + (vectorAt(table, row, 6)[d] ?? 0), 0) / 3);
    expect(nearest.find(({ form }) => form === 'river')?.distance).toBeCloseTo(cosineDistance(vectorAt(service.stored(summary.key).table, 0, 6), mean), 5);
    expect(nearest.map(({ distance }) => distance)).toEqual(nearest.map(({ distance }) => distance).sort((a, b) => a - b));
    expect(nearest[0]?.form).toBe('river');
  });

  it('are read from disk the next time, without the model', async () => {
    const first = await service.answer('inference:nearest-forms', asked(), {});
    const later = new InferenceService(new ModelLibrary(models), { embeddingsDir });
    await later.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences });
    const progress: unknown[] = [];
    expect(await later.answer('inference:nearest-forms', asked(), { onProgress: (one) => { progress.push(one); } })).toEqual(first);
    expect(progress).toEqual([]);
  });

  it('count the set’s own sentences where these are asked for', async () => {
    expect(await service.answer('inference:nearest-forms', asked(true), {})).toMatchObject({ nSentences: 9 });
  });

  it('can be given up, and there are none of whole sentences or of a word table', async () => {
    const signal = AbortSignal.abort();
    await expect(service.answer('inference:nearest-forms', { ...asked(), sample: [...background, 'The mill and the river.'] }, { signal })).rejects.toMatchObject({ code: 'cancelled' });
    const whole = await service.embed({ modelId: 'minilm-l6', pooling: 'sentence', device: 'cpu', occurrences });
    await expect(service.answer('inference:nearest-forms', { ...asked(), key: whole.key, layer: 0 }, {})).rejects.toMatchObject({ code: 'bad-request' });
    const words = await service.embed({ modelId: 'glove-100d', pooling: 'mean', device: 'cpu', occurrences });
    await expect(service.answer('inference:nearest-forms', { ...asked(), key: words.key, layer: 0 }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });
});
