import { expect, it } from 'vitest';
import { embeddingLine } from './embedding-line';

const summary = { nOccurrences: 172, nLayers: 7, elapsedMs: 1_240, nCached: 0 } as const;

it('says how long it took and what was there already', () => {
  expect(embeddingLine(summary)).toBe('172 occurrences, 7 layers, embedded in 1.2 s');
  expect(embeddingLine({ ...summary, nCached: 172, elapsedMs: 12 })).toBe('172 occurrences, 7 layers, read from the store in under 0.1 s');
  expect(embeddingLine({ ...summary, nCached: 170, elapsedMs: 50 })).toBe('172 occurrences, 7 layers, embedded in under 0.1 s, 170 read from the store');
  expect(embeddingLine({ ...summary, nLayers: 1 })).toBe('172 occurrences, embedded in 1.2 s');
});
