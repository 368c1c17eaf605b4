import { expect, it } from 'vitest';
import type { StaticMap } from '../../state/view';
import { scaleOfStatic } from './scaling';

it('a static map is measured from its words to their forms', () => {
  const word = (x: number, distance: number): StaticMap['words'][number] => ({ word: 'w', distance, formIndex: 0, position: [x, 0, 0] });
  const map = { forms: [{ form: 'bank', rows: [], position: [1, 0, 0], nearest: [] }], words: [word(3, 0.2), word(2, 0.1), word(4, 0.3), word(5, 0.4)] } as unknown as StaticMap;
  expect(scaleOfStatic(map)).toBeCloseTo(10, 5);
  expect(scaleOfStatic({ ...map, forms: [] })).toBeNull();
});
