import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmbedInput, type EmbedInput } from './embed-input';

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'contexture-embed-input-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function read(name: string, content: string, word: string | null = null, reading: 'lines' | 'running' = 'lines'): Promise<EmbedInput> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return readEmbedInput(path, word, reading);
}

const summary = ({ occurrences, leftOut }: EmbedInput): unknown => ({
  rows: occurrences.map(({ line, text, charStart, charEnd, word }) => `${line} ${charStart}:${text.slice(charStart, charEnd)} (${word})`),
  leftOut: leftOut.map(({ line, reason }) => `${line}: ${reason}`),
});

describe('readEmbedInput', () => {
  it('reads words and spans of JSON lines, other fields as labels', async () => {
    const input = await read('a.jsonl', [
      '{"text": "Bank to bank.", "word": "bank", "sense": "x", "id": 7, "ok": false, "none": null}',
      '{"text": "The banks paid.", "charStart": 4, "charEnd": 9}',
      '{"text": "Nothing here.", "word": "bank"}',
      '{"text": "No target."}',
      '{"word": "bank"}',
    ].join('\n'));
    expect(summary(input)).toEqual({
      rows: ['1 0:Bank (bank)', '1 8:bank (bank)', '2 4:banks (banks)'],
      leftOut: ['3: “bank” is not in the text', '4: the row names no target, and no --word was given', '5: the text is empty'],
    });
    expect(input.occurrences[0]?.labels).toEqual({ sense: 'x', id: '7', ok: 'false' });
    expect(input.occurrences[2]?.labels).toEqual({});
    expect(input.nRows).toBe(5);
  });

  it('uses --word where a line names no target', async () => {
    expect(summary(await read('b.jsonl', '{"text":"a bank"}\n{"text":"a river","word":"river"}\n{"text":"none"}\n{"text":"my bank","charStart":3,"charEnd":7}', 'bank'))).toEqual({
      rows: ['1 2:bank (bank)', '2 2:river (river)', '4 3:bank (bank)'], leftOut: ['3: “bank” is not in the text'],
    });
  });

  it('splits running text where it is asked to, and only there', async () => {
    const text = 'Dr. Smith went to the\nbank. The bank was\nshut. He left.';
    expect(summary(await read('r.txt', text, 'bank', 'running'))).toEqual({ rows: ['1 22:bank (bank)', '2 4:bank (bank)'], leftOut: ['3: “bank” is not in the text'] });
    expect(summary(await read('r.txt', text, 'bank'))).toEqual({ rows: ['2 0:bank (bank)', '2 10:bank (bank)'], leftOut: ['1: “bank” is not in the text', '3: “bank” is not in the text'] });
    await expect(read('r.csv', 'text\na bank', 'bank', 'running')).rejects.toThrow('“r.csv” is a table, whose rows are sentences. Leave out --split, or give it as a .txt file.');
  });

  it('reads plain text with --word or with bars', async () => {
    expect(summary(await read('c.txt', 'A bank.\n\nNo.\nThe |river| bank.', 'bank'))).toEqual({ rows: ['1 2:bank (bank)', '4 4:river (river)'], leftOut: ['3: “bank” is not in the text'] });
    expect(summary(await read('d.txt', 'A bank.'))).toEqual({ rows: [], leftOut: ['1: the row names no target, and no --word was given'] });
  });

  it('reads tables', async () => {
    expect(summary(await read('e.csv', 'text,word,start,end\n"A bank, there",bank,100,120'))).toEqual({ rows: ['2 2:bank (bank)'], leftOut: [] });
  });

  it('leaves a span out that cannot be right, where most are', async () => {
    const found = summary(await read('w.jsonl', '{"text":"a bank","charStart":2,"charEnd":6}\n{"text":"a bank","charStart":2,"charEnd":60}\n{"text":"my bank","charStart":3,"charEnd":7}'));
    expect(found).toMatchObject({ rows: ['1 2:bank (bank)', '3 3:bank (bank)'], leftOut: [expect.stringMatching(/^2: Line 2 of “w\.jsonl” has the span 2 to 60/)] });
  });

  it('takes spans that count characters as Python does', async () => {
    const lines = '{"text":"\ud83d\ude42\ud83d\ude42 the bank","charStart":7,"charEnd":11}\n{"text":"a bank","charStart":2,"charEnd":6}\n';
    expect(summary(await read('py.jsonl', lines))).toEqual({ rows: ['1 9:bank (bank)', '2 2:bank (bank)'], leftOut: [] });
  });

  it('refuses a file without a text column, and a span that cannot be right', async () => {
    await expect(read('f.jsonl', '{"txt":"a bank","word":"bank"}')).rejects.toThrow('There is no column “text” in “f.jsonl”; it has “txt”, “word”. Name the column of sentences “text”.');
    await expect(read('g.jsonl', '{"text":"a bank"}\n{"text":"a bank","charStart":2,"charEnd":60}', 'bank')).rejects.toThrow('Line 2 of “g.jsonl” has the span 2 to 60, which lies outside the text');
    await expect(read('h.jsonl', '{"text":"a bank","charStart":2}', 'bank')).rejects.toThrow('“h.jsonl” has a column “charStart” without its other half.');
    await expect(read('i.jsonl', '{"text":"a bank","charStart":2}\n{"text":"a bank","charEnd":6}', 'bank')).rejects.toThrow('Line 1 of “i.jsonl” has “2” and nothing where a span needs');
  });
});
