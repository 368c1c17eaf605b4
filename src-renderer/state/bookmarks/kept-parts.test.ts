import { describe, expect, it } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import { addSentence, ownCopyOf, removeRows, replaceSentence, setSense } from '../../sets/set-edits';
import { marked, setOf } from '../../sets/set.testing';
import { NO_FILTER } from '../document';
import { filterOf, movedParts, namedColumn, savedFilterOf, setIdsOf, stepped, withSetIds, type KeptParts } from './kept-parts';

const set = setOf([marked('a |bank|'), marked('b |bank|'), marked('b |bank|'), marked('c |bank|'), marked('d |bank|')]);
const [bookmark] = sessionForTests().document.bookmarks;
if (bookmark === undefined) throw new Error('The session for tests has a bookmark.');
const kept: KeptParts = {
  named: [{ id: 'n', set: 'test', name: 'some', rows: [3, 2, 1] }, { id: 'other', set: 'elsewhere', name: 'others', rows: [4] }],
  bookmarks: [{ ...bookmark, look: { ...bookmark.look, set: 'test', rows: [4, 1] }, filter: { ...bookmark.filter, onlyRows: [1, 4], hiddenRows: [0] } }],
};
const newId = (): string => 'new';
const rowsOf = ({ named, bookmarks }: KeptParts): unknown => [named.map(({ rows }) => rows), bookmarks.map(({ look, filter }) => [look.rows, filter.onlyRows, filter.hiddenRows])];

describe('after an edit of the set, rows', () => {
  it('go on with their sentences, and those that were deleted go; equal sentences are told apart', () => {
    expect(rowsOf(movedParts(kept, set, removeRows(set, [0, 1]), newId))).toEqual([[[1, 0], [4]], [[[2], [2], []]]]);
  });

  it('stay where a sentence is added behind them, is changed in its place, or gets a label', () => {
    const changed = { text: 'the new bank', charStart: 8, charEnd: 12 };
    for (const after of [addSentence(set, changed), replaceSentence(set, 1, changed), setSense(set, [1, 3], 'money'), set]) expect(rowsOf(movedParts(kept, set, after, newId))).toEqual(rowsOf(kept));
  });

  it('of a preset that makes way for a copy: bookmarks lead to the copy, named selections are of both', () => {
    const copy = { ...ownCopyOf(set, []), id: 'own-copy' };
    const moved = movedParts(kept, set, removeRows(copy, [3]), newId);
    expect(moved.bookmarks.map(({ look }) => [look.set, look.rows])).toEqual([['own-copy', [3, 1]]]);
    expect(moved.named.map(({ id, set: of, rows }) => [id, of, rows])).toEqual([['n', 'test', [3, 2, 1]], ['new', 'own-copy', [2, 1]], ['other', 'elsewhere', [4]]]);
  });

  it('that are all gone take their selection with them', () => {
    expect(movedParts(kept, set, removeRows(set, [1, 2, 3]), newId).named.map(({ id }) => id)).toEqual(['other']);
  });
});

it('a filter comes back as it was kept, without rows that the set does not have', () => {
  const filter = { ...NO_FILTER, hidden: new Set(['river']), onlyRows: new Set([1, 9]), hiddenRows: new Set([2]), query: 'b' };
  expect(filterOf(savedFilterOf(filter))).toEqual(filter);
  expect(filterOf(savedFilterOf(filter), 3)).toEqual({ ...filter, onlyRows: new Set([1]) });
  expect(filterOf(savedFilterOf(NO_FILTER))).toEqual(NO_FILTER);
});

it('named selections are a column, the first of several that hold a row', () => {
  const column = namedColumn([{ id: '1', set: 's', name: 'one', rows: [0, 1] }, { id: '2', set: 's', name: 'two', rows: [1, 2] }], 4);
  expect(column.values.map((value) => (value === null ? null : column.label(value)))).toEqual(['one', 'one', 'two', null]);
});

it('sets are named once, and renamed wherever they are named', () => {
  const parts: KeptParts = { ...kept, bookmarks: kept.bookmarks.map((one) => ({ ...one, look: { ...one.look, beside: { model: 'm', layer: null, set: 'left' } } })) };
  expect(setIdsOf(parts)).toEqual(['test', 'left', 'elsewhere']);
  expect(setIdsOf(withSetIds(parts, new Map([['left', 'l'], ['elsewhere', 'e']])))).toEqual(['test', 'l', 'e']);
});

it('a step beyond either end leaves a list as it is', () => {
  const list = ['a', 'b', 'c'];
  expect([stepped(list, 0, 1), stepped(list, 2, -1)]).toEqual([['b', 'a', 'c'], ['a', 'c', 'b']]);
  expect([stepped(list, 0, -1), stepped(list, 2, 1), stepped(list, -1, 1)]).toEqual([list, list, list]);
});
