import { toEnvelope } from '@contract/failure';
import type { ProjectionParameters, SweepCell } from '@contract/projection';
import { mapControls } from '../../state/map.svelte';
import { session } from '../../state/session.svelte';
import { shownLayer } from '../../state/view';
import { sweep, type SweepOrder } from '../../state/panels/sweep.svelte';
import { FEWEST_TO_SWEEP, sweepGrid } from '../../state/panels/sweep-grid';
import { Newest } from '../newest';
import { isCancelled } from '../failures';
import { projector, mapStageName } from './projection';
import { cloudSource } from './row-sources';
import { recompute } from '../view/view';
import { mapWords } from '../../wording/interface/map';

const newest = new Newest(() => { sweep.isRunning = false; });

/** Opens the panel and fills it, map by map, with the points on screen and the popover's other settings. */
export async function openSweep(): Promise<void> {
  const { view } = session;
  if (view?.map.kind !== 'cloud') return;
  const parameters: ProjectionParameters = { ...mapControls.draft, method: 'umap' };
  const grid = sweepGrid(parameters, view.map.rows.length);
  sweep.cells = [];
  sweep.step = '';
  sweep.problem = grid.nNeighbors.length > 0 ? null : mapWords.tooFewPoints(FEWEST_TO_SWEEP, view.map.rows.length);
  sweep.order = { view, map: view.map, parameters, grid };
  if (sweep.problem === null) await fill(sweep.order);
}

async function fill({ view, parameters, grid }: SweepOrder): Promise<void> {
  await newest.run(async (signal) => {
    sweep.isRunning = true;
    try {
      await projector.sweep(cloudSource(shownLayer(view).summary, view.vectors, view.ghosts), parameters, grid.nNeighbors, grid.minDist, {
        signal,
        onCell: (cell) => { sweep.cells = [...sweep.cells, cell]; },
        onProgress: ({ stage }) => { sweep.step = sweep.cells.length > 0 ? mapWords.nMapsOf(sweep.cells.length, sweep.nCells) : mapStageName(stage); },
      });
    } catch (error) {
      if (!isCancelled(error)) sweep.problem = toEnvelope(error).message;
    }
  });
}

/** Stops; the maps that are there stay. */
export function stopSweep(): void {
  newest.cancel();
}

export function closeSweep(): void {
  stopSweep();
  sweep.order = null;
  sweep.cells = [];
}

/** Draws the map on screen again with the settings of a small one. */
export async function adopt({ nNeighbors, minDist }: Pick<SweepCell, 'nNeighbors' | 'minDist'>): Promise<void> {
  const { order } = sweep;
  if (order === null) return;
  closeSweep();
  mapControls.draft = { ...order.parameters, nNeighbors, minDist };
  await recompute();
}
