import { toEnvelope } from '@contract/failure';
import { INDUCE_SEED } from '@contract/layers/induced-senses';
import { contexture } from '../api/contexture';
import { areOf, FOUND_COLUMN, foundOf, mergedRows, namesOfRows, numbersOf, regrouped, renamed, rowsOfCluster, splitRows, type FoundSenses } from '../sets/found-senses';
import { NO_FILTER } from '../state/document';
import { current } from '../state/document.svelte';
import { induction, type RunningInduction } from '../state/induction.svelte';
import { session } from '../state/session.svelte';
import { foundWhere } from '../wording/found-senses';
import { isCancelled } from './failures';
import { Newest } from './newest';
import { numbered } from './numbered';
import { labelRows } from './sets/editing';
import { modelSaid } from '../wording/model-facts';
import { stepWords } from '../wording/interface/steps';

const newest = new Newest(() => { induction.running = null; });

/** Clusters the occurrences by the vectors shown and colours them so; an older search gives way. */
export async function findSenses(): Promise<void> {
  const { place, method } = induction;
  const { view } = session;
  if (place === null || view === null) return;
  const nClusters = method === 'hdbscan' ? null : induction.nClusters;
  const show = (nDone: number, nTotal: number): RunningInduction => (induction.running = { ...place, nDone, nTotal });
  await newest.run(async (signal, isNewest) => {
    induction.fail(place, null);
    show(0, 1);
    try {
      const answer = await numbered((seq) => contexture.induce({ ...place, seq, method, nClusters, seed: INDUCE_SEED, rows: null }), signal,
        ({ nDone, nTotal }) => { if (isNewest()) show(nDone, nTotal); });
      const where = foundWhere(modelSaid(view), view.layer, view.summary.nLayers, view.mix);
      const found = foundOf(answer, { ...place, set: view.set, where, method, isAutomatic: nClusters === null });
      if (session.set !== null && areOf(found, session.set)) take(found, stepWords.sensesFound);
    } catch (error) {
      if (!isCancelled(error)) induction.fail(place, toEnvelope(error).message);
    }
  });
}

/** Gives the search up that is under way; what was found before stays. */
export function cancelFinding(): void {
  newest.cancel();
}

/** What was found is in the document: undoing the step brings back what was there, and its colours. */
function take(found: FoundSenses, step: string): void {
  const { filter } = current.document;
  current.change({ name: step }, { found, colouring: FOUND_COLUMN, filter: { ...filter, hidden: NO_FILTER.hidden } });
}

/** One cluster of two, under the name of the first. */
export async function mergeClusters(id: number, other: number): Promise<void> {
  const { found } = induction;
  if (found !== null && id !== other) await regroup(found, mergedRows(found, id, other), stepWords.clustersMerged);
}

/** Two clusters of one: k-means of its rows, in the vectors in which it was found. @throws Failure `not-found` where those are no longer in memory */
export async function splitCluster(id: number): Promise<void> {
  const { found } = induction;
  if (found === null) return;
  const { key, layer } = found;
  const { clusters } = await numbered(
    (seq) => contexture.induce({ seq, key, layer, method: 'kmeans', nClusters: 2, seed: INDUCE_SEED, rows: rowsOfCluster(found, id) }),
    new AbortController().signal,
    () => undefined,
  );
  await regroup(found, splitRows(found, id, clusters), stepWords.clusterSplit, id);
}

/** Words and scores are counted anew for other clusters; where something else was found in the meantime, that stays. */
async function regroup(found: FoundSenses, clusterOf: Int32Array, step: string, unnamed: number | null = null): Promise<void> {
  const { view } = session;
  if (view === null) return;
  const described = await contexture.describeClusters({ key: view.summary.key, clusters: numbersOf(clusterOf) });
  if (induction.found === found) take({ ...regrouped(found, clusterOf, described, unnamed), set: view.set }, step);
}

/** Empty: the cluster is called by its words again. */
export function renameCluster(id: number, name: string): void {
  const { found } = induction;
  if (found !== null) current.change({ name: stepWords.clusterName }, { found: renamed(found, id, name) });
}

/** Writes the clusters into the set as a label column, and colours by it. */
export async function keepAsLabel(): Promise<boolean> {
  const { found } = induction;
  return found !== null && await labelRows(FOUND_COLUMN, namesOfRows(found));
}
