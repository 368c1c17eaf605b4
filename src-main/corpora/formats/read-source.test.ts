import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, ftruncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { readPastedText, readSourceFile } from './read-source';
import { sourceFolder } from '../source.testing';

const { folder, save, failureOf, remove } = sourceFolder();
afterAll(remove);

const refused = (name: string, content: string | Uint8Array): Promise<string> => failureOf(save(name, content));

describe('plain text', () => {
  it('is a sentence a line, with physical line numbers and the bars taken out', async () => {
    const table = await readSourceFile(save('a.txt', 'He sat by the |bank|.\r\n\r\n  The |New York| bank | paid |out|. \rLast'));
    expect(table).toEqual({
      name: 'a.txt', subject: '“a.txt”', encoding: 'UTF-8', format: 'txt', columns: ['text'],
      rows: [
        { line: 1, cells: ['He sat by the bank.'], marks: [{ charStart: 14, charEnd: 18 }], written: 'He sat by the |bank|.' },
        { line: 3, cells: ['The New York bank | paid out.'], marks: [{ charStart: 4, charEnd: 12 }, { charStart: 25, charEnd: 28 }], written: 'The |New York| bank | paid |out|.' },
        { line: 4, cells: ['Last'], marks: [] },
      ],
    });
  });

  it('refuses a sentence of more than 20,000 characters and takes one of 20,000', async () => {
    expect(await refused('long.txt', `short\n${'x'.repeat(20_001)}`)).toBe('too-large: Line 2 of “long.txt” has a text of 20,001 characters; the limit is 20,000. Put one sentence on each line.');
    expect((await readSourceFile(save('fits.txt', 'x'.repeat(20_000)))).rows).toHaveLength(1);
  });

  it('refuses 200,001 rows and takes 200,000', async () => {
    expect(await refused('many.txt', 'a\n'.repeat(200_001))).toBe('too-large: There are more than 200,000 rows in “many.txt”, which is the limit. Split it into smaller files.');
    expect((await readSourceFile(save('most.txt', 'a\n'.repeat(200_000)))).rows).toHaveLength(200_000);
  });

  it('refuses a file without a sentence', async () => {
    expect(await refused('empty.txt', '')).toMatch(/^bad-input: “empty\.txt” is empty\./u);
    expect(await refused('blank.txt', ' \n\t\n')).toBe('bad-input: “blank.txt” has no sentences. Add at least one row.');
    expect(await refused('bom.txt', Uint8Array.from([0xef, 0xbb, 0xbf]))).toMatch(/has no sentences/u);
  });
});

describe('encodings', () => {
  const utf16 = (text: string, isBig: boolean): Buffer => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return isBig ? bytes.swap16() : bytes;
  };

  it('reads UTF-8 with and without a mark, and UTF-16 of both byte orders', async () => {
    const text = 'Die Bank – 银行 😀.';
    const files = { plain: Buffer.from(text), mark: Buffer.from(`\ufeff${text}`), little: utf16(text, false), big: utf16(text, true) };
    const tables = await Promise.all(Object.entries(files).map(([name, bytes]) => readSourceFile(save(`${name}.txt`, bytes))));
    expect(tables.map(({ rows }) => rows[0]?.cells[0])).toEqual([text, text, text, text]);
    expect(tables.map(({ encoding }) => encoding)).toEqual(['UTF-8', 'UTF-8', 'UTF-16LE', 'UTF-16BE']);
  });

  it('names the line that is not UTF-8', async () => {
    expect(await refused('latin.txt', Buffer.from('one\ntwo\nna\xefve\n', 'latin1'))).toBe('bad-input: Line 3 of “latin.txt” is not UTF-8. Save it as UTF-8 and open it again.');
    expect(await refused('mac.txt', Buffer.from('one\rtwo \ufffd\rna\xefve\r', 'utf8').fill(0xff, 14, 15))).toMatch(/^bad-input: Line 3 of/u);
    expect(await refused('cut.txt', Buffer.from('one\ncafé').subarray(0, 8))).toMatch(/^bad-input: Line 2 of “cut\.txt” is not UTF-8/u);
  });

  it('refuses binary files', async () => {
    expect(await refused('image.txt', Uint8Array.from([0x89, 0x50, 0x0a, 0x00]))).toBe('bad-input: Line 2 of “image.txt” has a NUL byte (byte 4), so it is not plain text. Save it as UTF-8 and open it again.');
    expect(await refused('unmarked.txt', Buffer.from('bank', 'utf16le'))).toMatch(/Line 1 of “unmarked\.txt” has a NUL byte/u);
  });

  it('refuses broken UTF-16 and names the line', async () => {
    expect(await refused('odd.txt', Buffer.concat([utf16('a\nb', false), Buffer.from('x')]))).toMatch(/Line 2 of “odd\.txt” ends in the middle/u);
    expect(await refused('lone.txt', utf16('a\nb\n\ud83d!', true))).toMatch(/Line 3 of “lone\.txt” is not valid UTF-16/u);
    expect(await refused('nul.txt', utf16('a\nb\0', false))).toMatch(/Line 2 of “nul\.txt” has a NUL character/u);
    expect(await refused('utf32.txt', Uint8Array.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).toMatch(/Line 1 of “utf32\.txt” has a NUL/u);
  });
});

describe('tables', () => {
  it('reads quoted cells, quoted newlines and the lines on which rows start', async () => {
    const table = await readSourceFile(save('a.csv', 'text,sense\r\n"He said ""bank"",\r\nthen left.",money\r\n\r\n,,\r\nThe bank,river\r\n'.replace(',,', ',')));
    expect(table.columns).toEqual(['text', 'sense']);
    expect(table.rows.map(({ line, cells }) => [line, ...cells])).toEqual([[2, 'He said "bank",\nthen left.', 'money'], [6, 'The bank', 'river']]);
  });

  it('takes semicolons where the header has them, and tabs in .tsv', async () => {
    expect((await readSourceFile(save('de.csv', 'text;sense\nEin Satz, mit Komma;geld'))).rows[0]?.cells).toEqual(['Ein Satz, mit Komma', 'geld']);
    expect((await readSourceFile(save('a.tsv', 'text\tsense\na, b; c\tx'))).rows[0]?.cells).toEqual(['a, b; c', 'x']);
  });

  it('does not glue rows together when newlines are mixed', async () => {
    expect((await readSourceFile(save('mixed.csv', 'text,n\r\na,1\nb,2\rc,3'))).rows.map(({ cells }) => cells[0])).toEqual(['a', 'b', 'c']);
  });

  it('names a column without a name by its number', async () => {
    expect((await readSourceFile(save('pandas.csv', ',text\n0,a'))).columns).toEqual(['column 1', 'text']);
  });

  it('says in which line something is wrong', async () => {
    expect(await refused('wide.csv', 'text,sense\nfine,x\nHello, world,x\n')).toBe('bad-input: Line 3 of “wide.csv” has 3 cells where the header has 2 (“text”, “sense”). Put quotes round cells that hold a comma, and write a quote inside a cell as two quotes.');
    expect(await refused('open.csv', 'text,sense\n"never closed,x\nb,y\n')).toMatch(/^bad-input: Line 2 of “open\.csv” opens a quote that is never closed\. Put quotes round/u);
    expect(await refused('after.csv', 'text,sense\n"a" b,x\n')).toMatch(/^bad-input: Line 2 of “after\.csv” has text after a closing quote/u);
    expect(await refused('late.csv', 'text,sense\n"open,x\nb,"y"\n')).toMatch(/^bad-input: Line 2 of “late\.csv” has text after a closing quote/u);
    expect(await refused('twice.csv', 'text,sense,text\na,b,c\n')).toBe('bad-input: Line 1 of “twice.csv” names the column “text” twice. Rename one of them.');
    expect(await refused('header.csv', 'text,sense\n\n')).toBe('bad-input: “header.csv” has a header but no data rows. Add at least one row.');
    expect(await refused('blank.csv', '\n\n')).toMatch(/^bad-input: “blank\.csv” is empty/u);
  });

  it('leaves odd lines out where most are not', async () => {
    const odd = async (name: string, content: string): Promise<unknown> => {
      const { rows, oddLines } = await readSourceFile(save(name, content));
      return [rows.map(({ line, cells }) => [line, ...cells]), oddLines];
    };
    expect(await odd('wide.csv', 'text,sense\na,x\nHello, world,x\nb,y,,\nonly\n')).toEqual([
      [
        [2, 'a', 'x'],
        [4, 'b', 'y'],
        [5, 'only', null],
      ],
      [{ line: 3, reason: 'the line has 3 cells where the header has 2 (“text”, “sense”)' }],
    ]);
    expect(await odd('open.csv', 'text,sense\na,x\n"never closed,x\nb,y\n')).toEqual([[[2, 'a', 'x'], [4, 'b', 'y']], [{ line: 3, reason: 'the line opens a quote that is never closed' }]]);
    expect(await odd('after.csv', 'text,sense\na,x\n"a" c,x\n"b",y\n')).toEqual([[[2, 'a', 'x'], [4, 'b', 'y']], [{ line: 3, reason: 'the line has text after a closing quote' }]]);
    expect(await odd('half.jsonl', '{"text":"a"}\n{"text":"b"},\n{"text":"c\n[1]\n{"text":"d"}\n')).toEqual([
      [[1, 'a'], [2, 'b'], [5, 'd']], [{ line: 3, reason: 'the line is not valid JSON' }, { line: 4, reason: 'the line is a list, not a JSON object' }],
    ]);
  });

  it('is cut by what its header shows, whatever the ending', async () => {
    const cells = async (name: string, content: string): Promise<unknown> => (await readSourceFile(save(name, content))).rows.map((row) => row.cells);
    expect(await cells('bars.csv', 'text|sense\na, b|x\n')).toEqual([['a, b', 'x']]);
    expect(await cells('commas.tsv', 'text,sense\na,x\n')).toEqual([['a', 'x']]);
    expect(await cells('table.txt', 'id\ttext\n1\tThe |bank|, he said.\n')).toEqual([['1', 'The |bank|, he said.']]);
    expect(await cells('objects.txt', '{"text":"a"}\n{"text":"b"}\n')).toEqual([['a'], ['b']]);
    expect(await cells('objects.csv', '{"text":"a, b"}\n{"text":"b"}\n')).toEqual([['a, b'], ['b']]);
    expect(await cells('one.csv', 'text\nHello, world\n"quoted, whole"\n"Wait," he said.\n')).toEqual([['Hello, world'], ['"quoted, whole"'], ['"Wait," he said.']]);
    expect(await cells('quoted.csv', 'text\nHello, world\n"quoted, whole"\n')).toEqual([['Hello, world'], ['quoted, whole']]);
    expect(await cells('slashes.csv', 'text,n\n"He said \\"bank\\", twice.",1\n"C:\\\\",2\n')).toEqual([['He said "bank", twice.', '1'], ['C:\\', '2']]);
    expect(await cells('list.json', '[\n  {"text": "a, b]",\n   "n": [1]},\n  {"text": "\\"c"}\n]\n')).toEqual([['a, b]', '[1]'], ['"c', null]]);
    expect(await refused('after.json', '[{"text":"a"}] x')).toMatch(/is not valid JSON/u);
  });

  it('counts rows and the length of cells', async () => {
    expect(await refused('rows.csv', `text,n\n${'a,1\n'.repeat(200_001)}`)).toMatch(/^too-large: There are more than 200,000 rows/u);
    expect((await readSourceFile(save('rows-fit.csv', `text,n\n${'a,1\n'.repeat(200_000)}`))).rows).toHaveLength(200_000);
    expect(await refused('cell.csv', `text,n\n"a\n${'b'.repeat(20_000)}",1\n`)).toMatch(/^too-large: Line 2 of “cell\.csv”/u);
    expect(await refused('columns.csv', `${Array.from({ length: 101 }, (_, n) => `c${n}`).join(',')}\n`)).toMatch(/^too-large: Line 1 of “columns\.csv” has more than 100 columns/u);
  });
});

describe('JSON lines', () => {
  it('reads objects, with columns in order of appearance and cells as text', async () => {
    const table = await readSourceFile(save('a.jsonl', '{"text":"The bank","n":3,"ok":true,"no":null}\n\n{"sense":"x","text":"b \\u2028 c","list":[1,{"a":2}]}\n'));
    expect(table.columns).toEqual(['text', 'n', 'ok', 'no', 'sense', 'list']);
    expect(table.rows).toEqual([
      { line: 1, cells: ['The bank', '3', 'true', null, null, null], marks: [] },
      { line: 3, cells: ['b \u2028 c', null, null, null, 'x', '[1,{"a":2}]'], marks: [] },
    ]);
  });

  it('is not fooled by keys of Object.prototype', async () => {
    const table = await readSourceFile(save('proto.jsonl', '{"text":"a","__proto__":"x"}\n{"text":"b","constructor":"y"}'));
    expect(table.columns).toEqual(['text', '__proto__', 'constructor']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([['a', 'x', null], ['b', null, 'y']]);
  });

  it('says in which line something is wrong', async () => {
    expect(await refused('bad.jsonl', '{"text":"a"}\n{"text":"b"\n')).toMatch(/^bad-input: Line 2 of “bad\.jsonl” is not valid JSON\. Write one JSON object/u);
    expect(await refused('list.jsonl', '{"text":"a"}\n\n["b"]')).toMatch(/^bad-input: Line 3 of “list\.jsonl” is a list, not a JSON object/u);
    expect(await refused('null.jsonl', 'null')).toMatch(/Line 1 of “null\.jsonl” is null, not/u);
    expect(await refused('string.jsonl', '"bank"')).toMatch(/is a string, not a JSON object/u);
    expect(await refused('number.jsonl', '{"text":5}')).toMatch(/^bad-input: Line 1 of “number\.jsonl” has no string under “text”/u);
    expect(await refused('half.jsonl', '{"text":"a"}\n{"text":"\\ud83d"}')).toMatch(/^bad-input: Line 2 of “half\.jsonl” has a character that no text may contain/u);
    expect(await refused('nul.jsonl', '{"text":"a\\u0000"}')).toMatch(/no text may contain/u);
    expect(await refused('deep.jsonl', `{"text":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBe('bad-input: Line 1 of “deep.jsonl” is nested too deeply. Keep to plain fields such as "text", "word" and "sense".');
    expect(await refused('long.jsonl', JSON.stringify({ text: 'x'.repeat(20_001) }))).toMatch(/^too-large: Line 1/u);
  });
});

describe('what is not a readable file', () => {
  it('is refused by what it is', async () => {
    mkdirSync(join(folder, 'folder.txt'));
    expect(await failureOf(join(folder, 'folder.txt'))).toBe('bad-input: “folder.txt” is a folder. Open a file in it instead.');
    expect(await failureOf(join(folder, 'missing.txt'))).toBe('not-found: “missing.txt” is not there. Check the path, or whether it was moved.');
    expect(await failureOf(join(save('plain.txt', 'a'), 'inside.txt'))).toMatch(/^not-found: “inside\.txt”/u);
    expect(await failureOf(`${folder}/nul\0.txt`)).toMatch(/^bad-input: .* is not the name of a file/u);
    expect(await failureOf(join(folder, `${'x'.repeat(300)}.txt`))).toMatch(/^bad-input: .* is not the name of a file/u);
    expect(await refused('picture.png', 'a')).toBe('bad-input: “picture.png” is not a file of sentences by its name. Give it the ending .txt, .csv, .tsv, .jsonl, .json, .conllu or .parquet.');
  });

  it.skipIf(process.platform === 'win32')('includes devices and pipes, without waiting for them', async () => {
    expect(await failureOf('/dev/zero')).toBe('bad-input: “zero” is a device, not a file. Open a plain text file.');
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    expect(await failureOf(join(folder, 'pipe.txt'))).toMatch(/is a pipe, not a file/u);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('includes a file without permission (not tested as root, who may read all)', async () => {
    const path = save('locked.txt', 'a');
    chmodSync(path, 0o000);
    expect(await failureOf(path)).toBe('io: “locked.txt” may not be read. Allow reading it, or copy it elsewhere.');
  });

  it('includes a file that is too large, by its size alone', async () => {
    const path = join(folder, 'huge.csv');
    const file = openSync(path, 'w');
    ftruncateSync(file, 200 * 1024 * 1024);
    closeSync(file);
    expect(await failureOf(path)).toBe('too-large: “huge.csv” has 200 MB; the limit is 64 MB. Split it into smaller files.');
  });
});

describe('readPastedText', () => {
  const formatOf = (text: string): string => readPastedText(text).format;

  it('takes a table only where the first line clearly is its header', () => {
    expect(formatOf('text,sense\nThe bank,money')).toBe('csv');
    expect(formatOf('"sentence";"sense"\n"The bank";"money"')).toBe('csv');
    expect(formatOf('Sense\tText\nmoney\tThe bank')).toBe('tsv');
    expect(formatOf('{"text": "The bank"}\n{"text": "A bank"}')).toBe('jsonl');
    expect(formatOf('text,sense')).toBe('txt');
    expect(formatOf('text\nThe bank')).toBe('txt');
    expect(formatOf('In this context, nothing\nelse')).toBe('txt');
    expect(formatOf('{"word": "bank"}\nelse')).toBe('txt');
    expect(formatOf('{not json, text}\nelse')).toBe('txt');
  });

  it('reads sentences, bars included', () => {
    expect(readPastedText('\ufeffThe |bank|.\n')).toMatchObject({ name: 'pasted text', rows: [{ line: 1, cells: ['The bank.'], marks: [{ charStart: 4, charEnd: 8 }] }] });
  });

  it('says what is wrong with it', () => {
    const messageOf = (text: string): string => { try { readPastedText(text); return 'read'; } catch (error) { return (error as Failure).message; } };
    expect(messageOf(' \n')).toBe('The pasted text is empty. Paste at least one sentence.');
    expect(messageOf('text,sense\n"open,x')).toMatch(/^Line 2 of the pasted text opens a quote/u);
    expect(messageOf('a\0b')).toMatch(/^Line 1 of the pasted text has a character/u);
    expect(messageOf('ä'.repeat(40 * 1024 * 1024))).toBe('The pasted text has 80 MB; the limit is 64 MB. Paste less of it.');
  });
});
