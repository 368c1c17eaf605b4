import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import type { SourceChoice } from '@contract/source-text';
import { SourceLibrary } from './source-library';

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'contexture-sources-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const CSV = [
  'Sentence,Target,meaning,sense,note',
  'The bank paid.,bank,money,1,a',
  '"A bank, by the river bank.",bank,river,2,',
  'No such word.,bank,money,1,b',
  'The Bank lent.,Bank,money,1,c',
  ',bank,money,1,d',
].join('\n');

const byWord = (sourceId: string, word: string, rest: Partial<SourceChoice> = {}): SourceChoice =>
  ({ sourceId, textColumn: 'text', target: { by: 'word', word }, labelColumns: [], senseColumn: null, ...rest });

function failureOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return `${(error as Failure).code}: ${(error as Failure).message}`;
  }
  return 'nothing thrown';
}

describe('SourceLibrary', () => {
  it('previews a table: guesses, samples and frequent words', async () => {
    const path = join(folder, 'banks.csv');
    writeFileSync(path, CSV);
    expect(await new SourceLibrary().openFile(path)).toEqual({
      sourceId: 'source-1', name: 'banks.csv', format: 'csv', reading: null, nRows: 5, encoding: 'UTF-8',
      columns: ['Sentence', 'Target', 'meaning', 'sense', 'note'],
      sampleRows: CSV.split('\n').slice(1).map((line, index) => (index === 1 ? ['A bank, by the river bank.', 'bank', 'river', '2', ''] : line.split(','))),
      guess: { text: 'Sentence', word: 'Target', charStart: null, charEnd: null, sense: 'sense' },
      hasTargets: true, tokenLabels: [],
      frequentWords: [{ word: 'bank', n: 4 }, { word: 'paid', n: 1 }, { word: 'river', n: 1 }, { word: 'word', n: 1 }, { word: 'lent', n: 1 }],
    });
  });

  it('reads the text that was opened last the other way, and keeps it as it is where that fails', () => {
    const library = new SourceLibrary();
    const first = library.openText('The bank was\nclosed. It\nrained.\n');
    expect([first.reading, first.nRows, first.sampleRows]).toEqual(['running', 2, [['The bank was closed.'], ['It rained.']]]);
    const lines = library.readAs(first.sourceId, 'lines');
    expect([lines.sourceId, lines.reading, lines.nRows]).toEqual(['source-2', 'lines', 3]);
    expect(failureOf(() => library.readAs(first.sourceId, 'running'))).toMatch(/^not-found: That text is no longer open/u);
    const words = library.openText('bank\n'.repeat(5_000));
    expect(failureOf(() => library.readAs(words.sourceId, 'running'))).toMatch(/^too-large: The sentence that begins in line 1/u);
    expect(library.build(byWord(words.sourceId, 'bank')).set.occurrences).toHaveLength(5_000);
    const table = library.openText('text,word\nThe bank.,bank');
    expect(table.reading).toBeNull();
    expect(failureOf(() => library.readAs(table.sourceId, 'running'))).toMatch(/^not-found/u);
  });

  it('previews at most eight rows', () => {
    expect(new SourceLibrary().openText('one more line\n'.repeat(9)).sampleRows).toHaveLength(8);
  });

  it('says that a text has targets only when every row has one', () => {
    const hasTargets = (text: string): boolean => new SourceLibrary().openText(text).hasTargets;
    expect(hasTargets('the |bank|\na |bank|')).toBe(true);
    expect(hasTargets('the |bank|\na bank')).toBe(false);
    expect(hasTargets('text,charStart,charEnd\nthe bank,4,8')).toBe(true);
    expect(hasTargets('text,charStart,charEnd\nthe bank,4,8\na bank,2,')).toBe(false);
    expect(hasTargets('text,other\nthe bank,4')).toBe(false);
  });

  it('builds a set of one word: every occurrence, labels, left-out rows', () => {
    const library = new SourceLibrary();
    const { sourceId } = library.openText(CSV);
    const { set, leftOut, nLeftOut } = library.build(byWord(sourceId, ' bank', { textColumn: 'Sentence', labelColumns: ['note', 'sense', 'meaning'], senseColumn: 'meaning' }));
    expect({ ...set, occurrences: set.occurrences.length }).toEqual({
      id: 'own-1', title: 'pasted', word: 'bank', origin: 'own', senses: [{ id: 'money', label: 'money' }, { id: 'river', label: 'river' }], occurrences: 4,
    });
    expect(set.occurrences[1]).toEqual({ text: 'A bank, by the river bank.', charStart: 2, charEnd: 6, word: 'bank', labels: { sense: 'river', 'sense (label)': '2' } });
    expect(set.occurrences[3]).toEqual({ text: 'The Bank lent.', charStart: 4, charEnd: 8, word: 'bank', labels: { sense: 'money', 'sense (label)': '1', note: 'c' } });
    expect(leftOut).toEqual([{ line: 4, reason: '“bank” is not in the text' }, { line: 6, reason: 'the text is empty' }]);
    expect(nLeftOut).toBe(2);
  });

  it('orders senses by frequency, not by appearance', () => {
    const library = new SourceLibrary();
    const { sourceId } = library.openText('text,sense\na bank,x\nb bank,y\nc bank,y\nd bank,z\ne bank,');
    expect(library.build(byWord(sourceId, 'bank', { senseColumn: 'sense' })).set.senses.map(({ id }) => id)).toEqual(['y', 'x', 'z']);
  });

  it('builds a set from what rows name, under the word most rows name', () => {
    const library = new SourceLibrary();
    const { sourceId } = library.openText(`${CSV}\nA river ran.,river,water,1,e`);
    const { set } = library.build({ sourceId, textColumn: 'Sentence', target: { by: 'rows', wordColumn: 'Target', spanColumns: null }, labelColumns: [], senseColumn: null });
    expect(set.word).toBe('bank');
    expect(set.senses).toEqual([]);
    expect(set.occurrences.map(({ word }) => word)).toEqual(['bank', 'bank', 'bank', 'Bank', 'river']);
  });

  it('builds a set from bars', () => {
    const library = new SourceLibrary();
    const { sourceId } = library.openText('the |bank|\nno mark\nthe |river|');
    const { set, leftOut } = library.build({ sourceId, textColumn: 'text', target: { by: 'rows', wordColumn: null, spanColumns: null }, labelColumns: [], senseColumn: null });
    expect(set.occurrences.map(({ word }) => word)).toEqual(['bank', 'river']);
    expect(leftOut).toEqual([{ line: 2, reason: 'the row names no target' }]);
  });

  it('lists at most 1,000 left-out rows and counts them all', () => {
    const library = new SourceLibrary();
    const { sourceId } = library.openText(`bank\n${'else\n'.repeat(1_200)}`);
    const { leftOut, nLeftOut } = library.build(byWord(sourceId, 'bank'));
    expect([leftOut.length, leftOut[999]?.line, nLeftOut]).toEqual([1_000, 1_001, 1_200]);
  });

  it('keeps odd column names as plain labels', () => {
    const library = new SourceLibrary();
    const { sourceId } = library.openText('{"text":"a bank","__proto__":"x"}');
    const { set } = library.build(byWord(sourceId, 'bank', { labelColumns: ['__proto__'] }));
    expect(Object.entries(set.occurrences[0]?.labels ?? {})).toEqual([['__proto__', 'x']]);
  });

  it('says what is wrong with a choice', () => {
    const library = new SourceLibrary();
    const { sourceId } = library.openText(CSV);
    expect(failureOf(() => library.build(byWord('source-9', 'bank')))).toBe('not-found: That text is no longer open. Open or paste it again.');
    expect(failureOf(() => library.build(byWord(sourceId, 'bank')))).toBe('bad-request: There is no column “text” in the pasted text. It has “Sentence”, “Target”, “meaning”, “sense”, “note”: choose one of these.');
    expect(failureOf(() => library.build(byWord(sourceId, ' ', { textColumn: 'Sentence' })))).toBe('bad-request: No target word was given. Choose or type one.');
    expect(failureOf(() => library.build(byWord(sourceId, 'bnak', { textColumn: 'Sentence' })))).toBe('not-found: Could not find “bnak” under “Sentence” in the 5 rows of the pasted text. Choose another word.');
    expect(failureOf(() => library.build({ sourceId, textColumn: 'Sentence', target: { by: 'rows', wordColumn: null, spanColumns: null }, labelColumns: [], senseColumn: null })))
      .toBe('not-found: No target was found in the 5 rows of the pasted text (the first: the row names no target). Choose a word instead.');
  });

  it('refuses more occurrences than a set may have', () => {
    const library = new SourceLibrary();
    const { sourceId } = library.openText(`${'a '.repeat(9_000)}\n`.repeat(23));
    expect(failureOf(() => library.build(byWord(sourceId, 'a')))).toMatch(/^too-large: There are more than 200,000 occurrences/u);
  });

  it('keeps the last four sources', () => {
    const library = new SourceLibrary();
    const ids = Array.from({ length: 5 }, () => library.openText('a bank').sourceId);
    expect(failureOf(() => library.build(byWord(ids[0] as string, 'bank')))).toMatch(/no longer open/u);
    expect(ids.slice(1).map((id) => library.build(byWord(id, 'bank')).set.id)).toEqual(['own-1', 'own-2', 'own-3', 'own-4']);
  });

  it('keeps nothing of a text that fails', async () => {
    const library = new SourceLibrary();
    expect(failureOf(() => library.openText('text,sense\na,b,c'))).toMatch(/^bad-input: Line 2/u);
    await expect(library.openFile(join(folder, 'missing.txt'))).rejects.toThrow('is not there');
    expect(library.openText('a bank').sourceId).toBe('source-1');
  });
});
