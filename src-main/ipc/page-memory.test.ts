import { describe, expect, it } from 'vitest';
import type { SentenceSet } from '@contract/occurrence';
import { DEFAULT_PROJECTION } from '@contract/projection';
import type { RememberedLook } from '@contract/remembered-page';
import { PageMemory } from './page-memory';

const set = (id: string, title = id): SentenceSet => ({ id, title, word: 'bank', origin: 'own', senses: [], occurrences: [] });
const look: RememberedLook = { setId: 'a', modelId: 'm', layer: 2, mix: null, pooling: 'mean', device: 'auto', precision: 'exact', projection: DEFAULT_PROJECTION, rows: [3, 1] };

describe('the page’s memory', () => {
  it('says nothing to a page that follows no other', () => {
    const memory = new PageMemory();
    memory.keepSet(set('a'));
    memory.keepLook(look);
    expect(memory.recall()).toBeNull();
  });

  it('gives the newest state of each set and the look, once', () => {
    const memory = new PageMemory();
    memory.keepSet(set('a'));
    memory.keepSet(set('b'));
    memory.keepSet(set('a', 'renamed'));
    memory.keepLook(look);
    memory.endedBy('crash');
    expect(memory.recall()).toEqual({ reason: 'crash', sets: [set('b'), set('a', 'renamed')], look });
    expect(memory.recall()).toBeNull();
  });

  it('is bounded', () => {
    const memory = new PageMemory();
    for (let i = 0; i < 30; i++) memory.keepSet(set(String(i)));
    memory.endedBy('crash');
    expect(memory.recall()?.sets.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 10)));
  });
});
