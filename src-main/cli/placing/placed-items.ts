import { Failure } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import { findWord } from '../../tokenizers/find-word';
import { splitSentenceWord } from '../input/sentence-word';

export interface PlacedItem {
  /** Its word is the set's, whatever form stands in the sentence. */
  readonly occurrence: Occurrence;
  /** The word as it was given. */
  readonly written: string;
}

/**
 * `SENTENCE::WORD`: the word as it stands in the sentence, or the set's word in any form that the set has of it (banks, banked for bank). The first one counts.
 * @throws UsageError, Failure `bad-input` where it is not there or the set knows no such word
 */
export function readPlaced(item: string, set: readonly Occurrence[]): PlacedItem {
  const [text, written] = splitSentenceWord(item, 'place');
  const same = (a: string): boolean => a.toLocaleLowerCase('en') === written.toLocaleLowerCase('en');
  const formOf = ({ text: of, charStart, charEnd }: Occurrence): string => of.slice(charStart, charEnd).toLocaleLowerCase('en');
  const word = set.find((one) => same(one.word))?.word ?? set.find((one) => same(formOf(one)))?.word;
  if (word === undefined) throw new Failure('bad-input', `The set has no occurrence of “${written}”. It has ${[...new Set(set.map((one) => one.word))].slice(0, 8).map((one) => `“${one}”`).join(', ')}.`);
  const forms = new Set([written, word, ...set.filter((one) => one.word === word).map(formOf)]);
  const found = [...forms].flatMap((form, rank) => findWord(text, form).map((span) => ({ span, rank })));
  const [first] = found.sort((a, b) => Number(a.rank > 0) - Number(b.rank > 0) || a.span.charStart - b.span.charStart);
  if (first === undefined) throw new Failure('bad-input', `The sentence “${text}” does not contain “${written}”, in no form that the set has of it.`);
  return { written, occurrence: { text, ...first.span, word, labels: {} } };
}
