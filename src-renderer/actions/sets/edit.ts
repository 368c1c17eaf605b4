import { newSetId } from '@contract/kept-sets';
import type { Occurrence, SentenceSet } from '@contract/occurrence';
import { haveSameTexts, ownCopyOf, withOccurrencesOf } from '../../sets/set-edits';
import { movedParts } from '../../state/bookmarks/kept-parts';
import { NO_FILTER, selectedRows } from '../../state/document';
import { current } from '../../state/document.svelte';
import type { HistoryStep } from '../../state/history';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import type { View } from '../../state/view';
import type { KnownPlace } from '../map/standing-map';
import { recordEdit } from '../view/commit-view';
import { show } from '../view/view';
import { keep } from './keeping';
import { noticesWords } from '../../wording/interface/notices';
import { stepWords } from '../../wording/interface/steps';

/** What the own sets are called. */
export const ownTitles = (): string[] => library.own.map(({ title }) => title);

/** The set that can be edited now; null while it is being read or changed. */
function editable(): SentenceSet | null {
  const { view, wanted } = session;
  if (view === null) return null;
  if (wanted === null || wanted.set === view.set) return view.set;
  notices.show({ kind: 'note', message: noticesWords.setIsRead });
  return null;
}

/** Labels change at once; new sentences are read first, and where that fails everything stays as it was. */
export interface Edit {
  readonly step: HistoryStep;
  readonly change: (set: SentenceSet) => SentenceSet;
  /** What is selected then. */
  readonly rows: (next: SentenceSet) => readonly number[];
  readonly known?: KnownPlace | null;
  /** Of labels alone: what colours mean then. */
  readonly colouring?: string;
}

/** Edits the set on screen and keeps it; a preset makes way for a copy of one's own. */
export async function edit({ step, change, rows, known = null, colouring }: Edit): Promise<boolean> {
  const now = editable();
  const { view } = session;
  if (now === null || view === null || change(now) === now) return false;
  const own = now.origin === 'own' ? now : ownCopyOf(now, ownTitles());
  const next = change(own);
  return put({ view, own, next, step, rows, known, colouring }, (shown) => {
    library.remember(next);
    void keep(next, shown);
  });
}

interface Put extends Omit<Edit, 'change' | 'colouring'> {
  readonly colouring?: string | undefined;
  readonly view: View;
  /** What undoing it brings back. */
  readonly own: SentenceSet;
  readonly next: SentenceSet;
}

/** Puts a changed set on screen. @param onShown told once it is there, and at once where labels alone have changed */
async function put({ view, own, next, step, rows, known = null, colouring }: Put, onShown: (shown: Promise<boolean>) => void): Promise<boolean> {
  const isRelabelled = haveSameTexts(view.set, next);
  if (isRelabelled) {
    recordEdit({ step, from: own });
    // Another array of the same numbers: what was measured of the vectors by sense is measured again.
    current.show(
      { ...view, set: next, vectors: view.vectors.subarray() },
      {
        ...movedParts(current.document, view.set, next, newSetId),
        selected: selectedRows(rows(next)),
        ...(colouring === undefined ? {} : { colouring, filter: { ...current.document.filter, hidden: NO_FILTER.hidden } }),
      },
    );
  }
  const shown = show({ set: next, ...(isRelabelled ? { stands: true } : {}), edit: { rows: isRelabelled ? null : rows(next), known, made: isRelabelled ? null : { step, from: own } } });
  const isShown = isRelabelled || await shown;
  if (isShown) onShown(shown);
  return isShown;
}

/** What another window has made of the set on screen takes its place: one step back brings back what was there. Nobody keeps it anew: it is kept. */
export async function putFromElsewhere(view: View, theirs: SentenceSet): Promise<boolean> {
  const next = withOccurrencesOf(view.set, theirs);
  const rowOf = new Map(next.occurrences.map((occurrence, row) => [occurrence, row]));
  // The same sentences are selected, and none that has come.
  const rows = (): readonly number[] => (haveSameTexts(view.set, next)
    ? selection.rows
    : selection.rows.flatMap((row) => rowOf.get(view.set.occurrences[row] as Occurrence) ?? []));
  return put({ view, own: view.set, next, step: { name: stepWords.changeElsewhere }, rows }, () => { library.takeUp(next); });
}

/** What was selected is selected then. */
export const sameRows = (): readonly number[] => selection.rows;
