import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { mulberry32, randomBelow, type Random } from '@contract/prng';
import { isJoined } from '../tokenizers/find-word';
import { buildSet } from './build-set';
import { readEmbedInput } from './embed-input';
import { readSourceFile } from './formats/read-source';
import { previewOf } from './source-library';

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'contexture-hostile-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const N_PER_FORMAT = 150;

const GOOD: Readonly<Record<string, string>> = {
  'txt': 'He sat by the |bank|.\nThe Bank — “bank” 银行 — paid 😀.\n\nStraße, cafe\u0301, bank’s.\n',
  'csv': 'text,word,sense\r\n"The bank, he said, ""pays"".",bank,money\r\n"two\nlines of bank",bank,\r\nStraße,straße,x\r\n',
  'tsv': 'sentence\ttarget\tlabel\nThe bank paid.\tbank\tmoney\n"a\tbank"\tbank\triver\n',
  'jsonl': '{"text":"The bank paid 😀.","word":"bank","sense":"money","n":1}\n{"text":"My bank","charStart":3,"charEnd":7}\n{"text":"\\u00e9t\\u00e9 bank","word":"bank"}\n',
};

/** Bytes that break parsers: quotes, bars, separators, newlines of every kind, NUL, marks, halves of characters, deep or open JSON. */
const NASTY = ['"', '""', '"\n', '|', '||', ',', ';', '\t', '\r', '\n', '\r\n', '\0', '\ufeff', '\u2028', '\u202e', '\u0301', '\u200d', '{', '}', '[[[[', '\\', '\\ud83d', '\\u0000', 'null', '1e999',
  '{"text":5}', '{"text":"a","charStart":-1,"charEnd":2}', '"charStart":1,', '"charEnd":9999,', '"__proto__":{"x":1},', '😀', 'İ', 'ẞ', ' ', 'bank', '|bank|', 'text,text', ',,,,', '=cmd()'].map((text) => Buffer.from(text));
const NASTY_BYTES = [[0xff], [0xfe], [0xff, 0xfe], [0xfe, 0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80], [0x1a]].map((bytes) => Buffer.from(bytes));

function mutate(good: Buffer, random: Random): Buffer {
  let bytes = good;
  for (let edit = 1 + randomBelow(random, 4); edit > 0; edit--) {
    const at = randomBelow(random, bytes.length + 1);
    const until = Math.min(bytes.length, at + randomBelow(random, 12));
    const pool = random() < 0.75 ? NASTY : NASTY_BYTES;
    const nasty = pool[randomBelow(random, pool.length)] as Buffer;
    const kind = randomBelow(random, 6);
    if (kind === 0) bytes = bytes.subarray(0, at);
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(until)]);
    else if (kind === 2) bytes = Buffer.concat([nasty, bytes]);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, until), bytes.subarray(at)]);
    else bytes = Buffer.concat([bytes.subarray(0, at), nasty, bytes.subarray(at)]);
  }
  return random() < 0.08 ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]) : bytes;
}

function checkFailure(error: unknown, name: string): void {
  expect(error).toBeInstanceOf(Failure);
  const { message } = error as Failure;
  expect(message).toContain(name);
  expect(message).toMatch(/^[^\n]+[.)] [A-Z][^\n]+\.$/u);
  expect(message.length).toBeLessThan(700);
}

describe.each(Object.keys(GOOD))('%s files that were damaged at random', (format) => {
  it(`are read correctly or refused with one clear message (${N_PER_FORMAT} files)`, async () => {
    const random = mulberry32(20_260_000 + format.length * 31 + format.charCodeAt(0));
    const outcomes = { read: 0, refused: 0, built: 0 };
    for (let trial = 0; trial < N_PER_FORMAT; trial++) {
      const name = `${trial}.${format}`;
      const path = join(folder, name);
      writeFileSync(path, mutate(Buffer.from(GOOD[format] as string), random));
      try {
        const table = await readSourceFile(path);
        outcomes.read++;
        expect(table.rows.length).toBeGreaterThan(0);
        expect(new Set(table.columns).size).toBe(table.columns.length);
        for (const [index, row] of table.rows.entries()) {
          expect(row.cells).toHaveLength(table.columns.length);
          expect(row.line).toBeGreaterThan(table.rows[index - 1]?.line ?? 0);
          for (const cell of row.cells) expect(cell === null || (cell.trim() !== '' && !/[\0\p{Surrogate}]/u.test(cell))).toBe(true);
        }
        const { guess } = previewOf(table, 'source-1', null);
        const textColumn = guess.text ?? (table.columns[0] as string);
        const spanColumns = guess.charStart === null || guess.charEnd === null ? null : ([guess.charStart, guess.charEnd] as const);
        const target = random() < 0.5 ? ({ by: 'word', word: 'bank' } as const) : ({ by: 'rows', wordColumn: guess.word, spanColumns } as const);
        const { set, nLeftOut } = buildSet(table, { sourceId: 'source-1', textColumn, target, labelColumns: table.columns, senseColumn: guess.sense }, 'own-1');
        outcomes.built++;
        expect(nLeftOut).toBeLessThan(table.rows.length + (table.oddLines?.length ?? 0));
        expect(table.oddLines?.length ?? 0).toBeLessThan(table.rows.length);
        for (const { text, charStart, charEnd } of set.occurrences) {
          expect(text.slice(charStart, charEnd).trim()).not.toBe('');
          if (target.by === 'word') expect([isJoined(text, charStart), isJoined(text, charEnd)]).toEqual([false, false]);
        }
      } catch (error) {
        checkFailure(error, name);
        outcomes.refused++;
      }
      await readEmbedInput(path, 'bank').catch((error: unknown) => { checkFailure(error, name); });
    }
    // Both ends must really be reached, or the generator has stopped testing anything.
    expect(Math.min(outcomes.built, outcomes.refused)).toBeGreaterThan(N_PER_FORMAT / 20);
  });
});
