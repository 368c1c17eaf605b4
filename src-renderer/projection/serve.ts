import { toEnvelope } from '@contract/failure';
import { projectInSlices } from './core/project';
import type { ProjectionReply, ProjectionRequest } from './messages';

/** Answers requests through `reply`; the worker's whole behaviour, free of worker globals so that tests can run it. */
export function serveProjections(reply: (message: ProjectionReply, transfer: Transferable[]) => void): (request: ProjectionRequest) => void {
  const cancelled = new Set<number>();
  return (request) => {
    if (request.kind === 'cancel') {
      cancelled.add(request.seq);
      return;
    }
    const { seq, input } = request;
    projectInSlices(input, { onStep: (step) => reply({ kind: 'progress', seq, step }, []), shouldCancel: () => cancelled.has(seq) })
      .then((projection) => reply({ kind: 'result', seq, projection }, [projection.coordinates.buffer as ArrayBuffer]))
      .catch((error: unknown) => reply({ kind: 'error', seq, error: toEnvelope(error) }, []))
      .finally(() => cancelled.delete(seq));
  };
}
