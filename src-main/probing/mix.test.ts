import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MixProbe } from '@contract/layers/learned-mix';
import { mulberry32 } from '@contract/prng';
import { drained } from '@contract/steps';
import type { VectorTable } from '@vectors/vector-table';
import { crfLoss, viterbi, type Chain } from './crf';
import { learnedMixSteps, mixLogits } from './learned-mix';
import { softmaxLoss, type LogitLoss } from './logit-loss';
import { gammaOf, layerProducts, mixLayout, MixObjective } from './mix-objective';
import { chainsOf, mixProbeSteps, mixRefusal, nMixFits, type MixTask } from './mix-probe';
import { isRefusal, probeTask } from './probe';
import { softmax } from '@semantics/softmax';
import { meanNorms, scalarMix } from './scalar-mix';

interface Fit {
  readonly c: number;
  readonly value: number;
  readonly weights: readonly number[];
  readonly gamma: number;
  readonly coefficients: readonly number[];
  readonly transitions: readonly number[];
}
interface Golden {
  readonly n: number; readonly nLayers: number; readonly dim: number; readonly nClasses: number; readonly values: readonly number[]; readonly classes: readonly number[]; readonly chainLength: number;
  readonly single: { readonly layer: number; readonly c: number; readonly coefficients: readonly number[]; readonly predicted: readonly number[] };
  readonly mix: Fit; readonly crf: Fit;
}

const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden/learned-mix.json'), 'utf8')) as Golden;
const table: VectorTable = { values: Float32Array.from(golden.values), nRows: golden.n, nLayers: golden.nLayers, dim: golden.dim };
const chains = Array.from({ length: golden.n / golden.chainLength }, (_, i) => Array.from({ length: golden.chainLength }, (__, t) => i * golden.chainLength + t));
const tableOf = (...rows: readonly (readonly (readonly number[])[])[]): VectorTable => ({
  values: Float32Array.from(rows.flat(2)),
  nRows: rows.length,
  nLayers: rows[0]?.length ?? 0,
  dim: rows[0]?.[0]?.length ?? 0,
});
const coefficientsOf = (head: Float64Array, dim: number): number[] => [...head].filter((_, at) => at % (dim + 1) !== dim);
const furthest = (own: ArrayLike<number>, expected: readonly number[]): number => Array.from(own).reduce((most, value, at) => Math.max(most, Math.abs(value - (expected[at] ?? NaN))), 0);

describe('a scalar mix by hand', () => {
  it('softmax', () => {
    expect([...softmax([0, Math.log(3)])]).toEqual([expect.closeTo(0.25, 12), expect.closeTo(0.75, 12)]);
    expect([...softmax([1000, 1000])]).toEqual([0.5, 0.5]);
  });

  it('layers by weight and γ, as they are or made equally long first', () => {
    const two = tableOf([[1, 0], [0, 3]], [[-1, 0], [0, 9]]);
    expect([...scalarMix(two, [0.25, 0.75]).values]).toEqual([0.25, 2.25, -0.25, 6.75]);
    expect([...scalarMix(two, [0.25, 0.75], { gamma: 2 }).values]).toEqual([0.5, 4.5, -0.5, 13.5]);
    expect([...meanNorms(two)]).toEqual([1, 6]);
    // Both layers are 3.5 long on average then.
    expect([...scalarMix(two, [0.5, 0.5], { isNormed: true }).values]).toEqual([1.75, 0.875, -1.75, 2.625]);
    expect([...scalarMix(tableOf([[0, 0], [2, 0]]), [0.5, 0.5], { isNormed: true }).values]).toEqual([0.5, 0]);
    expect(() => scalarMix(two, [1])).toThrow(RangeError);
  });

  it('γ makes up for what layers cancel out: √2 of two at right angles, 1 of one or of equals', () => {
    const gamma = (weights: readonly number[], of: VectorTable): number => gammaOf(Float64Array.from(weights), layerProducts(of)).gamma;
    expect(gamma([0.5, 0.5], tableOf([[1, 0], [0, 1]]))).toBeCloseTo(Math.SQRT2, 12);
    expect(gamma([0.5, 0.5], tableOf([[1, 2], [1, 2]]))).toBe(1);
    expect(gamma([1], tableOf([[1, 2]], [[0, 5]]))).toBe(1);
  });
});

describe('a linear-chain CRF', () => {
  it('by hand: two words, two classes', () => {
    // Scores of 00, 01, 10, 11: 1 + 0 + T, with T(0, 1) = ln 2 alone.
    const logits = Float32Array.from([1, 0, 0, 1]);
    const transitions = Float64Array.from([0, Math.LN2, 0, 0]);
    const [residuals, gradient] = [new Float32Array(4), new Float64Array(4)];
    const loss = crfLoss([0, 1], 2, [[0, 1]]).loss(logits, 2, residuals, transitions, gradient);
    const paths = [Math.E, 2 * Math.E ** 2, 1, Math.E];
    const total = paths.reduce((sum, one) => sum + one, 0);
    const p = paths.map((one) => one / total) as [number, number, number, number];
    expect(loss).toBeCloseTo(-Math.log(p[1]), 12);
    expect(furthest(residuals, [p[0] + p[1] - 1, p[0] + p[2], p[2] + p[3], p[1] + p[3] - 1])).toBeLessThan(1e-7);
    expect(furthest(gradient, [p[0], p[1] - 1, p[2], p[3]])).toBeLessThan(1e-12);
    expect([...viterbi(logits, 2, [[0, 1]], transitions)]).toEqual([0, 1]);
    // What the words say is overruled by a transition that costs enough.
    expect([...viterbi(Float32Array.from([1, 0, 0, 0.5]), 2, [[0, 1]], Float64Array.from([0, -2, 0, 0]))]).toEqual([0, 0]);
  });

  it.each([['like others', 1], ['too wide apart for their exponentials', 300]])('finds the best of all sequences, their sum and every pair, as enumeration does: transitions %s', (_, scale) => {
    const random = mulberry32(4);
    const nClasses = 3;
    const chain: Chain = [4, 0, 2, 1];
    const logits = Float32Array.from({ length: 5 * nClasses }, () => 4 * random() - 2);
    const transitions = Float64Array.from({ length: nClasses ** 2 }, () => scale * (4 * random() - 2));
    const paths = Array.from({ length: nClasses ** 4 }, (_, at) => [27, 9, 3, 1].map((place) => Math.floor(at / place) % nClasses));
    const score = (classes: readonly number[]): number =>
      chain.reduce(
        (sum, row, t) =>
          sum +
          (logits[row * nClasses + (classes[t] ?? NaN)] ?? NaN) +
          (t === 0 ? 0 : (transitions[(classes[t - 1] ?? NaN) * nClasses + (classes[t] ?? NaN)] ?? NaN)),
        0,
      );
    const best = paths.reduce((most, one) => (score(one) > score(most) ? one : most));
    const found = viterbi(logits, nClasses, [chain, [3]], transitions);
    expect(chain.map((row) => found[row])).toEqual(best);
    const total = score(best) + Math.log(paths.reduce((sum, one) => sum + Math.exp(score(one) - score(best)), 0));
    const classes = [1, 2, 0, 0, 2];
    const gold = chain.map((row) => classes[row] ?? NaN);
    const gradient = new Float64Array(nClasses ** 2);
    const loss = crfLoss(classes, nClasses, [chain]).loss(logits, nClasses, new Float32Array(nClasses * 5), transitions, gradient);
    expect(loss).toBeCloseTo(total - score(gold), 9);
    const pairs = new Float64Array(nClasses ** 2);
    const count = (path: readonly number[], share: number): void => {
      for (let t = 1; t < path.length; t++) pairs.set([(pairs[(path[t - 1] ?? NaN) * nClasses + (path[t] ?? NaN)] ?? NaN) + share], (path[t - 1] ?? NaN) * nClasses + (path[t] ?? NaN));
    };
    for (const path of paths) count(path, Math.exp(score(path) - total));
    count(gold, -1);
    expect(furthest(gradient, [...pairs])).toBeLessThan(1e-9);
  });

  it('of single words is logistic regression', () => {
    const logits = Float32Array.from([1, 0, 2, -1, 0.5, 0]);
    const [one, other] = [new Float32Array(6), new Float32Array(6)];
    const alone = crfLoss([2, 1], 3, [[0], [1]]).loss(logits, 3, one, new Float64Array(9).fill(7), new Float64Array(9));
    expect(alone).toBeCloseTo(softmaxLoss([2, 1], 3).loss(logits, 3, other, new Float64Array(0), new Float64Array(0)), 12);
    expect(furthest(one, [...other])).toBeLessThan(1e-7);
  });

  it('a chain ends where a row is missing or a sentence does', () => {
    expect(chainsOf([0, 1, 3, 4, 5], [false, true, true, true, true, false])).toEqual([[0, 1], [2, 3], [4]]);
  });
});

describe('a learned mix', () => {
  const heads: readonly (readonly [string, LogitLoss, Fit])[] = [
    ['logistic', softmaxLoss(golden.classes, golden.nClasses), golden.mix],
    ['crf', crfLoss(golden.classes, golden.nClasses, chains), golden.crf],
  ];

  it.each(heads)('has the gradient that finite differences have: %s', (_, head) => {
    const objective = new MixObjective(table, head);
    const random = mulberry32(8);
    const x = Float64Array.from({ length: mixLayout(table, head).size }, () => random() - 0.5);
    const gradient = new Float64Array(x.length);
    objective.value(x, gradient, 0.1);
    // Products have 32 bits.
    const step = 1e-2;
    const differences = Array.from(x, (value, at) => {
      const [up, down] = [value + step, value - step].map((moved) => objective.value(x.map((one, i) => (i === at ? moved : one)), new Float64Array(x.length), 0.1)) as [number, number];
      return (up - down) / (2 * step);
    });
    expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0.05);
    expect(furthest(gradient, differences)).toBeLessThan(1e-4);
  });

  it('of one layer is the logistic regression of scikit-learn', () => {
    const { layer, c, coefficients, predicted } = golden.single;
    const one: VectorTable = {
      ...table,
      nLayers: 1,
      values: Float32Array.from(
        { length: golden.n * golden.dim },
        (_, at) => table.values[(Math.floor(at / golden.dim) * golden.nLayers + layer) * golden.dim + (at % golden.dim)] ?? NaN,
      ),
    };
    const fit = drained(learnedMixSteps(one, softmaxLoss(golden.classes, golden.nClasses), { c, tolerance: 1e-6, maxSteps: 1_000 }));
    expect([[...fit.weights], fit.gamma]).toEqual([[1], 1]);
    expect(furthest(coefficientsOf(fit.head, golden.dim), coefficients)).toBeLessThan(2e-3);
    const found = viterbi(mixLogits(fit, one), golden.nClasses, predicted.map((_, row) => [row]), fit.own);
    expect([...found]).toEqual(predicted);
  });

  it.each(heads)('of three layers is the one that scipy finds: %s', (_, head, { c, value, weights, gamma, coefficients, transitions }) => {
    const fit = drained(learnedMixSteps(table, head, { c, tolerance: 1e-5, maxSteps: 1_000 }));
    expect(fit.isConverged).toBe(true);
    expect(furthest(fit.weights, weights)).toBeLessThan(2e-3);
    expect(fit.gamma).toBeCloseTo(gamma, 3);
    expect(furthest(coefficientsOf(fit.head, golden.dim), coefficients)).toBeLessThan(5e-3);
    expect(fit.own).toHaveLength(transitions.length);
    expect(furthest(fit.own, transitions)).toBeLessThan(5e-3);
    const x = Float64Array.from([...fit.weights].map(Math.log).concat([...fit.head], [...fit.own]));
    expect(new MixObjective(table, head).value(x, new Float64Array(x.length), 1 / (c * golden.n))).toBeCloseTo(value, 5);
  });
});

describe('a probe of a mix', () => {
  const random = mulberry32(6);
  const noise = (): number => random() - 0.5;
  const labels = Array.from({ length: 90 }, (_, row) => ['a', 'b', 'c'][row % 3] as string);
  const told = (label: string): number[] => ['a', 'b'].map((one) => (one === label ? 1 : 0) + 0.4 * noise());
  /** Layer 1 of four tells the label. */
  const made = tableOf(...labels.map((label) => Array.from({ length: 4 }, (_, layer) => (layer === 1 ? [...told(label), noise()] : [noise(), noise(), noise()]))));
  const taskOf = (of: readonly (string | null)[], groups: ArrayLike<number>, follows: MixTask['follows'] = null): MixTask => {
    const task = probeTask(of, groups, { nFolds: 3, seed: 1 });
    if (isRefusal(task)) throw new Error(task.refusal);
    return { ...task, follows };
  };
  const microOf = ({ lastLayer, bestLayer, learnedMix }: MixProbe): number[] => [lastLayer, bestLayer, learnedMix].map((found) => found?.micro ?? NaN);

  it('finds the layer that knows the label, and reads it better than the last', () => {
    const task = taskOf(labels, labels.map((_, row) => row));
    const found = drained(mixProbeSteps(made, task));
    const [last, best, mix] = microOf(found) as [number, number, number];
    expect(found.weights.indexOf(Math.max(...found.weights))).toBe(1);
    expect(found.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect([found.head, found.bestLayers, found.nConverged]).toEqual(['logistic', [1, 1, 1], 3]);
    expect(last).toBeLessThan(0.6);
    expect(best).toBeGreaterThan(0.9);
    expect(mix).toBeGreaterThan(0.9);
    expect(found.learnedMix?.microInterval[0]).toBeGreaterThan(found.lastLayer?.microInterval[1] ?? NaN);
    const steps = mixProbeSteps(made, task);
    const done = new Set<number>();
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) done.add(step.value);
    expect(step.value).toEqual(found);
    expect([...done]).toEqual([...Array(nMixFits(4, 3)).keys()]);
  });

  it('reads words of a sentence by what stands before them', () => {
    // A word after “x” is y, and after “y” x; only the first of six says which it is.
    const sentences = Array.from({ length: 240 }, (_, row) => Math.floor(row / 6));
    const turns = sentences.map((sentence, row) => ((sentence + row) % 2 === 0 ? 'x' : 'y'));
    const rows = tableOf(...turns.map((turn, row) => Array.from({ length: 2 }, () => [row % 6 === 0 ? (turn === 'x' ? 1 : -1) : 0, noise()])));
    const chained = drained(mixProbeSteps(rows, taskOf(turns, sentences, turns.map((_, row) => row % 6 > 0))));
    const single = drained(mixProbeSteps(rows, taskOf(turns, sentences)));
    expect(chained.head).toBe('crf');
    expect(Math.min(...microOf(chained))).toBeGreaterThan(0.95);
    expect(Math.max(...microOf(single))).toBeLessThan(0.75);
  });

  it('refuses what cannot be mixed or chosen', () => {
    expect(mixRefusal({ nLayers: 1 }, 5)).toEqual({ refusal: 'The model has one layer, so there is nothing to mix.' });
    expect(mixRefusal({ nLayers: 2 }, 2)).toEqual({ refusal: 'A mix needs 3 folds or more: one is tested, one the best layer is chosen by, one learned from.' });
    expect(mixRefusal({ nLayers: 2 }, 3)).toBeNull();
    expect(mixRefusal({ nLayers: 2 }, 3, [5, 5])).toBeNull();
    expect(mixRefusal({ nLayers: 4 }, 3, [400, 1152, 1152, 400])).toEqual({ refusal: 'The layers are 400, 1,152, 1,152, 400 wide, and only layers of one width can be added.' });
  });

  it('chooses no layer by the rows it is tested on', () => {
    // Layer 1 tells the labels of fold 0 alone, layer 0 those of all others: whoever looked at fold 0 would take layer 1 for it.
    const plain = taskOf(labels, labels.map((_, row) => row));
    const sly = tableOf(...labels.map((label, row) => [plain.folds[row] === 0 ? [noise(), noise()] : told(label), plain.folds[row] === 0 ? told(label) : [noise(), noise()]]));
    expect(drained(mixProbeSteps(sly, plain)).bestLayers[0]).toBe(0);
  });
});
