import { describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { BatchSize } from './batch-size';

const base = { kind: 'bert', dim: 768, nLayers: 13, nParameters: 110_000_000 } as ModelCard;
const small = { kind: 'bert', dim: 384, nLayers: 7, nParameters: 22_600_000 } as ModelCard;

/** Runs full batches on a device that takes so long a row. */
function runFor(size: BatchSize, msPerRow: number, nRuns: number): number[] {
  return Array.from({ length: nRuns }, () => {
    const { nRows } = size.limits;
    size.measured(nRows, nRows * msPerRow);
    return nRows * msPerRow;
  });
}

describe('BatchSize', () => {
  it('begins smaller for a larger model, and larger on a GPU', () => {
    const [a, b, gpu] = [new BatchSize(small, 'cpu'), new BatchSize(base, 'cpu'), new BatchSize(base, 'webgpu')].map((size) => size.limits.nRows) as [number, number, number];
    expect(b).toBeLessThan(a);
    expect(gpu).toBeGreaterThan(b);
  });

  it.each([0.05, 0.3, 1.5])('ends at runs of about an eighth of a second with %f ms a row', (msPerRow) => {
    const size = new BatchSize(base, 'cpu');
    runFor(size, msPerRow, 40);
    const [ms = 0] = runFor(size, msPerRow, 1);
    expect(ms).toBeGreaterThan(90);
    expect(ms).toBeLessThan(165);
  });

  it('keeps its first size for small sets, unless that takes far too long', () => {
    const fast = new BatchSize(small, 'cpu');
    const { nRows } = fast.limits;
    runFor(fast, 0.01, 8);
    expect(fast.limits.nRows).toBe(nRows);
    const slow = new BatchSize(small, 'cpu');
    runFor(slow, 3, 4);
    expect(slow.limits.nRows).toBeLessThan(nRows / 2);
  });

  it('does not grow again past a size that a device could not take', () => {
    const size = new BatchSize(base, 'webgpu');
    const { nRows } = size.limits;
    size.halve();
    runFor(size, 0.0001, 40);
    expect(size.limits.nRows).toBeLessThanOrEqual(nRows / 2 + 1);
  });

  it('is not misled by a batch that was not full', () => {
    const size = new BatchSize(small, 'cpu');
    const { nRows } = size.limits;
    for (let i = 0; i < 20; i++) size.measured(10, 100);
    expect(size.limits.nRows).toBe(nRows);
  });

  it('never takes a recurrent model’s sentences one by one', () => {
    const size = new BatchSize({ ...small, kind: 'elmo', nParameters: 93_600_000 }, 'cpu');
    runFor(size, 20, 40);
    expect(size.limits.nMinSentences).toBeGreaterThan(1);
    expect(new BatchSize(small, 'cpu').limits.nMinSentences).toBe(1);
  });
});
