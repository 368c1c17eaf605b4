import type { SentenceSet } from '@contract/occurrence';
import type { SavedDirection, SavedFound } from '@contract/sessions/saved-findings';
import type { SavedDocument } from '@contract/sessions/saved-session';
import type { FoundDirection } from '../../sets/direction';
import type { FoundSenses } from '../../sets/found-senses';
import { haveSameTexts } from '../../sets/set-edits';
import type { SessionDocument } from '../../state/document';

/** Cosines are kept to this many digits: more than any picture or table shows. */
const DIGITS = 7;

const savedFoundOf = ({ key, layer, where, method, isAutomatic, silhouette, nTried, isChanged, clusterOf, clusters, scores }: FoundSenses): SavedFound =>
  ({ key, layer, where, method, isAutomatic, silhouette, nTried, isChanged, clusterOf: Array.from(clusterOf), clusters, scores });

const savedDirectionOf = ({ key, layer, where, from, to, columnId, isByVectors, values, test }: FoundDirection): SavedDirection =>
  ({ key, layer, where, from, to, columnId, isByVectors, test, values: Array.from(values, (value) => (Number.isNaN(value) ? null : Number(value.toFixed(DIGITS)))) });

/** What was found in the sentences on screen; what was found in others is left out. */
export function savedFindingsOf({ found, direction }: Pick<SessionDocument, 'found' | 'direction'>, set: SentenceSet): Pick<SavedDocument, 'found' | 'direction'> {
  return {
    ...(found !== null && haveSameTexts(found.set, set) ? { found: savedFoundOf(found) } : {}),
    ...(direction !== null && haveSameTexts(direction.set, set) ? { direction: savedDirectionOf(direction) } : {}),
  };
}

/** @param set of the session: as it was saved, or as this computer has it */
export function findingsOf({ found, direction }: Pick<SavedDocument, 'found' | 'direction'>, set: SentenceSet): Pick<SessionDocument, 'found' | 'direction'> {
  return {
    found: found === undefined ? null : { ...found, set, clusterOf: Int32Array.from(found.clusterOf) },
    direction: direction === undefined ? null : { ...direction, set, values: Float64Array.from(direction.values, (value) => value ?? NaN) },
  };
}
