import { beforeEach, expect, it, vi } from 'vitest';
import { Failure } from '@contract/failure';
import { sessionForTests } from '@contract/sessions/session.testing';
import { EMPTY_DOCUMENT } from '../../state/document';
import { current } from '../../state/document.svelte';
import { notices } from '../../state/notices.svelte';
import type { Journey, View } from '../../state/view';
import { bringLateLayers, everyLayerHere } from './late-layers';
import { viewOf } from './saved-view';
import { keptView } from './sessions';

const answer = vi.hoisted(() => ({ next: (id: number, layer: number): Promise<Float32Array> => Promise.reject(new Error(`nothing was asked for, and ${layer} of ${id} is`)) }));
vi.mock('../../api/contexture', () => ({ contexture: { lateVectors: (id: number, layer: number) => answer.next(id, layer) } }));

const none = new Float32Array(0), here = new Float32Array([1, 2]);

/** A flight of three layers, of which the second is there. */
function flight(): View & { readonly journey: Journey } {
  const session = sessionForTests();
  const { map } = session.view;
  if (map.kind !== 'cloud') throw new Error('a cloud is wanted');
  const stops = [none, here, none].map((vectors) => ({ map, vectors, ghosts: null }));
  const { view } = viewOf({ ...session, left: null, view: { ...session.view, layer: 1, mode: 'flight', journey: { stops, steps: [], residuals: [0, 0], unfounded: null } } });
  if (view.journey === null) throw new Error('a flight is wanted');
  return { ...view, journey: view.journey };
}
const shownVectors = (): unknown => current.view?.journey?.stops.map(({ vectors }) => [...vectors]);

let journey: Journey;
beforeEach(() => {
  const view = flight();
  ({ journey } = view);
  current.restore(EMPTY_DOCUMENT, view);
});

it('puts the vectors of the other layers in their places, and tells when', async () => {
  answer.next = (id, layer) => Promise.resolve(new Float32Array([id, layer]));
  const asked = bringLateLayers(journey, 7);
  await everyLayerHere();
  expect(shownVectors()).toEqual([[7, 0], [1, 2], [7, 2]]);
  expect(await asked).toBe(current.view);
});

it('leaves alone what took the place of the session meanwhile', async () => {
  answer.next = () => Promise.resolve(here);
  const asked = bringLateLayers(journey, 1);
  const other = flight();
  current.restore(EMPTY_DOCUMENT, other);
  expect(await asked).toBeNull();
  expect(current.view).toBe(other);
});

it('says why they did not come; such a flight is not kept', async () => {
  answer.next = () => Promise.reject(new Failure('not-found', 'Open it again.'));
  expect(await bringLateLayers(journey, 1)).toBeNull();
  await everyLayerHere();
  expect(notices.list.at(-1)?.message).toBe('Open it again.');
  const { view } = current;
  if (view === null) throw new Error('the picture stays');
  expect(shownVectors()).toEqual([[], [1, 2], []]);
  expect(keptView(view)).toMatchObject({ mode: 'cloud', journey: null });
});
