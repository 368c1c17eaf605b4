import { beforeEach, expect, it } from 'vitest';
import { colouring } from '../state/colouring.svelte';
import { direction } from '../state/panels/direction.svelte';
import { EMPTY_DOCUMENT } from '../state/document';
import { current } from '../state/document.svelte';
import { History } from '../state/history';
import { directionGroups } from '../state/panels/direction-groups.svelte';
import type { View } from '../state/view';
import { marked, setOf } from '../sets/set.testing';
import { makeDirection } from './directing';
import { selectRows } from './selection/selecting';

const set = setOf([
  ...Array.from({ length: 4 }, (_, n) => marked(`a${n} |bank|`, 'money')),
  ...Array.from({ length: 4 }, (_, n) => marked(`b${n} |bank|`, 'river')),
  marked('c |bank|'),
  marked('d |bank|'),
]);
const view = {
  set, model: { id: 'm', name: 'M' }, pooling: 'mean', layer: 2, mix: null, mixed: null, journey: null, left: null, beside: null, ghosts: null, mode: 'cloud', projection: {},
  vectors: Float32Array.from([...Array.from({ length: 4 }, (_, n) => [1, 0, 0.1 * n]), ...Array.from({ length: 4 }, (_, n) => [0, 1, 0.1 * n]), [1, 1, 0.15], [0, 0, 0]].flat()),
  summary: { key: 'k', dim: 3, nLayers: 3, missing: [9], nearest: { rows: new Int32Array(0), ofLayer: [] } }, map: { kind: 'cloud', distortion: null, coordinates: new Float32Array(0), layout: new Float32Array(0) },
} as unknown as View;

beforeEach(() => {
  current.document = EMPTY_DOCUMENT;
  current.history = new History();
  current.show(view);
  directionGroups.choose('from', 'value:money');
  directionGroups.choose('to', 'value:river');
});

it('makes the axis between two senses, as one step, and colours by it', async () => {
  await makeDirection();
  expect(direction.found).toMatchObject({
    where: 'layer 2 of M',
    from: { name: 'the money', rows: [0, 1, 2, 3], category: 1 },
    to: { name: 'the river', category: 2 },
    isByVectors: false,
    columnId: 'sense',
    test: { auc: 1, nFolds: 4 },
  });
  const [first, , , , fifth, , , , middle, none] = direction.found?.values ?? [];
  expect(fifth).toBeCloseTo(-(first ?? 0), 6);
  expect(first).toBeLessThan(-0.5);
  expect(middle).toBeCloseTo(0, 6);
  expect(none).toBeNaN();
  expect(colouring.id).toBe('direction');
  expect(colouring.ramp?.nMissing).toBe(1);
  expect(current.history.earlier).toMatchObject({ name: 'axis the money → the river', value: { direction: null, colouring: null } });
  // The values that can be chosen stay those of the senses.
  expect(directionGroups.from?.id).toBe('value:money');
});

it('takes the selection against a held group, or against all others with a vector', async () => {
  selectRows([0, 1]);
  directionGroups.hold();
  selectRows([4, 5]);
  directionGroups.choose('from', 'held');
  directionGroups.choose('to', 'selection');
  await makeDirection();
  expect(direction.found).toMatchObject({ from: { name: 'the held group', rows: [0, 1], category: 1 }, to: { name: 'the selection', rows: [4, 5], category: 2 }, isByVectors: true, columnId: null });
  directionGroups.choose('to', 'rest');
  await makeDirection();
  expect(direction.found?.to.rows).toEqual([2, 3, 4, 5, 6, 7, 8]);
});

it('refuses groups that share rows, are without a vector, or lie at one place', async () => {
  selectRows([0, 1]);
  directionGroups.choose('to', 'selection');
  await makeDirection();
  expect(directionGroups.problem).toBe('The groups have 2 occurrences in common. Choose two groups that have none.');
  selectRows([9]);
  directionGroups.choose('to', 'selection');
  expect(directionGroups.problem).toBeNull();
  await makeDirection();
  expect(directionGroups.problem).toBe('No occurrence of “the selection” has a vector here. Choose another group.');
  current.show({ ...view, vectors: view.vectors.map((_, at) => (at % 3 === 0 ? 1 : 0)) });
  directionGroups.choose('to', 'value:river');
  await makeDirection();
  expect(directionGroups.problem).toContain('there is no axis between them');
  expect(direction.found).toBeNull();
});
