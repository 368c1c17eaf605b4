import { describe, expect, it } from 'vitest';
import { vectorAt } from '@vectors/vector-table';
import { bytesOf, exportCase, generatedCase } from './cases.testing';
import { projectorParts } from './projector';
import { labelOf } from '@contract/exports/label-columns';

const NAMES = { vectors: 'vectors.tsv', metadata: 'metadata.tsv', title: 'tiny layer 0' };

/** By the rules of the projector's own parser: lines without their outer white space, a first cell that is no number is a name, every line as long as the first. */
function parseTensors(text: string): Float32Array[] {
  const data: Float32Array[] = [];
  for (const line of text.split('\n').map((one) => one.trim()).filter((one) => one !== '')) {
    const cells = line.split('\t');
    expect(Number.isNaN(Number(cells[0]))).toBe(false);
    data.push(Float32Array.from(cells, Number));
  }
  expect(new Set(data.map(({ length }) => length)).size).toBe(1);
  expect(data[0]?.length).toBeGreaterThan(1);
  return data;
}

/** By the same: blank lines are passed over, a first line with a tab is a header, without one a label; an empty cell is missing. */
function parseMetadata(text: string): { readonly names: readonly string[]; readonly rows: readonly Readonly<Record<string, string | null>>[] } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const hasHeader = lines[0]?.includes('\t') === true;
  const names = hasHeader ? (lines[0] ?? '').split('\t') : ['label'];
  const rows = lines.slice(hasHeader ? 1 : 0).map((line) => {
    const cells = line.split('\t');
    expect(cells).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, i) => [name, cells[i] === '' ? null : cells[i] ?? null]));
  });
  return { names, rows };
}

const spaced = (text: string | null): string | null => (text === null || text === '' ? null : text.replace(/[\t\r\n]+/g, ' '));

describe('the projector reads', () => {
  it.each(Array.from({ length: 50 }, (_, i) => [i + 200]))('generated set %i as it is, tabs and new lines aside', (seed) => {
    const { vectors } = generatedCase(seed);
    const { table, occurrences, rows } = vectors;
    const layer = table.nLayers - 1;
    const parts = projectorParts({ ...vectors, layers: [layer] }, NAMES);
    const tensors = bytesOf(parts.vectors).toString('utf8');
    expect(tensors.endsWith('\n')).toBe(true);
    const found = parseTensors(tensors);
    expect(found).toEqual(rows.map((row) => vectorAt(table, row, layer)));
    const { names, rows: about } = parseMetadata(bytesOf(parts.metadata).toString('utf8'));
    expect(names.slice(0, 4)).toEqual(['text', 'charStart', 'charEnd', 'word']);
    expect(new Set(names).size).toBe(names.length);
    expect(about.map(({ text, word, charStart, charEnd }) => ({ text, word, charStart, charEnd }))).toEqual(
      occurrences.map(({ text, word, charStart, charEnd }) => ({
        text: spaced(text),
        word: spaced(word),
        charStart: String(charStart),
        charEnd: String(charEnd),
      })),
    );
    const senses = occurrences.map((one) => spaced(labelOf(one, 'sense')));
    expect(about.map(({ sense }) => sense ?? null)).toEqual(senses);
    const tabbed = occurrences.map((one) => spaced(labelOf(one, 'tab\tname')));
    expect(about.map((row) => row['tab name'] ?? null)).toEqual(tabbed);
    expect(JSON.parse(parts.config)).toEqual({ embeddings: [{ tensorName: 'tiny layer 0', tensorShape: [rows.length, table.dim], tensorPath: 'vectors.tsv', metadataPath: 'metadata.tsv' }] });
  });
});

it('gives labels that become one name by the replacement names of their own', () => {
  const { vectors } = exportCase(
    'same',
    [{ text: 'a bank', charStart: 2, charEnd: 6, word: 'bank', labels: { 'a b': '1', 'a\tb': '2', 'a\nb': '3' }, subwords: [] }],
    new Float32Array(2),
    { nLayers: 1, dim: 2, layers: [0] },
  );
  expect(bytesOf(projectorParts(vectors, NAMES).metadata).toString()).toBe('text\tcharStart\tcharEnd\tword\ta b\tlabel_a b\tlabel_label_a b\na bank\t2\t6\tbank\t1\t2\t3\n');
});

it('refuses what the projector does not show', () => {
  const occurrences = [{ text: 'a bank', charStart: 2, charEnd: 6, word: 'bank', labels: {}, subwords: [] }];
  const of =
    (values: Float32Array, nLayers: number, dim: number, layers: readonly number[]): (() => unknown) =>
    () =>
      projectorParts(exportCase('x', occurrences, values, { nLayers, dim, layers }).vectors, NAMES);
  expect(of(new Float32Array(4), 2, 2, [0, 1])).toThrow('The Embedding Projector shows one layer, and 2 were chosen. Choose one, such as the last.');
  expect(of(new Float32Array(1), 1, 1, [0])).toThrow('refuses vectors of one number');
  expect(of(Float32Array.of(Number.NaN, 1), 1, 2, [0])).toThrow('not finite');
});
