import { beforeEach, expect, it, vi } from 'vitest';
import type { Request } from '@contract/channels';
import { Failure } from '@contract/failure';
import type { InducedSenses } from '@contract/layers/induced-senses';
import { EMPTY_DOCUMENT } from '../state/document';
import { current } from '../state/document.svelte';
import { History } from '../state/history';
import { colouring } from '../state/colouring.svelte';
import { induction } from '../state/induction.svelte';
import { session } from '../state/session.svelte';
import type { View } from '../state/view';
import { setSense } from '../sets/set-edits';
import { marked, setOf } from '../sets/set.testing';

const asked: Request<'inference:induce'>[] = [];
const described: Request<'inference:describe-clusters'>[] = [];
const cancelledSeqs: number[] = [];
let answer: () => Promise<InducedSenses>;
vi.mock('../api/contexture', () => ({
  contexture: {
    onProgress: () => () => undefined,
    induce: (request: Request<'inference:induce'>) => { asked.push(request); return answer(); },
    describeClusters: (request: Request<'inference:describe-clusters'>) => { described.push(request); return Promise.resolve({ words: [['new'], ['old'], []], scores: null }); },
    cancel: (seq: number) => { cancelledSeqs.push(seq); return Promise.resolve(null); },
  },
}));
vi.mock('./sets/editing', () => ({ labelRows }));
const labelRows = vi.fn(() => Promise.resolve(true));

const { cancelFinding, findSenses, keepAsLabel, mergeClusters, renameCluster, splitCluster } = await import('./inducing');

const set = setOf([marked('a |bank|', 'money'), marked('b |bank|', 'river'), marked('c |bank|'), marked('d |bank|')]);
const view = {
  set, model: { id: 'm', name: 'M' }, pooling: 'mean', layer: 2, mix: null, mixed: null, journey: null, left: null, beside: null, ghosts: null, mode: 'cloud', projection: {}, vectors: new Float32Array(4),
  summary: { key: 'k', nLayers: 3, nearest: { rows: new Int32Array(0), ofLayer: [] } }, map: { kind: 'cloud', distortion: null, coordinates: new Float32Array(0), layout: new Float32Array(0) },
} as unknown as View;
const three: InducedSenses = { clusters: Int32Array.of(0, 1, 2, -1), silhouette: 0.2, tried: [{ k: 3, silhouette: 0.2 }], words: [['loan'], ['reeds'], []], scores: null };
const step = (): string | undefined => current.history.earlier?.name;

beforeEach(() => {
  for (const list of [asked, described, cancelledSeqs]) list.length = 0;
  current.document = EMPTY_DOCUMENT;
  current.history = new History();
  current.show(view);
  induction.method = 'kmeans';
  induction.nClusters = null;
  answer = () => Promise.resolve(three);
});

it('asks for the layer shown, colours by what is found, as one step', async () => {
  induction.nClusters = 3;
  await findSenses();
  expect(asked).toEqual([{ seq: expect.any(Number) as number, key: 'k', layer: 2, method: 'kmeans', nClusters: 3, seed: 42, rows: null }]);
  expect(induction.found).toMatchObject({ where: 'layer 2 of M', isAutomatic: false });
  expect([colouring.id, [...colouring.categories]]).toEqual(['found', [1, 2, 3, 0]]);
  expect(colouring.legend.map(({ label }) => label)).toEqual(['loan', 'reeds', 'cluster 3', 'no cluster']);
  expect(step()).toBe('senses found');
  expect(current.history.earlier?.value).toMatchObject({ found: null, colouring: null });
});

it('asks density for no number', async () => {
  [induction.method, induction.nClusters] = ['hdbscan', 4];
  await findSenses();
  expect(asked[0]).toMatchObject({ method: 'hdbscan', nClusters: null });
});

it('says why nothing was found, and nothing after a cancel', async () => {
  answer = () => Promise.reject(new Failure('bad-input', 'Too few. Add sentences.'));
  await findSenses();
  expect([induction.problem, induction.found, induction.running]).toEqual(['Too few. Add sentences.', null, null]);
  let give: (found: InducedSenses) => void = () => undefined;
  answer = () => new Promise((resolve) => { give = resolve; });
  const finding = findSenses();
  expect([induction.problem, induction.isRunningHere]).toEqual([null, true]);
  cancelFinding();
  give(three);
  await finding;
  expect([cancelledSeqs, induction.problem, induction.found, step()]).toEqual([[asked[1]?.seq], null, null, undefined]);
});

it('drops what was found of sentences that are no longer there', async () => {
  let give: (found: InducedSenses) => void = () => undefined;
  answer = () => new Promise((resolve) => { give = resolve; });
  const finding = findSenses();
  current.show({ ...view, set: setOf(set.occurrences.slice(1)) });
  give(three);
  await finding;
  expect(current.document.found).toBeNull();
});

it('merges, splits and renames, and counts words and scores anew', async () => {
  await findSenses();
  renameCluster(1, 'wealth');
  expect([step(), colouring.legend[0]?.label]).toEqual(['name of a cluster', 'wealth']);
  await mergeClusters(1, 3);
  expect(described).toEqual([{ key: 'k', clusters: [0, 1, 0, -1] }]);
  expect([step(), [...colouring.categories]]).toEqual(['clusters merged', [1, 2, 1, 0]]);
  answer = () => Promise.resolve({ ...three, clusters: Int32Array.of(0, -1, 1, -1) });
  await splitCluster(1);
  expect(asked.at(-1)).toMatchObject({ key: 'k', layer: 2, method: 'kmeans', nClusters: 2, rows: [0, 2] });
  expect([step(), [...colouring.categories], induction.found?.clusters.map(({ given }) => given)]).toEqual(['cluster split', [1, 2, 3, 0], [null, null, null]]);
  await keepAsLabel();
  expect(labelRows).toHaveBeenLastCalledWith('found', ['new', 'old', 'cluster 3', null]);
});

it('keeps clusters but not their scores when the senses change', async () => {
  answer = () => Promise.resolve({ ...three, scores: { n: 2 } as InducedSenses['scores'] });
  await findSenses();
  expect(induction.scores).not.toBeNull();
  current.show({ ...view, set: setSense(set, [2], 'money') });
  expect([induction.found === null, induction.scores, session.set?.occurrences[2]?.labels['sense']]).toEqual([false, null, 'money']);
});
