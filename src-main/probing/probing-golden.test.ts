import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drained } from '@contract/steps';
import { accuracyOf } from './accuracy';
import { explainedByOneVector, intraSentenceSimilarity, meanCosineAcross, selfSimilarity } from './context-measures';
import { cosinesOf } from './cosines';
import { logisticSteps, predictClasses } from './logistic';
import { nearestLabels } from './nearest-label';
import { silhouette } from './silhouette';

interface Golden {
  readonly n: number; readonly dim: number; readonly values: readonly number[]; readonly classes: readonly number[]; readonly words: readonly number[]; readonly sentences: readonly number[];
  readonly cosines: readonly number[]; readonly silhouette: number; readonly nearest: readonly number[]; readonly micro: number; readonly macro: number;
  readonly selfSimilarity: number; readonly intraSentence: number; readonly explained: number; readonly meanCosine: number;
  readonly fits: readonly { readonly c: number; readonly coefficients: readonly number[]; readonly intercepts: readonly number[]; readonly predicted: readonly number[] }[];
}

const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden/probing.json'), 'utf8')) as Golden;
const rows = { values: Float32Array.from(golden.values), n: golden.n, dim: golden.dim };
const labels = golden.classes.map(String);
const words = golden.words.map(String);
const cosines = cosinesOf(rows);

describe('as numpy and scikit-learn have them', () => {
  it('cosines', () => {
    expect(cosines.every((value, at) => Math.abs(value - (golden.cosines[at] ?? NaN)) < 1e-6)).toBe(true);
  });

  it('the silhouette', () => {
    expect(silhouette(cosines, labels)).toBeCloseTo(golden.silhouette, 6);
  });

  it('the nearest labels, micro and macro', () => {
    const found = nearestLabels(cosines, labels, golden.sentences);
    expect(found).toEqual(golden.nearest.map(String));
    expect(accuracyOf(labels, found, golden.sentences)).toMatchObject({
      n: golden.n,
      nLabels: 4,
      micro: expect.closeTo(golden.micro, 12) as number,
      macro: expect.closeTo(golden.macro, 12) as number,
    });
  });

  it('self-similarity, intra-sentence similarity, anisotropy and the variance that one vector explains', () => {
    expect(selfSimilarity(cosines, words)).toBeCloseTo(golden.selfSimilarity, 6);
    expect(intraSentenceSimilarity(rows, golden.sentences)).toBeCloseTo(golden.intraSentence, 6);
    expect(explainedByOneVector(rows, cosines, words)).toBeCloseTo(golden.explained, 6);
    expect(meanCosineAcross(cosines, golden.sentences)).toBeCloseTo(golden.meanCosine, 6);
  });

  it.each(golden.fits)('multinomial logistic regression, C = $c', ({ c, coefficients, intercepts, predicted }) => {
    const fit = drained(logisticSteps(rows, golden.classes, 4, { c, tolerance: 1e-6, maxSteps: 1_000 }));
    const own = Array.from({ length: 4 }, (_, k) => [...fit.weights.subarray(k * (golden.dim + 1), (k + 1) * (golden.dim + 1))]);
    own.flatMap((line) => line.slice(0, -1)).forEach((weight, at) => { expect(Math.abs(weight - (coefficients[at] ?? NaN))).toBeLessThan(2e-3); });
    // Unpenalised intercepts are known but for what all have in common.
    const centred = (values: readonly number[]): number[] => values.map((value) => value - values.reduce((sum, one) => sum + one, 0) / values.length);
    const expected = centred(intercepts);
    centred(own.map((line) => line.at(-1) ?? NaN)).forEach((intercept, k) => { expect(Math.abs(intercept - (expected[k] ?? NaN))).toBeLessThan(2e-3); });
    expect([...predictClasses(fit, rows)]).toEqual(predicted);
  });
});
