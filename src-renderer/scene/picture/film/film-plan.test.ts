import { describe, expect, it } from 'vitest';
import { FRAMES_A_SECOND } from '@contract/exports/film-format';
import { flightFrames, nearerLayer, turnFrames } from './film-plan';

describe('the frames of a turn', () => {
  it('are as many as its seconds have, a step apart, and end a step before the beginning', () => {
    const frames = turnFrames(6, FRAMES_A_SECOND.webm);
    expect(frames).toHaveLength(180);
    expect(frames[0]).toEqual({ turned: 0, place: null });
    expect(frames[45]?.turned).toBe(0.25);
    expect(frames.at(-1)?.turned).toBeCloseTo(1 - 1 / 180, 12);
  });
});

describe('the frames of a flight', () => {
  const places = flightFrames(13, 1, FRAMES_A_SECOND.gif).flatMap(({ place }) => place ?? []);

  it('are as many for each layer: a third at rest, the others on the way', () => {
    expect(places).toHaveLength(13 * 20);
    for (let layer = 0; layer < 12; layer++) {
      const own = places.filter((place) => place.layer === layer);
      expect(own).toHaveLength(20);
      expect(own.filter(({ share }) => share === 0)).toHaveLength(7);
    }
    expect(places.slice(-20).every(({ layer, share }) => layer === 12 && share === 0)).toBe(true);
  });

  it('go on by equal steps, and arrive', () => {
    const at = places.map(({ layer, share }) => layer + share);
    const steps = at.slice(1).map((place, i) => place - (at[i] ?? 0)).filter((step) => step > 0);
    expect(Math.min(...steps)).toBeCloseTo(1 / 14, 9);
    expect(Math.max(...steps)).toBeCloseTo(1 / 14, 9);
    expect(Math.max(...at)).toBe(12);
  });

  it('bear the name of the nearer layer, every layer once and in order', () => {
    const names = places.map(nearerLayer);
    expect(names.filter((name, i) => name !== names[i - 1])).toEqual(Array.from({ length: 13 }, (_, layer) => layer));
    expect([nearerLayer({ layer: 3, share: 0.49 }), nearerLayer({ layer: 3, share: 0.5 })]).toEqual([3, 4]);
  });

  it('rest and go even where a layer has next to no time', () => {
    expect(flightFrames(2, 0.01, 30).map(({ place }) => place)).toEqual([{ layer: 0, share: 0 }, { layer: 0, share: 0.5 }, { layer: 1, share: 0 }, { layer: 1, share: 0 }]);
  });
});
