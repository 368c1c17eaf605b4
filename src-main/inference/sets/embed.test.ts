import { describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import type { SentencePooling } from '@contract/model-card';
import { embedTargets } from './embed';
import { fakeEncoder, MARKS } from '../testing/fake-encoder.testing';
import { DeviceFailure } from '../runtime/run-graph';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.charCodeAt(0)) as [number, number, number];
const { before, after } = MARKS;

describe('embedTargets', () => {
  it.each([['mean', (a + b + c) / 3], ['first', a], ['last', c]] as const)('pools sub-words by %s at every layer', async (pooling, expected) => {
    const { values, subwords, missing } = await embedTargets(fakeEncoder(), [{ text: 'z abc', charStart: 2, charEnd: 5 }], pooling);
    expect([...values]).toEqual([expected, 0, expected, 1]);
    expect(subwords).toEqual([['a', 'b', 'c']]);
    expect(missing).toEqual([]);
  });

  it('reads only the layers that are wanted', async () => {
    const { values } = await embedTargets(fakeEncoder({ card: { nLayers: 4 } }), [{ text: 'a', charStart: 0, charEnd: 1 }], 'mean', { layers: [3, 1] });
    expect([...values]).toEqual([a, 3, a, 1]);
  });

  it('runs a sentence once for all its targets and keeps their order', async () => {
    const encoder = fakeEncoder();
    const text = 'a b c';
    const { values } = await embedTargets(encoder, [{ text, charStart: 4, charEnd: 5 }, { text: 'bbbb', charStart: 0, charEnd: 1 }, { text, charStart: 0, charEnd: 1 }], 'mean');
    expect([values[0], values[4], values[8]]).toEqual([c, b, a]);
    expect(encoder.batches.flat()).toHaveLength(2);
  });

  it('names targets without pieces or with unknown words as missing and leaves their rows zero', async () => {
    const { values, missing } = await embedTargets(fakeEncoder(), [{ text: 'a - b', charStart: 2, charEnd: 3 }, { text: 'x', charStart: 0, charEnd: 1 }, { text: 'a', charStart: 0, charEnd: 1 }], 'mean');
    expect(missing).toEqual([0, 1]);
    expect([...values.slice(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(values[8]).toBe(a);
  });

  it('reads a target in a long sentence from a window', async () => {
    const encoder = fakeEncoder({ maxPieces: 8 });
    const text = 'abc '.repeat(20).trim();
    const { values, missing } = await embedTargets(encoder, [{ text, charStart: 40, charEnd: 43 }], 'last');
    expect(missing).toEqual([]);
    expect(values[0]).toBe(c);
    expect(encoder.batches.flat().every((sentence) => sentence.ids.length <= 8)).toBe(true);
  });

  it('reads a word that no window holds from several', async () => {
    const word = 'ab'.repeat(15);
    const { values, missing } = await embedTargets(fakeEncoder({ maxPieces: 8 }), [{ text: `c ${word}`, charStart: 2, charEnd: 32 }], 'mean');
    expect(missing).toEqual([]);
    expect(values[0]).toBeCloseTo((a + b) / 2, 4);
    expect(values[3]).toBeCloseTo(1, 5);
  });

  it('reports progress up to the total and stops between batches when cancelled', async () => {
    const card = { dim: 2, nLayers: 2, kind: 'elmo' as const, nParameters: 10_000_000_000 };
    const targets = Array.from({ length: 100 }, (_, i) => ({ text: `a${'b'.repeat(i)}`, charStart: 0, charEnd: 1 }));
    const done: number[] = [];
    await embedTargets(fakeEncoder({ card }), targets, 'mean', { onProgress: (progress) => done.push(progress.nDone) });
    expect(done.at(-1)).toBe(100);
    expect(done.length).toBeGreaterThan(3);
    const controller = new AbortController();
    const encoder = fakeEncoder({ card });
    await expect(embedTargets(encoder, targets, 'mean', { signal: controller.signal, onProgress: () => { controller.abort(); } })).rejects.toMatchObject({ code: 'cancelled' });
    expect(encoder.batches).toHaveLength(1);
  });

  it('begins to run before it has tokenized all sentences', async () => {
    const encoder = fakeEncoder();
    let nTokenized = 0;
    let nCutBeforeFirstRun = 0;
    const { tokenizer } = encoder;
    const counting = { ...encoder, tokenizer: { ...tokenizer, tokenize: (texts: readonly string[]) => { nTokenized += texts.length; return tokenizer.tokenize(texts); } }, encode: (...of: Parameters<typeof encoder.encode>) => {
      if (encoder.batches.length === 0) nCutBeforeFirstRun = nTokenized;
      return encoder.encode(...of);
    } };
    const targets = Array.from({ length: 3_000 }, (_, i) => ({ text: `a ${i}`, charStart: 0, charEnd: 1 }));
    const { values } = await embedTargets(counting, targets, 'mean');
    expect(nTokenized).toBe(3_000);
    expect(nCutBeforeFirstRun).toBeLessThan(1_000);
    expect(targets.every((_, i) => values[i * 4] === a)).toBe(true);
  });
});

describe('whole sentences', () => {
  const target = { text: 'a bc', charStart: 0, charEnd: 1 };
  const of = (mode: SentencePooling['mode'] | null, isNormalized = false): Promise<number[]> =>
    embedTargets(fakeEncoder(mode === null ? {} : { card: { sentence: { mode, maxTokens: 99, steps: [] } }, ...(isNormalized ? { sentenceSteps: (x) => x.map((value) => value / Math.hypot(...x)) } : {}) }), [target], 'sentence').then(({ values }) => [...values]);
  const all = [before, a, b, c, after];
  const sum = all.reduce((total, id) => total + id, 0);

  it.each([
    ['the mean of all rows where the model says nothing', null, sum / 5],
    ['mean', 'mean', sum / 5],
    ['the first row', 'cls', before],
    ['the last row', 'last', after],
    ['the sum over the square root of the length', 'mean-sqrt-length', sum / Math.sqrt(5)],
    ['the mean weighted by position', 'weighted-mean', (before + 2 * a + 3 * b + 4 * c + 5 * after) / 15],
    ['the greatest value of each dimension', 'max', 2_000],
  ] as const)('%s', async (_, mode, expected) => {
    const values = await of(mode);
    expect(values[0]).toBeCloseTo(expected, 2);
    expect(values[2]).toBeCloseTo(expected, 2);
  });

  it('go through their steps at the last layer alone', async () => {
    const [x0 = 0, , x1 = 0, y1 = 0] = await of('mean', true);
    expect(x0).toBeCloseTo(sum / 5, 2);
    expect(Math.hypot(x1, y1)).toBeCloseTo(1, 6);
    expect(x1 / y1).toBeCloseTo(sum / 5, 2);
  });

  it('share one pooled span, whatever words they were found by', async () => {
    const encoder = fakeEncoder();
    const { values, subwords } = await embedTargets(encoder, [target, { text: 'a bc', charStart: 2, charEnd: 4 }], 'sentence');
    expect(values[0]).toBe(values[4]);
    expect(subwords).toEqual([['a'], ['b', 'c']]);
  });

  it('leave unknown words out and are missing where nothing is known', async () => {
    const encoder = fakeEncoder({ nSpecialTokens: { before: 0, after: 0 } });
    const { values, missing } = await embedTargets(encoder, [{ text: 'a x b', charStart: 0, charEnd: 1 }, { text: 'xx', charStart: 0, charEnd: 1 }, { text: ' ! ', charStart: 1, charEnd: 2 }], 'sentence');
    expect(values[0]).toBeCloseTo((a + b) / 2, 4);
    expect(missing).toEqual([1, 2]);
  });

  it.each(['mean', 'max', 'cls', 'last', 'weighted-mean'] as const)('that are too long are read from windows and give the same for rows without context: %s', async (mode) => {
    const text = Array.from({ length: 50 }, (_, i) => 'abcdefg'[i % 7]).join(' ');
    const vector = async (maxPieces: number): Promise<number> =>
      (
        await embedTargets(
          fakeEncoder({ maxPieces, card: { sentence: { mode, maxTokens: 99, steps: [] } } }),
          [{ text, charStart: 0, charEnd: 1 }],
          'sentence',
        )
      ).values[0] ?? 0;
    expect(await vector(8)).toBeCloseTo(await vector(Infinity), 2);
  });
});

describe('sentences of a model that says how many pieces it reads', () => {
  const encoder = fakeEncoder({ card: { sentence: { mode: 'mean', maxTokens: 4, steps: [] } } });

  it('end there, whatever the model could take', async () => {
    const { values } = await embedTargets(encoder, [{ text: 'a b c c c', charStart: 0, charEnd: 1 }], 'sentence');
    expect(values[0]).toBeCloseTo((before + a + b + after) / 4, 4);
  });

  it('do not shorten what is read of words', async () => {
    const { values } = await embedTargets(encoder, [{ text: 'a b c c c', charStart: 8, charEnd: 9 }], 'mean');
    expect(values[0]).toBe(c);
  });
});

describe('a device that fails', () => {
  const targets = Array.from({ length: 20 }, (_, i) => ({ text: `${'ab'.repeat(3)} ${i + 10}`, charStart: 0, charEnd: 1 }));
  const failure = new Failure('device', 'The GPU failed while running.');

  it('is tried once with half a batch and goes on when that fits', async () => {
    const gpu = fakeEncoder({ provider: 'webgpu', onRun: (batch) => { if (batch.length > 10) throw failure; } });
    const { values } = await embedTargets(gpu, targets, 'mean', { fallBack: () => Promise.reject(new Error('no fall back was needed')) });
    expect(gpu.batches.map((batch) => batch.length)).toEqual([10, 10]);
    expect(targets.every((_, i) => values[i * 4] === a)).toBe(true);
  });

  it('hands what it has not done to the CPU, which finishes it', async () => {
    let nRuns = 0;
    const gpu = fakeEncoder({ provider: 'webgpu', onRun: () => { nRuns++; if (nRuns !== 2) throw failure; } });
    const cpu = fakeEncoder();
    const reasons: string[] = [];
    const { values } = await embedTargets(gpu, targets, 'mean', { fallBack: ({ message }) => { reasons.push(message); return Promise.resolve(cpu); } });
    // The whole batch failed, its first half ran, the second failed.
    expect(gpu.batches.flat()).toHaveLength(10);
    expect(cpu.batches.flat()).toHaveLength(10);
    expect(new Set([...gpu.batches.flat(), ...cpu.batches.flat()]).size).toBe(20);
    expect(reasons).toEqual([failure.message]);
    expect(targets.every((_, i) => values[i * 4] === a)).toBe(true);
  });

  it('is not asked again once it is lost', async () => {
    let nRuns = 0;
    const gpu = fakeEncoder({ provider: 'webgpu', onRun: () => { nRuns++; throw new DeviceFailure('The GPU was lost.', 'lost', ''); } });
    const cpu = fakeEncoder();
    await embedTargets(gpu, targets, 'mean', { fallBack: () => Promise.resolve(cpu) });
    expect(nRuns).toBe(1);
    expect(cpu.batches.flat()).toHaveLength(20);
  });

  it('fails the work where there is nothing to fall back on, and so does any other failure', async () => {
    const gpu = fakeEncoder({ provider: 'webgpu', onRun: () => { throw failure; } });
    await expect(embedTargets(gpu, targets, 'mean')).rejects.toBe(failure);
    const broken = fakeEncoder({ onRun: () => { throw new Failure('model', 'damaged'); } });
    await expect(embedTargets(broken, targets, 'mean', { fallBack: () => Promise.resolve(fakeEncoder()) })).rejects.toMatchObject({ code: 'model' });
  });
});
