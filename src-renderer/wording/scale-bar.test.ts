import { expect, it } from 'vitest';
import { barFor, lengthOfDistance } from './scale-bar';

it('the length of a distance is the median ratio of the neighbours', () => {
  expect(lengthOfDistance([[1, 0.1], [2, 0.2], [1.2, 0.1], [3, 0.3], [9, 0.1]])).toBeCloseTo(10, 6);
});

it('there is none where the quartiles differ by more than three times, or too little can be compared', () => {
  expect(lengthOfDistance([[1, 0.1], [1, 0.1], [5, 0.1], [5, 0.1], [5, 0.1], [1, 0.1]])).toBeNull();
  expect(lengthOfDistance([[1, 0.1], [1, 0], [0, 0.1]])).toBeNull();
});

it('a bar stands for a round step and has 40 to 120 px', () => {
  expect(barFor(10, 20)).toEqual({ text: '0.5 cosine ≈ this long here', px: 100 });
  expect(barFor(10, 60)).toEqual({ text: '0.2 cosine ≈ this long here', px: 120 });
  expect(barFor(10, 5_000)).toBeNull();
  expect(barFor(null, 100)).toEqual({ text: 'no common scale here', px: null });
});
