import { Failure } from '@contract/failure';
import type { Projection, SweepCell } from '@contract/projection';
import type { ClientPort } from '@contract/rpc';
import { Pace } from '@rpc/pace';
import { byMethod, serve, type AnswerHooks } from '@rpc/serve';
import { alongSteps } from '@projection/along';
import { alignedSteps } from '@projection/align/aligned';
import { freePlacement, placeRows, preparePlacement, type Placement } from '@projection/place';
import { projectionSteps, type ProjectionStep } from '@projection/project';
import type { Rows } from '@vectors/rows';
import { sweepSteps } from '@projection/sweep';
import { warmSteps } from '@projection/warm-start';
import type { Order, ProjectionEvent, ProjectionMethods, Work } from './messages';
import { runInSlices } from './slices';

const PREVIEW_MS = 100;

type Held = Rows & { readonly nExtra: number };
type Step = ProjectionStep & { readonly cell?: SweepCell };
type Hooks = AnswerHooks<ProjectionEvent>;

/** The worker's whole behaviour, free of worker globals so that tests can run it. */
export function serveProjections(port: ClientPort): void {
  const held = new Map<number, Held>();
  const placing = new Placing();

  const heldRows = (id: number): Held => {
    const rows = held.get(id);
    if (rows === undefined) throw new Failure('internal', `The worker does not hold the rows ${id}.`);
    return rows;
  };

  /** The order, once its rows are there. */
  const take = <K extends Order['kind']>({ forget, load, order }: Work<K>): Work<K>['order'] => {
    for (const rows of forget) held.delete(rows);
    for (const { rows, ...matrix } of load) held.set(rows, matrix);
    // What is ready for new points goes before another map is laid out.
    if (order.kind !== 'place') placing.free();
    return order;
  };

  serve<ProjectionMethods>(port, byMethod<ProjectionMethods>({
    project: (work, hooks) => {
      const order = take(work);
      return layOut(projectSteps(heldRows(order.rows), order), work.isPreviewed, hooks);
    },
    sweep: (work, hooks) => {
      const { rows, parameters, nNeighbors, minDist } = take(work);
      return layOut(sweepSteps({ ...heldRows(rows), parameters, nNeighbors, minDist }), work.isPreviewed, hooks);
    },
    align: (work, hooks) => {
      const { slices, parameters, alignment } = take(work);
      const rows = slices.map(heldRows);
      return layOut(alignedSteps({ slices: rows, nExtra: rows[0]?.nExtra ?? 0, parameters, ...(alignment === null ? {} : { alignment }) }), work.isPreviewed, hooks);
    },
    along: (work, hooks) => {
      const order = take(work);
      return layOut(alongSteps({ ...heldRows(order.rows), ...order }), work.isPreviewed, hooks);
    },
    place: (work) => {
      const order = take(work);
      return placing.place(order, heldRows(order.rows));
    },
  }));
}

/** Progress comes once a slice, cells and previews when they are there. */
function layOut<Result>(steps: Generator<Step, Result>, isPreviewed: boolean, { signal, tell }: Hooks): Promise<Result> {
  const pace = new Pace(PREVIEW_MS);
  pace.isDue();
  return runInSlices(steps, {
    shouldCancel: () => signal.aborted,
    onStep: (step) => {
      if (step.cell !== undefined) tell({ kind: 'cell', cell: step.cell });
      if (!isPreviewed || step.stage !== 'layout' || !pace.isDue()) return;
      // Made when it is asked for: not asked for more often than it is shown.
      const { coordinates } = step;
      if (coordinates !== undefined) tell({ kind: 'preview', coordinates }, [coordinates.buffer]);
    },
    onSlice: ({ stage, done, total }) => { tell({ kind: 'progress', step: { stage, done, total } }); },
  });
}

function* projectSteps(rows: Held, { parameters, earlier }: Extract<Order, { kind: 'project' }>): Generator<ProjectionStep, Projection> {
  const input = { ...rows, parameters };
  if (earlier === null) return yield* projectionSteps(input);
  const { ids, coordinates, unit } = earlier;
  return (yield* warmSteps({ ...input, ids, earlier: { coordinates, unit } })).projection;
}

/** Keeps the last map that was placed into ready, so that the next word typed costs no preparation. */
class Placing {
  private ready: { readonly mapId: number; readonly placement: Placement } | null = null;

  place({ mapId, map, added }: Extract<Order, { kind: 'place' }>, rows: Held): Float32Array {
    if (this.ready?.mapId !== mapId) {
      this.free();
      if (map === null) throw new Failure('internal', `The worker has no map ${mapId} ready.`);
      const n = rows.n - rows.nExtra;
      const known = { values: rows.values.subarray(0, n * rows.dim), n, dim: rows.dim };
      this.ready = { mapId, placement: preparePlacement({ ...map, nComponents: map.parameters.nComponents }, known) };
    }
    return placeRows(this.ready.placement, { values: added, n: added.length / rows.dim, dim: rows.dim });
  }

  free(): void {
    if (this.ready !== null) freePlacement(this.ready.placement);
    this.ready = null;
  }
}
