import { describe, expect, it } from 'vitest';
import { CommandArguments, commandOf, UsageError } from './arguments';
import { chooseLayers } from './layers';
import { plainTable } from './table';
import { COMMANDS, programUsage, USAGE } from './usage';

const read = (...args: string[]): CommandArguments => CommandArguments.read('embed', args, ['model', 'layer', 'seed', 'min-dist'], ['json'], 1);

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  return 'nothing refused';
}

describe('CommandArguments', () => {
  it('reads options in both spellings, flags and one positional', () => {
    const given = read('--model', 'minilm-l6', 'SENTENCE::WORD', '--seed=7', '--json');
    expect([given.required('model'), given.optional('layer'), given.flag('json'), given.positionals]).toEqual(['minilm-l6', null, true, ['SENTENCE::WORD']]);
    expect(given.number('seed', 42, 0, 100, true)).toBe(7);
    expect(given.number('min-dist', 0.1, 0, 1, false)).toBe(0.1);
    expect(read().flag('json')).toBe(false);
    expect(read('--', '--json').positionals).toEqual(['--json']);
  });

  it('refuses what it does not know, what is doubled, what is missing', () => {
    expect(refusal(() => read('--modle', 'x'))).toContain("'--modle'");
    expect(refusal(() => read('--seed', '1', '--seed', '2'))).toBe('--seed is given twice');
    expect(refusal(() => read('a', 'b'))).toBe('“b” is one word too many');
    expect(refusal(() => read('--model'))).toContain('--model');
    expect(refusal(() => read('--json=yes'))).toContain('--json');
    expect(refusal(() => read().required('model'))).toBe('--model is needed');
    expect(refusal(() => read('--model=').required('model'))).toBe('--model is needed');
  });

  it('keeps every value of an option that may be given several times, and takes it for no other one', () => {
    const listed = (...args: string[]): CommandArguments => CommandArguments.read('compare-models', args, ['set'], [], 0, ['model']);
    expect(listed('--model', 'a', '--set=x', '--model=b').all('model')).toEqual(['a', 'b']);
    expect(listed().all('model')).toEqual([]);
    expect(refusal(() => listed('--set', 'x', '--set', 'y'))).toBe('--set is given twice');
  });

  it('checks numbers and choices', () => {
    const number = (value: string, isWhole: boolean): string => refusal(() => read(`--seed=${value}`).number('seed', 0, 0, 10, isWhole));
    expect(number('11', true)).toBe('--seed takes a whole number from 0 to 10, not “11”');
    for (const wrong of ['-1', '2.5', 'x', '', ' ', 'NaN', 'Infinity']) expect(number(wrong, true)).toContain(`not “${wrong}”`);
    expect(number('2.5', false)).toBe('nothing refused');
    expect(read('--layer', 'mean').choice('layer', ['mean', 'first'], 'first')).toBe('mean');
    expect(read().choice('layer', ['mean', 'first'], 'first')).toBe('first');
    expect(refusal(() => read('--layer', 'median').choice('layer', ['mean', 'first'], 'first'))).toBe('--layer takes mean, first, not “median”');
  });

  it('knows the commands by name, each with its help', () => {
    expect(commandOf('embed')).toBe('embed');
    expect(refusal(() => commandOf('embd'))).toBe('there is no command “embd”');
    for (const command of COMMANDS) {
      expect(programUsage(true)).toContain(`\n  ${command} `);
      expect(USAGE[command].startsWith(`usage: contexture ${command}`)).toBe(true);
    }
  });
});

describe('chooseLayers', () => {
  it('reads all, last and lists', () => {
    expect(chooseLayers('all', 3)).toEqual([0, 1, 2]);
    expect(chooseLayers('last', 3)).toEqual([2]);
    expect(chooseLayers('2, 0', 3)).toEqual([2, 0]);
  });

  it('refuses a layer that is not there', () => {
    for (const wrong of ['3', '-1', '1.5', 'x', '', '0,,1']) expect(() => chooseLayers(wrong, 3)).toThrow('the model has layers 0 to 2');
  });
});

describe('plainTable', () => {
  it('aligns words to the left and numbers to the right', () => {
    expect(plainTable(['id', 'n'], [['a', '5'], ['long', '1,000']])).toBe('id        n\na         5\nlong  1,000\n');
    expect(plainTable(['id', 'note'], [['a', '']])).toBe('id  note\na\n');
    expect(plainTable(['id', 'n'], [])).toBe('id  n\n');
  });
});
