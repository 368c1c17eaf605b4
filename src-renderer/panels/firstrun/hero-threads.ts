import type { Occurrence, SentenceSet } from '@contract/occurrence';
import { mulberry32 } from '@contract/prng';
import { categoryOfSense, colouredValues, legendOf, MISSING, OTHER } from '../../sets/categories';
import { columnsOf } from '../../sets/columns';

/** Longest sentence that fits beside the diagram, in UTF-16 units. */
const LONGEST = 46;
const N_SENSES = 5;

export interface HeroSentence {
  readonly occurrence: Occurrence;
  readonly category: number;
  /** Further occurrences of the sense in the set: one faint thread each. */
  readonly nOthers: number;
}

/** One short sentence for each of a set's most frequent senses; those that use the bare word come first, then the longest that fit. */
export function heroSentences(set: SentenceSet): HeroSentence[] {
  const senses = columnsOf(set).find(({ id }) => id === 'sense');
  if (senses === undefined) return [];
  return legendOf(senses, colouredValues(senses, set.senses)).filter(({ id }) => id !== MISSING && id !== OTHER).slice(0, N_SENSES).flatMap((entry) => {
    const ofSense = set.occurrences.filter((occurrence) => occurrence.labels['sense'] === entry.id);
    const isBare = (occurrence: Occurrence): boolean => occurrence.text.slice(occurrence.charStart, occurrence.charEnd) === set.word;
    const best = ofSense
      .filter((occurrence) => occurrence.text.length <= LONGEST)
      .sort((a, b) => Number(isBare(b)) - Number(isBare(a)) || b.text.length - a.text.length)[0];
    return best === undefined ? [] : [{ occurrence: best, category: categoryOfSense(set, entry.id), nOthers: ofSense.length - 1 }];
  });
}

export interface Thread {
  readonly path: string;
}

const MOST_FAINT = 9;

/** Faint threads around a sense's own: they leave the ghost together and end near its glyph. */
export function faintThreads(from: { x: number; y: number }, to: { x: number; y: number }, n: number, seed: number): Thread[] {
  const random = mulberry32(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: Math.min(MOST_FAINT, n) }, () => {
    const [swing, end] = [normal() * 5.5, normal() * 3.2];
    const endX = to.x - 8 - Math.abs(normal()) * 16;
    const bend = (to.x - from.x) * 0.44;
    return { path: `M${from.x} ${from.y}C${from.x + bend} ${(from.y + end).toFixed(1)} ${to.x - bend * 1.16} ${(to.y + swing).toFixed(1)} ${endX.toFixed(1)} ${(to.y + end).toFixed(1)}` };
  });
}
