import { beforeEach, expect, it, vi } from 'vitest';
import type { Request } from '@contract/channels';
import { Failure } from '@contract/failure';
import { current } from '../state/document.svelte';
import { analogy } from '../state/panels/analogy.svelte';
import type { View } from '../state/view';

const asked: Request<'inference:analogy'>[] = [];
let failure: Failure | null = null;
vi.mock('../api/contexture', () => ({
  contexture: {
    analogy: (request: Request<'inference:analogy'>) => {
      asked.push(request);
      return failure === null ? Promise.resolve([{ word: request.isExcludingQuery ? 'queen' : 'king', cosine: 0.8, isQuery: !request.isExcludingQuery }]) : Promise.reject(failure);
    },
  },
}));
const { continueAnalogy } = await import('./continuing');

beforeEach(() => {
  asked.length = 0;
  failure = null;
  current.view = { model: { id: 'glove' } } as unknown as View;
});

it('asks with and without the query words, and shows both', async () => {
  await continueAnalogy({ a: ' man ', b: 'king', c: 'woman' });
  expect(asked).toEqual([true, false].map((isExcludingQuery) => ({ modelId: 'glove', a: 'man', b: 'king', c: 'woman', k: 8, isExcludingQuery })));
  expect(analogy.answer).toMatchObject({ a: 'man', without: [{ word: 'queen' }], all: [{ word: 'king', isQuery: true }] });
});

it('says what is wrong in the place of an answer', async () => {
  failure = new Failure('not-found', 'The model does not know “xyzzy”. Try another word.');
  await continueAnalogy({ a: 'xyzzy', b: 'king', c: 'woman' });
  expect([analogy.answer, analogy.problem]).toEqual([null, failure.message]);
  await continueAnalogy({ a: ' ', b: 'king', c: 'woman' });
  expect(analogy.problem).toContain('three words');
  current.view = { model: { id: 'other' } } as unknown as View;
  expect(analogy.problem).toBeNull();
});

it('shows the newest answer only', async () => {
  await Promise.all([continueAnalogy({ a: 'a', b: 'b', c: 'c' }), continueAnalogy({ a: 'd', b: 'e', c: 'f' })]);
  expect(analogy.answer).toMatchObject({ a: 'd' });
});
