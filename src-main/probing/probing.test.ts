import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { drained } from '@contract/steps';
import { senseRecall } from '@semantics/sense-recall';
import type { Rows } from '@vectors/rows';
import { accuracyOf, labelBaselines } from './accuracy';
import { bootstrapShares, type CountedGroup } from './bootstrap';
import { explainedByOneVector, intraSentenceSimilarity, meanCosineAcross, selfSimilarity } from './context-measures';
import { cosinesOf } from './cosines';
import { stratifiedFolds } from './folds';
import { lbfgsSteps } from './lbfgs';
import { nearestAccuracy, nearestLabels } from './nearest-label';
import { isRefusal, probeSteps, probeTask, type ProbeTask } from './probe';
import { measureLayersSteps } from './measure-layers';
import { silhouette } from './silhouette';
import { capitalOf, endingOf } from './word-labels';

const rowsOf = (...lines: readonly (readonly number[])[]): Rows => ({ values: Float32Array.from(lines.flat()), n: lines.length, dim: lines[0]?.length ?? 0 });
const taskOf = (labels: readonly (string | null)[], groups: readonly number[], nFolds = 3): ProbeTask => {
  const task = probeTask(labels, groups, { nFolds, seed: 1 });
  if (isRefusal(task)) throw new Error(task.refusal);
  return task;
};

describe('by hand', () => {
  it('cosines: right angles, opposites, zeros', () => {
    expect([...cosinesOf(rowsOf([2, 0], [0, 3], [-1, 0], [0, 0]))]).toEqual([1, 0, -1, 0, 0, 1, 0, 0, -1, 0, 1, 0, 0, 0, 0, 1]);
  });

  it('the silhouette of two pairs at right angles is 1, of mixed ones −0.5, and none of one group', () => {
    const cosines = cosinesOf(rowsOf([1, 0], [2, 0], [0, 1], [0, 2]));
    expect(silhouette(cosines, ['a', 'a', 'b', 'b'])).toBe(1);
    // a = 1 to the other of the own group; b = (0 + 1) / 2.
    expect(silhouette(cosines, ['a', 'b', 'a', 'b'])).toBe(-0.5);
    expect(silhouette(cosines, ['a', 'a', 'b', null])).toBeCloseTo(2 / 3, 12);
    expect(silhouette(cosines, ['a', 'a', 'a', null])).toBeNull();
    expect(silhouette(cosines, ['a', 'b', 'c', 'd'])).toBeNull();
  });

  it('a nearest label never comes from the own sentence, and of equals from the smaller row', () => {
    const cosines = cosinesOf(rowsOf([1, 0], [1, 0.1], [0, 1], [1, 0], [1, 0]));
    expect(nearestLabels(cosines, ['a', 'b', 'c', 'd', null], [0, 0, 1, 2, 3])).toEqual(['d', 'd', 'b', 'a', null]);
    expect(nearestLabels(cosinesOf(rowsOf([1, 0], [1, 0])), ['a', 'b'], [0, 0])).toEqual([null, null]);
  });

  it('one word that always looks the same is like itself, and one vector explains it', () => {
    const rows = rowsOf([1, 1], [2, 2], [0, 1], [1, 0]);
    const cosines = cosinesOf(rows);
    expect(selfSimilarity(cosines, ['x', 'x', 'y', 'z'])).toBeCloseTo(1, 6);
    expect(explainedByOneVector(rows, cosines, ['x', 'x', 'y', 'z'])).toBeCloseTo(1, 6);
    // Two vectors at right angles: each direction has half.
    expect(explainedByOneVector(rows, cosines, ['x', 'w', 'y', 'y'])).toBeCloseTo(0.5, 6);
    expect([selfSimilarity(cosines, ['a', 'b', 'c', 'd']), explainedByOneVector(rows, cosines, ['a', 'b', 'c', 'd'])]).toEqual([null, null]);
    expect(intraSentenceSimilarity(rows, [0, 0, 1, 1])).toBeCloseTo((1 + Math.SQRT1_2) / 2, 6);
    expect(intraSentenceSimilarity(rows, [0, 1, 2, 3])).toBeNull();
    expect(meanCosineAcross(cosines, [0, 0, 0, 0])).toBeNull();
  });

  it('accuracy and what needs no vector', () => {
    const gold = ['a', 'a', 'a', 'b', null];
    const accuracy = accuracyOf(gold, ['a', 'a', 'b', 'b', 'a'], [0, 1, 2, 3, 4]);
    expect(accuracy).toMatchObject({ n: 4, nLabels: 2, micro: 0.75, macro: (2 / 3 + 1) / 2 });
    expect(labelBaselines(gold)).toEqual({ majority: 0.75, chance: 0.625, macro: 0.5 });
    expect(accuracyOf(['a', 'a'], ['a', 'a'], [0, 1])).toBeNull();
  });

  it('an interval holds the share, narrows with more groups, and is the same for a seed', () => {
    const strata = (n: number): CountedGroup[][] => [Array.from({ length: n }, (_, group) => ({ n: 1, nRight: group % 4 === 0 ? 1 : 0 }))];
    const [few, many] = [bootstrapShares(strata(20), 1), bootstrapShares(strata(2000), 1)];
    expect(bootstrapShares(strata(20), 1)).toEqual(few);
    for (const { micro: [low, high] } of [few, many]) expect(low < 0.25 && high > 0.25).toBe(true);
    const width = ({ micro: [low, high] }: typeof few): number => high - low;
    // A binomial's interval is 1.96 · 2 · √(p(1 − p)/n) wide.
    expect(width(many)).toBeCloseTo(3.92 * Math.sqrt(0.1875 / 2000), 2);
    expect(width(few)).toBeGreaterThan(5 * width(many));
    // A label that is always right cannot fail in a sample; the other goes half into the mean.
    expect(bootstrapShares([[{ n: 2, nRight: 2 }], [{ n: 1, nRight: 0 }]], 1)).toEqual({ micro: [2 / 3, 2 / 3], macro: [0.5, 0.5] });
  });
});

describe('nearest senses', () => {
  it('are counted by the rule of the recall: a sense of one sentence competes and is not averaged', () => {
    const random = mulberry32(21);
    const senses = Array.from({ length: 30 }, (_, row) => (row < 2 ? 'once' : row % 7 === 0 ? null : (['a', 'b', 'c'][row % 3] as string)));
    // Both rows of the lonely sense stand in one sentence.
    const sentences = Int32Array.from(senses, (_, row) => (row < 2 ? 0 : row));
    const values = Float32Array.from({ length: 30 * 5 }, () => random() - 0.5);
    const found = nearestAccuracy(cosinesOf({ values, n: 30, dim: 5 }), senses, sentences);
    expect(found?.macro).toBeCloseTo(senseRecall({ values, nRows: 30, nLayers: 1, dim: 5 }, 0, { senses, sentences }) ?? NaN, 12);
    expect(found).toMatchObject({ nLabels: 4, n: senses.filter((sense) => sense !== null && sense !== 'once').length });
  });
});

describe('the search for a minimum', () => {
  it('finds that of a long valley, and stops where it is told to', () => {
    const valley = (x: Float64Array, gradient: Float64Array): number => {
      const [a, b] = [(x[0] ?? 0) - 3, (x[1] ?? 0) + 2];
      gradient.set([2 * a, 200 * b]);
      return a * a + 100 * b * b;
    };
    const { x, isConverged } = drained(lbfgsSteps(valley, new Float64Array(2), { tolerance: 1e-8, maxSteps: 100 }));
    expect([isConverged, x[0], x[1]]).toEqual([true, expect.closeTo(3, 6), expect.closeTo(-2, 6)]);
    expect(drained(lbfgsSteps(valley, new Float64Array(2), { tolerance: 1e-8, maxSteps: 1 }))).toMatchObject({ nSteps: 1, isConverged: false });
  });
});

describe('folds', () => {
  const labels = Array.from({ length: 100 }, (_, row) => (row % 5 === 0 ? 'rare' : 'common'));
  const groups = Array.from({ length: 100 }, (_, row) => Math.floor(row / 2));

  it('keep a sentence whole, and give every fold its share of every label', () => {
    const folds = stratifiedFolds(labels, groups, 5, 7);
    for (let row = 0; row < 100; row += 2) expect(folds[row]).toBe(folds[row + 1]);
    for (let fold = 0; fold < 5; fold++) {
      const rows = [...folds.keys()].filter((row) => folds[row] === fold);
      expect(rows.filter((row) => labels[row] === 'rare').length).toBe(4);
      expect(rows.length).toBe(20);
    }
  });

  it('are the same for a seed and others for another', () => {
    expect(stratifiedFolds(labels, groups, 5, 7)).toEqual(stratifiedFolds(labels, groups, 5, 7));
    expect(stratifiedFolds(labels, groups, 5, 8)).not.toEqual(stratifiedFolds(labels, groups, 5, 7));
  });
});

describe('a probe', () => {
  const random = mulberry32(3);
  const labels = Array.from({ length: 90 }, (_, row) => ['a', 'b', 'c'][row % 3] as string);
  const groups = labels.map((_, row) => row);
  const noise = (): number => random() - 0.5;
  /** The first two columns tell the label, as a line can; the others nothing. */
  const telling = rowsOf(...labels.map((label) => [(label === 'a' ? 1 : 0) + 0.2 * noise(), (label === 'b' ? 1 : 0) + 0.2 * noise(), noise(), noise()]));
  const silent = rowsOf(...labels.map(() => [noise(), noise(), noise(), 0]));

  it('reads what is there, and no more than chance where nothing is', () => {
    const task = taskOf(labels, groups);
    expect(drained(probeSteps(telling, task))).toMatchObject({ micro: 1, macro: 1, n: 90 });
    const found = drained(probeSteps(silent, task));
    expect(found?.micro).toBeLessThan(0.5);
    expect(task.baselines).toEqual({ majority: 1 / 3, chance: expect.closeTo(1 / 3, 12) as number, macro: 1 / 3 });
    expect(drained(probeSteps(silent, task))).toEqual(found);
  });

  it('never learns from the sentence it is tested on', () => {
    // Every row has a twin in its sentence, and labels are drawn: only a probe that saw the twin could know.
    const drawn = Array.from({ length: 60 }, () => ['x', 'y'][Math.floor(random() * 2)] as string);
    const twins = rowsOf(...drawn.flatMap(() => { const line = Array.from({ length: 40 }, noise); return [line, line]; }));
    const found = drained(probeSteps(twins, taskOf(drawn.flatMap((label) => [label, label]), drawn.flatMap((_, at) => [at, at]), 5)));
    expect(found?.micro).toBeLessThan(0.7);
  });

  it('leaves rare labels out by name, and refuses where too little is left', () => {
    const task = taskOf([...labels, 'd', 'd', null], [...groups, 90, 91, 92]);
    expect(task.leftOut).toEqual([{ label: 'd', n: 2 }]);
    expect(drained(probeSteps({ ...telling, values: Float32Array.from([...telling.values, ...new Array<number>(12).fill(0)]), n: 93 }, task))).toMatchObject({ n: 90 });
    expect(probeTask(['a', 'a', 'a', 'b'], [0, 1, 2, 3], { nFolds: 3, seed: 1 })).toEqual({ refusal: '3 folds need two labels in 3 sentences or more each; one of the 2 here has as many.' });
    expect(probeTask(['a', 'b'], [0, 1], { nFolds: 3, seed: 1 })).toEqual({ refusal: '3 folds need two labels in 3 sentences or more each; none of the 2 here has as many.' });
    expect(probeTask([null, null], [0, 1], { nFolds: 3, seed: 1 })).toEqual({ refusal: 'No row has a label.' });
  });
});

describe('labels by letters', () => {
  it('an ending leaves a word, and the first letter has a case or none', () => {
    expect(['Banking', 'ran', 'runs', 'bus', 'glass', 'ing', 'red', 'quickly', 'runner', 'nation', 'findings'].map(endingOf)).toEqual(['-ing', 'none', '-s', '-s', 'none', 'none', 'none', '-ly', '-er', '-tion', '-ings']);
    expect(['Bank', 'bank', 'Éire', '打', '3rd', ''].map(capitalOf)).toEqual(['capital', 'small', 'capital', null, null, null]);
  });
});

describe('all layers of a set', () => {
  /** Layer 0 says nothing of the sense, layer 1 all. */
  const random = mulberry32(9);
  const senses = Array.from({ length: 24 }, (_, row) => (row % 2 === 0 ? 'a' : 'b'));
  const table = { values: Float32Array.from(senses.flatMap((sense) => [random() - 0.5, random() - 0.5, random() - 0.5, sense === 'a' ? 1 : -1, 0.1 * (random() - 0.5), 0.1 * (random() - 0.5)])), nRows: 24, nLayers: 2, dim: 3 };
  const sentences = senses.map((_, row) => row);
  const task = probeTask(senses, sentences, { nFolds: 3, seed: 1 });

  it('are measured one after another, with what similarities are held against', () => {
    const rows = { table, sentences };
    const measured = drained(measureLayersSteps({ ...rows, forms: senses, senses, random: rows, words: { table, sentences: senses.map((_, row) => row % 6) }, tasks: { sense: task, none: { refusal: 'No row has a label.' } } }));
    expect(measured.map(({ layer }) => layer)).toEqual([0, 1]);
    const [blind, knowing] = measured;
    expect([knowing?.nearestSense?.macro, knowing?.probes['sense']?.macro, knowing?.probes['none']]).toEqual([1, 1, undefined]);
    expect((knowing?.silhouette ?? 0) > 0.9 && (blind?.silhouette ?? 1) < 0.3).toBe(true);
    for (const { selfSimilarity: { raw, baseline, adjusted }, anisotropy } of measured) expect([baseline, adjusted]).toEqual([anisotropy, (raw ?? NaN) - (anisotropy ?? NaN)]);
  });
});
