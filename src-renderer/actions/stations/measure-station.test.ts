import { describe, expect, it } from 'vitest';
import { senseRecall } from '@semantics/sense-recall';
import { occurrenceFacts } from '@semantics/occurrence-facts';
import { marked } from '../../sets/set.testing';
import { measureStation, rowsThere } from './measure-station';

const { signal } = new AbortController();
const table = (rows: readonly (readonly [number, number])[]): Parameters<typeof measureStation>[0] => ({ values: Float32Array.from(rows.flat()), nRows: rows.length, nLayers: 1, dim: 2 });
const occurrences = [marked('by the |bank| of it', 'river'), marked('the |bank| lends', 'money'), marked('the |bank| pays', 'money'), marked('a muddy |bank|', 'river'), marked('one more |bank|')];

describe('what a representation tells apart', () => {
  it('counts vectors, equal pairs of different senses, and nearest ones of another sense', async () => {
    // Rows 0 and 1 are equal though of different senses, as are 3 and 4, of which one has none.
    const rows = table([[1, 0], [1, 0], [1, 0.1], [0, 1], [0, 1]]);
    const measured = await measureStation(rows, occurrences, signal);
    expect(measured).toEqual({ nRows: 5, nMissing: 0, nVectors: 3, nSentences: 5, nEqualPairs: 1, recall: 0, nJudged: 4, nMistaken: 4 });
    expect(measured.recall).toBe(senseRecall(rows, 0, occurrenceFacts(occurrences)));
  });

  it('leaves rows without a vector out', async () => {
    const rows = table([[1, 0], [0, 0], [0.2, 1], [1, 0.1], [0, 1]]);
    expect([...rowsThere(rows)]).toEqual([0, 2, 3, 4]);
    expect(await measureStation(rows, occurrences, signal)).toMatchObject({ nRows: 4, nMissing: 1, nVectors: 4, nEqualPairs: 0, nJudged: 2, nMistaken: 0 });
  });

  it('judges no sense of one sentence alone, which recall does not count either', async () => {
    const rows = [...occurrences.slice(0, 3), marked('a |bank| of snow', 'heap'), marked('a |bank| of lifts', 'row')];
    expect(await measureStation(table([[1, 0], [0, 1], [0.1, 1], [1, 0.2], [1, 0.3]]), rows, signal)).toMatchObject({ recall: 1, nJudged: 2, nMistaken: 0 });
  });

  it('has no recall where all have one vector', async () => {
    expect(await measureStation(table(occurrences.map(() => [1, 2])), occurrences, signal)).toMatchObject({ nVectors: 1, nEqualPairs: 4, recall: null, nJudged: 0 });
  });
});
