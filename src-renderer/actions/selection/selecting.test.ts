import { beforeEach, describe, expect, it } from 'vitest';
import { concordance } from '../../state/concordance.svelte';
import { selection } from '../../state/selection.svelte';
import type { LegendEntry } from '../../sets/categories';
import { colouring } from '../../state/colouring.svelte';
import { EMPTY_DOCUMENT, movedFilter } from '../../state/document';
import { current } from '../../state/document.svelte';
import { History } from '../../state/history';
import { marked, setOf } from '../../sets/set.testing';
import type { View } from '../../state/view';
import { addRows, clearSelection, extendTo, hideRows, isolateEntry, pick, select, textbookRows, toggle, toggleEntry, colourBy, searchFor, showAll, showOnlyForm, showOnlyRows } from './selecting';

const occurrences = [marked('d |bank|', 'money'), marked('a |bank|', 'river'), marked('c |bank|', 'money'), marked('b |bank|')];

beforeEach(() => {
  // Selection and filter read no more of a view than its set.
  current.view = { set: setOf(occurrences) } as unknown as View;
  current.document = EMPTY_DOCUMENT;
  current.history = new History();
});

describe('selection', () => {
  it('gives out letters in the order of choosing and closes gaps', () => {
    select(2);
    toggle(0);
    toggle(3);
    expect([2, 0, 3, 1].map((row) => selection.letter(row))).toEqual(['A', 'B', 'C', null]);
    toggle(2);
    expect([0, 3].map((row) => selection.letter(row))).toEqual(['A', 'B']);
  });

  it('extends along the order of the list, in both directions', () => {
    // Sorted by the word before: a (1), b (3), c (2), d (0).
    select(3);
    extendTo(0);
    expect(selection.rows).toEqual([3, 2, 0]);
    select(2);
    extendTo(1);
    expect(selection.rows).toEqual([2, 3, 1]);
  });

  it('replaces on a click, adds on a Ctrl-click, and adds regions without doubles', () => {
    pick(1, { shift: false, ctrl: false });
    pick(2, { shift: false, ctrl: true });
    addRows([2, 3]);
    expect(selection.rows).toEqual([1, 2, 3]);
    pick(0, { shift: false, ctrl: false });
    expect(selection.rows).toEqual([0]);
  });

  it('knows the textbook sentences', () => {
    expect(textbookRows([marked('a |bank|'), { ...marked('b |bank|'), labels: { domain: 'textbook' } }])).toEqual([1]);
  });
});

describe('steps', () => {
  const names = (): string[] => {
    const out: string[] = [];
    for (let { history } = current; history.earlier !== null; history = history.undone(current.document)) out.unshift(history.earlier.name);
    return out;
  };

  it('are recorded for what changes something, and not for what does not', () => {
    select(2);
    select(2);
    showAll();
    clearSelection();
    colourBy('form');
    colourBy('form');
    hideRows([1]);
    expect(names()).toEqual(['selection', 'selection', 'colours', 'what is hidden']);
  });

  it('take a typed search together, and a range that grows', () => {
    for (const text of ['a', 'ab', 'abc']) searchFor(text);
    expect(names()).toEqual(['search']);
    expect(current.history.earlier?.value.filter.query).toBe('');
    searchFor('');
    select(1);
    extendTo(3);
    extendTo(2);
    expect(names()).toEqual(['search', 'selection', 'selection']);
    expect(current.history.earlier?.value.selected.rows).toEqual([1]);
  });
});

describe('filter by the legend', () => {
  const entry = (id: string): LegendEntry => {
    const found = colouring.legend.find((other) => other.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };

  it('switches a sense off and on, and all on again with the last', () => {
    toggleEntry(entry('money'));
    expect(concordance.passing).toEqual([1, 3]);
    toggleEntry(entry(''));
    expect(concordance.passing).toEqual([1]);
    toggleEntry(entry('river'));
    expect(concordance.passing).toEqual([0, 1, 2, 3]);
  });

  it('shows one alone, and all when asked again', () => {
    isolateEntry(entry('river'));
    expect(concordance.passing).toEqual([1]);
    isolateEntry(entry('river'));
    expect(concordance.isFiltering).toBe(false);
  });

  it('goes by whatever colours mean, and begins anew when they mean something else', () => {
    toggleEntry(entry('money'));
    colourBy('form');
    expect(concordance.isFiltering).toBe(false);
    expect(colouring.legend.map(({ id, n }) => [id, n])).toEqual([['bank', 4]]);
    showOnlyForm('banked');
    expect([concordance.passing, concordance.isFiltering]).toEqual([[], true]);
    showAll();
    colourBy('sense');
    expect(concordance.passing).toEqual([0, 1, 2, 3]);
  });

  it('is joined with the search', () => {
    toggleEntry(entry('river'));
    searchFor('/^[bc]/');
    expect(concordance.rows).toEqual([3, 2]);
  });
});

describe('rows shown alone or hidden one by one', () => {
  it('pass together with the other filters, and are all given back', () => {
    showOnlyRows([0, 1, 3]);
    hideRows([3]);
    expect(concordance.passing).toEqual([0, 1]);
    expect([concordance.isNarrowed, concordance.isFiltering]).toEqual([true, true]);
    showAll();
    expect(concordance.passing).toEqual([0, 1, 2, 3]);
    expect(concordance.isNarrowed).toBe(false);
  });

  it('go with their sentences when the set is edited; what is new is shown', () => {
    showOnlyRows([0]);
    hideRows([2]);
    const { onlyRows, hiddenRows } = movedFilter(current.document.filter, Int32Array.from([-1, 0, 2]));
    expect([...onlyRows ?? []]).toEqual([0, 1]);
    expect([...hiddenRows]).toEqual([2]);
  });
});

describe('colours by the distance from A', () => {
  beforeEach(() => {
    // Four vectors of two numbers; the last has none.
    current.view = {
      set: setOf(occurrences),
      map: { kind: 'cloud' },
      mixed: null,
      layer: 1,
      pooling: 'mean',
      summary: { dim: 2 },
      vectors: Float32Array.of(1, 0, 0, 1, 1, 1, 0, 0),
      model: { background: { meanCosine: { mean: [0.1, 0.25] } } },
    } as unknown as View;
  });

  it('follow A, are measured in the original space, and know the random pair of the layer', () => {
    select(0);
    colourBy('from-a');
    expect(colouring.column.values).toEqual(['0.00', '1.00', '0.29', null]);
    expect(colouring.column.pair).toEqual({ distance: 0.75, name: 'two random words' });
    select(1);
    expect(colouring.column.values).toEqual(['1.00', '0.00', '0.29', null]);
  });

  it('are offered with an A that has a vector alone; without it colours mean senses again, and come back with the next', () => {
    expect(colouring.choices.map(({ id }) => id)).not.toContain('from-a');
    select(3);
    expect(colouring.choices.map(({ id }) => id)).not.toContain('from-a');
    select(2);
    expect(colouring.choices.map(({ id }) => id)).toContain('from-a');
    colourBy('from-a');
    clearSelection();
    expect(colouring.id).toBe('sense');
    select(0);
    expect(colouring.id).toBe('from-a');
  });
});
