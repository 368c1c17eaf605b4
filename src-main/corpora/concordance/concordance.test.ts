import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Concordance, ConcordanceChoice, ConcordanceProgress } from '@contract/source-text';
import { mulberry32, randomBelow } from '@contract/prng';
import { findWord } from '../../tokenizers/find-word';
import { readPlain } from '../formats/read-source';
import { concordance } from './concordance';
import { surveyTexts } from './survey';

const root = mkdtempSync(path.join(tmpdir(), 'contexture-concordance-'));
let dir = '';
let nFolders = 0;
beforeEach(() => {
  dir = path.join(root, String(nFolders++));
  mkdirSync(dir);
});
afterAll(() => { rmSync(root, { recursive: true, force: true }); });

const save = (name: string, content: string | Uint8Array): string => {
  mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  writeFileSync(path.join(dir, name), content);
  return path.join(dir, name);
};
const choice = (more: Partial<ConcordanceChoice> = {}): ConcordanceChoice => ({ paths: [dir], target: { by: 'forms', forms: ['bank'] }, isExactCase: false, nMost: 1_000, seed: 42, reading: null, ...more });
const search = (more: Partial<ConcordanceChoice> = {}, chunkBytes = 2 ** 16): Promise<Concordance> => concordance(choice(more), 'own-1', { chunkBytes });
const covered = ({ set }: Concordance): string[] => set.occurrences.map(({ text, charStart, charEnd }) => text.slice(charStart, charEnd));
const places = ({ set }: Concordance): string[] => set.occurrences.map(({ labels, text }) => `${labels['file'] ?? ''}:${labels['line'] ?? ''} ${text}`);
const utf16 = (text: string, isBig: boolean): Buffer => (isBig ? Buffer.from(`\ufeff${text}`, 'utf16le').swap16() : Buffer.from(`\ufeff${text}`, 'utf16le'));

describe('the concordance of a folder', () => {
  it('reads every encoding, names what it leaves out, and says where each occurrence stands', async () => {
    save('b/utf8.txt', '\ufeffThe café’s bank closed.\r\nNothing here.\r\nBanks are others, a Bank is one.\r\n');
    save('a.txt', utf16('Der Fluß. Die 😀 bank.', false));
    save('c.txt', utf16('Une bank.', true));
    save('d.txt', Buffer.from('“La bank d\'été” – fermée €'.replace('“', '\x93').replace('”', '\x94').replace('–', '\x96').replace('€', '\x80'), 'latin1'));
    save('e.jsonl', '{"text":"He sat. The bank paid.","n":1}\n{"n":2}\nnonsense\n');
    save('f.conllu', '# text = The bank paid.\n1\tThe\tthe\tDET\t_\t_\t0\t_\t_\t_\n2\tbank\tbank\tNOUN\t_\t_\t0\t_\t_\t_\n3\tpaid\tpay\tVERB\t_\t_\t0\t_\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t_\t_\t0\t_\t_\t_\n\n# text = odd\nodd bank\n\n');
    save('g.pdf', '%PDF bank');
    save('nul.txt', 'bank\0');
    save('control.txt', Buffer.from([0x62, 0xff, 0x01]));
    save('odd.txt', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x20, 0x00]));
    save('.hidden/x.txt', 'bank');
    symlinkSync(path.join(dir, 'a.txt'), path.join(dir, 'link.txt'));
    for (const chunkBytes of [1, 3, 2 ** 16]) {
      const found = await search({}, chunkBytes);
      expect(places(found)).toEqual([
        'a.txt:1 Die 😀 bank.', 'b/utf8.txt:1 The café’s bank closed.', 'b/utf8.txt:3 Banks are others, a Bank is one.', 'c.txt:1 Une bank.', 'd.txt:1 “La bank d\'été” – fermée €',
        'e.jsonl:1 The bank paid.', 'f.conllu:1 The bank paid.',
      ]);
      expect(covered(found)).toEqual(['bank', 'bank', 'Bank', 'bank', 'bank', 'bank', 'bank']);
      expect(found.files.map(({ file, encoding, reading, nHits }) => [file, encoding, reading, nHits])).toEqual([
        ['a.txt', 'UTF-16LE', 'running', 1],
        ['b/utf8.txt', 'UTF-8', 'lines', 2],
        ['c.txt', 'UTF-16BE', 'lines', 1],
        ['d.txt', 'Latin-1', 'lines', 1],
        ['e.jsonl', 'UTF-8', null, 1],
        ['f.conllu', 'UTF-8', null, 1],
      ]);
      expect(found.leftOut.map(({ file, line, reason }) => `${file} ${line ?? ''} ${reason}`)).toEqual([
        '.hidden  is a hidden folder', 'g.pdf  does not end in .txt, .jsonl, .ndjson or .conllu', 'link.txt  is a symbolic link', 'control.txt  is neither UTF-8 nor Latin-1',
        'e.jsonl 2 has no string under “text”', 'e.jsonl 3 is not valid JSON', 'f.conllu 8 the line has 1 columns where CoNLL-U has 10, with tabs between them',
        'nul.txt  has a NUL character, so it is not plain text', 'odd.txt  is not valid UTF-16LE',
      ]);
    }
  });

  it('finds word forms, exact case and patterns, each as whole words', async () => {
    save('a.txt', 'Bank, banks and embankment.\nThe bank-note was banked.\nA cafe\u0301 is a café.');
    expect(covered(await search({ target: { by: 'forms', forms: ['bank', 'banks', 'banked', 'bank-note'] } }))).toEqual(['Bank', 'banks', 'bank-note', 'banked']);
    expect(covered(await search({ isExactCase: true }))).toEqual(['bank']);
    expect(covered(await search({ target: { by: 'pattern', pattern: 'b[a-z]*nk' } }))).toEqual(['Bank', 'banks', 'embankment', 'bank', 'banked']);
    expect(covered(await search({ target: { by: 'pattern', pattern: '^bank' }, isExactCase: true }))).toEqual([]);
    expect(covered(await search({ target: { by: 'forms', forms: ['café'] } }))).toEqual(['cafe\u0301', 'café']);
    expect(covered(await search({ target: { by: 'pattern', pattern: 'caf' } }))).toEqual(['cafe\u0301', 'café']);
    await expect(search({ target: { by: 'pattern', pattern: '(?=bank)' } })).rejects.toMatchObject({ code: 'bad-request' });
    await expect(search({ target: { by: 'forms', forms: [' '] } })).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('draws a sample that the seed gives again, in the order of the text, with the count of all', async () => {
    save('a.txt', Array.from({ length: 300 }, (_, i) => `Bank number ${i}.`).join('\n'));
    save('b.txt', Array.from({ length: 200 }, (_, i) => `The bank ${i}.`).join('\n'));
    const [first, second, other, all] = await Promise.all([search({ nMost: 50 }), search({ nMost: 50 }, 7), search({ nMost: 50, seed: 1 }), search()]);
    expect([first.nHits, first.files.map(({ nHits }) => nHits), first.set.occurrences.length, all.set.occurrences.length]).toEqual([500, [300, 200], 50, 500]);
    expect(second).toEqual(first);
    expect(places(other)).not.toEqual(places(first));
    const order = places(all);
    const drawn = places(first).map((place) => order.indexOf(place));
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
    // Of 2,000 draws of 5 in 50, each is expected 200 times with a standard deviation of 13.4.
    save('few.txt', Array.from({ length: 50 }, (_, i) => `bank ${i}`).join('\n'));
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed++) for (const place of places(await search({ paths: [path.join(dir, 'few.txt')], nMost: 5, seed }))) counts.set(place, (counts.get(place) ?? 0) + 1);
    expect(counts.size).toBe(50);
    for (const n of counts.values()) expect(Math.abs(n - 200)).toBeLessThan(67);
  });

  it('takes several files and folders, each text once and named from the folder that all lie in', async () => {
    const [a, b] = [save('novels/a.txt', 'A bank.'), save('novels/old/b.txt', 'Another bank.')];
    const c = save('letters/a.txt', 'The bank.');
    const paths = [b, a, path.join(dir, 'novels/old'), c, path.join(dir, 'gone.txt'), save('letters/a.pdf', 'bank')];
    const found = await search({ paths });
    expect(places(found)).toEqual(['letters/a.txt:1 The bank.', 'novels/a.txt:1 A bank.', 'novels/old/b.txt:1 Another bank.']);
    expect(found.set.title).toBe('6 texts');
    expect(found.leftOut.map(({ file, reason }) => `${file} ${reason}`)).toEqual(['gone.txt cannot be opened (“gone.txt” is not there. Check the path, or whether it was moved.)', 'letters/a.pdf does not end in .txt, .jsonl, .ndjson or .conllu']);
    expect(await surveyTexts(paths)).toEqual({ name: null, nFiles: 3, nBytes: 29, nLeftOut: 2 });
    expect(await surveyTexts([path.join(dir, 'novels')])).toEqual({ name: 'novels', nFiles: 2, nBytes: 20, nLeftOut: 0 });
    await expect(surveyTexts([path.join(dir, 'letters/a.pdf'), path.join(dir, 'gone.txt')])).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('There is no text in what was chosen') as unknown,
    });
  });

  it('refuses what cannot be searched at all', async () => {
    await expect(search()).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('There is no text in') as unknown });
    await expect(search({ paths: [path.join(dir, 'missing')] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(search({ paths: [save('a.txt', 'bank\0')] })).rejects.toMatchObject({
      code: 'bad-input',
      message: '“a.txt” has a NUL character, so it is not plain text. Save it as UTF-8 and try again.',
    });
    await expect(search({ nMost: 0 })).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('says how far it is, and gives up when it is told to', async () => {
    save('a.txt', 'He sat by the bank.\n'.repeat(2_000_000));
    const told: ConcordanceProgress[] = [];
    const controller = new AbortController();
    let aborted = 0;
    setTimeout(() => {
      aborted = performance.now();
      controller.abort();
    }, 150);
    await expect(concordance(choice(), 'own-1', { signal: controller.signal, onProgress: (progress) => { told.push(progress); } })).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - aborted).toBeLessThan(100);
    expect(told.every(({ nBytes, nTotalBytes }) => nBytes < nTotalBytes && nTotalBytes === 40_000_000)).toBe(true);
  });
});

describe('beside a search in memory', () => {
  const WORDS = ['bank', 'Bank', 'banks', 'bänk', 'ba\u00adnk', 'Straße', '银行', '😀', 'river', 'Dr.', 'e.g.', 'the', 'of', '“Stop!”', 'well-', 'ﬁne', 'BANK’S', 'x'.repeat(40)];

  it.each(['lines', 'running'] as const)('finds the same in 200 generated texts read as %s, cut anywhere', async (reading) => {
    const random = mulberry32(7);
    const pick = <T>(items: readonly T[]): T => items[randomBelow(random, items.length)] as T;
    let nFound = 0;
    for (let n = 0; n < 200; n++) {
      const text = Array.from({ length: 1 + randomBelow(random, 120) }, () => pick(WORDS) + pick([' ', ' ', ' ', ', ', '. ', '! ', '… ', '\n', '\r\n', '\r', '\n\n', '\t', ''])).join('');
      if (text.trim() === '') continue;
      const forms = pick([['bank'], ['bank', 'banks'], ['strasse'], ['银行'], ['bank the', 'bank'], ['bänk']]);
      const file = save('text.txt', text);
      const rows = readPlain({ name: 'text.txt', subject: 'text', encoding: 'UTF-8', text: text.replace(/\r\n?/gu, '\n') }, reading).rows;
      const [longest = '', ...shorter] = [...forms].sort((a, b) => b.length - a.length);
      const expected = rows.flatMap(({ cells, line }) => {
        const sentence = cells[0] ?? '';
        const first = findWord(sentence, longest);
        const rest = shorter.flatMap((form) => findWord(sentence, form)).filter(({ charStart }) => !first.some((span) => charStart >= span.charStart && charStart < span.charEnd));
        return [...first, ...rest].sort((a, b) => a.charStart - b.charStart).map(({ charStart, charEnd }) => [line, sentence, charStart, charEnd]);
      });
      const found = await search({ paths: [file], target: { by: 'forms', forms }, reading }, 1 + randomBelow(random, 50));
      expect(found.set.occurrences.map(({ text: sentence, charStart, charEnd, labels }) => [Number(labels['line']), sentence, charStart, charEnd]), JSON.stringify(text)).toEqual(expected);
      nFound += expected.length;
    }
    expect(nFound).toBeGreaterThan(500);
  });
});

describe('sentences that never end', () => {
  it.each(['lines', 'running'] as const)('are searched in parts between words, read as %s', async (reading) => {
    save('a.txt', 'the small words go on and the bank '.repeat(20_000));
    const found = await search({ reading, nMost: 2_000 }, 1_000);
    expect(found.nHits).toBe(20_000);
    expect(found.files[0]?.nCut).toBeGreaterThan(30);
    expect(Math.max(...found.set.occurrences.map(({ text }) => text.length))).toBeLessThanOrEqual(20_000);
    expect(new Set(covered(found))).toEqual(new Set(['bank']));
    await expect(search({ reading, nMost: 20_000 })).rejects.toMatchObject({
      code: 'too-large',
      message: '2,501 sentences of these texts have more than 50 million characters, which is the limit of a sample. Ask for fewer.',
    });
  });

  it.each(['x', ' ', '“', 'A. ', '银', '\r', '… A', 'x. y', '\u0301'])('of 6 MB of %j take neither long nor much', async (piece) => {
    save('a.txt', Buffer.concat([Buffer.from('One. '), Buffer.alloc(6_000_000 - (6_000_000 % Buffer.byteLength(piece)), piece), Buffer.from(' The bank.')]));
    const before = process.memoryUsage.rss();
    const started = performance.now();
    expect((await search()).nHits).toBe(1);
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(400_000_000);
  });
});
