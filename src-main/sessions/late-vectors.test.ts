import { expect, it } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import type { SavedSession } from '@contract/sessions/saved-session';
import { LateVectors } from './late-vectors';
import type { BegunSession } from './session-file';

/** A flight of three layers, of which the second is shown. */
function flightOf(nNumbers: number): SavedSession {
  const session = sessionForTests();
  const map = session.view.map;
  if (map.kind !== 'cloud') throw new Error('a cloud is wanted');
  const stops = [0, 1, 2].map((layer) => ({ map, vectors: new Float32Array(nNumbers).fill(layer + 1), ghosts: null }));
  return { ...session, view: { ...session.view, layer: 1, mode: 'flight', journey: { stops, steps: [], residuals: [0, 0], unfounded: null } } };
}

const large = flightOf(200_000);
const whole = (session: SavedSession): BegunSession => ({ session, unread: null });

it('keeps the vectors of the other layers back, and gives each out once', async () => {
  const late = new LateVectors();
  const { session, late: id } = await late.part(whole(large));
  expect(session.view.journey?.stops.map(({ vectors }) => vectors.length)).toEqual([0, 200_000, 0]);
  expect(session.view.vectors).toBe(large.view.vectors);
  for (const layer of [2, 0]) {
    const vectors = await late.take(id ?? 0, layer);
    expect([vectors.length, vectors[0]]).toEqual([200_000, layer + 1]);
  }
  for (const layer of [0, 1, 2, 3]) await expect(late.take(id ?? 0, layer)).rejects.toThrow('Open it again');
});

it('forgets what another session takes the place of', async () => {
  const late = new LateVectors();
  const { late: first } = await late.part(whole(large));
  const { late: second } = await late.part(whole(large));
  await expect(late.take(first ?? 0, 0)).rejects.toThrow('Open it again');
  expect(await late.take(second ?? 0, 0)).toHaveLength(200_000);
});

it('leaves what is small, or no flight, whole', async () => {
  const small = flightOf(10), cloud = sessionForTests();
  expect(await new LateVectors().part(whole(small))).toEqual({ session: small, late: null });
  expect((await new LateVectors().part(whole({ ...cloud, view: { ...cloud.view, journey: null } }))).late).toBeNull();
});
