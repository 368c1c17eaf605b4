import { Failure } from '../failure';
import { integer, list, oneOf, record, text, textMap, type Guard } from '../guards';
import { MAX_TITLE_CHARS, OWN_SET_ID } from '../kept-sets';
import { LIMITS } from '../limits';
import type { Occurrence, SentenceSet } from '../occurrence';

const shapedOccurrence = record({
  text: text(LIMITS.sentenceLength, 1),
  charStart: integer(0, LIMITS.sentenceLength),
  charEnd: integer(1, LIMITS.sentenceLength),
  word: text(LIMITS.sentenceLength, 1),
  labels: textMap(LIMITS.nColumns, LIMITS.sentenceLength),
});

export const occurrence: Guard<Occurrence> = (value, where) => {
  const read = shapedOccurrence(value, where);
  if (read.charStart >= read.charEnd || read.charEnd > read.text.length) throw new Failure('bad-request', `The message was refused: ${where} has a span outside its text.`);
  return read;
};

export const sentenceSet: Guard<SentenceSet> = record({
  id: text(80, 1), title: text(4_096, 1), word: text(LIMITS.sentenceLength), origin: oneOf(['preset', 'own']),
  senses: list(record({ id: text(LIMITS.sentenceLength, 1), label: text(LIMITS.sentenceLength) }), LIMITS.nOccurrences),
  occurrences: list(occurrence, LIMITS.nOccurrences),
});

/** The name of a file in the library: no separators, no dots. */
export const ownSetId: Guard<string> = (value, where) => {
  const id = text(60, 1)(value, where);
  if (OWN_SET_ID.test(id)) return id;
  throw new Failure('bad-request', `The message was refused: ${where} must be the id of an own set.`);
};

export const setTitle: Guard<string> = (value, where) => {
  const title = text(MAX_TITLE_CHARS, 1)(value, where);
  if (title.trim() === title) return title;
  throw new Failure('bad-request', `The message was refused: ${where} must begin and end with a letter or sign, not a space.`);
};

/** A set as the library keeps it; its files are held to the same. */
export const ownSet: Guard<SentenceSet> = (value, where) => {
  const set = sentenceSet(value, where);
  ownSetId(set.id, `${where}.id`);
  if (set.origin === 'own') return set;
  throw new Failure('bad-request', `The message was refused: ${where}.origin must be own.`);
};
