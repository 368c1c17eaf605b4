import { expect, it } from 'vitest';
import { marked } from '../../sets/set.testing';
import { withSenseAlone } from './embedding';

it('sends no label but the sense', () => {
  const occurrence = marked('the |bank| of');
  expect(withSenseAlone({ ...occurrence, labels: { sense: 'river', notes: 'long' } }).labels).toEqual({ sense: 'river' });
  expect(withSenseAlone({ ...occurrence, labels: { notes: 'long' } }).labels).toEqual({});
});
