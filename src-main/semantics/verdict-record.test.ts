import { describe, expect, it } from 'vitest';
import { judgedCasesSteps, recordOf, type JudgedCase } from './verdict-record';

/** Unit vectors at angles in degrees, one layer of two dimensions. */
function judged(angles: readonly number[], senses: readonly (string | null)[], sentences = angles.map((_, i) => i)): readonly JudgedCase[] {
  const values = Float32Array.from(angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]));
  const steps = judgedCasesSteps({ values, nRows: angles.length, nLayers: 1, dim: 2 }, 0, { senses, sentences: Int32Array.from(sentences) });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

describe('leave one out', () => {
  const [a, b] = [Array.from({ length: 10 }, (_, i) => i), Array.from({ length: 10 }, (_, i) => 90 + i)];

  it('judges every occurrence by the eight nearest others', () => {
    const cases = judged([...a, ...b], [...a.map(() => 'a'), ...b.map(() => 'b')]);
    expect(cases).toHaveLength(20);
    expect(cases.every(({ votes, isRight }) => votes === 8 && isRight)).toBe(true);
  });

  it('finds out a wrong label, and leaves those of another word and of its own sentence out', () => {
    const senses = [...a.map(() => 'a'), ...b.map(() => 'b')];
    senses[0] = 'b';
    expect(judged([...a, ...b], senses)[0]).toEqual({ votes: 8, isRight: false });
    expect(judged([...a, ...b], [...a.map(() => 'a'), ...b.map(() => null)])).toHaveLength(10);
    // Two sentences: the nine of its own do not vote.
    expect(judged(a, a.map(() => 'a'), a.map((i) => (i === 9 ? 1 : 0)))[0]).toEqual({ votes: 1, isRight: true });
  });
});

describe('the record of a verdict', () => {
  const cases = (votes: number, n: number, nRight: number): JudgedCase[] => Array.from({ length: n }, (_, i) => ({ votes, isRight: i < nRight }));

  it('counts cases with the same vote, or with it and stronger ones where those are too few', () => {
    const all = [...cases(8, 30, 29), ...cases(7, 12, 10), ...cases(6, 4, 1)];
    expect(recordOf(all, 8)).toEqual({ nRight: 29, n: 30, counted: 'exactly' });
    expect(recordOf(all, 7)).toEqual({ nRight: 10, n: 12, counted: 'exactly' });
    expect(recordOf(all, 6)).toEqual({ nRight: 40, n: 46, counted: 'or-more' });
  });

  it('is none with too few cases or without a majority', () => {
    expect([recordOf(cases(8, 9, 9), 8), recordOf(cases(8, 9, 9), 5), recordOf(cases(4, 40, 9), 4)]).toEqual([null, null, null]);
  });
});
