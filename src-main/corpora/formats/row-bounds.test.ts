import { afterAll, describe, expect, it } from 'vitest';
import { MAX_LINE_CHARS } from '../limits';
import { readPastedText, readSourceFile } from './read-source';
import { sourceFolder } from '../source.testing';

const { save, failureOf, remove } = sourceFolder();
afterAll(remove);

const refused = (name: string, content: string | Uint8Array): Promise<string> => failureOf(save(name, content));

describe('what no row of sentences is', () => {
  const filler = 'x'.repeat(MAX_LINE_CHARS);

  it.each(['txt', 'csv', 'tsv', 'jsonl'])('is refused in .%s by the number of its line, before it is parsed', async (ending) => {
    expect(await refused(`long.${ending}`, `{"text":"a"}\r\n\r\n${filler}y\r\n`)).toBe(`too-large: Line 3 of “long.${ending}” has ${(MAX_LINE_CHARS + 1).toLocaleString('en-GB')} characters, more than any row of sentences takes. Put one sentence on each line.`);
    expect(await refused(`fits.${ending}`, `{"text":"a"}\n\n${filler}\n`)).not.toContain('more than any row');
  });

  it('is refused in pasted text', () => {
    expect(() => readPastedText(`a sentence\n${filler}y`)).toThrow(/^Line 2 of the pasted text has 24,000,801 characters/u);
    expect(readPastedText(`{"text":"a","x":${'['.repeat(1_500)}${']'.repeat(1_500)}}`).format).toBe('txt');
    expect(() => readPastedText(`${','.repeat(1_000_000)}\na`)).toThrow(/has a text of 1,000,000 characters/u);
  });

  it('does not touch the largest row of JSON that is one', async () => {
    const cell = '\\u4e2d'.repeat(20_000);
    const row = `{${Array.from({ length: 100 }, (_, n) => `"${n}${'\\u4e2d'.repeat(19_990)}":"${cell}"`).join(',')}}`;
    expect(row.length).toBeGreaterThan(0.99 * MAX_LINE_CHARS);
    expect((await readSourceFile(save('largest.jsonl', row))).columns).toHaveLength(100);
    const list = JSON.stringify({ text: 'a', list: new Array(9_999).fill(1) });
    expect((await readSourceFile(save('list-fits.jsonl', list))).rows[0]?.cells[1]).toHaveLength(19_999);
    const deep = `{"text":"a","x":${'['.repeat(999)}${']'.repeat(999)}}`;
    expect((await readSourceFile(save('deep-fits.jsonl', deep))).rows[0]?.cells[1]).toHaveLength(1_998);
    expect(await refused('deeper.jsonl', deep.replace('[', '[[').replace(']', ']]'))).toMatch(/^bad-input: Line 1 of “deeper\.jsonl” is nested too deeply/u);
  });

  it('holds no more values than its cells have characters', async () => {
    expect(await refused('values.jsonl', `{"text":"a","x":[${'{},'.repeat(1_100_000)}{}]}`)).toBe('bad-input: Line 1 of “values.jsonl” holds more values than a row may. Keep to plain fields such as "text", "word" and "sense".');
  });

  it('is no quoted cell of quotes alone', async () => {
    expect(await refused('quotes.csv', `text,n\n"${'""'.repeat(20_001)}",1\n`)).toBe('too-large: Line 2 of “quotes.csv” has a text of more than 20,000 characters, which is the limit. Put one sentence on each line.');
    expect((await readSourceFile(save('quotes-fit.csv', `text,n\n"${'""'.repeat(20_000)}",1\n`))).rows[0]?.cells[0]).toBe('"'.repeat(20_000));
  });

  it('has every newline made one, across the blocks in which that is done', async () => {
    for (const nBefore of [4_094, 4_095, 4_096, 4_097]) {
      const table = await readSourceFile(save('blocks.txt', `${'x'.repeat(nBefore)}\r\n\r\nb 😀 银行\rc\r`));
      expect(table.rows.map(({ line, cells }) => [line, cells[0]?.slice(0, 8)])).toEqual([[1, 'xxxxxxxx'], [3, 'b 😀 银行'], [4, 'c']]);
      expect(table.rows[0]?.cells[0]).toHaveLength(nBefore);
    }
  });
});
