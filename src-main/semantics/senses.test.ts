import { describe, expect, it } from 'vitest';
import type { GoldLabels } from './labelled-rows';
import { percentile, senseDistances } from './sense-distances';
import { senseRecall, senseRecallByLayer } from './sense-recall';
import type { VectorTable } from '@vectors/vector-table';

/** Unit vectors at these angles, in degrees: their cosine distance is 1 − cos of the difference. */
const atAngles = (...angles: number[]): VectorTable => ({
  values: Float32Array.from(angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)])), nRows: angles.length, nLayers: 1, dim: 2,
});
const labels = (senses: readonly (string | null)[], sentences = senses.map((_, row) => row)): GoldLabels => ({ senses, sentences: Int32Array.from(sentences) });
const distanceAt = (angle: number): number => 1 - Math.cos((angle * Math.PI) / 180);

describe('senseRecall', () => {
  it('averages over senses, not over occurrences', () => {
    // a: 0 and 5 find each other, 88 finds 90 (b); b: 90 finds 88 (a), 100 finds 90 (b). Recall 2/3 and 1/2.
    expect(senseRecall(atAngles(0, 5, 88, 90, 100), 0, labels(['a', 'a', 'a', 'b', 'b']))).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
  });

  it('does not average a sense that occurs once, but lets it compete', () => {
    // 0 finds 1 (c, once): wrong; 10 finds 1: wrong; 90 and 91 find each other.
    expect(senseRecall(atAngles(0, 1, 10, 90, 91), 0, labels(['a', 'c', 'a', 'b', 'b']))).toBe(0.5);
  });

  it('does not look at the occurrence’s own sentence', () => {
    // Rows 0 and 1 stand in one sentence: 0's nearest elsewhere is 30 (b).
    expect(senseRecall(atAngles(0, 1, 30, 31), 0, labels(['a', 'a', 'b', 'b'], [5, 5, 6, 7]))).toBe(1);
    expect(senseRecall(atAngles(0, 1, 30, 31, 60), 0, labels(['a', 'a', 'b', 'b', 'a'], [5, 5, 6, 7, 8]))).toBe(0.5);
  });

  it('passes over rows without a label or a vector', () => {
    const table: VectorTable = { values: Float32Array.from([1, 0, 1, 0, 0, 0, 0.9, 0.1, 0, 1, 0.1, 0.9]), nRows: 6, nLayers: 1, dim: 2 };
    expect(senseRecall(table, 0, labels(['a', null, 'b', 'a', 'b', 'b']))).toBe(1);
  });

  it('gives a tie to the smaller row', () => {
    // Rows 0, 1 and 2 are equal, 3 is as far from each: 0 finds 1, and all others find 0.
    const table: VectorTable = { values: Float32Array.from([1, 0, 1, 0, 1, 0, 0, 1]), nRows: 4, nLayers: 1, dim: 2 };
    expect(senseRecall(table, 0, labels(['b', 'a', 'a', 'b']))).toBe(0.25);
    expect(senseRecall(table, 0, labels(['b', 'b', 'b', 'a']))).toBe(1);
  });

  it('is not defined for fewer than two senses, or where no sense is in two sentences', () => {
    expect(senseRecall(atAngles(0, 1), 0, labels(['a', 'a']))).toBeNull();
    expect(senseRecall(atAngles(0, 1), 0, labels([null, null]))).toBeNull();
    expect(senseRecall(atAngles(0, 1), 0, labels(['a', 'b']))).toBeNull();
    expect(senseRecallByLayer(atAngles(0, 1), labels(['a', 'b']))).toBeNull();
  });

  it('is measured per layer', () => {
    const table: VectorTable = { values: Float32Array.from([1, 0, 1, 0, /* */ 0, 1, 1, 0.1, /* */ 1, 0.1, 0, 1, /* */ 0.1, 1, 0.1, 1]), nRows: 4, nLayers: 2, dim: 2 };
    expect(senseRecallByLayer(table, labels(['a', 'a', 'b', 'b']))).toEqual([0, 1]);
  });
});

describe('senseDistances', () => {
  it('averages over pairs from different sentences', () => {
    const [a, b] = senseDistances(atAngles(0, 20, 90, 91), 0, labels(['a', 'a', 'b', 'b'], [0, 1, 2, 2]));
    expect(a?.own).toBeCloseTo(distanceAt(20), 6);
    expect(a?.other).toBeCloseTo((distanceAt(90) + distanceAt(91) + distanceAt(70) + distanceAt(71)) / 4, 6);
    expect(b).toMatchObject({ sense: 'b', n: 2, own: null, other: a?.other });
  });
});

describe('percentile', () => {
  it('interpolates between order statistics', () => {
    expect(percentile([4, 1, 3, 2], 50)).toBe(2.5);
    expect(percentile([5], 95)).toBe(5);
    expect(percentile([1, 2], 95)).toBeCloseTo(1.95, 12);
  });
});
