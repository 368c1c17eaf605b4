import { describe, expect, it } from 'vitest';
import { blindHere, blindTo, boundsLine, modelWanted, notShownAlone, stationLayer, stationRecall, STATIONS, stationToAdd, stationUnit, type StationFacts } from './stations';

const facts: StationFacts = { nRows: 172, nMissing: 0, nVectors: 172, nSentences: 172, nEqualPairs: 0, recall: 0.614, nJudged: 172, nMistaken: 60, wordInBag: null, features: null, wordVectors: null, unread: null };

describe('what a representation could not see', () => {
  it('is told of every one, in general', () => {
    expect(new Set(STATIONS.map((station) => blindTo(station, station === 'ulmfit' ? 'left' : null))).size).toBe(STATIONS.length);
    expect(STATIONS.map(stationUnit).filter((unit) => unit === 'Word in context')).toHaveLength(3);
  });

  it('is counted in the set', () => {
    const wordInBag = { word: 'bank', nWith: 165, n: 172, idf: 1.04, maxIdf: 5.46 };
    expect(blindHere('bag-of-words', { ...facts, wordInBag })).toBe('The column of “bank” is shared by 165 of 172 sentences. 60 of 172 occurrences have a nearest neighbour of another sense.');
    expect(blindHere('tfidf', { ...facts, wordInBag })).toContain('“bank” weighs 1.04, the rarest words 5.46.');
    expect(blindHere('static-mean', { ...facts, wordVectors: { n: 1, nOccurrences: 172 } })).toContain('The 172 occurrences bring 1 vector of their own into the means.');
    expect(blindHere('bert', { ...facts, nMistaken: 0 })).toBe('Each of 172 occurrences has a nearest neighbour of its sense.');
    expect(blindHere('bert', { ...facts, nMistaken: 1 })).toBe('1 of 172 occurrences has a nearest neighbour of another sense.');
    expect(blindHere('bert', { ...facts, nJudged: 2, nMistaken: 0 })).toBe('Each of 2 occurrences whose sense is in another sentence too has a nearest neighbour of its sense.');
    expect(blindHere('elmo', { ...facts, nMissing: 1 })).toContain('1 occurrence has no vector.');
  });

  it('is, of an LSTM that reads from one side, the other side of the word', () => {
    expect(blindTo('ulmfit', 'left')).toContain('What stands behind the word');
    expect(blindTo('ulmfit', 'right')).toContain('What stands before the word');
    expect(blindTo('ulmfit', null)).toContain('neither knows what the other has read');
    const unread = { side: 'left', n: 172, nWithoutContext: 1, share: 0.472 } as const;
    expect(blindHere('ulmfit', { ...facts, unread })).toBe(
      '47 % of what stands around the words is behind them, unread. 1 of 172 occurrences begins its sentence and has no context. 60 of 172 occurrences have a nearest neighbour of another sense.',
    );
    expect(blindHere('ulmfit', { ...facts, nMistaken: 0, unread: { ...unread, nWithoutContext: 0 } })).toMatch(/^47 % of what stands around the words is behind them, unread\. Each of 172/);
    expect(blindHere('ulmfit', { ...facts, nJudged: 0, unread: { ...unread, side: 'right', nWithoutContext: 5, share: null } })).toBe(
      '5 of 172 occurrences end their sentence and have no context. 172 occurrences have 172 vectors.',
    );
  });

  it('names equal vectors, by senses where they differ', () => {
    expect(blindHere('sentence', { ...facts, nSentences: 170, nVectors: 170, nEqualPairs: 1 })).toContain(
      '172 occurrences share the vectors of 170 sentences. 1 pair of different senses has the same vector.',
    );
    expect(blindHere('sentence', { ...facts, nSentences: 170, nVectors: 170, nMistaken: 0 })).toBe('172 occurrences share the vectors of 170 sentences. Each of 172 occurrences has a nearest neighbour of its sense.');
    expect(blindHere('bert', { ...facts, nVectors: 171, nJudged: 0, recall: null })).toBe('172 occurrences have 171 vectors.');
    expect(blindHere('bert', { ...facts, nJudged: 0, recall: null })).toBe('172 occurrences have 172 vectors.');
  });
});

it('never tells a recall without chance', () => {
  expect(stationRecall(facts, 0.25)).toBe('Recall 0.61, chance 0.25');
  expect(stationRecall({ ...facts, recall: null }, 0.25)).toBe('No senses to recall');
  expect(stationRecall({ ...facts, recall: null, nVectors: 1 }, 0.25)).toBe('One vector: no nearest neighbour');
});

it('says what a large set is cut down to', () => {
  expect(boundsLine(172, 172, { n: 900, nLeftOut: 0 })).toBe('');
  expect(boundsLine(2000, 50_000, { n: 2000, nLeftOut: 1234 })).toBe('Drawn and measured on 2,000 of 50,000 occurrences, chosen at random. The bags hold the 2,000 most frequent words and leave out 1,234.');
});

it('tells the layer, and which kind of model is wanted', () => {
  expect(stationLayer(8, 13, true)).toBe('layer 8, of best recall');
  expect(stationLayer(2, 3, false)).toBe('layer 2, the last');
  expect(stationLayer(0, 1, false)).toBe('');
  expect(STATIONS.filter((station) => modelWanted(station) === '')).toEqual(STATIONS.filter((station) => notShownAlone(station) !== null));
});

it('names the station that an import would add', () => {
  expect(stationToAdd(STATIONS.filter((station) => station !== 'ulmfit'))).toContain('A ULMFiT, imported under “Models…”, adds its station between ELMo and BERT');
  expect(stationToAdd(STATIONS)).toBe('');
});
