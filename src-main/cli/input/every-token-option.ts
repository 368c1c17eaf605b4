import { LIMITS } from '@contract/limits';
import type { EveryToken } from '../../corpora/every-token';
import { UsageError, type CommandArguments } from '../arguments';
import { seedOf } from './seed-option';

/** `--every-token`, and how many are drawn of it; refuses what means nothing beside it. */
export function everyTokenOf(given: CommandArguments, command: 'embed' | 'probe'): EveryToken | null {
  if (given.flag('every-token')) {
    if (given.optional('word') !== null) throw new UsageError('--every-token takes all words, --word one: give one of them', command);
    if (given.optional('sample') !== null && given.optional('sentences') !== null) throw new UsageError('--sample draws words, --sentences whole sentences: give one of them', command);
    const every = { nMost: given.number('sample', LIMITS.nOccurrences, 1, LIMITS.nOccurrences, true), seed: seedOf(given) };
    return given.optional('sentences') === null ? every : { ...every, nSentences: given.number('sentences', 0, 1, LIMITS.nOccurrences, true) };
  }
  for (const name of ['sample', 'sentences']) if (given.optional(name) !== null) throw new UsageError(`--${name} draws of --every-token, which is not there`, command);
  if (command === 'embed' && given.optional('seed') !== null) throw new UsageError('--seed is for --sample, which is not there', command);
  return null;
}
