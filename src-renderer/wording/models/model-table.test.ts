import { describe, expect, it } from 'vitest';
import { REACH_DISTANCES, type MeasuredFigures, type SideReach } from '@contract/model-figures';
import type { Occurrence } from '@contract/occurrence';
import { awareText, bestText, modelTableText, msText, parallelText, reachText, sensesOf, shareText, toldReach, type ComparedModel } from './model-table';
import { findingsOf, listed } from './findings';

const occurrence = (sense?: string): Occurrence => ({ text: 'a bank', charStart: 2, charEnd: 6, word: 'bank', labels: sense === undefined ? {} : { sense } });

/** @param move at the distance 1; it halves at each that follows. @param reach 0: nothing moves */
const side = (move: number, reach: SideReach['reach'] = 32): SideReach => ({
  reach, moves: REACH_DISTANCES.map((distance, i) => ({ distance, move: reach === 0 ? 1e-14 : move / 2 ** i, share: reach === 0 ? 1e-14 : move / 2 ** i, n: 12 })),
});

function figures(left: SideReach, right: SideReach, [short, long]: readonly [number, number] = [2, 40], perWord: 0 | 1 = 0): MeasuredFigures {
  return {
    modelId: 'm', nParameters: 1_000, isContextual: left.reach + right.reach > 0, steps: { fixed: 3, perWord }, device: { provider: 'cpu', label: 'CPU' }, reach: [{ floor: 1e-13, left, right }],
    time: { samples: [{ nWords: 8, medianMs: short }, { nWords: 256, medianMs: long }], linear: { intercept: 0, slope: 1, r2: 1 }, power: { intercept: 0, slope: 0.876, r2: 1 } },
  };
}

const model = (name: string, of: MeasuredFigures | null): ComparedModel => ({ id: name.toLowerCase(), name, kind: 'bert', nParameters: 1_000, senses: null, figures: of });
const BERT = model('BERT', figures(side(0.032), side(0.096)));
const ELMO = model('ELMo', figures(side(0.0032), side(0.0032), [3, 30], 1));
const GLOVE = model('GloVe', figures(side(0, 0), side(0, 0), [0.04, 1.2]));

describe('cells', () => {
  it('take the senses of rows that have a vector for chance', () => {
    const rows = [occurrence('a'), occurrence('a'), occurrence('b'), occurrence('b'), occurrence('c'), occurrence()];
    expect(sensesOf([0.5, 0.9, 0.8], rows, [4])).toEqual({ last: 0.8, best: 0.9, bestLayer: 1, chance: 1 / 2 });
    expect(sensesOf(null, rows, [])).toBeNull();
    expect([bestText({ last: 0.8, best: 0.9, bestLayer: 1, chance: 0.5 }), bestText(null)]).toEqual(['0.90 at layer 1', '–']);
  });

  it('say what is not known with a dash, and what nobody tried with “or more”', () => {
    expect([awareText(null), awareText(BERT.figures), awareText(GLOVE.figures)]).toEqual(['–', 'yes', 'no']);
    expect([
      reachText(null, 'left'),
      reachText(toldReach(BERT.figures), 'left'),
      reachText(toldReach(GLOVE.figures), 'right'),
      reachText({ floor: 0, left: side(1, 8), right: side(1) }, 'left'),
    ]).toEqual(['–', '32 or more', 'none', '8']);
    expect([parallelText({ fixed: 12, perWord: 0 }), parallelText({ fixed: 3, perWord: 1 })]).toEqual(['yes: 12 for any n', 'no: n + 3']);
    expect([
      msText(null, 8),
      msText(BERT.figures?.time ?? null, 8),
      msText(BERT.figures?.time ?? null, 256),
      msText(BERT.figures?.time ?? null, 16),
      msText(GLOVE.figures?.time ?? null, 8),
    ]).toEqual(['–', '2.0', '40', '–', '<\u20090.1']);
    expect([shareText(0.1234, true), shareText(0.000342, true), shareText(0.000342, false), shareText(null, true)]).toEqual(['12\u00a0%', '0.034\u00a0%', '0', '–']);
  });
});

it('copies a line a model, as wide as its header, with figures and no words beside them', () => {
  const lines = modelTableText('bank', [{ ...BERT, senses: { last: 0.8, best: 0.9, bestLayer: 1, chance: 0.2 } }, model('New', null)]).replace(/\n$/u, '').split('\n').map((line) => line.split('\t'));
  expect(lines.map((cells) => cells.length)).toEqual([27, 27, 27]);
  expect(lines[0]?.slice(0, 5)).toEqual(['model', 'kind', 'context-aware', 'parameters', 'senses of bank, last layer']);
  expect(lines[1]?.slice(0, 16)).toEqual(['BERT', 'bert', 'yes', '1000', '0.800', '0.900', '1', '0.200', '3', '2.000', '40.000', '0.876', 'CPU', '32 or more', '32 or more', '0.0320']);
  expect(lines[2]?.slice(4).every((cell) => cell === '')).toBe(true);
});

describe('findings', () => {
  it('say nothing of what was not measured', () => {
    expect(findingsOf([model('New', null)])).toEqual([]);
  });

  it('tell models of one reach apart by the size of the move there, the largest first', () => {
    expect(findingsOf([ELMO, BERT, GLOVE])).toEqual([
      'GloVe has the same vector for a word whatever stands around it: no change to another word moved it.',
      'BERT and ELMo are both moved by the farthest word tried, 32 words away on either side, so reach does not tell them apart. The size of that move does: BERT 0.2\u00a0%, ELMo 0.01\u00a0% of the distance of two random words.',
      'Every model measured takes longer for 256 words than for 8 on this machine, also where no step waits for the word before: parallel steps save time only where something works on them at once, and then not all of it.',
    ]);
  });

  it('say who reads one side alone, and who took no longer', () => {
    expect(findingsOf([model('GPT', figures(side(0.1), side(0, 0), [4, 4]))])).toEqual(['GPT is moved by words on the left alone.', 'GPT took no longer for 256 words than for 8 here.']);
  });

  it('of one model are of one model', () => {
    expect(findingsOf([ELMO])).toEqual([
      'ELMo is moved by the farthest word tried, 32 words away on either side, by 0.01\u00a0% of the distance of two random words.',
      'ELMo takes longer for 256 words than for 8 on this machine.',
    ]);
    expect([listed([]), listed(['A']), listed(['A', 'B', 'C'])]).toEqual(['', 'A', 'A, B and C']);
  });
});
