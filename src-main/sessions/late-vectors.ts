import type { OpenedSession } from '@contract/channels/sessions';
import { Failure, toEnvelope } from '@contract/failure';
import type { BegunSession } from './session-file';
import { LEAST_LATE_BYTES, type UnreadArrays } from './unread-arrays';

interface Kept {
  readonly id: number;
  /** By layer; undefined: shown, or given out. */
  readonly vectors: (Float32Array | undefined)[];
  readonly unread: UnreadArrays | null;
}

/** The vectors of a flight's other layers come after its picture, which does not need them: of one session at a time, a layer at a time, each given out once. */
export class LateVectors {
  private last = 0;
  private kept: Kept | null = null;

  /** @returns what is shown at once; `late` names the rest, in whose place it has no numbers */
  async part({ session, unread }: BegunSession): Promise<Pick<OpenedSession, 'session' | 'late'>> {
    await this.forget();
    const { view } = session;
    const { journey } = view;
    if (journey === null) return { session, late: null };
    const vectors = journey.stops.map((stop, layer) => (layer === view.layer ? undefined : stop.vectors));
    if (vectors.reduce((sum, one) => sum + (one?.byteLength ?? 0), 0) < LEAST_LATE_BYTES) return { session, late: null };
    const none = new Float32Array(0);
    const stops = journey.stops.map((stop, layer) => (layer === view.layer ? stop : { ...stop, vectors: none }));
    this.kept = { id: ++this.last, vectors, unread };
    return { session: { ...session, view: { ...view, journey: { ...journey, stops } } }, late: this.kept.id };
  }

  /** @throws Failure `not-found` for what was shown, was given out, or is of a session before; `bad-input` for numbers that are damaged in the file, `io` */
  async take(id: number, layer: number): Promise<Float32Array> {
    const { kept } = this;
    const vectors = kept?.id === id ? kept.vectors[layer] : undefined;
    if (kept === null || vectors === undefined) throw new Failure('not-found', 'This layer of the session was read before. Open it again.');
    let read: Float32Array;
    try {
      read = await kept.unread?.read(vectors) ?? vectors;
    } catch (error) {
      const { code, message, detail } = toEnvelope(error);
      throw new Failure(code, `Layer ${layer} could not be read, and the flight stays without its other layers. ${message}`, detail);
    }
    kept.vectors[layer] = undefined;
    if (this.kept === kept && kept.vectors.every((one) => one === undefined)) await this.forget();
    return read;
  }

  /** Nobody asks for the rest any more. */
  async forget(): Promise<void> {
    const { kept } = this;
    this.kept = null;
    await kept?.unread?.close();
  }
}
