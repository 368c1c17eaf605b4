import { describe, expect, it } from 'vitest';
import { figureCaption, figureWord, ghostOrigin, layerLine, leftOutLine, missingLine, staticCaption, titleAfterWord, titleBeforeWord } from './captions';
import { marked, setOf } from '../sets/set.testing';

describe('figure', () => {
  it('names model and layer, and no layer where there is one', () => {
    expect(titleAfterWord('MiniLM L6', 6, 7)).toBe(' in MiniLM L6, layer\u00a06');
    expect(titleAfterWord('GloVe', 0, 1)).toBe(' in GloVe');
  });
  const fitted = (...forms: string[]) => ({ forms, origin: 'fitted' as const });
  const alone = (...forms: string[]) => ({ forms, origin: 'alone' as const });
  it('says where threads start, and nothing of them while they are hidden', () => {
    expect(figureCaption({ nOccurrences: 160, colouredBy: 'sense', ghosts: fitted('bank'), layer: 6 })).toBe(
      '160 occurrences, coloured by sense. Threads start at the static vector (layer 0, fitted).',
    );
    expect(figureCaption({ nOccurrences: 1, colouredBy: null, ghosts: fitted('a', 'b', 'c'), layer: 0 })).toBe('1 occurrence. Threads start at the 3 static vectors (layer 0).');
    expect(figureCaption({ nOccurrences: 90, colouredBy: null, ghosts: null, layer: 6, trails: 3, nUnfounded: 4 }))
      .toBe('90 occurrences. Trails go back 3 layers, those of the selection to layer 0. Faint: 4 moved far though fewer neighbours changed than usual.');
    expect(figureCaption({ nOccurrences: 2, colouredBy: null, ghosts: null, layer: 0 })).toBe('2 occurrences.');
  });
  it('never calls a word alone a static vector', () => {
    expect(figureCaption({ nOccurrences: 2, colouredBy: null, ghosts: alone('bank'), layer: 4 })).toBe('2 occurrences. Threads start at “bank” alone (layer 4).');
    expect(figureCaption({ nOccurrences: 2, colouredBy: null, ghosts: alone('bank', 'banks'), layer: 4 })).toBe('2 occurrences. Threads start at the 2 words alone (layer 4).');
    expect([ghostOrigin('alone', 'layer 4'), ghostOrigin('fitted', 'layer 4')]).toEqual(['alone, layer 4', 'static vector']);
  });
  it('says what a point is where it is a sentence', () => {
    const facts = { nOccurrences: 3, colouredBy: 'sense', layer: 6, ghosts: null } as const;
    const pooled = 'the mean of all its pieces';
    expect(figureCaption({ ...facts, sentences: { n: 3, pooled } })).toBe('3 sentences, coloured by sense. Each point is a whole sentence: the mean of all its pieces.');
    expect(figureCaption({ ...facts, sentences: { n: 2, pooled }, ghosts: alone('bank') })).toBe('3 occurrences in 2 sentences, coloured by sense. Each point is a whole sentence: the mean of all its pieces. Threads start at “bank” as a sentence of its own (layer 6).');
    expect(missingLine(2, 'GloVe', 'sentence')).toBe('2 sentences have no vector in GloVe.');
    expect(titleBeforeWord(setOf([marked('a |bank|')]))).toBe('Sentences with ');
  });
  it('says what a layer is: without context, or the best', () => {
    const facts = { nLayers: 4, kind: 'bert', hasPositions: true, recall: [0.31, 0.78, 0.96, 0.87], chance: 0.2, nOccurrences: 172 } as const;
    expect(layerLine({ ...facts, layer: 2 })).toBe('Of all layers this one separates the senses best (recall 0.96, chance 0.20).');
    expect(layerLine({ ...facts, layer: 3 })).toBe('');
    expect(layerLine({ ...facts, layer: 2, nOccurrences: 7 })).toBe('');
    expect(layerLine({ ...facts, layer: 0 })).toBe('No context yet: layer 0 is the word’s pieces and their places in the sentence.');
    expect(layerLine({ ...facts, layer: 0, kind: 'elmo', hasPositions: false, recall: null })).toBe('No context yet: layer 0 is made from the characters of the word alone.');
    expect(layerLine({ ...facts, layer: 0, kind: 'static', nLayers: 1 })).toBe('');
    expect(figureCaption({ nOccurrences: 2, colouredBy: 'sense', ghosts: null, layer: 2, layerNote: 'Best.' })).toBe('2 occurrences, coloured by sense. Best.');
  });
  it('says that a causal model knows the left alone', () => {
    expect(figureCaption({ nOccurrences: 2, colouredBy: null, ghosts: null, layer: 1, side: 'left' })).toBe('2 occurrences. Context comes from the left only.');
  });
  it('says what the colours mean', () => {
    expect(figureCaption({ nOccurrences: 2, colouredBy: 'distortion', ghosts: null, layer: 0 })).toBe('2 occurrences, coloured by distortion.');
  });
  it('counts occurrences without a vector', () => {
    const missing = missingLine(1, 'MiniLM L6');
    expect(figureCaption({ nOccurrences: 9, colouredBy: null, ghosts: null, layer: 0, missing })).toBe('9 occurrences. 1 occurrence has no vector in MiniLM L6.');
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

it('tells what an import left out', () => {
  expect(leftOutLine('bank', 3, 40, true)).toBe('Could not find “bank” in 3 of 40 sentences.');
  expect(leftOutLine('bank', 3, 40)).toBe('Could not find “bank” in 3 of 40 lines.');
});
