import { Failure } from '@contract/failure';
import type { SentenceSet } from '@contract/occurrence';
import type { Column } from '../../sets/columns';
import { columnNameProblem, deleteColumn, labelValueProblem, renameColumn, setLabel } from '../../sets/edits/label-edits';
import { mergeProblem, mergeSets, splitProblem, splitSet } from '../../sets/edits/merging';
import { replaceTexts, type ReplacePlan } from '../../sets/edits/replacing';
import { colouring } from '../../state/colouring.svelte';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { setTools, type SetTool } from '../../state/panels/sets/set-tools.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import { mergedText } from '../../wording/sets/merged-text';
import { edit, ownTitles, sameRows } from './edit';
import { keep } from './keeping';
import { openedSet } from './sets';
import { noticesWords } from '../../wording/interface/notices';
import { stepWords } from '../../wording/interface/steps';

export function openSetTool(tool: SetTool): void {
  if (session.view !== null) setTools.open = tool;
}

/** Carries a plan out that was made of the set on screen; what it leaves stays as it is. */
export async function replaceInSentences({ changes, occurrences }: Extract<ReplacePlan, { kind: 'plan' }>): Promise<boolean> {
  const planned = session.set?.occurrences;
  // A plan is of its rows: while it was read the set may have become another one.
  return edit({ step: { name: stepWords.replacement(changes.length) }, change: (set) => (set.occurrences === planned ? replaceTexts(set, occurrences) : set), rows: sameRows });
}

/** Colours show what was done; where they mean the column already, what is hidden stays hidden. */
const colouredBy = (name: string): { readonly colouring?: string } => (colouring.id === `label:${name}` ? {} : { colouring: `label:${name}` });

/** Gives the selection a value in a column, which is made where there is none; null takes it away. @throws Failure for a name or value that no column can have */
export async function labelSelection(wanted: string, value: string | null): Promise<boolean> {
  const { set } = session;
  const { rows } = selection;
  if (set === null || rows.length === 0) return false;
  const name = wanted.trim();
  const isNew = !set.occurrences.some(({ labels }) => Object.hasOwn(labels, name));
  refuse(isNew ? columnNameProblem(set, name) : null);
  if (value !== null) refuse(labelValueProblem(value));
  const given = value === null ? null : value.trim();
  return edit({
    step: { name: given === null ? stepWords.labelTaken(name) : `${name} “${given}”` },
    change: (now) => setLabel(now, rows, name, given),
    rows: sameRows,
    ...(given === null ? {} : colouredBy(name)),
  });
}

/** @throws Failure for a name that no column can have */
export async function renameLabelColumn(before: string, wanted: string): Promise<boolean> {
  const { set } = session;
  const name = wanted.trim();
  if (set === null || name === before) return false;
  refuse(columnNameProblem(set, name, before));
  return edit({ step: { name: stepWords.columnName }, change: (now) => renameColumn(now, before, name), rows: sameRows, ...(colouring.id === `label:${before}` ? { colouring: `label:${name}` } : {}) });
}

export const deleteLabelColumn = (name: string): Promise<boolean> =>
  edit({ step: { name: stepWords.columnDeleted(name) }, change: (now) => deleteColumn(now, name), rows: sameRows, ...(colouring.id === `label:${name}` ? { colouring: 'sense' } : {}) });

/** Adds another set of the library to the one on screen. @throws Failure where both are too large together */
export async function addSetToThis(id: string): Promise<boolean> {
  const other = await openedSet(id);
  const { set } = session;
  if (set === null || other.id === set.id) return false;
  const merged = mergeSets(set, other);
  refuse(mergeProblem(merged));
  const isDone = merged.set !== set && await edit({ step: { name: stepWords.setAdded(other.title) }, change: (now) => mergeSets(now, other).set, rows: sameRows });
  if (isDone || merged.set === set) notices.show({ kind: 'note', message: mergedText(other.title, merged) });
  return isDone;
}

/** A set of one's own for each value of a column; the set on screen stays. @throws Failure where it cannot be split by this column */
export async function splitByColumn(column: Column): Promise<readonly SentenceSet[]> {
  const { set } = session;
  if (set === null) return [];
  refuse(splitProblem(column));
  const parts = splitSet(set, column, ownTitles());
  for (const part of parts) library.remember(part);
  notices.show({ kind: 'note', message: noticesWords.setsMade(parts.length, set.title) });
  await Promise.all(parts.map((part) => keep(part)));
  return parts;
}

function refuse(problem: string | null): void {
  if (problem !== null) throw new Failure('bad-request', problem);
}
