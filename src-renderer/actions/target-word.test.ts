import { describe, expect, it } from 'vitest';
import { marked } from '../state/test-set';
import { findTarget, formsOf } from './target-word';

describe('target of a typed sentence', () => {
  const forms = formsOf([marked('the |Bank| of'), marked('two |banks| of'), marked('a |bank|')]);
  it('knows the forms of the set, most frequent first', () => {
    expect(forms).toEqual(['bank', 'banks']);
  });
  it('is the first whole word that is one of them', () => {
    expect(findTarget('Embankments and BANKS, a bank.', forms)).toEqual({ charStart: 16, charEnd: 21 });
    expect(findTarget('A riverbank.', forms)).toBeNull();
  });
  it('takes signs in a form as they are', () => {
    expect(findTarget('the c++ way', ['c++'])).toEqual({ charStart: 4, charEnd: 7 });
    expect(findTarget('an E-mail came', ['e-mail'])).toEqual({ charStart: 3, charEnd: 9 });
  });
});
