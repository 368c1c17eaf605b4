import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureRandomPairs } from './baseline';
import { distanceMatrices } from './distances';
import type { GoldLabels } from './labelled-rows';
import { nearestRows } from './neighbours';
import { fitRidge, predictRidge, r2Of } from './ridge';
import { percentile, senseDistances } from './sense-distances';
import { senseRecallByLayer } from './sense-recall';
import type { VectorTable } from '@vectors/vector-table';

/** Made by `tools/golden/semantics.py` with numpy and scikit-learn. */
interface Golden {
  readonly nRows: number;
  readonly nLayers: number;
  readonly dim: number;
  readonly values: readonly number[];
  readonly senses: readonly number[];
  readonly sentences: readonly number[];
  readonly distances: { readonly rows: readonly number[]; readonly values: readonly number[] };
  readonly neighbours: { readonly row: number; readonly layer: number; readonly rows: readonly number[]; readonly distances: readonly number[] };
  readonly senseRecall: readonly number[];
  readonly senseDistances: readonly Readonly<Record<string, { readonly own: number | null; readonly other: number }>>[];
  readonly randomPairCosine: readonly number[];
  readonly percentiles: { readonly values: readonly number[]; readonly percents: readonly number[]; readonly expected: readonly number[] };
  readonly ridge: {
    readonly nInputs: number; readonly nOutputs: number; readonly x: readonly number[]; readonly y: readonly number[]; readonly penaltyShare: number;
    readonly weights: readonly number[]; readonly intercept: readonly number[]; readonly r2: number;
  };
}

const golden = JSON.parse(readFileSync(resolve(import.meta.dirname, 'golden/semantics.json'), 'utf8')) as Golden;
const table: VectorTable = { values: Float32Array.from(golden.values), nRows: golden.nRows, nLayers: golden.nLayers, dim: golden.dim };
const labels: GoldLabels = { senses: golden.senses.map((sense) => (sense < 0 ? null : String(sense))), sentences: Int32Array.from(golden.sentences) };

function expectClose(ours: ArrayLike<number>, theirs: readonly number[], tolerance: number): void {
  expect(ours.length).toBe(theirs.length);
  const worst = Math.max(...theirs.map((value, index) => Math.abs(value - (ours[index] as number))));
  expect(worst).toBeLessThan(tolerance);
}

describe('against scikit-learn', () => {
  it('cosine distance matrices per layer', () => {
    expectClose(distanceMatrices(table, golden.distances.rows), golden.distances.values, 1e-6);
  });

  it('nearest neighbours by cosine', () => {
    const { row, layer, rows, distances } = golden.neighbours;
    const found = nearestRows(table, layer, row, rows.length);
    expect(found.map((neighbour) => neighbour.row)).toEqual(rows);
    expectClose(found.map((neighbour) => neighbour.distance), distances, 1e-6);
  });

  it('leave-one-out sense recall per layer', () => {
    expectClose(senseRecallByLayer(table, labels) ?? [], golden.senseRecall, 1e-12);
  });

  it('distances within and between senses', () => {
    golden.senseDistances.forEach((expected, layer) => {
      const ours = senseDistances(table, layer, labels);
      expect(ours.map(({ sense }) => sense).sort()).toEqual(Object.keys(expected).sort());
      for (const { sense, own, other } of ours) {
        const theirs = expected[sense];
        expectClose([own ?? -1, other ?? -1], [theirs?.own ?? -1, theirs?.other ?? -1], 1e-6);
      }
    });
  });

  it('the random-pair baseline approaches the mean over all pairs', () => {
    // 100,000 pairs: the standard error is near 0.0014.
    expectClose(measureRandomPairs(table, labels.sentences, 100_000, 1)?.meanCosine ?? [], golden.randomPairCosine, 0.006);
  });

  it('percentiles', () => {
    const { values, percents, expected } = golden.percentiles;
    expectClose(percents.map((percent) => percentile(values, percent)), expected, 1e-12);
  });

  it('ridge regression with an intercept', () => {
    const { nInputs, nOutputs, penaltyShare, ...expected } = golden.ridge;
    const [x, y] = [Float32Array.from(expected.x), Float32Array.from(expected.y)];
    const fit = fitRidge(x, y, nInputs, nOutputs, { seed: 1, penaltyShares: [penaltyShare] });
    expectClose(fit.weights, expected.weights, 1e-5);
    expectClose(fit.intercept, expected.intercept, 1e-5);
    expect(r2Of(predictRidge(fit, x), y, nOutputs)).toBeCloseTo(expected.r2, 5);
    expect(fit.penaltyShare).toBe(penaltyShare);
  });
});
