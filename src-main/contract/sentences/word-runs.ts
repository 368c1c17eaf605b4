import type { Occurrence } from '../occurrence';

const WORD = /[\p{L}\p{N}]/u;

/** Whether there is a word in it, a number included; signs alone are none. */
export const hasWord = (text: string): boolean => WORD.test(text);

/** Of every occurrence, whether it is the word after the occurrence before it: in the same sentence, with no word between the two. */
export const followsOf = (occurrences: readonly Occurrence[]): boolean[] =>
  occurrences.map(({ text, charStart }, at) => {
    const before = occurrences[at - 1];
    return before !== undefined && before.text === text && before.charEnd <= charStart && !hasWord(text.slice(before.charEnd, charStart));
  });

/** Occurrences cut where one is not the next word ({@link followsOf}). */
export function wordRuns(occurrences: readonly Occurrence[]): readonly (readonly Occurrence[])[] {
  const follows = followsOf(occurrences);
  const runs: Occurrence[][] = [];
  for (const [at, occurrence] of occurrences.entries()) {
    if (follows[at] === true) runs.at(-1)?.push(occurrence);
    else runs.push([occurrence]);
  }
  return runs;
}

/** Whether a run has all words of its sentence. */
export function isWholeSentence(run: readonly Occurrence[]): boolean {
  const [first, last] = [run[0], run.at(-1)];
  return first !== undefined && last !== undefined && !hasWord(first.text.slice(0, first.charStart)) && !hasWord(last.text.slice(last.charEnd));
}
