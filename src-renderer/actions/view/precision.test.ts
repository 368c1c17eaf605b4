import { afterEach, expect, it } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { marked, setOf } from '../../sets/set.testing';
import { current } from '../../state/document.svelte';
import { session } from '../../state/session.svelte';
import type { ViewTarget } from '../../state/view';
import { modelSaid } from '../../wording/model-facts';
import { targetWith, type Change } from './wanted';

const model = { id: 'm', name: 'M', kind: 'bert', nLayers: 3, dim: 1 } as unknown as ViewTarget['model'];
const now: ViewTarget = {
  set: setOf([marked('a |bank|')]), model, pooling: 'mean', prompt: '', device: 'auto', precision: 'int8', layer: 1, mix: null, projection: DEFAULT_PROJECTION, mode: 'cloud', along: null, beside: null,
};
const wanted = (change: Change): ViewTarget['precision'] | undefined => {
  session.wanted = now;
  return targetWith(change)?.target.precision;
};
afterEach(() => { session.wanted = null; });

it('stays in 8 bits for what is looked at of one model, and begins exact with another model or device', () => {
  expect([{ layer: 2 }, { mode: 'flight' as const }, { set: setOf([marked('b |bank|')]) }, { model: { ...model } }, { device: 'auto' as const }].map(wanted)).toEqual(Array.from({ length: 5 }, () => 'int8'));
  expect([{ model: { ...model, id: 'n' } }, { device: 'cpu' as const }, { precision: 'exact' as const }].map(wanted)).toEqual(['exact', 'exact', 'exact']);
  expect(wanted({ model: { ...model, id: 'n' }, precision: 'int8' })).toBe('int8');
});

it('is exact where nothing was opened before', () => {
  current.view = null;
  expect(targetWith({ set: now.set, model })?.target.precision).toBe('exact');
});

it('is said with the name of the model', () => {
  expect([modelSaid(now), modelSaid({ ...now, precision: 'exact' })]).toEqual(['M (8 bits)', 'M']);
});
