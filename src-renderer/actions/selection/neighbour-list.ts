import { inspection } from '../../state/inspection.svelte';
import { session } from '../../state/session.svelte';
import { neighboursTable } from '../../wording/models/neighbours-table';
import { copyText } from '../copying';
import { selectRows } from './selecting';

/** Selects the neighbours in place of what they are the neighbours of. */
export function selectNeighbours(): void {
  selectRows(inspection.neighbours.map(({ row }) => row));
}

/** The list as it stands, with tabs between its cells. */
export function copyNeighbours(): void {
  copyText(neighboursTable(inspection.neighbours, session.occurrences, session.baseline));
}
