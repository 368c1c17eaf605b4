import { expect, it } from 'vitest';
import { filmDescription, filmLine, filmRefused, nLayersFlown, NO_FILM_OF_TWO } from './film-facts';

const view = (nComponents: 2 | 3, left: unknown = null): Parameters<typeof filmRefused>[0] => ({ left, mode: 'cloud', map: { parameters: { nComponents } } }) as never;

it('films a turn of what has other sides, and a flight of any map', () => {
  expect(filmRefused(view(3), false)).toBeNull();
  expect(filmRefused(view(2), false)).toContain('three dimensions');
  expect(filmRefused(view(2), true)).toBeNull();
  expect(filmRefused(view(3, {}), false)).toBe(NO_FILM_OF_TWO);
});

it('knows a flight where one is open', () => {
  const journey = { stops: [{}, {}, {}] } as never;
  expect([nLayersFlown({ mode: 'flight', journey }), nLayersFlown({ mode: 'strata', journey }), nLayersFlown({ mode: 'cloud', journey: null })]).toEqual([3, null, null]);
});

it('says what the film will be', () => {
  expect(filmLine({ format: 'webm', nLayers: null, seconds: 6 })).toBe('WebM, 30 frames a second, as large as the scene: one turn around the vertical. The scene itself stays as it is.');
  expect(filmLine({ format: 'gif', nLayers: 13, seconds: 0.5 })).toContain('20 frames a second, as large as the scene: layers 0 to 12 in 6.5\u00a0s');
});

it('tells whoever cannot see it that it moves', () => {
  expect(filmDescription('Map of 40 points.', null, 5)).toBe('Film of one turn. Map of 40 points.');
  expect(filmDescription('Map of 40 points.', 13, 5)).toBe('Film of a flight through layers 0 to 12. At layer 5: Map of 40 points.');
});
