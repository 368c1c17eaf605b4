import { describe, expect, it } from 'vitest';
import type { Occurrence } from '@contract/occurrence';
import { languageNote } from './model-languages';

const of = (...tags: (string | null)[]): Occurrence[] => tags.map((language) => ({ text: 'x', charStart: 0, charEnd: 1, word: 'x', labels: language === null ? {} : { language } }));

describe('languageNote', () => {
  it('says that an English model was made for English', () => {
    expect(languageNote(of('de', 'fr', 'en', 'de'), { id: 'mpnet-base', name: 'MPNet base', architecture: 'mpnet' })).toBe(
      'MPNet base was made for English and knows next to nothing of German and French. For this set choose a multilingual model, such as Multilingual BERT or XLM-R.',
    );
  });

  it('claims nothing of a model that somebody imported', () => {
    expect(languageNote(of('yo'), { id: 'mine', name: 'Mine', architecture: 'bert' })).toBe('Whether Mine was made for Yoruba, its files do not say.');
  });

  it('is silent for English, for sets that name no language, and for multilingual models', () => {
    expect(languageNote(of('en', null), { id: 'mpnet-base', name: 'MPNet base', architecture: 'mpnet' })).toBeNull();
    expect(languageNote(of('yo'), { id: 'mine', name: 'Mine', architecture: 'xlm-roberta' })).toBeNull();
    expect(languageNote(of('zh'), { id: 'bert-base-multilingual-cased', name: 'mBERT', architecture: 'bert' })).toBeNull();
  });
});
