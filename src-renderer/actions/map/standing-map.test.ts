import { beforeEach, expect, it, vi } from 'vitest';
import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import type { SentenceSet } from '@contract/occurrence';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { addSentence, removeRows, replaceSentence, setSense } from '../../sets/set-edits';
import { marked, setOf } from '../../sets/set.testing';
import type { CloudMap, ViewTarget, View } from '../../state/view';

const place = vi.hoisted(() => vi.fn());
vi.mock('./projection', () => ({
  projector: { place },
  toSpace: (values: Float32Array) => values,
  mapPositionAt: (values: Float32Array, point: number) => [values[point * 3], values[point * 3 + 1], values[point * 3 + 2]],
}));
const { standingMap } = await import('./standing-map');

const set = setOf([marked('a |bank| of mud', 'river'), marked('the |bank| lends', 'money'), marked('two |banks| here')]);
const ghosts = { forms: ['bank', 'banks'], values: new Float32Array(4), origin: 'fitted', r2: 1 } as GhostVectors;
const layout = Float32Array.from([1, 1, 1, 2, 2, 2, 3, 3, 3, 8, 8, 8, 9, 9, 9]);
const map = {
  kind: 'cloud', rows: Int32Array.from([0, 1, 2]), coordinates: layout.slice(0, 9), pointOf: Int32Array.from([0, 1, 2]), layout, unit: 1, ghostOf: Int32Array.from([0, 0, 1]),
  ghosts: [{ form: 'bank', position: [8, 8, 8] }, { form: 'banks', position: [9, 9, 9] }], parameters: { ...DEFAULT_PROJECTION, nComponents: 3 },
  quality: {}, distortion: new Float32Array(3), neighbourRecall: 1, startedFrom: null, move: null,
} as unknown as CloudMap;
const summaryOf = (of: SentenceSet, missing: readonly number[] = []): EmbeddingSummary => ({ nOccurrences: of.occurrences.length, dim: 2, missing }) as unknown as EmbeddingSummary;
const view = { set, map, ghosts, summary: summaryOf(set), vectors: new Float32Array(6) } as unknown as View & { map: CloudMap };
const stand = (next: SentenceSet, { of = ghosts, known = null as { row: number; position: readonly [number, number, number] } | null, missing = [] as number[] } = {}): ReturnType<typeof standingMap> =>
  standingMap(view, { set: next } as ViewTarget, summaryOf(next, missing), Float32Array.from({ length: next.occurrences.length * 2 }, (_, i) => i), of, known, new AbortController().signal);

beforeEach(() => { place.mockReset(); });

it('is the same map where only labels changed', async () => {
  const standing = await stand(setSense(set, [0, 2], 'money'));
  expect(standing?.map).toBe(map);
  expect(standing?.ghosts).toBe(ghosts);
});

it('has an added sentence where it was shown, with its ghost; nothing else moves', async () => {
  const standing = await stand(addSentence(set, { text: 'My banks', charStart: 3, charEnd: 8 }), { known: { row: 3, position: [5, 6, 7] } });
  expect([...(standing?.map.coordinates ?? [])]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 5, 6, 7]);
  expect([...(standing?.map.layout ?? [])]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 5, 6, 7, 8, 8, 8, 9, 9, 9]);
  expect([...(standing?.map.ghostOf ?? [])]).toEqual([0, 0, 1, 1]);
  expect([...(standing?.map.pointOf ?? [])]).toEqual([0, 1, 2, 3]);
  // Measured were other points.
  expect([standing?.map.quality, standing?.map.distortion]).toEqual([null, null]);
  // The camera is told not to move.
  expect(standing?.map.stands).toBe(true);
  expect(place).not.toHaveBeenCalled();
});

it('places what it does not know among what stands', async () => {
  place.mockResolvedValue(Float32Array.from([4, 4, 4]));
  const standing = await stand(replaceSentence(set, 1, { text: 'a bank again', charStart: 2, charEnd: 6 }));
  expect([...(standing?.map.coordinates ?? [])]).toEqual([1, 1, 1, 4, 4, 4, 3, 3, 3]);
  const [source, finished, added] = place.mock.calls[0] as [{ n: number }, { coordinates: Float32Array }, Float32Array];
  expect([source.n, finished.coordinates, [...added]]).toEqual([5, layout, [2, 3]]);
});

it('lets go of what was removed, and of ghosts that no sentence has any more', async () => {
  const standing = await stand(removeRows(set, [0, 2]), { of: { ...ghosts, forms: ['bank'], values: new Float32Array(2) } });
  expect([...(standing?.map.layout ?? [])]).toEqual([2, 2, 2, 8, 8, 8]);
  expect(standing?.ghosts?.forms).toEqual(['bank']);
});

it('keeps the ghosts of before where a new form has no place, and leaves out what has no vector', async () => {
  const next = addSentence(addSentence(set, { text: 'Bank', charStart: 0, charEnd: 4 }), { text: '????', charStart: 0, charEnd: 4 });
  place.mockResolvedValue(Float32Array.from([4, 4, 4]));
  const standing = await stand(next, { of: { ...ghosts, forms: ['bank', 'banks', 'Bank'], values: new Float32Array(6) }, missing: [4] });
  expect(standing?.ghosts).toBe(ghosts);
  expect([...(standing?.map.ghostOf ?? [])]).toEqual([0, 0, 1, 0]);
  expect([...(standing?.map.pointOf ?? [])]).toEqual([0, 1, 2, 3, -1]);
});

it('is drawn anew where too much is new', async () => {
  let next = set;
  for (let n = 0; n < 21; n++) next = addSentence(next, { text: `Bank ${n}`, charStart: 0, charEnd: 4 });
  expect(await stand(next)).toBeNull();
});
