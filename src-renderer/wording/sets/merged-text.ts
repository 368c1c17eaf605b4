import type { Merged } from '../../sets/edits/merging';
import { counted } from '../captions';

/** What became of a set that was added to another one. */
export function mergedText(title: string, { nAdded, nShared, nConflicts }: Omit<Merged, 'set'>): string {
  const there = nShared === 0 ? '' : `; ${nShared.toLocaleString('en')} ${nShared === 1 ? 'was' : 'were'} there already`;
  const other = nConflicts === 0 ? '' : `, ${nConflicts.toLocaleString('en')} of them with other labels, which stay as they are here`;
  return `${nAdded === 0 ? 'Nothing was added' : `Added ${counted(nAdded, 'sentence')}`} of “${title}”${there}${other}.`;
}
