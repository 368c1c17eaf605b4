import { describe, expect, it } from 'vitest';
import { cameraAfter, mapChange } from './map-change';
import type { ShownCloud } from './scene-input';

function cloud(more: Partial<ShownCloud> = {}, nGhosts = 1): ShownCloud {
  const ghosts = Array.from({ length: nGhosts }, () => ({ position: [0, 0, 0] as const, title: 'bank', origin: 'static vector' }));
  return {
    data: { positions: new Float32Array(9), categories: new Uint8Array(3), categoryLabels: [], contextOf: null, ghosts, ghostOf: new Int32Array(3) },
    map: {}, subject: 'a set', source: 'a model', keys: Int32Array.of(4, 5, 6), stands: false, journey: null, ...more,
  };
}

describe('mapChange', () => {
  const before = cloud();
  it.each([
    ['same', cloud({ map: before.map })],
    ['move', cloud()],
    ['move', cloud({ source: 'another model' })],
    ['replace', cloud({ subject: 'another set' })],
    ['replace', cloud({ keys: Int32Array.of(4, 5, 7) })],
    ['replace', cloud({ keys: Int32Array.of(4, 5) })],
    ['replace', cloud({}, 2)],
  ] as const)('%s', (change, next) => expect(mapChange(before, next)).toBe(change));
  it('replaces nothing by the first', () => expect(mapChange(null, cloud())).toBe('replace'));
});

describe('cameraAfter', () => {
  const before = cloud();
  const other = { keys: Int32Array.of(1) };
  const journey = {};
  it.each([
    ['the first map', null, cloud(), false, 'fit'],
    ['the first map, though it stands', null, cloud({ stands: true }), false, 'fit'],
    ['other colours', before, cloud({ map: before.map }), false, 'stay'],
    ['other colours of an edited set', before, cloud({ map: before.map, subject: 'edited' }), false, 'stay'],
    ['rows that came', before, cloud({ ...other, subject: 'edited', stands: true }), false, 'stay'],
    ['another set', before, cloud({ subject: 'another set' }), false, 'fit'],
    ['another set, flat', before, cloud({ subject: 'another set' }), true, 'fit'],
    ['another layer', before, cloud(), false, 'follow'],
    ['another layer of a map that stands', before, cloud({ stands: true }), false, 'follow'],
    ['the next map of a journey', cloud({ journey }), cloud({ journey }), false, 'stay'],
    ['the next map of a journey, flat', cloud({ journey }), cloud({ journey }), true, 'stay'],
    ['a map of another journey', cloud({ journey }), cloud({ journey: {} }), false, 'follow'],
    ['the first map of a journey', before, cloud({ journey }), false, 'follow'],
    ['another model', before, cloud({ source: 'another' }), false, 'fitKeeping'],
    ['another model, flat', before, cloud({ source: 'another' }), true, 'follow'],
    ['other rows of the set', before, cloud(other), false, 'fitKeeping'],
    ['other rows of the set, flat', before, cloud(other), true, 'follow'],
  ] as const)('%s', (_, from, to, isFlatNow, wanted) => expect(cameraAfter(from, to, isFlatNow)).toBe(wanted));
});
