import { describe, expect, it } from 'vitest';
import { TIE, layerVerdictOf, type Claim, type SentenceClaim } from './claim';
import { judgeLayers, judgeSentences, nVectors, type ClaimDistances } from './measure';
import { CLAIM_SENTENCES, TEXTBOOK_CLAIMS } from './textbook';
import { apart, claimsTable, negativeLine, shortVerdict, statementText, verdictFigures, verdictWords } from './wording';

const claim = (id: string): Claim => {
  const found = TEXTBOOK_CLAIMS.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const shore = claim('shore') as SentenceClaim;
const place = (letter: string): number => CLAIM_SENTENCES.findIndex((sentence) => sentence.letter === letter);

/** Distances of bank–bank and bank–shore by layer; all other pairs are `rest` apart. */
function distances(bankBank: readonly number[], bankShore: readonly number[], rest = 0.5): ClaimDistances {
  const is = (i: number, j: number, a: string, b: string): boolean => [i, j].sort().join() === [place(a), place(b)].sort().join();
  return {
    modelName: 'Test', nLayers: bankBank.length, isStatic: bankBank.length === 1,
    at: (layer, i, j) => (i === j ? 0 : is(i, j, 'A', 'B') ? bankBank[layer] : is(i, j, 'A', 'G') ? bankShore[layer] : rest) ?? Number.NaN,
  };
}

describe('the sentences', () => {
  it('have their words where they say', () => {
    expect(CLAIM_SENTENCES.map(({ text, charStart, charEnd }) => text.slice(charStart, charEnd))).toEqual(['bank', 'bank', 'run', 'run', 'run', 'run', 'shore']);
  });
});

describe('a verdict by layers', () => {
  it('leaves layer 0 out and takes a tie for no', () => {
    const near = [0, 0.4, 0.4, 0.4];
    const verdict = layerVerdictOf({ modelName: '', nLayers: 4, sides: [near, [1, 0.4 + 0.9 * TIE, 0.5, 0.7]] });
    expect(verdict).toEqual({ kind: 'holds-at', marks: [null, false, true, true], bestLayer: 3 });
    expect(layerVerdictOf({ modelName: '', nLayers: 2, sides: [[0, 0.1], [0, 0.2]] }).kind).toBe('holds');
    expect(layerVerdictOf({ modelName: '', nLayers: 2, sides: [[0, 0.2], [0, 0.2]] })).toMatchObject({ kind: 'does-not-hold', bestLayer: null });
  });

  it('judges the one layer of a static model', () => {
    expect(layerVerdictOf({ modelName: '', nLayers: 1, sides: [[0.1], [0.2]] })).toEqual({ kind: 'holds', marks: [true], bestLayer: 0 });
  });
});

describe('bank, bank and shore', () => {
  it('holds where shore is nearer, in words and numbers', () => {
    const found = distances([0, 0.44, 0.6], [0.9, 0.46, 0.56]);
    const outcome = judgeSentences(shore, found);
    expect([verdictWords(outcome), shortVerdict(outcome), verdictFigures(shore, outcome, found), negativeLine(shore, outcome)]).toEqual(['holds at layer 2', '1 of 2', '0.56 < 0.60', null]);
  });

  it('says what it found where it does not hold', () => {
    const found = distances([0, 0.23], [0.9, 0.94]);
    const outcome = judgeSentences(shore, found);
    expect([verdictWords(outcome), shortVerdict(outcome), verdictFigures(shore, outcome, found)]).toEqual(['does not hold here', 'no', '0.94, not below 0.23']);
    expect(negativeLine(shore, outcome)).toBe('Does not hold in Test: bank–shore 0.94, bank–bank 0.23 at layer 1.');
  });

  it('is not tested where a word has no vector', () => {
    expect(judgeSentences(shore, distances([0, Number.NaN], [0, 0.5]))).toEqual({ kind: 'untested', why: 'Test has no vector for one of its words' });
  });
});

describe('vectors of run', () => {
  it('are four in a model with context and one in a static model', () => {
    const [contextual, fixed] = [distances([0, 0.1], [0, 0.1]), distances([0], [0.5], 0)];
    const [four, one] = [claim('run') as SentenceClaim, claim('static') as SentenceClaim];
    expect([nVectors(four, contextual, 1), nVectors(four, fixed, 0)]).toEqual([4, 1]);
    expect([judgeSentences(four, contextual), judgeSentences(four, fixed), judgeSentences(one, fixed)].map(verdictWords)).toEqual(['holds', 'does not hold here', 'holds']);
    expect(verdictFigures(four, judgeSentences(four, contextual), contextual)).toBe('4 vectors, 0.50 to 0.50 apart at layer 1');
    expect(verdictFigures(one, judgeSentences(one, fixed), fixed)).toBe('one vector');
  });
});

describe('claims about layers', () => {
  const record = { modelName: 'Test', nLayers: 4, recall: [0.3, 0.7, 0.9, 0.8], form: [1, 1, 0.9, 0.8], nOccurrences: 100 };

  it('hold by the numbers of the open set', () => {
    expect(judgeLayers(claim('form-yields'), record)).toEqual({ kind: 'whole', verdict: { holds: true, figures: 'form 1.00 to .80, sense .30 to .90 (layer 2)' } });
    expect(judgeLayers(claim('last-is-not-best'), record)).toEqual({ kind: 'whole', verdict: { holds: true, figures: 'layer 2 beats 3: .90 against .80' } });
    expect(judgeLayers(claim('last-is-not-best'), { ...record, recall: [0.3, 0.7, 0.8, 0.9] })).toMatchObject({ verdict: { holds: false } });
    expect(judgeLayers(claim('form-yields'), { ...record, form: [1, 1, 1, 0.996] })).toMatchObject({ verdict: { holds: false } });
  });

  it.each([
    [{ nLayers: 1 }, 'Test has one layer'], [{ recall: null }, 'this set has no two senses'], [{ nOccurrences: 7 }, 'this set has 7 occurrences; 20 are needed'], [{ form: null }, 'this set has one word form'],
  ])('say why they cannot be tested: %j', (change, why) => {
    expect(judgeLayers(claim('form-yields'), { ...record, ...change })).toEqual({ kind: 'untested', why });
  });
});

it('figures that would print alike get more digits', () => {
  expect([apart(0.56, 0.605), apart(0.4541, 0.4512), apart(0.4541, 0.4543), apart(0.5, 0.5)]).toEqual([['0.56', '0.60'], ['0.454', '0.451'], ['0.4541', '0.4543'], ['0.50', '0.50']]);
});

it('all claims go into a table', () => {
  expect(statementText(shore)).toBe('bank by the river is nearer to shore than to the bank with money.');
  const found = distances([0, 0.23], [0.9, 0.94]);
  expect(claimsTable([{ claim: shore, modelName: 'Test', outcome: judgeSentences(shore, found), distances: found }]).split('\n')).toEqual([
    'claim\tsource\tmodel\tverdict\tfigures', `${statementText(shore)}\tThe textbook\tTest\tdoes not hold here\t0.94, not below 0.23`, '',
  ]);
});
