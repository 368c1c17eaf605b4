import { describe, expect, it } from 'vitest';
import golden from './golden/graph.json';
import { fitAb } from './fit-ab';
import { fuzzyUnion } from './fuzzy-union';
import { fuzzyGraph } from './graph';
import { membershipStrengths } from './membership';
import { smoothKnnDist } from './smooth-knn-dist';

function near(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const worst = expected.reduce((most, value, index) => Math.max(most, Math.abs((actual[index] as number) - value) / Math.max(1, Math.abs(value))), 0);
  expect(worst).toBeLessThan(1e-5);
}

function ended<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

describe.each(golden.cases)('equal to umap-learn: $name', (example) => {
  const { n, k, localConnectivity, setOpMixRatio } = example;
  const indices = Int32Array.from(example.indices);
  const distances = Float32Array.from(example.distances);

  it('smooth_knn_dist', () => {
    const { sigmas, rhos } = ended(smoothKnnDist(distances, k, localConnectivity));
    near(sigmas, example.sigmas);
    near(rhos, example.rhos);
  });

  it('membership strengths', () => {
    near(ended(membershipStrengths(indices, distances, k, Float32Array.from(example.sigmas), Float32Array.from(example.rhos))), example.strengths);
  });

  it('fuzzy union', () => {
    const union = ended(fuzzyUnion(indices, Float32Array.from(example.strengths), n, setOpMixRatio));
    expect(Array.from(union.heads)).toEqual(example.heads);
    expect(Array.from(union.tails)).toEqual(example.tails);
    near(union.weights, example.weights);
  });

  it('the whole graph', () => {
    const graph = fuzzyGraph({ k, indices, distances, recall: 1 }, { nNeighbors: k, localConnectivity, setOpMixRatio });
    expect(graph.n).toBe(n);
    expect(Array.from(graph.heads)).toEqual(example.heads);
    expect(Array.from(graph.tails)).toEqual(example.tails);
    near(graph.weights, example.weights);
  });
});

describe('fuzzyGraph', () => {
  it('counts only the first nNeighbors of a wider search', () => {
    const { k, indices, distances } = golden.cases[0] as (typeof golden.cases)[0];
    const first = (values: readonly number[]): number[] => values.filter((_, index) => index % k < 4);
    const parameters = { nNeighbors: 4, localConnectivity: 1, setOpMixRatio: 1 };
    const wide = fuzzyGraph({ k, indices: Int32Array.from(indices), distances: Float32Array.from(distances), recall: 1 }, parameters);
    const narrow = fuzzyGraph({ k: 4, indices: Int32Array.from(first(indices)), distances: Float32Array.from(first(distances)), recall: 1 }, parameters);
    expect(wide).toEqual(narrow);
  });

  it('has both directions of each edge, with the same weight', () => {
    const { k, indices, distances } = golden.cases[1] as (typeof golden.cases)[0];
    const { heads, tails, weights } = fuzzyGraph(
      { k, indices: Int32Array.from(indices), distances: Float32Array.from(distances), recall: 1 },
      { nNeighbors: k, localConnectivity: 1, setOpMixRatio: 0.7 },
    );
    const weightOf = new Map(Array.from(heads, (head, edge) => [`${head} ${tails[edge] as number}`, weights[edge]]));
    weightOf.forEach((weight, edge) => expect(weightOf.get(edge.split(' ').reverse().join(' '))).toBe(weight));
    expect(weightOf.size).toBe(heads.length);
  });
});

describe('fitAb', () => {
  it.each(golden.curves)('equals umap-learn: spread $spread, minDist $minDist', ({ spread, minDist, a, b }) => {
    const curve = fitAb(spread, minDist);
    near([curve.a, curve.b], [a, b]);
  });
});
