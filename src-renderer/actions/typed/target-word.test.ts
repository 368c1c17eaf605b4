import { describe, expect, it } from 'vitest';
import { marked } from '../../sets/set.testing';
import { formsOf, targetsIn, targetsOf } from './target-word';

describe('target of a typed sentence', () => {
  const forms = formsOf([marked('the |Bank| of'), marked('two |banks| of'), marked('a |bank|')]);
  it('knows the forms of the set, most frequent first', () => {
    expect(forms).toEqual(['bank', 'banks']);
  });
  it('is any whole word that is one of them', () => {
    expect(targetsOf('Embankments and BANKS, a bank.', forms)).toEqual([{ charStart: 16, charEnd: 21 }, { charStart: 25, charEnd: 29 }]);
    expect(targetsOf('A riverbank.', forms)).toEqual([]);
  });
  it('takes signs in a form as they are', () => {
    expect(targetsOf('the c++ way', ['c++'])).toEqual([{ charStart: 4, charEnd: 7 }]);
    expect(targetsOf('an E-mail came', ['e-mail', 'mail'])).toEqual([{ charStart: 3, charEnd: 9 }]);
  });
});

describe('targetsIn', () => {
  const found = (text: string, forms: readonly string[]): string[] => targetsIn(text, forms).map(({ charStart, charEnd }) => `${charStart} ${text.slice(charStart, charEnd)}`);

  it('finds every form of the word, whatever its case, and no part of another word', () => {
    expect(found('Bank by bank, the banker banks.', ['bank', 'banks'])).toEqual(['0 Bank', '8 bank', '25 banks']);
  });

  it('offers any word where the set has none of its own there', () => {
    expect(found('It’s a well-kept field', ['bank'])).toEqual(['0 It’s', '5 a', '7 well-kept', '17 field']);
    expect(found('', ['bank'])).toEqual([]);
  });
});
