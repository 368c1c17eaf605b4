import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { vectorAt } from '@vectors/vector-table';
import { bytesOf, exportCase, generatedCase, type ExportCase } from './cases.testing';
import { csvParts } from './csv-table';
import { parquetParts } from './parquet';
import { float32Text } from '@contract/exports/float32-text';
import { labelColumns, labelOf } from '@contract/exports/label-columns';

const cases = Array.from({ length: 50 }, (_, i) => generatedCase(i + 100));

/** The reader's own drops a byte order mark at the head of every text. */
const parsers = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes: Uint8Array | undefined): string | undefined =>
    bytes === undefined ? undefined : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
};

/** RFC 4180, from its grammar; an empty cell without quotes is null. */
function readCsv(text: string): (string | null)[][] {
  const lines: (string | null)[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)) {
    lines[lines.length - 1]?.push(quoted === undefined ? plain || null : quoted.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

const labelsOf = ({ vectors: { occurrences } }: ExportCase, reserved: readonly string[]): Record<string, string | null>[] => {
  const labels = labelColumns(occurrences, reserved);
  return occurrences.map((occurrence) => Object.fromEntries(labels.map(({ label, column }) => [column, labelOf(occurrence, label)])));
};

describe('50 generated sets', () => {
  it('come back whole from CSV, missing and empty labels apart', () => {
    for (const one of cases) {
      const { table, occurrences, layers, rows } = one.vectors;
      const dims = Array.from({ length: table.dim }, (_, d) => `dim_${d}`);
      const [header = [], ...lines] = readCsv(bytesOf(csvParts(one.vectors)).toString('utf8'));
      const labels = labelsOf(one, ['layer', ...dims]);
      const expected = occurrences.flatMap(({ text, charStart, charEnd, word }, i) => layers.map((layer) => ({
        text, charStart: String(charStart), charEnd: String(charEnd), word, ...labels[i], layer: String(layer), values: [...vectorAt(table, rows[i] as number, layer)],
      })));
      const found = lines.map((line) => {
        expect(line).toHaveLength(header.length);
        return { ...Object.fromEntries(line.slice(0, -table.dim).map((value, c) => [header[c] ?? '', value])), values: line.slice(-table.dim).map((value) => Math.fround(Number(value))) };
      });
      expect(found, one.name).toEqual(expected);
    }
  });

  it('come back whole from Parquet, over several row groups', async () => {
    for (const one of cases) {
      const { table, occurrences, layers, rows } = one.vectors;
      const bytes = bytesOf(parquetParts(one.vectors, one.provenance, 3));
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
      expect(parquetMetadata(file).row_groups).toHaveLength(Math.ceil(rows.length / 3));
      const labels = labelsOf(one, layers.map((layer) => `layer_${layer}`));
      const expected = occurrences.map(({ text, charStart, charEnd, word }, i) => ({
        text, charStart, charEnd, word, ...labels[i], ...Object.fromEntries(layers.map((layer) => [`layer_${layer}`, [...vectorAt(table, rows[i] as number, layer)]])),
      }));
      const found = await parquetReadObjects({ file, parsers });
      // No column is lost, and none comes from elsewhere.
      expect(found.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? null]))), one.name).toEqual(expected);
    }
  });
});

it('takes the rows and layers that are asked for, in their order', async () => {
  const whole = generatedCase(2, 3);
  const { table, occurrences } = whole.vectors;
  const vectors = { table, rows: [2, 0], occurrences: [occurrences[2], occurrences[0]].map((one) => one as NonNullable<typeof one>), layers: [2, 1] };
  const [, ...lines] = readCsv(bytesOf(csvParts(vectors)).toString('utf8'));
  expect(lines.map((line) => line.slice(-table.dim).map(Number))).toEqual(
    [
      [2, 2],
      [2, 1],
      [0, 2],
      [0, 1],
    ].map(([row, layer]) => [...vectorAt(table, row as number, layer as number)].map((value) => Number(float32Text(value)))),
  );
  const bytes = bytesOf(parquetParts(vectors, whole.provenance));
  const [first] = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer, columns: ['layer_2', 'layer_1'] });
  expect(first).toEqual({ layer_2: [...vectorAt(table, 2, 2)], layer_1: [...vectorAt(table, 2, 1)] });
});

it('refuses what a format cannot say', () => {
  const { vectors, provenance } = exportCase(
    'one',
    [{ text: 'a \ud83c bank', charStart: 4, charEnd: 8, word: 'bank', labels: {}, subwords: [] }],
    new Float32Array(2),
    { nLayers: 1, dim: 2, layers: [0] },
  );
  expect(() => csvParts(vectors)).toThrow('Row 1 holds half a character, which no file in UTF-8 can keep.');
  expect(() => parquetParts(vectors, provenance)).toThrow('Row 1 holds half a character');
  expect(() => parquetParts({ ...vectors, layers: [0, 0] }, provenance)).toThrow('Layer 0 is named twice');
});

describe('labelColumns', () => {
  const columnsOf = (labels: readonly string[]): string[] =>
    labelColumns(
      [{ text: 'a', charStart: 0, charEnd: 1, word: 'a', labels: Object.fromEntries(labels.map((label) => [label, 'x'])) }],
      ['layer'],
    ).map(({ column }) => column);

  it('lets no label hide a column of ours or another label', () => {
    expect(columnsOf(['sense', 'text', '', 'layer'])).toEqual(['sense', 'label_text', 'label_', 'label_layer']);
    expect(columnsOf(['text', 'label_text', 'label_label_text'])).toEqual(['label_label_label_text', 'label_text', 'label_label_text']);
  });
});

describe('float32Text', () => {
  it('reads back as the same bits, for any float32', () => {
    const random = mulberry32(7);
    const bits = new Uint32Array(1);
    const one = new Float32Array(bits.buffer);
    const back = new Float32Array(1);
    for (let i = 0; i < 20_000; i++) {
      bits[0] = Math.floor(random() * 2 ** 32);
      const value = one[0] as number;
      if (Number.isNaN(value)) continue;
      back[0] = Number(float32Text(value));
      expect(Object.is(back[0], value), float32Text(value)).toBe(true);
    }
  });

  it('is short where few decimals do, and has nine digits elsewhere', () => {
    expect([0.1, -2.5, 1 / 3, -0, 1e21, 16_777_215, 1.401298464324817e-45].map((value) => float32Text(Math.fround(value)))).toEqual(['0.1', '-2.5', '0.333333343', '-0', '1.00000002e+21', '16777215', '1.40129846e-45']);
    expect([Number.NaN, Infinity, -Infinity].map(float32Text)).toEqual(['NaN', 'Infinity', '-Infinity']);
  });
});
