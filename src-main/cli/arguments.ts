import { parseArgs } from 'node:util';
import { COMMANDS, type Command } from './usage';

/** Wrong usage: one line and the command's own help go to stderr, exit code 2. */
export class UsageError extends Error {
  constructor(message: string, readonly command: Command | null) {
    super(message);
  }
}

export const commandOf = (word: string): Command => {
  const command = COMMANDS.find((one) => one === word);
  if (command === undefined) throw new UsageError(`there is no command “${word}”`, null);
  return command;
};

/** Options of one command, read strictly: an unknown, doubled or missing one is a {@link UsageError}. */
export class CommandArguments {
  private constructor(readonly command: Command, private readonly values: ReadonlyMap<string, string>,
    private readonly lists: ReadonlyMap<string, readonly string[]>, readonly positionals: readonly string[]) {}

  /** @param lists options that may be given several times */
  static read(command: Command, args: readonly string[], names: readonly string[], flags: readonly string[] = [], maxPositionals = 0, lists: readonly string[] = []): CommandArguments {
    const option = (type: 'string' | 'boolean') => (name: string): [string, { type: 'string' | 'boolean'; multiple: boolean }] => [name, { type, multiple: true }];
    const options = Object.fromEntries([...[...names, ...lists].map(option('string')), ...flags.map(option('boolean'))]);
    try {
      const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
      const given = new Map(Object.entries(parsed.values).map(([name, list]) => [name, (list as (string | boolean)[]).map(String)]));
      const values = new Map([...given].filter(([name]) => !lists.includes(name)).map(([name, list]) => {
        if (list.length > 1) throw new UsageError(`--${name} is given twice`, command);
        return [name, list[0] ?? ''];
      }));
      const extra = parsed.positionals[maxPositionals];
      if (extra !== undefined) throw new UsageError(`“${extra}” is one word too many`, command);
      return new CommandArguments(command, values, given, parsed.positionals);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error), command);
    }
  }

  required(name: string): string {
    const value = this.values.get(name);
    if (value === undefined || value === '') throw new UsageError(`--${name} is needed`, this.command);
    return value;
  }

  optional(name: string): string | null {
    return this.values.get(name) ?? null;
  }

  /** Of an option that may be given several times, in order. */
  all(name: string): readonly string[] {
    return this.lists.get(name) ?? [];
  }

  flag(name: string): boolean {
    return this.values.has(name);
  }

  choice<const T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.optional(name) ?? fallback;
    const found = choices.find((one) => one === value);
    if (found === undefined) throw new UsageError(`--${name} takes ${choices.join(', ')}, not “${value}”`, this.command);
    return found;
  }

  number(name: string, fallback: number, min: number, max: number, isWhole: boolean): number {
    const given = this.optional(name);
    if (given === null) return fallback;
    const value = given.trim() === '' ? Number.NaN : Number(given);
    if (!(value >= min && value <= max) || (isWhole && !Number.isInteger(value)))
      throw new UsageError(`--${name} takes a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}, not “${given}”`, this.command);
    return value;
  }
}

