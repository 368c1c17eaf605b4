import { Failure, toEnvelope } from '@contract/failure';
import type { Projection, SweepCell } from '@contract/projection';
import { alignedSteps } from './core/align/aligned';
import { freePlacement, placeRows, preparePlacement, type Placement } from './core/place';
import { projectionSteps, type ProjectionStep } from './core/project';
import type { Rows } from './core/rows';
import { sweepSteps } from './core/sweep';
import { warmSteps } from './core/warm-start';
import type { Answers, Order, ProjectionReply, ProjectionRequest } from './messages';
import { runInSlices } from './slices';

const PREVIEW_MS = 100;

type Held = Rows & { readonly nExtra: number };
type Step = ProjectionStep & { readonly cell?: SweepCell };
type Reply = (message: ProjectionReply, transfer: Transferable[]) => void;

/** Answers requests through `reply`; the worker's whole behaviour, free of worker globals so that tests can run it. */
export function serveProjections(reply: Reply): (request: ProjectionRequest) => void {
  const held = new Map<number, Held>();
  const cancelled = new Set<number>();
  const placing = new Placing();

  const heldRows = (id: number): Held => {
    const rows = held.get(id);
    if (rows === undefined) throw new Failure('internal', `The worker does not hold the rows ${id}.`);
    return rows;
  };

  const stepsOf = (order: Exclude<Order, { kind: 'place' }>): Generator<Step, Answers[keyof Answers]> => {
    const { kind, parameters } = order;
    switch (kind) {
      case 'project': return projectSteps(heldRows(order.rows), order);
      case 'sweep': return sweepSteps({ ...heldRows(order.rows), parameters, nNeighbors: order.nNeighbors, minDist: order.minDist });
      case 'align': {
        const slices = order.slices.map(heldRows);
        return alignedSteps({ slices, nExtra: slices[0]?.nExtra ?? 0, parameters, ...(order.alignment === null ? {} : { alignment: order.alignment }) });
      }
    }
  };

  const answer = async (seq: number, order: Order, isPreviewed: boolean): Promise<Answers[keyof Answers]> => {
    if (order.kind === 'place') return placing.place(order, heldRows(order.rows));
    placing.free();
    let previewed = performance.now();
    return runInSlices(stepsOf(order), {
      shouldCancel: () => cancelled.has(seq),
      onStep: (step) => {
        if (step.cell !== undefined) reply({ kind: 'cell', seq, cell: step.cell }, []);
        if (!isPreviewed || step.stage !== 'layout' || performance.now() - previewed < PREVIEW_MS) return;
        // Made when it is asked for: not asked for more often than it is shown.
        const { coordinates } = step;
        if (coordinates === undefined) return;
        previewed = performance.now();
        reply({ kind: 'preview', seq, coordinates }, [coordinates.buffer]);
      },
      onSlice: ({ stage, done, total }) => { reply({ kind: 'progress', seq, step: { stage, done, total } }, []); },
    });
  };

  return (request) => {
    switch (request.kind) {
      case 'load': {
        const { values, n, dim, nExtra } = request;
        held.set(request.rows, { values, n, dim, nExtra });
        return;
      }
      case 'forget': held.delete(request.rows); return;
      case 'cancel': cancelled.add(request.seq); return;
      case 'start': {
        const { seq, order, isPreviewed } = request;
        answer(seq, order, isPreviewed)
          .then((result) => { reply({ kind: 'result', seq, answer: result }, []); })
          .catch((error: unknown) => { reply({ kind: 'error', seq, error: toEnvelope(error) }, []); })
          .finally(() => { cancelled.delete(seq); });
      }
    }
  };
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
