import type { CommandArguments } from '../arguments';

/** `--seed`; 42 where it is not given. */
export const seedOf = (given: CommandArguments): number => given.number('seed', 42, 0, 2 ** 32 - 1, true);
