import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EmbedOccurrence } from '../../corpora/embed-input';
import { parquetParts } from '../../exports/vectors/parquet';
import type { Provenance } from '../../exports/vectors/provenance';
import { corpusDigest, corpusFiles } from './corpus-files';
import { gatherShards } from './gather';
import { shardFile, shardOf, shardTaker } from './shard';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'contexture-shards-')); });

const occurrence = (row: number, word = 'bank'): EmbedOccurrence => ({ line: row + 1, text: `${row} ${word}`, charStart: 2, charEnd: 2 + word.length, word, labels: { row: String(row) } });

describe('a shard', () => {
  it.each(['3/100', '1/1', '99999/99999'])('is read from %s', (text) => { expect(shardOf(text)).toEqual({ index: Number(text.split('/')[0]), of: Number(text.split('/')[1]) }); });

  it.each(['', '0/3', '4/3', '3', '1/0', 'a/b', '-1/3', '1/3/5', '1.5/3', '000001/3'])('is not %j', (text) => { expect(() => shardOf(text)).toThrow('--shard 3/100'); });

  it('takes every N-th occurrence over all files, so that all shards together have each once and none more than one more than another', () => {
    const files = [['a', 5], ['b', 0], ['c', 8], ['d', 1]] as const;
    const shards = [1, 2, 3].map((index) => {
      const take = shardTaker({ index, of: 3 });
      return files.flatMap(([name, n]) => take(`${name}.jsonl`, Array.from({ length: n }, (_, row) => occurrence(row))));
    });
    expect(shards.map(({ length }) => length)).toEqual([5, 5, 4]);
    const names = shards.flat().map(({ labels }) => `${labels['corpus_file'] ?? ''}:${labels['corpus_line'] ?? ''}`);
    expect(new Set(names).size).toBe(14);
    expect(shards[0]?.map(({ labels }) => `${labels['corpus_file'] ?? ''}:${labels['corpus_line'] ?? ''}`)).toEqual(['a.jsonl:1', 'a.jsonl:4', 'c.jsonl:2', 'c.jsonl:5', 'c.jsonl:8']);
  });

  it('refuses a column of the name that it writes', () => {
    expect(() => shardTaker({ index: 1, of: 1 })('a.csv', [{ ...occurrence(0), labels: { corpus_line: '3' } }])).toThrow('a column “corpus_line” in a.csv');
  });
});

describe('a corpus', () => {
  it('is a file, a folder, or a pattern, in the order of names', async () => {
    for (const name of ['b.jsonl', 'a.jsonl', 'a.parquet', 'notes.md', 'c+1.csv']) writeFileSync(path.join(folder, name), name);
    mkdirSync(path.join(folder, 'more.jsonl'));
    const names = async (input: string): Promise<string[]> => (await corpusFiles(path.join(folder, input))).map((file) => path.basename(file));
    expect(await names('')).toEqual(['a.jsonl', 'a.parquet', 'b.jsonl', 'c+1.csv']);
    expect(await names('*.jsonl')).toEqual(['a.jsonl', 'b.jsonl']);
    expect(await names('a.*')).toEqual(['a.jsonl', 'a.parquet']);
    expect(await names('c+*.csv')).toEqual(['c+1.csv']);
    expect(await names('b.jsonl')).toEqual(['b.jsonl']);
    await expect(names('*.txt')).rejects.toThrow('no file of sentences');
  });

  it('has a digest of names and contents', async () => {
    const at = (name: string, text: string): string => { const file = path.join(folder, name); writeFileSync(file, text); return file; };
    const [a, b] = [at('a.txt', 'one'), at('b.txt', 'two')];
    const digest = await corpusDigest([a, b]);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await corpusDigest([b, a])).not.toBe(digest);
    at('b.txt', 'three');
    expect(await corpusDigest([a, b])).not.toBe(digest);
  });
});

describe('gathering', () => {
  const provenance = (index: number, of: number, nRows: number, changed: Partial<Provenance> = {}): Provenance => ({
    app: 'Contexture', appVersion: '1', model: { id: 'm', name: 'M', kind: 'bert', architecture: 'bert', nLayers: 2, source: 's', licence: 'l', cardSha256: 'c', files: {}, maxTokens: null, sentence: null },
    layers: [0, 1], dim: 2, pooling: 'mean', prompt: null, device: 'CPU', nRows, nCached: 0, shard: { index, of, corpusSha256: 'd', nFiles: 1 }, values: 'float32', offsets: 'UTF-16 code units', ...changed,
  });
  const write = (index: number, of: number, nRows: number, changed: Partial<Provenance> = {}, name = shardFile({ index, of })): void => {
    const occurrences = Array.from({ length: nRows }, (_, row) => ({ ...occurrence(row), subwords: [] }));
    const vectors = { table: { values: new Float32Array(nRows * 4), nRows, nLayers: 2, dim: 2 }, rows: [...occurrences.keys()], layers: [0, 1], occurrences };
    writeFileSync(path.join(folder, name), Buffer.concat([...parquetParts(vectors, provenance(index, of, nRows, changed))]));
  };

  it('finds all shards of one corpus whole, also one without a row', async () => {
    write(1, 3, 5); write(2, 3, 4); write(3, 3, 0);
    expect(await gatherShards(folder)).toEqual({ nShards: 3, nFound: 3, nRows: 9, model: 'm', layers: [0, 1], dim: 2, missing: [], wrong: [] });
  });

  it('names what is missing, cut, of another corpus, model or number, or under another name', async () => {
    write(1, 6, 2);
    write(2, 6, 2, { shard: { index: 2, of: 6, corpusSha256: 'other', nFiles: 1 } });
    write(4, 6, 2, { layers: [1] });
    write(3, 6, 1, {}, shardFile({ index: 5, of: 6 }));
    write(1, 2, 1);
    writeFileSync(path.join(folder, shardFile({ index: 6, of: 6 })), 'PAR1 no more');
    const { missing, wrong } = await gatherShards(folder);
    expect(missing).toEqual(['part-00003-of-00006.parquet']);
    expect(wrong).toEqual([
      { file: 'part-00001-of-00002.parquet', why: 'it is one of 2 shards, others of 6' },
      { file: 'part-00005-of-00006.parquet', why: 'It was written as shard 3 of 6.' },
      { file: 'part-00006-of-00006.parquet', why: '“part-00006-of-00006.parquet” is no Parquet file, or a damaged one.' },
      { file: 'part-00002-of-00006.parquet', why: 'it has another corpus than part-00001-of-00006.parquet' },
      { file: 'part-00004-of-00006.parquet', why: 'it has another layers than part-00001-of-00006.parquet' },
    ]);
  });

  it('says so where there is none', async () => { await expect(gatherShards(folder)).rejects.toThrow('There is no shard in'); });
});
