import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { vectorAt } from '@vectors/vector-table';
import { goldenCases, goldenFiles, GOLDEN_GROUP_ROWS, type ExportCase } from './cases.testing';
import { methodsText } from './methods';
import { labelColumns, labelOf } from '@contract/exports/label-columns';

/** See tools/golden/vector_files.py: what numpy, pyarrow and pandas read. */
interface Golden {
  readonly files: Readonly<Record<string, string>>;
  readonly npy: { readonly shape: readonly number[]; readonly values: string };
  readonly csv: { readonly names: readonly string[]; readonly columns: Readonly<Record<string, readonly (string | null)[]>>; readonly values: string };
  readonly parquet: {
    readonly types: Readonly<Record<string, string>>; readonly metadata: Readonly<Record<string, string>>; readonly nRows: number; readonly nRowGroups: number;
    readonly columns: Readonly<Record<string, readonly (string | number | null)[] | string>>;
  };
}

const goldenOf = (name: string): Golden => JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden', `${name}.json`), 'utf8')) as Golden;

const packed = (values: Float32Array): string => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

function layerBytes({ vectors: { table, rows } }: ExportCase, layer: number): string {
  return packed(Float32Array.from(rows.flatMap((row) => [...vectorAt(table, row, layer)])));
}

describe.each(goldenCases().map((one) => [one.name, one] as const))('%s', (name, one) => {
  const golden = goldenOf(name);
  const { vectors: { table, occurrences, layers }, provenance } = one;
  const labels = labelColumns(occurrences, [...layers.map((layer) => `layer_${layer}`)]);

  it('has the bytes that Python has read', () => {
    const digests = goldenFiles(one).map(([file, bytes]) => [file, createHash('sha256').update(bytes).digest('hex')]);
    expect(Object.fromEntries(digests)).toEqual(golden.files);
  });

  it('is to numpy what it is here', () => {
    expect(golden.npy).toEqual({ shape: [table.nRows, layers.length, table.dim], values: packed(table.values) });
  });

  it('is to pyarrow, from Parquet, what it is here, and says where it comes from', () => {
    const { types, columns, metadata, nRows, nRowGroups } = golden.parquet;
    expect([nRows, nRowGroups]).toEqual([table.nRows, Math.ceil(table.nRows / GOLDEN_GROUP_ROWS)]);
    expect(Object.entries(types)).toEqual([
      ['text', 'string not null'], ['charStart', 'int32 not null'], ['charEnd', 'int32 not null'], ['word', 'string not null'], ...labels.map(({ column }) => [column, 'string']),
      ...layers.map((layer) => [`layer_${layer}`, 'list<element: float not null> not null']),
    ]);
    expect(columns).toEqual({
      text: occurrences.map(({ text }) => text),
      charStart: occurrences.map(({ charStart }) => charStart),
      charEnd: occurrences.map(({ charEnd }) => charEnd),
      word: occurrences.map(({ word }) => word),
      ...Object.fromEntries(labels.map(({ label, column }) => [column, occurrences.map((occurrence) => labelOf(occurrence, label))])),
      ...Object.fromEntries(layers.map((layer) => [`layer_${layer}`, layerBytes(one, layer)])),
    });
    expect(JSON.parse(metadata['contexture.provenance'] ?? '')).toEqual(provenance);
    expect(metadata['contexture.methods']).toBe(methodsText(provenance));
  });

  it('is to pyarrow and pandas, from CSV, what it is here', () => {
    const { names, columns, values } = golden.csv;
    const dims = Array.from({ length: table.dim }, (_, d) => `dim_${d}`);
    const inCsv = labelColumns(occurrences, ['layer', ...dims]);
    expect(names).toEqual(['text', 'charStart', 'charEnd', 'word', ...inCsv.map(({ column }) => column), 'layer', ...dims]);
    const eachLayer = <T>(of: (occurrence: ExportCase['vectors']['occurrences'][number]) => T): T[] => occurrences.flatMap((occurrence) => layers.map(() => of(occurrence)));
    expect(columns).toEqual({
      text: eachLayer(({ text }) => text), charStart: eachLayer(({ charStart }) => String(charStart)), charEnd: eachLayer(({ charEnd }) => String(charEnd)), word: eachLayer(({ word }) => word),
      ...Object.fromEntries(inCsv.map(({ label, column }) => [column, eachLayer((occurrence) => labelOf(occurrence, label))])), layer: occurrences.flatMap(() => layers.map(String)),
    });
    expect(values).toBe(packed(table.values));
  });
});
