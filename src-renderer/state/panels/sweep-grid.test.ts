import { describe, expect, it } from 'vitest';
import { bestTexts, FEWEST_TO_SWEEP, measureText, sweepGrid } from './sweep-grid';

const usual = { nNeighbors: 15, minDist: 0.1, spread: 1 };
const quality = (trustworthiness: number, continuity: number, neighboursKept: number) => ({ quality: { k: 15, nMeasured: 100, trustworthiness, continuity, neighboursKept } });

describe('sweepGrid', () => {
  it('has the settings in force among those it compares', () => {
    expect(sweepGrid({ nNeighbors: 30, minDist: 0.05, spread: 1 }, 1000)).toEqual({ nNeighbors: [5, 15, 30, 50, 100], minDist: [0, 0.05, 0.1, 0.25, 0.5] });
    expect(sweepGrid(usual, 1000)).toEqual({ nNeighbors: [5, 15, 50, 100], minDist: [0, 0.1, 0.25, 0.5] });
  });

  it('leaves out what the points or the spread do not allow', () => {
    expect(sweepGrid(usual, 50).nNeighbors).toEqual([5, 15]);
    expect(sweepGrid({ ...usual, spread: 0.2 }, 50).minDist).toEqual([0, 0.1]);
    expect(sweepGrid(usual, FEWEST_TO_SWEEP).nNeighbors).toEqual([5]);
    expect(sweepGrid(usual, FEWEST_TO_SWEEP - 1).nNeighbors).toEqual([]);
  });
});

describe('bestTexts', () => {
  it('names the best of each measure by itself, as it is written', () => {
    expect(bestTexts([quality(0.9, 0.8, 4.24), quality(0.89, 0.95, 4.21)])).toEqual({ trustworthiness: '0.900', continuity: '0.950', neighboursKept: '4.2' });
    expect(bestTexts([{ quality: null }])).toEqual({ trustworthiness: null, continuity: null, neighboursKept: null });
    expect(measureText('neighboursKept', 10)).toBe('10.0');
  });
});
