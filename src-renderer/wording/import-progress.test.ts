import { expect, it } from 'vitest';
import { progressCount, progressFraction, progressPace, importStageName } from './import-progress';

it('tells a download as people do', () => {
  const progress = { stage: 'download', nDone: 210_000_000, nTotal: 440_000_000, unit: 'bytes', bytesPerSecond: 12_000_000, secondsLeft: 39.1 } as const;
  expect([importStageName('download'), progressCount(progress), progressPace(progress)]).toEqual(['Downloading', '210 of 440 MB', '12 MB/s, 40 s left']);
  expect(progressFraction(progress)).toBeCloseTo(0.477, 3);
});

it('counts tensors and words, and says nothing where nothing is known', () => {
  expect(progressCount({ stage: 'convert', nDone: 34, nTotal: 199, unit: 'tensors' })).toBe('34 of 199 tensors');
  expect(progressCount({ stage: 'convert', nDone: 120_000, nTotal: 400_000, unit: 'words' })).toBe('120,000 of 400,000 words');
  const unknown = { stage: 'download', nDone: 5, nTotal: 0, unit: 'bytes', bytesPerSecond: 0, secondsLeft: Infinity } as const;
  expect([progressCount(unknown), progressPace(unknown), progressFraction(unknown)]).toEqual(['', '', null]);
});
