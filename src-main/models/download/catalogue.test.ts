import { describe, expect, it } from 'vitest';
import { CATALOGUE } from './catalogue';

describe('models of the hub in the catalogue', () => {
  const hub = CATALOGUE.flatMap((item) => (item.from.by === 'hub' ? [{ ...item, repository: item.from.name }] : []));

  it('are offered once each, under a name, with licence and origin', () => {
    expect(new Set(hub.map(({ repository }) => repository)).size).toBe(hub.length);
    expect(new Set(hub.map(({ name }) => name)).size).toBe(hub.length);
    for (const { licence, origin, description, host } of hub) {
      expect(licence).toMatch(/^(?:MIT|Apache-2\.0)/);
      expect(origin).toMatch(/\.$/);
      expect(description).toMatch(/\d+ blocks, [\d,]+ wide/);
      expect(host).toBe('huggingface.co');
    }
  });

  it('have a model of each size: from what loads at once to what takes a while', () => {
    const sizes = hub.map(({ nBytes }) => nBytes).sort((a, b) => a - b);
    expect(sizes[0]).toBeLessThan(1e8);
    expect(sizes.at(-1)).toBeLessThan(2e9);
  });
});
