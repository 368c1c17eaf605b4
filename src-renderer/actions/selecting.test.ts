import { beforeEach, describe, expect, it } from 'vitest';
import { concordance } from '../state/concordance.svelte';
import { selection } from '../state/selection.svelte';
import type { LegendEntry } from '../state/categories';
import { colouring } from '../state/colouring.svelte';
import { session } from '../state/session.svelte';
import { marked, setOf } from '../state/test-set';
import type { View } from '../state/view';
import { addRows, clearSelection, extendTo, isolateEntry, pick, select, textbookRows, toggle, toggleEntry, colourBy, showAll, showOnlyForm } from './selecting';

const occurrences = [marked('d |bank|', 'money'), marked('a |bank|', 'river'), marked('c |bank|', 'money'), marked('b |bank|')];

beforeEach(() => {
  // Selection and filter read no more of a view than its set.
  session.view = { set: setOf(occurrences) } as unknown as View;
  concordance.reset();
  clearSelection();
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
    concordance.query = '/^[bc]/';
    expect(concordance.rows).toEqual([3, 2]);
  });
});

describe('rows shown alone or hidden one by one', () => {
  it('pass together with the other filters, and are all given back', () => {
    concordance.onlyRows = new Set([0, 1, 3]);
    concordance.hiddenRows = new Set([3]);
    expect(concordance.passing).toEqual([0, 1]);
    expect([concordance.isNarrowed, concordance.isFiltering]).toEqual([true, true]);
    showAll();
    expect(concordance.passing).toEqual([0, 1, 2, 3]);
    expect(concordance.isNarrowed).toBe(false);
  });

  it('go with their sentences when the set is edited; what is new is shown', () => {
    concordance.onlyRows = new Set([0]);
    concordance.hiddenRows = new Set([2]);
    concordance.moveRows(Int32Array.from([-1, 0, 2]));
    expect([...concordance.onlyRows]).toEqual([0, 1]);
    expect([...concordance.hiddenRows]).toEqual([2]);
  });
});
