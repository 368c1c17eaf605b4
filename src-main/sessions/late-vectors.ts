import type { OpenedSession } from '@contract/channels/sessions';
import { Failure } from '@contract/failure';
import type { SavedSession } from '@contract/sessions/saved-session';

/** Less than this is not worth a second message. */
const LEAST_BYTES = 1_000_000;

/** The vectors of a flight's other layers come after its picture, which does not need them: of one session at a time, given out once. */
export class LateVectors {
  private last = 0;
  private kept: { readonly id: number; readonly vectors: readonly Float32Array[] } | null = null;

  /** @returns what is shown at once; `late` names the rest, in whose place it has no numbers */
  part(session: SavedSession): Pick<OpenedSession, 'session' | 'late'> {
    this.kept = null;
    const { view } = session;
    const { journey } = view;
    if (journey === null) return { session, late: null };
    const vectors = journey.stops.map((stop) => stop.vectors);
    const isLate = (layer: number): boolean => layer !== view.layer;
    if (vectors.reduce((sum, one, layer) => sum + (isLate(layer) ? one.byteLength : 0), 0) < LEAST_BYTES) return { session, late: null };
    const none = new Float32Array(0);
    const stops = journey.stops.map((stop, layer) => (isLate(layer) ? { ...stop, vectors: none } : stop));
    this.kept = { id: ++this.last, vectors: vectors.map((one, layer) => (isLate(layer) ? one : none)) };
    return { session: { ...session, view: { ...view, journey: { ...journey, stops } } }, late: this.kept.id };
  }

  /** By layer; none for the one that was shown. @throws Failure `not-found` for what was given out, or is of a session before */
  take(id: number): readonly Float32Array[] {
    const { kept } = this;
    if (kept?.id !== id) throw new Failure('not-found', 'The other layers of this session were read before. Open it again.');
    this.kept = null;
    return kept.vectors;
  }
}
