import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SetFormat } from '@contract/exports/data-export';
import { wholeSentences } from '@contract/exports/whole-sentences';
import type { Occurrence, SentenceSet } from '@contract/occurrence';
import type { SourceChoice } from '@contract/source-text';
import { buildSet } from '../../corpora/build-set';
import { guessColumns } from '../../corpora/formats/columns';
import { readSourceFile } from '../../corpora/formats/read-source';
import { generatedSet, generatedTreebank } from './generated-sets.testing';
import { saveSet } from './save-set';

const folder = mkdtempSync(path.join(tmpdir(), 'contexture-sets-'));
const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);

interface Sidecar {
  readonly provenance: { readonly labels: readonly { readonly label: string; readonly column: string }[]; readonly notes: readonly string[]; readonly nRows: number };
}

async function saved(set: SentenceSet, format: SetFormat, seed: number): Promise<{ file: string; notes: readonly string[]; sidecar: Sidecar['provenance'] }> {
  const file = path.join(folder, `${format}-${seed}.${format}`);
  const { notes, nRows } = await saveSet(file, format, set, '0.1.0');
  expect(nRows).toBe(set.occurrences.length);
  return { file, notes, sidecar: (JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Sidecar).provenance };
}

describe.each(['jsonl', 'csv', 'tsv'] as const)('%s', (format) => {
  it.each(SEEDS)('is read back as the set that was written (seed %i)', async (seed) => {
    const set = generatedSet(seed);
    const { file, notes, sidecar } = await saved(set, format, seed);
    const table = await readSourceFile(file);
    const guess = guessColumns(table.columns);
    expect(guess).toMatchObject({ text: 'text', word: 'word', charStart: 'charStart', charEnd: 'charEnd' });
    const senseColumn = table.columns.includes('sense') ? 'sense' : null;
    const choice: SourceChoice = {
      sourceId: '1',
      textColumn: 'text',
      target: { by: 'rows', wordColumn: 'word', spanColumns: ['charStart', 'charEnd'] },
      labelColumns: sidecar.labels.map(({ column }) => column).filter((column) => column !== senseColumn),
      senseColumn,
    };
    const { set: read, nLeftOut } = buildSet(table, choice, 'own-2');
    const labelOf = new Map(sidecar.labels.map(({ label, column }) => [column, label]));
    const renamedBack = read.occurrences.map((one): Occurrence => ({
      ...one,
      labels: Object.fromEntries(Object.entries(one.labels).map(([column, value]) => [labelOf.get(column) ?? column, value])),
    }));
    expect(renamedBack).toEqual(set.occurrences);
    expect(nLeftOut).toBe(0);
    expect(new Set(read.senses.map(({ id }) => id))).toEqual(new Set(set.senses.map(({ id }) => id)));
    expect(notes.filter((note) => !note.includes('under another name'))).toEqual([]);
    expect(sidecar.notes).toEqual(notes);
  });
});

describe('txt', () => {
  it.each(SEEDS)('is read back as the sentences of the set (seed %i)', async (seed) => {
    const set = generatedSet(seed);
    const { file, notes } = await saved(set, 'txt', seed);
    const sentences = set.occurrences.map(({ text }) => text).filter((text, row, all) => text !== all[row - 1]);
    const { rows } = await readSourceFile(file, 'lines');
    expect(rows.map(({ cells, written }) => written ?? cells[0])).toEqual(sentences.map((text) => text.replace(/\s*\n\s*/gu, ' ').trim()));
    expect(notes[0]).toMatch(/without the words, their places and their labels\.$/u);
  });
});

describe('conllu', () => {
  it.each(SEEDS)('is read back as the words that were written (seed %i)', async (seed) => {
    const set = generatedTreebank(seed);
    const { file, notes } = await saved(set, 'conllu', seed);
    const { set: read } = buildSet(await readSourceFile(file), { sourceId: '1', textColumn: 'text', target: { by: 'every', nMost: 1_000, seed: 0 }, labelColumns: [], senseColumn: null }, 'own-2');
    expect(read.occurrences).toEqual(set.occurrences);
    expect(notes).toEqual([]);
  });

  it('is offered for whole sentences of a treebank alone', async () => {
    const { occurrences, senses } = generatedTreebank(7);
    const whole = { occurrences, senses };
    expect(wholeSentences(whole)).not.toBeNull();
    expect(wholeSentences({ occurrences: [], senses })).toBeNull();
    const text = 'Two words';
    const both: Occurrence[] = [{ text, charStart: 0, charEnd: 3, word: 'two', labels: {} }, { text, charStart: 4, charEnd: 9, word: 'words', labels: {} }];
    expect(wholeSentences({ occurrences: both, senses })).toEqual([both]);
    for (const part of [
      both.slice(0, 1),
      both.slice(1),
      [...both].reverse(),
      both.map((one) => ({ ...one, labels: { topic: 'x' } })),
      both.map((one) => ({ ...one, word: 'other' })),
    ])
      expect(wholeSentences({ occurrences: part, senses })).toBeNull();
    const set: SentenceSet = { id: 'own-1', title: 't', word: '', origin: 'own', senses, occurrences: both.slice(1) };
    await expect(saveSet(path.join(folder, 'no.conllu'), 'conllu', set, '0.1.0')).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('what is lost', () => {
  const one = (occurrence: Partial<Occurrence>): SentenceSet => ({
    id: 'own-1',
    title: 't',
    word: 'bank',
    origin: 'own',
    senses: [],
    occurrences: [{ text: 'a bank', charStart: 2, charEnd: 6, word: 'bank', labels: {}, ...occurrence }],
  });

  it.each([
    [one({ labels: { a: '' } }), '1 label that is empty or has outer spaces will be read without them.'],
    [one({ text: 'a\r\nbank', charStart: 3, charEnd: 7 }), 'In 1 row line breaks are written as one kind.'],
    [one({ charEnd: 5 }), '1 row will be left out when the file is opened here, because its target is no whole word or another than it names.'],
    [one({ labels: { text: 'x' } }), 'A label stands under another name: “text” under “label_text”.'],
    [{ ...one({}), senses: [{ id: 'r', label: 'river edge' }] }, 'The file has the ids of the senses; what they are called stands in the .json beside it.'],
  ])('is said (%#)', async (set, note) => {
    expect((await saved(set, 'csv', 1_000)).notes).toEqual([note]);
  });

  it('is refused where it would be a character', async () => {
    await expect(saveSet(path.join(folder, 'half.jsonl'), 'jsonl', one({ labels: { a: '\ud83c' } }), '0.1.0')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('Row 1') as string,
    });
  });
});
