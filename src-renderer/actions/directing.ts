import { alongAxis, axisBetween, testAxisSteps, unitRowsOf } from '@semantics/direction';
import { sentenceIds } from '@semantics/sentence-ids';
import { DIRECTION_COLUMN, directionName, sharedRows, twoCategories, type FoundDirection } from '../sets/direction';
import { NO_FILTER } from '../state/document';
import { current } from '../state/document.svelte';
import { directionGroups } from '../state/panels/direction-groups.svelte';
import { session } from '../state/session.svelte';
import { shownLayer } from '../state/view';
import { foundWhere } from '../wording/found-senses';
import { inSlices, tableOf } from './selection/measure';
import { scene } from './view/scene-port';
import { show } from './view/view';
import { Newest } from './newest';
import { modelSaid } from '../wording/model-facts';
import { layersWords } from '../wording/interface/layers';
import { stepWords } from '../wording/interface/steps';

/** Of folds and random groups. */
const SEED = 42;

const newest = new Newest(() => { directionGroups.isRunning = false; });

/** Makes the axis between the two chosen groups in the vectors shown, tests it, and colours by it; an older one that is under way gives way. */
export async function makeDirection(): Promise<void> {
  const { from, to, column, isByVectors } = directionGroups;
  const { view } = session;
  if (view === null || from === null || to === null) return;
  newest.cancel();
  directionGroups.fail(null);
  const { summary, layer } = shownLayer(view);
  const missing = new Set(summary.missing);
  const withVector = (rows: readonly number[]): number[] => rows.filter((row) => !missing.has(row));
  const groups = { from: withVector(from.rows), to: withVector(to.rows) };
  const units = unitRowsOf(tableOf(view.vectors, summary.dim));
  const shared = sharedRows(groups.from, groups.to).length;
  const empty = groups.from.length === 0 ? from : groups.to.length === 0 ? to : null;
  const axis = empty !== null || shared > 0 ? null : axisBetween(units, groups);
  if (axis === null) {
    directionGroups.fail(empty !== null ? layersWords.groupWithoutVectors(empty.name) : shared > 0 ? layersWords.groupsOverlap(shared) : layersWords.groupsAlike);
    return;
  }
  await newest.run(async (signal, isNewest) => {
    directionGroups.isRunning = true;
    try {
      const test = await inSlices(testAxisSteps(units, groups, sentenceIds(view.set.occurrences.map(({ text }) => text)), SEED), signal);
      const [first, second] = twoCategories(from.category, to.category);
      const hasValue = [from, to].some(({ id }) => id.startsWith('value:'));
      const direction: FoundDirection = {
        set: view.set, key: summary.key, layer, where: foundWhere(modelSaid(view), view.layer, view.summary.nLayers, view.mix),
        columnId: hasValue ? column?.id ?? null : null, isByVectors,
        from: { name: from.name, rows: groups.from, category: first }, to: { name: to.name, rows: groups.to, category: second },
        values: alongAxis(units, axis), test,
      };
      if (!isNewest() || session.view?.set !== view.set) return;
      const filter = { ...current.document.filter, hidden: NO_FILTER.hidden };
      current.change({ name: stepWords.axis(directionName(direction)) }, { direction, colouring: DIRECTION_COLUMN, filter });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  });
}

/** Lays the map along the axis, or brings back the map in whose place it stands. */
export async function layAlong(direction: FoundDirection | null): Promise<void> {
  // The axis runs from left to right for whoever looks from the front.
  if (await show({ along: direction }) && direction !== null) scene()?.lookFrom('front');
}
