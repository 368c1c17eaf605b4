import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mulberry32 } from '@contract/prng';
import { describe, expect, it } from 'vitest';
import { calibrated, isotonicSteps } from './isotonic';
import { Placer, type KnownSenses } from './placement';
import { SenseSpace } from './sense-space';

interface Golden {
  readonly spaces: readonly {
    readonly dim: number;
    readonly classes: readonly number[];
    readonly rows: readonly number[];
    readonly asked: readonly number[];
    readonly shrinkage: number;
    readonly cosines: readonly number[];
  }[];
  readonly isotonic: { readonly scores: readonly number[]; readonly right: readonly number[]; readonly fitted: readonly number[] };
}

const golden = JSON.parse(readFileSync(resolve(import.meta.dirname, 'golden/sense-space.json'), 'utf8')) as Golden;

describe('SenseSpace', () => {
  it.each(golden.spaces)('has the shrinkage and the cosines of scikit-learn’s LedoitWolf, $dim wide', ({ dim, classes, rows, asked, shrinkage, cosines }) => {
    const values = Float32Array.from(rows);
    const space = SenseSpace.of({ values, n: classes.length, dim }, classes);
    expect(space.shrinkage).toBeCloseTo(shrinkage, 10);
    const places = classes.map((_, row) => space.place(values.subarray(row * dim, (row + 1) * dim)));
    const found = Array.from({ length: asked.length / dim }, (_, at) => space.place(asked.slice(at * dim, (at + 1) * dim))).flatMap((own) => places.map((place) => space.cosine(own, place)));
    found.forEach((cosine, i) => { expect(cosine).toBeCloseTo(cosines[i] as number, 9); });
    expect(found).toHaveLength(cosines.length);
  });

  it('is the centred vectors as they are where no sense varies', () => {
    const space = SenseSpace.of({ values: Float32Array.of(1, 0, 1, 0, -1, 0, -1, 0), n: 4, dim: 2 }, [0, 0, 1, 1]);
    expect([space.shrinkage, space.cosine(space.place([2, 0]), space.place([0, 3])), space.cosine(space.place([0, 0]), space.place([1, 1]))]).toEqual([1, 0, 0]);
  });
});

describe('isotonic calibration', () => {
  it('rises as scikit-learn’s IsotonicRegression does', () => {
    const { scores, right, fitted } = golden.isotonic;
    const steps = isotonicSteps(scores.map((score, i) => ({ score, isRight: right[i] === 1 })));
    scores.forEach((score, i) => {
      const step = steps.findLast((one) => one.score <= score);
      expect((step?.nRight ?? NaN) / (step?.n ?? NaN)).toBeCloseTo(fitted[i] as number, 12);
    });
    expect(steps.every((step, i) => i === 0 || step.score > (steps[i - 1]?.score ?? 0))).toBe(true);
  });

  it('never promises certainty', () => {
    const steps = isotonicSteps([{ score: 1, isRight: true }, { score: 2, isRight: true }]);
    expect([calibrated(steps, 5), calibrated(steps, 0), calibrated([], 1)]).toEqual([0.75, 0.75, 0.5]);
  });
});

/** Senses as points round corners of their own, all of them wide in one direction that says nothing. */
function corners(nEach: number, senses: readonly string[], seed: number): KnownSenses {
  const random = mulberry32(seed);
  const dim = 12;
  const values = new Float32Array(nEach * senses.length * dim);
  for (let row = 0; row < nEach * senses.length; row++) {
    for (let d = 0; d < dim; d++) values[row * dim + d] = (random() - 0.5) * (d === dim - 1 ? 40 : 0.6) + (d === row % senses.length ? 1 : 0);
  }
  return {
    rows: { values, n: nEach * senses.length, dim },
    senses: Array.from({ length: nEach * senses.length }, (_, row) => senses[row % senses.length] as string),
    sentences: Int32Array.from({ length: nEach * senses.length }, (_, row) => row),
  };
}

describe('Placer', () => {
  const senses = ['money', 'river', 'tilt'];
  const placer = Placer.of(corners(20, senses, 1));
  const fresh = corners(10, senses, 2);
  const vectorOf = (row: number): Float32Array => fresh.rows.values.subarray(row * 12, (row + 1) * 12);

  it('finds senses through what varies within them, with votes that add up', () => {
    const found = fresh.senses.map((sense, row) => ({ sense, ...{ placed: placer.place(vectorOf(row)) } }));
    expect(found.filter(({ sense, placed }) => placed.sense === sense).length).toBeGreaterThanOrEqual(28);
    for (const { placed } of found) {
      expect(placed.votes.reduce((sum, { n }) => sum + n, 0)).toBe(8);
      expect(placed.votes[0]?.sense).toBe(placed.sense);
      expect(placed.confidence).toBeGreaterThan(0.5);
      expect(placed.confidence).toBeLessThan(1);
    }
  });

  it('calls outside what has a corner of its own, and about one in ten of what belongs', () => {
    const far = new Float32Array(12);
    far[5] = 1;
    expect(placer.place(far).isOutside).toBe(true);
    const many = corners(100, senses, 3);
    const nOutside = many.senses.filter((_, row) => placer.place(many.rows.values.subarray(row * 12, (row + 1) * 12)).isOutside).length;
    expect(nOutside / 300).toBeGreaterThan(0.02);
    expect(nOutside / 300).toBeLessThan(0.25);
  });

  it('is unsure where senses mix', () => {
    const mixed = corners(20, senses, 4);
    const random = mulberry32(9);
    const shuffled = Placer.of({ ...mixed, senses: mixed.senses.map(() => senses[Math.floor(random() * 3)] as string) });
    const mean = fresh.senses.map((_, row) => shuffled.place(vectorOf(row)).confidence).reduce((sum, one) => sum + one, 0) / fresh.senses.length;
    expect(mean).toBeLessThan(0.55);
  });

  it('is the same for a seed', () => {
    expect(Placer.of(corners(20, senses, 1)).place(vectorOf(0))).toEqual(placer.place(vectorOf(0)));
  });
});
