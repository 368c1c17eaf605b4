import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildSet } from '../../corpora/build-set';
import { readSourceFile } from '../../corpora/formats/read-source';
import { PresetLibrary } from '../../corpora/preset-library';
import { findWord } from '../../tokenizers/find-word';
import { saveSet } from './save-set';

const folder = mkdtempSync(path.join(tmpdir(), 'contexture-scripts-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const presets = new PresetLibrary(path.resolve(import.meta.dirname, '../../../assets/presets'));
const EVERY = { by: 'every', nMost: 1_000, seed: 0 } as const;

describe('sets of unspaced, right-to-left and tone-marked writing', () => {
  it.each(['zh-da', 'zh-hua', 'ar-ayn', 'yo-oko', 'mul-bank'].flatMap((id) => (['csv', 'jsonl', 'tsv'] as const).map((format) => [id, format] as const)))(
    '%s comes back from %s with its spans, senses and languages',
    async (id, format) => {
      const set = await presets.open(id);
      const file = path.join(folder, `${id}.${format}`);
      await saveSet(file, format, set, '0.1.0');
      const { set: read, nLeftOut } = buildSet(await readSourceFile(file), {
        sourceId: '1', textColumn: 'text', target: { by: 'rows', wordColumn: 'word', spanColumns: ['charStart', 'charEnd'] }, labelColumns: ['language', 'inflected'], senseColumn: 'sense',
      }, 'own-1');
      expect(nLeftOut).toBe(0);
      expect(read.occurrences).toEqual(set.occurrences);
    },
  );
});

const row = (id: string, form: string, lemma: string, upos: string, misc = '_'): string => [id, form, lemma, upos, '_', '_', '_', '_', '_', misc].join('\t');

describe('a treebank', () => {
  it('of Arabic with clitics and of Chinese without spaces comes back from CoNLL-U', async () => {
    const file = path.join(folder, 'in.conllu');
    writeFileSync(file, [
      row('1', 'الأنف', 'أنف', 'NOUN'), row('2-3', 'والعين', '_', '_'), row('2', 'و', 'و', 'CCONJ'), row('3', 'العين', 'عين', 'NOUN'), row('4', 'سليمان', 'سليم', 'ADJ', 'SpaceAfter=No'), row('5', '.', '.', 'PUNCT'), '',
      row('1', '他', '他', 'PRON', 'SpaceAfter=No'), row('2', '打', '打', 'VERB', 'SpaceAfter=No'), row('3', '电话', '电话', 'NOUN', 'SpaceAfter=No'), row('4', '。', '。', 'PUNCT', 'SpaceAfter=No'), '', '',
    ].join('\n'));
    const choice = { sourceId: '1', textColumn: 'text', target: EVERY, labelColumns: [], senseColumn: null };
    const { set } = buildSet(await readSourceFile(file), choice, 'own-1');
    expect(set.occurrences.map(({ text, charStart, charEnd, labels }) => [text.slice(charStart, charEnd), labels['upos']])).toEqual([
      ['الأنف', 'NOUN'], ['والعين', 'CCONJ+NOUN'], ['سليمان', 'ADJ'], ['他', 'PRON'], ['打', 'VERB'], ['电话', 'NOUN'],
    ]);
    const out = path.join(folder, 'out.conllu');
    await saveSet(out, 'conllu', set, '0.1.0');
    expect(buildSet(await readSourceFile(out), choice, 'own-2').set.occurrences).toEqual(set.occurrences);
  });
});

describe('finding a word', () => {
  const found = (text: string, word: string): string[] => findWord(text, word).map(({ charStart, charEnd }) => text.slice(charStart, charEnd));

  it('in Chinese finds it wherever it stands, also at the edge of a longer word', () => {
    expect(found('他打电话，她打了他。', '打')).toEqual(['打', '打']);
    expect(findWord('院子里的花都开了。', '花')).toEqual([{ charStart: 4, charEnd: 5 }]);
  });

  it('in Arabic takes the whole written word, so that a form with clitics is found as it is written', () => {
    expect(found('الأنف والعين والأذن', 'عين')).toEqual([]);
    expect(found('الأنف والعين والأذن', 'والعين')).toEqual(['والعين']);
    expect(found('نظر إليها بعين دامعة.', 'بعين')).toEqual(['بعين']);
    expect(found('شربنا من عـين باردة', 'عين')).toEqual(['عـين']);
  });

  it('in Yoruba tells tones apart, composed or not', () => {
    const text = 'Ọkọ mi ra ọkọ̀ àti ọkọ́.';
    expect(found(text, 'ọkọ')).toEqual(['Ọkọ']);
    expect(found(text.normalize('NFD'), 'ọkọ̀')).toEqual(['ọkọ̀'.normalize('NFD')]);
    expect(found(text, 'ọkọ́'.normalize('NFD'))).toEqual(['ọkọ́']);
  });
});
