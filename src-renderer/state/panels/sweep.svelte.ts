import type { ProjectionParameters, SweepCell } from '@contract/projection';
import { bestTexts, type SweepGrid } from './sweep-grid';
import type { CloudMap, View } from '../view';

/** What is swept: the points of a view, with settings that all small maps share. */
export interface SweepOrder {
  readonly view: View;
  readonly map: CloudMap;
  readonly parameters: ProjectionParameters;
  readonly grid: SweepGrid;
}

/** The panel that compares settings. */
class Sweep {
  /** null: the panel is closed. */
  order = $state.raw<SweepOrder | null>(null);
  /** In the order in which they were finished. */
  cells = $state.raw<readonly SweepCell[]>([]);
  isRunning = $state(false);
  step = $state<string>('');
  problem = $state<string | null>(null);

  readonly best = $derived(bestTexts(this.cells));
  readonly nCells = $derived(this.order === null ? 0 : this.order.grid.nNeighbors.length * this.order.grid.minDist.length);

  cellAt(nNeighbors: number, minDist: number): SweepCell | null {
    return this.cells.find((cell) => cell.nNeighbors === nNeighbors && cell.minDist === minDist) ?? null;
  }
}

export const sweep = new Sweep();
