import { mulberry32, shuffle } from '@contract/prng';
import { drained } from '@contract/steps';
import type { Rows } from '@vectors/rows';
import { calibrated, isotonicSteps, stepAt, type CalibratedStep } from './isotonic';
import { percentile } from './sense-distances';
import { SenseSpace, type SensePlace } from './sense-space';

/** Occurrences whose senses are known: vectors `[n, dim]`, and of each row its sense and its sentence (equal numbers: the same). */
export interface KnownSenses {
  readonly rows: Rows;
  readonly senses: readonly string[];
  readonly sentences: ArrayLike<number>;
}

export interface Placement {
  readonly sense: string;
  /** Of the eight nearest, most votes first; of equals the nearer. */
  readonly votes: readonly { readonly sense: string; readonly n: number }[];
  /** The eight, nearest first where the spread within senses is divided out; rows of {@link KnownSenses}. */
  readonly voters: readonly number[];
  /** Of the known sentences with about as clear a lead, judged by the others, how many were told right. */
  readonly record: { readonly nRight: number; readonly n: number };
  /** 0…1: how often verdicts with as clear a lead are right, on sentences that had no part in the space they were judged in. */
  readonly confidence: number;
  /** Farther from its sense than {@link USUAL_PERCENT} of 100 sentences that belong. */
  readonly isOutside: boolean;
  /** From the three nearest of its sense, 0…2, where the spread within senses is divided out. */
  readonly distance: number;
  /** What `distance` is held against. */
  readonly usual: number;
}

/** How many neighbours vote on a typed word. */
export const VERDICT_NEIGHBOURS = 8;
/** How many of them must agree before the verdict names a sense. */
export const VERDICT_MAJORITY = 5;
/**
 * What is said of a placed word: `outside`: unlike what is known of any sense; `between`: fewer than five of the eight agree; else `nearest`.
 */
export type VerdictKind = 'nearest' | 'between' | 'outside';

export const verdictKind = ({ isOutside, votes }: Pick<Placement, 'isOutside' | 'votes'>): VerdictKind => (isOutside ? 'outside' : (votes[0]?.n ?? 0) < VERDICT_MAJORITY ? 'between' : 'nearest');

/** One sentence in ten that belongs is called outside too; fewer would let most of what is new pass. */
export const USUAL_PERCENT = 90;
/** A single neighbour is a matter of chance. */
const N_OF_SENSE = 3;
const N_FOLDS = 5;

interface Judged {
  readonly sense: string;
  readonly votes: Placement['votes'];
  readonly voters: Placement['voters'];
  readonly distance: number;
  /** How much nearer the sense is than the next one. */
  readonly lead: number;
}

/**
 * Tells the sense of new occurrences of a word by the eight nearest whose sense is known, in {@link SenseSpace}; how sure that is, and what is like nothing
 * known, it learns by judging the known ones, a fifth of the sentences at a time, in a space made of the others.
 */
export class Placer {
  /** @param usual distance that {@link USUAL_PERCENT} of 100 known ones keep below */
  private constructor(private readonly judgeOf: (vector: ArrayLike<number>) => Judged, private readonly steps: readonly CalibratedStep[], private readonly usual: number) {}

  /** @param seed of the folds */
  static of(known: KnownSenses, seed = 42): Placer {
    return drained(Placer.learn(known, seed));
  }

  /** {@link of} in short steps. */
  static* learn(known: KnownSenses, seed = 42): Generator<undefined, Placer> {
    const judgeOf = yield* judgeSteps(known, [...known.senses.keys()]);
    const folds = foldsOf(known.sentences, seed);
    const cases: (Judged & { readonly row: number })[] = [];
    for (let fold = 0; fold < N_FOLDS; fold++) {
      const judge = yield* judgeSteps(known, [...folds.keys()].filter((row) => folds[row] !== fold));
      for (const row of [...folds.keys()].filter((one) => folds[one] === fold)) {
        cases.push({ row, ...judge(vectorOf(known.rows, row)) });
        yield;
      }
    }
    const steps = isotonicSteps(cases.map(({ row, sense, lead }) => ({ score: lead, isRight: sense === known.senses[row] })));
    return new Placer(judgeOf, steps, percentile(cases.map(({ distance }) => distance), USUAL_PERCENT));
  }

  /** @param vector `[dim]` of the same layer and pooling */
  place(vector: ArrayLike<number>): Placement {
    const { lead, ...judged } = this.judgeOf(vector);
    const record = stepAt(this.steps, lead);
    return { ...judged, confidence: calibrated(this.steps, lead), record: { nRight: record?.nRight ?? 0, n: record?.n ?? 0 }, isOutside: judged.distance > this.usual, usual: this.usual };
  }
}

function* judgeSteps({ rows, senses }: KnownSenses, voters: readonly number[]): Generator<undefined, (vector: ArrayLike<number>) => Judged> {
  const names = [...new Set(senses)];
  const values = new Float32Array(voters.length * rows.dim);
  voters.forEach((row, i) => { values.set(vectorOf(rows, row), i * rows.dim); });
  const classes = voters.map((row) => names.indexOf(senses[row] as string));
  const space = yield* SenseSpace.steps({ values, n: voters.length, dim: rows.dim }, classes);
  const places: SensePlace[] = [];
  for (const row of voters) {
    places.push(space.place(vectorOf(rows, row)));
    yield;
  }
  return (vector) => {
    const own = space.place(vector);
    const near = places.map((place, i) => ({ row: voters[i] as number, sense: names[classes[i] as number] as string, distance: 1 - space.cosine(own, place) })).sort((a, b) => a.distance - b.distance);
    const counts = new Map<string, number>();
    for (const { sense } of near.slice(0, VERDICT_NEIGHBOURS)) counts.set(sense, (counts.get(sense) ?? 0) + 1);
    const votes = [...counts].map(([sense, n]) => ({ sense, n })).sort((a, b) => b.n - a.n);
    const nearness = (sense: string): number => {
      const of = near.filter((one) => one.sense === sense).slice(0, N_OF_SENSE);
      return of.reduce((sum, { distance }) => sum + distance, 0) / of.length;
    };
    const sense = votes[0]?.sense ?? '';
    const distance = nearness(sense);
    const others = names.filter((name) => name !== sense).map(nearness).filter((one) => !Number.isNaN(one));
    return { sense, votes, voters: near.slice(0, VERDICT_NEIGHBOURS).map(({ row }) => row), distance, lead: Math.min(2, ...others) - distance };
  };
}

/** Sentences in a random order that the seed fixes, a fifth in each fold. */
function foldsOf(sentences: ArrayLike<number>, seed: number): Int32Array {
  const ids = [...new Set(Array.from(sentences))];
  const foldOf = new Map(Array.from(shuffle(Int32Array.from(ids.keys()), mulberry32(seed)), (at, i) => [ids[at] as number, i % N_FOLDS]));
  return Int32Array.from(Array.from(sentences), (sentence) => foldOf.get(sentence) ?? 0);
}

const vectorOf = ({ values, dim }: Rows, row: number): Float32Array => values.subarray(row * dim, (row + 1) * dim);
