import { expect, it } from 'vitest';
import { SetHistory } from './set-history';
import { marked, setOf } from './test-set';

const [a, b, c] = ['a', 'b', 'c'].map((title) => ({ ...setOf([marked('a |bank|')]), title })) as [ReturnType<typeof setOf>, ReturnType<typeof setOf>, ReturnType<typeof setOf>];

it('goes back and forth through the edits of each set', () => {
  const history = new SetHistory();
  expect([history.earlier('test'), history.later('test')]).toEqual([null, null]);
  history.record(a);
  history.record(b);
  expect(history.earlier('test')).toBe(b);
  history.undone(c);
  expect([history.earlier('test'), history.later('test')]).toEqual([a, c]);
  history.undone(b);
  expect([history.earlier('test'), history.later('test')]).toEqual([null, b]);
  history.redone(a);
  expect([history.earlier('test'), history.later('test')]).toEqual([a, c]);
  expect(history.earlier('another')).toBeNull();
});

it('forgets what was undone with the next edit, and the oldest of very many', () => {
  const history = new SetHistory();
  history.record(a);
  history.undone(b);
  history.record(a);
  expect(history.later('test')).toBeNull();
  for (let n = 0; n < 200; n++) history.record(b);
  let nBack = 0;
  while (history.earlier('test') !== null && nBack < 500) { history.undone(c); nBack++; }
  expect(nBack).toBe(100);
});
