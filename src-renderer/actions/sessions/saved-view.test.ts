import { expect, it } from 'vitest';
import { savedSession } from '@contract/sessions/saved-session';
import { sessionForTests } from '@contract/sessions/session.testing';
import { sessionOf, viewOf } from './saved-view';

it('opens in 8 bits what was made in 8 bits, each side as it was made, and everything else exact', () => {
  const session = sessionForTests();
  const exact = viewOf(session);
  expect([exact.view.precision, exact.view.left?.precision, exact.document.target?.precision]).toEqual(['exact', 'exact', 'exact']);
  const { view } = session;
  const int8 = viewOf({ ...session, view: { ...view, summary: { ...view.summary, precision: 'int8' } } });
  expect([int8.view.precision, int8.view.left?.precision, int8.document.target?.precision]).toEqual(['int8', 'exact', 'int8']);
  const again = savedSession(sessionOf(int8.document, int8.view, []), 'session');
  expect([again.view.summary.precision, again.left?.summary.precision]).toEqual(['int8', undefined]);
});
