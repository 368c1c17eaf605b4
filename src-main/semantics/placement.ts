import { mulberry32, shuffle } from '@contract/prng';
import type { Rows } from '@vectors/rows';
import { calibrated, isotonicSteps, type CalibratedStep } from './isotonic';
import { percentile } from './sense-distances';
import { SenseSpace, type SensePlace } from './sense-space';
import { VERDICT_NEIGHBOURS } from './verdict';

/** Occurrences whose senses are known: vectors `[n, dim]`, and of each row its sense and its sentence (equal numbers: the same). */
export interface KnownSenses {
  readonly rows: Rows;
  readonly senses: readonly string[];
  readonly sentences: ArrayLike<number>;
}

export interface Placement {
  readonly sense: string;
  /** Of the eight nearest, most votes first; of equals the nearer. Rows are those of {@link KnownSenses}. */
  readonly votes: readonly { readonly sense: string; readonly n: number }[];
  /** 0…1: how often verdicts with as clear a lead are right, on sentences that had no part in the space they were judged in. */
  readonly confidence: number;
  /** Farther from its sense than {@link USUAL_PERCENT} of 100 sentences that belong. */
  readonly isOutside: boolean;
  /** From the three nearest of its sense, 0…2, where the spread within senses is divided out. */
  readonly distance: number;
  /** What `distance` is held against. */
  readonly usual: number;
}

/** One sentence in ten that belongs is called outside too; fewer would let most of what is new pass. */
export const USUAL_PERCENT = 90;
/** A single neighbour is a matter of chance. */
const N_OF_SENSE = 3;
const N_FOLDS = 5;

interface Judged {
  readonly sense: string;
  readonly votes: Placement['votes'];
  readonly distance: number;
  /** How much nearer the sense is than the next one. */
  readonly lead: number;
}

/**
 * Tells the sense of new occurrences of a word by the eight nearest whose sense is known, in {@link SenseSpace}; how sure that is, and what is like nothing
 * known, it learns by judging the known ones, a fifth of the sentences at a time, in a space made of the others.
 */
export class Placer {
  private readonly judgeOf: (vector: ArrayLike<number>) => Judged;
  private readonly steps: readonly CalibratedStep[];
  private readonly usual: number;

  /** @param seed of the folds */
  constructor(known: KnownSenses, seed = 42) {
    this.judgeOf = judgeBy(known, [...known.senses.keys()]);
    const folds = foldsOf(known.sentences, seed);
    const cases = Array.from({ length: N_FOLDS }, (_, fold) => {
      const judge = judgeBy(known, [...folds.keys()].filter((row) => folds[row] !== fold));
      return [...folds.keys()].filter((row) => folds[row] === fold).map((row) => ({ row, ...judge(vectorOf(known.rows, row)) }));
    }).flat();
    this.steps = isotonicSteps(cases.map(({ row, sense, lead }) => ({ score: lead, isRight: sense === known.senses[row] })));
    this.usual = percentile(cases.map(({ distance }) => distance), USUAL_PERCENT);
  }

  /** @param vector `[dim]` of the same layer and pooling */
  place(vector: ArrayLike<number>): Placement {
    const { sense, votes, distance, lead } = this.judgeOf(vector);
    return { sense, votes, confidence: calibrated(this.steps, lead), isOutside: distance > this.usual, distance, usual: this.usual };
  }
}

function judgeBy({ rows, senses }: KnownSenses, voters: readonly number[]): (vector: ArrayLike<number>) => Judged {
  const names = [...new Set(senses)];
  const values = new Float32Array(voters.length * rows.dim);
  voters.forEach((row, i) => { values.set(vectorOf(rows, row), i * rows.dim); });
  const classes = voters.map((row) => names.indexOf(senses[row] as string));
  const space = new SenseSpace({ values, n: voters.length, dim: rows.dim }, classes);
  const places: SensePlace[] = voters.map((row) => space.place(vectorOf(rows, row)));
  return (vector) => {
    const own = space.place(vector);
    const near = places.map((place, i) => ({ sense: names[classes[i] as number] as string, distance: 1 - space.cosine(own, place) })).sort((a, b) => a.distance - b.distance);
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
    return { sense, votes, distance, lead: Math.min(2, ...others) - distance };
  };
}

/** Sentences in a random order that the seed fixes, a fifth in each fold. */
function foldsOf(sentences: ArrayLike<number>, seed: number): Int32Array {
  const ids = [...new Set(Array.from(sentences))];
  const foldOf = new Map(Array.from(shuffle(Int32Array.from(ids.keys()), mulberry32(seed)), (at, i) => [ids[at] as number, i % N_FOLDS]));
  return Int32Array.from(Array.from(sentences), (sentence) => foldOf.get(sentence) ?? 0);
}

const vectorOf = ({ values, dim }: Rows, row: number): Float32Array => values.subarray(row * dim, (row + 1) * dim);
