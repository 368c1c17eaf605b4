import { describe, expect, it } from 'vitest';
import { drained } from '@contract/steps';
import { layerCostSteps, verdictCost } from './layer-costs';

const occurrence = (text: string, sense: string) => ({ text, word: 'bank', charStart: 0, charEnd: 4, labels: { sense } });

describe('what 8 bits cost', () => {
  const set = [occurrence('bank a', 'money'), occurrence('bank b', 'money'), occurrence('bank c', 'river'), occurrence('bank d', 'river')];
  const exact = { values: Float32Array.of(1, 0, 1, 0.1, 0, 1, 0.1, 1), nRows: 4, nLayers: 1, dim: 2 };

  it('is nothing for equal vectors, and told where a vector has moved to another sense', () => {
    expect(drained(layerCostSteps(exact, exact, set))[0]).toEqual({ layer: 0, cosine: { worst: 1, median: 1 }, recall: { exact: 1, int8: 1 }, sameNearest: 1 });
    const moved = { ...exact, values: Float32Array.of(1, 0, 1, 0.1, 0, 1, 1, 0.05) };
    const [cost] = drained(layerCostSteps(exact, moved, set));
    expect(cost?.cosine.worst).toBeCloseTo(0.15 / Math.hypot(0.1, 1) / Math.hypot(1, 0.05), 5);
    // d now stands between a and b, so that each of the four has a neighbour of the other sense.
    expect(cost).toMatchObject({ sameNearest: 0, recall: { exact: 1, int8: 0 } });
  });

  it('has no verdicts where labels are too few', () => {
    expect(verdictCost(exact, exact, set)).toBeNull();
  });
});
