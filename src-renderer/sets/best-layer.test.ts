import { expect, it } from 'vitest';
import { bestLayer } from './best-layer';

it('the best layer is where recall is highest, the lowest of equals', () => {
  expect(bestLayer([0.3, 0.9, 0.96, 0.96, 0.87], 172)).toBe(2);
  expect(bestLayer([0.9, 0.5, 0.6], 20)).toBe(2);
});

it('there is none where no senses are known, or too few occurrences to say so', () => {
  expect(bestLayer(null, 172)).toBeNull();
  expect(bestLayer([0.2], 172)).toBeNull();
  expect(bestLayer([0.3, 0.9], 19)).toBeNull();
});
