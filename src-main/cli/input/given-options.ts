import { LIMITS } from '@contract/limits';
import type { EveryToken } from '../../corpora/every-token';
import { FEWEST_MIX_FOLDS } from '../../probing/mix-probe';
import { UsageError, type CommandArguments } from '../arguments';
import type { MixChoice } from '../probing/mix';

/** `--words`: how many word forms of a static file are kept; all where it is not given. */
export const nMaxWordsOf = (given: CommandArguments): number | null => (given.optional('words') === null ? null : given.number('words', 0, 1, 100_000_000, true));

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

/** `--mix`: the label, and whether the rows are whole sentences. */
export function mixOf(given: CommandArguments): MixChoice | null {
  const label = given.optional('mix');
  if (label === null) return null;
  if (given.number('folds', 5, 2, 20, true) < FEWEST_MIX_FOLDS) throw new UsageError(`--mix needs --folds ${FEWEST_MIX_FOLDS} or more: one is tested, one the best layer is chosen by, one learned from`, 'probe');
  return { label: given.required('mix'), isWhole: given.flag('every-token') && given.optional('sample') === null };
}

export const seedOf = (given: CommandArguments): number => given.number('seed', 42, 0, 2 ** 32 - 1, true);

/** `--prompt`: only a whole sentence has one. */
export function promptOf(given: CommandArguments): string | null {
  const prompt = given.optional('prompt');
  if (prompt !== null && given.optional('pool') !== 'sentence') throw new UsageError('--prompt goes with --pool sentence', given.command);
  return prompt;
}
