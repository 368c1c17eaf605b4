import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { readEmbedInput } from '../../corpora/embed-input';
import { CommandArguments } from '../arguments';
import { concordanceCommand, concordanceOptions } from './concordance-command';
import { kwicLines } from './kwic';

const dir = mkdtempSync(path.join(tmpdir(), 'contexture-concordance-command-'));
const inDir = (name: string): string => path.join(dir, name);
afterAll(() => { rmSync(dir, { recursive: true, force: true }); });
afterEach(() => { vi.restoreAllMocks(); });

async function run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) vi.spyOn(process[stream], 'write').mockImplementation((text) => { said[stream] += String(text); return true; });
  const given = CommandArguments.read('concordance', words, ['word', 'forms', 'pattern', 'sample', 'seed', 'output', 'format', 'reading'], ['exact-case'], 1);
  const code = await concordanceCommand(concordanceOptions(given, 42), new AbortController().signal);
  vi.restoreAllMocks();
  return { code, ...said };
}

describe('concordance', () => {
  it('writes a set that our own reader opens with the same spans', async () => {
    writeFileSync(inDir('a.txt'), 'He went to the bank. They go on 😀 and Banks go.\n\nThe bank, or\nbanks.\n');
    const { code, stderr } = await run(inDir('a.txt'), '--word', 'bank', '--forms', 'banks,go,went', '--reading', 'running', '--output', inDir('set.jsonl'));
    expect([code, stderr]).toEqual([0, 'contexture: 7 occurrences in 1 file\ncontexture:   a.txt: 7 (UTF-8, running text)\n']);
    const { occurrences, leftOut } = await readEmbedInput(inDir('set.jsonl'), null);
    expect(leftOut).toEqual([]);
    expect(occurrences.map(({ text, charStart, charEnd, word, labels }) => [text.slice(charStart, charEnd), word, labels])).toEqual([
      ['went', 'went', { file: 'a.txt', line: '1' }], ['bank', 'bank', { file: 'a.txt', line: '1' }], ['go', 'go', { file: 'a.txt', line: '1' }], ['Banks', 'banks', { file: 'a.txt', line: '1' }],
      ['go', 'go', { file: 'a.txt', line: '1' }], ['bank', 'bank', { file: 'a.txt', line: '3' }], ['banks', 'banks', { file: 'a.txt', line: '3' }],
    ]);
  });

  it('says how many were sampled, and answers 2 where there is none', async () => {
    expect((await run(inDir('a.txt'), '--pattern', 'banks?', '--sample', '2', '--output', inDir('set.jsonl'))).stderr).toContain('contexture: 4 occurrences in 1 file; 2 sampled with seed 42\n');
    expect(await run(inDir('a.txt'), '--word', 'river', '--output', inDir('none.jsonl'))).toMatchObject({ code: 2, stderr: expect.stringContaining('0 occurrences in 1 file') as unknown });
  });

  it('prints key words in context below each other', async () => {
    expect((await run(inDir('a.txt'), '--word', 'bank', '--format', 'kwic')).stdout).toBe([
      `${'He went to the'.padStart(40)} | bank | .`, `${'The'.padStart(40)} | bank | , or banks.`, '',
    ].join('\n'));
    const long = `${'é😀 '.repeat(30)}bank ${'x '.repeat(30)}`;
    const at = long.indexOf('bank');
    const [left = '', , right = ''] = kwicLines([{ text: long, charStart: at, charEnd: at + 4, word: 'bank', labels: {} }]).trimEnd().split(' | ');
    expect([Array.from(left).length, right.length]).toEqual([40, 39]);
  });

  it.each([
    [[]],
    [['a.txt']],
    [['a.txt', '--word', 'x']],
    [['a.txt', '--word', 'x', '--pattern', 'y', '--output', 'z']],
    [['a.txt', '--word', 'x', '--format', 'kwic', '--output', 'z']],
  ])('refuses %j as wrong usage', async (words) => {
    await expect(run(...words)).rejects.toMatchObject({ command: 'concordance' });
  });
});
