import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PresetLibrary } from './preset-library';

const bundled = resolve(import.meta.dirname, '../../assets/presets');
let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'contexture-presets-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const ENTRY = { id: 'bank', title: 'bank', word: 'bank', senses: [{ id: 'river', label: 'river edge' }, { id: 'money', label: 'money' }], example: 1 };
const LINE = { text: 'The banks paid.', charStart: 4, charEnd: 9, word: 'bank', sense: 'money', inflected: true, domain: 'news' };

function write(index: unknown, ...lines: object[]): PresetLibrary {
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  writeFileSync(join(folder, 'bank.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  return new PresetLibrary(folder);
}

describe('PresetLibrary', () => {
  it('reads sets with their senses in the order of the index, labels as text', async () => {
    const library = write([ENTRY], LINE, { ...LINE, charEnd: 9, sense: 'river' });
    expect(await library.open('bank')).toEqual({
      id: 'bank', title: 'bank', word: 'bank', origin: 'preset', senses: ENTRY.senses,
      occurrences: ['money', 'river'].map((sense) => ({ text: LINE.text, charStart: 4, charEnd: 9, word: 'bank', labels: { sense, inflected: 'true', domain: 'news' } })),
    });
    expect(await library.list()).toMatchObject([{ id: 'bank', nOccurrences: 2, senses: [{ id: 'river', label: 'river edge', n: 1 }, { id: 'money', n: 1 }], example: { labels: { sense: 'river' } } }]);
  });

  it('refuses an unknown set', async () => {
    await expect(write([ENTRY], LINE, LINE).open('../secret')).rejects.toThrow('There is no bundled set “../secret”. There are “bank”.');
  });

  it('refuses damaged files', async () => {
    await expect(write({}, LINE).list()).rejects.toThrow('“index.json” of the bundled sets is damaged');
    await expect(write([{ ...ENTRY, id: '../bank' }], LINE).list()).rejects.toThrow('is damaged');
    await expect(write([{ ...ENTRY, senses: [{ id: 'money' }] }], LINE).list()).rejects.toThrow('is damaged');
    await expect(write([ENTRY], LINE).list()).rejects.toThrow('names an example that “bank” does not have');
    await expect(write([ENTRY], LINE, { ...LINE, sense: 'tilt' }).list()).rejects.toThrow('Line 2 of “bank.jsonl” has no target or no listed sense');
    await expect(write([ENTRY], { ...LINE, charEnd: 99 }).list()).rejects.toThrow('lies outside the text');
    await expect(new PresetLibrary(join(folder, 'nowhere')).list()).rejects.toThrow('“index.json” is not there');
  });

  it('reads every bundled set', async () => {
    const library = new PresetLibrary(bundled);
    const summaries = await library.list();
    expect(summaries.map(({ id }) => id)).toContain('bank');
    for (const summary of summaries) {
      const set = await library.open(summary.id);
      expect(set.occurrences).toHaveLength(summary.nOccurrences);
      expect(summary.senses.reduce((sum, { n }) => sum + n, 0)).toBe(summary.nOccurrences);
      expect(set.occurrences).toContain(summary.example);
      for (const { text, charStart, charEnd } of set.occurrences) expect(text.slice(charStart, charEnd)).toMatch(/^[\p{L}\p{M}]+$/u);
    }
  });
});
