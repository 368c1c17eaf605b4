import { beforeEach, expect, it, vi } from 'vitest';
import { Failure } from '@contract/failure';
import { marked, setOf } from '../../sets/set.testing';
import { EMPTY_DOCUMENT, MOST_TRIED, type Tried } from '../../state/document';
import { current } from '../../state/document.svelte';
import { History } from '../../state/history';
import { typedTrail } from '../../state/panels/typed/trail.svelte';
import type { Placed } from '../../state/typed.svelte';
import type { View } from '../../state/view';
import { keepOnTrail, placeTrail } from './trailing';

const placeSentence = vi.hoisted(() => vi.fn<(view: View, map: unknown, asked: { readonly asked: { readonly text: string } }) => Promise<Pick<Placed, 'position' | 'verdict'>>>());
vi.mock('./placing', () => ({ placeSentence, askedOf: (_view: View, one: Tried) => ({ asked: { text: one.text }, judged: 'bank', form: 'bank' }) }));

const verdict = { category: 1, headline: 'Nearest sense: money, 8 of 8' } as Placed['verdict'];
const placed = (text: string, x: number): Placed => ({ text, span: { charStart: 2, charEnd: 6 }, neighbours: [], position: [x, 0, 0], path: [], floors: [], verdict });
const viewOf = (): View => ({ set: setOf([marked('a |bank|')]), mode: 'cloud', pooling: 'mean', map: { kind: 'cloud' } }) as unknown as View;
const places = (): (readonly [string, number | null | undefined])[] => typedTrail.shown.map(({ text, place }) => [text, place == null ? place : place.position[0]]);
const going = new AbortController().signal;

beforeEach(() => {
  current.view = viewOf();
  current.document = EMPTY_DOCUMENT;
  current.history = new History();
  placeSentence.mockReset();
});

it('keeps sentences in the order in which they were sent off, each once, as steps that can be undone', () => {
  const view = current.view as View;
  for (const [text, x] of [['a bank', 1], ['b bank', 2], ['a bank', 1]] as const) keepOnTrail(view, placed(text, x));
  expect(places()).toEqual([['a bank', 1], ['b bank', 2]]);
  expect(current.history.earlier?.name).toBe('tried sentence');
  expect(current.history.earlier?.value.tried.map(({ text }) => text)).toEqual(['a bank']);
});

it('lets the oldest make way', () => {
  for (let n = 0; n <= MOST_TRIED; n++) keepOnTrail(current.view as View, placed(`${n} bank`, n));
  expect(typedTrail.all).toHaveLength(MOST_TRIED);
  expect(typedTrail.all[0]?.text).toBe('1 bank');
});

it('places them again in another map, and says which have no place there', async () => {
  keepOnTrail(current.view as View, placed('a bank', 1));
  keepOnTrail(current.view as View, placed('b bank', 2));
  const next = viewOf();
  current.view = next;
  expect(places()).toEqual([['a bank', undefined], ['b bank', undefined]]);
  placeSentence.mockImplementation((_view, _map, { asked: { text } }) =>
    text === 'a bank' ? Promise.resolve({ position: [7, 0, 0], verdict }) : Promise.reject(new Failure('not-found', 'no vector')),
  );
  await placeTrail(next, going);
  expect(places()).toEqual([['a bank', 7], ['b bank', null]]);
  await placeTrail(next, going);
  expect(placeSentence).toHaveBeenCalledTimes(2);
});

it('puts nothing into a map that has been left', async () => {
  keepOnTrail(current.view as View, placed('a bank', 1));
  const next = viewOf();
  current.view = next;
  const left = new AbortController();
  placeSentence.mockImplementation(() => { left.abort(); return Promise.resolve({ position: [7, 0, 0], verdict }); });
  await placeTrail(next, left.signal);
  expect(places()).toEqual([['a bank', undefined]]);
});
