import { expect, it } from 'vitest';
import { marked, setOf } from '../state/test-set';
import { wordOfForm } from './adding';

it('stores a typed form under the word it stands for in the set', () => {
  const set = setOf([marked('the |bank| of'), { ...marked('it |Runs| on'), word: 'run' }]);
  expect(wordOfForm(set, 'runs')).toBe('run');
  expect(wordOfForm(set, 'unseen')).toBe('bank');
});
