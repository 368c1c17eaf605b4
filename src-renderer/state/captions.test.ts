import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { figureCaption, figureWord, leftOutLine, mapSettings, missingLine, qualityWarning, staticCaption, titleAfterWord } from './captions';
import { marked, setOf } from './test-set';

describe('figure', () => {
  it('names model and layer, and no layer where there is one', () => {
    expect(titleAfterWord('MiniLM L6', 6, 7)).toBe(' in MiniLM L6, layer 6');
    expect(titleAfterWord('GloVe', 0, 1)).toBe(' in GloVe');
  });
  it('says where threads start, and nothing of them while they are hidden', () => {
    expect(figureCaption({ nOccurrences: 160, hasSenses: true, nGhosts: 1, layer: 6 })).toBe('160 occurrences, coloured by sense. Threads start at the static vector (layer 0, fitted).');
    expect(figureCaption({ nOccurrences: 1, hasSenses: false, nGhosts: 3, layer: 0 })).toBe('1 occurrence. Threads start at the 3 static vectors (layer 0).');
    expect(figureCaption({ nOccurrences: 2, hasSenses: false, nGhosts: 0, layer: 0 })).toBe('2 occurrences.');
  });
  it('counts occurrences without a vector', () => {
    const missing = missingLine(1, 'MiniLM L6');
    expect(figureCaption({ nOccurrences: 9, hasSenses: false, nGhosts: 0, layer: 0, missing })).toBe('9 occurrences. 1 occurrence has no vector in MiniLM L6.');
    expect(missingLine(0, 'GloVe')).toBe('');
  });
  it('of a static model says what shares a vector', () => {
    const missing = missingLine(3, 'GloVe');
    expect(staticCaption({ nForms: 1, nShown: 1, nKnown: 172, missing: '' })).toBe('All 172 occurrences share this vector. Words in grey are its nearest neighbours.');
    expect(staticCaption({ nForms: 1, nShown: 1, nKnown: 169, missing })).toBe('169 occurrences share this vector. Words in grey are its nearest neighbours. 3 occurrences have no vector in GloVe.');
    expect(staticCaption({ nForms: 5, nShown: 3, nKnown: 9, missing: '' })).toBe('One vector a form, whatever the sentence: 5 forms, the 3 most frequent shown. Words in grey are their nearest neighbours.');
    expect(staticCaption({ nForms: 0, nShown: 0, nKnown: 0, missing })).toBe('3 occurrences have no vector in GloVe.');
  });
  it('is about the word, or the title where a set has several', () => {
    const set = setOf([marked('a |bank|')]);
    expect(figureWord(set)).toBe('bank');
    expect(figureWord({ ...set, title: 'Diaries', occurrences: [...set.occurrences, { ...marked('a |bank|'), word: 'run' }] })).toBe('Diaries');
  });
});

describe('map line', () => {
  it('writes the settings', () => {
    expect(mapSettings(DEFAULT_PROJECTION, DEFAULT_PROJECTION, 96)).toBe('UMAP, 15 neighbours, min. distance 0.10, seed 42');
  });
  it('says why a PCA stands in', () => {
    const pca = { ...DEFAULT_PROJECTION, method: 'pca' as const };
    expect(mapSettings(pca, DEFAULT_PROJECTION, 7)).toBe('PCA, 3 components: 7 points are too few for UMAP with 15 neighbours');
    expect(mapSettings(pca, pca, 7)).toBe('PCA, 3 components');
  });
  it('warns below five kept neighbours', () => {
    const quality = { k: 15, trustworthiness: 0.9, continuity: 0.9, neighboursKept: 4.24 };
    expect(qualityWarning(quality)).toBe('This map keeps 4.2 of 10 neighbours. Trust the distances, not the picture.');
    expect(qualityWarning({ ...quality, neighboursKept: 4.96 })).toBeNull();
    expect(qualityWarning(null)).toBeNull();
  });
});

it('tells what an import left out', () => {
  expect(leftOutLine('bank', 3, 40)).toBe('Could not find “bank” in 3 of 40 lines.');
});
