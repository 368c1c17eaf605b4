import { expect, it } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import type { SavedSession } from '@contract/sessions/saved-session';
import { LateVectors } from './late-vectors';

/** A flight of three layers, of which the second is shown. */
function flightOf(nNumbers: number): SavedSession {
  const session = sessionForTests();
  const map = session.view.map;
  if (map.kind !== 'cloud') throw new Error('a cloud is wanted');
  const stops = [0, 1, 2].map((layer) => ({ map, vectors: new Float32Array(nNumbers).fill(layer + 1), ghosts: null }));
  return { ...session, view: { ...session.view, layer: 1, mode: 'flight', journey: { stops, steps: [], residuals: [0, 0], unfounded: null } } };
}

const large = flightOf(200_000);

it('keeps the vectors of the other layers back, and gives them out once', () => {
  const late = new LateVectors();
  const parted = late.part(large);
  expect(parted.session.view.journey?.stops.map(({ vectors }) => vectors.length)).toEqual([0, 200_000, 0]);
  expect(parted.session.view.vectors).toBe(large.view.vectors);
  const rest = late.take(parted.late ?? 0);
  expect(rest.map((one) => [one.length, one[0]])).toEqual([[200_000, 1], [0, undefined], [200_000, 3]]);
  expect(() => late.take(parted.late ?? 0)).toThrow('Open it again');
});

it('forgets what another session takes the place of', () => {
  const late = new LateVectors();
  const { late: first } = late.part(large);
  const { late: second } = late.part(large);
  expect(() => late.take(first ?? 0)).toThrow('Open it again');
  expect(late.take(second ?? 0)).toHaveLength(3);
});

it('leaves what is small, or no flight, whole', () => {
  const small = flightOf(10), cloud = sessionForTests();
  expect(new LateVectors().part(small)).toEqual({ session: small, late: null });
  expect(new LateVectors().part({ ...cloud, view: { ...cloud.view, journey: null } }).late).toBeNull();
});
