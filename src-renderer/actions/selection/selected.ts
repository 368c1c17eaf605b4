import { contexture } from '../../api/contexture';
import { concordance } from '../../state/concordance.svelte';
import { selection } from '../../state/selection.svelte';
import { selectionCsv } from '../../sets/selection-facts';
import { session } from '../../state/session.svelte';
import { mixLine, mixName } from '../../wording/layer-mix';
import { copyText } from '../copying';
import { hideRows, selectRows, showOnlyRows } from './selecting';
import { modelSaid } from '../../wording/model-facts';
import { stepWords } from '../../wording/interface/steps';

/** See {@link hideRows}. */
export function hideSelected(): void {
  hideRows(selection.rows);
}

/** The selection alone is shown; again: all. */
export function isolateSelected(): void {
  const { rows } = selection;
  const { onlyRows } = concordance;
  const isAlone = onlyRows?.size === rows.length && rows.every((row) => onlyRows.has(row));
  showOnlyRows(isAlone ? null : rows);
}

/** Everything that passes the filter and is not selected. */
export function invertSelection(): void {
  selectRows(concordance.passing.filter((row) => !selection.has(row)), stepWords.selectionInverted);
}

/** One sentence a line. */
export function copySelected(): void {
  copyText(selection.rows.map((row) => session.occurrences[row]?.text ?? '').join('\n'));
}

/** Asks where to keep the selection as a table. */
export async function saveSelectedCsv(): Promise<void> {
  const { view, occurrences } = session;
  if (view === null || selection.rows.length === 0) return;
  const text = selectionCsv(selection.rows, occurrences, view.map.kind === 'cloud' ? view.map : null, view.mix === null ? null : `${modelSaid(view)}, ${mixName(view.mix)}. ${mixLine(view.mix)}`);
  await contexture.saveCsv({ bytes: new TextEncoder().encode(text), suggestedName: `${view.set.title.slice(0, 100) || 'set'}-selection.csv` });
}
