/** Share of the time of a layer that the points rest there; then they are on their way to the next. */
const REST_SHARE = 1 / 3;

/** Where the points of a flight stand: at the share (0 ≤ share < 1) of their way from a layer to the next. */
export interface FlightPlace {
  readonly layer: number;
  readonly share: number;
}

export interface FilmFrame {
  /** Share of a whole turn to the right, 0 ≤ turned < 1. */
  readonly turned: number;
  /** Null: the points stay where they are. */
  readonly place: FlightPlace | null;
}

/** One turn: its last frame is as far from its first as any frame from the next, so that it can be played again and again. @param seconds of the film */
export function turnFrames(seconds: number, framesASecond: number): readonly FilmFrame[] {
  const n = Math.max(1, Math.round(seconds * framesASecond));
  return Array.from({ length: n }, (_, frame) => ({ turned: frame / n, place: null }));
}

/** Through all layers, as many frames for each: at rest there, then on the way to the next; at the last one all are at rest. @param seconds for each layer */
export function flightFrames(nLayers: number, seconds: number, framesASecond: number): readonly FilmFrame[] {
  const n = Math.max(2, Math.round(seconds * framesASecond)), nAtRest = Math.max(1, Math.round(n * REST_SHARE));
  return Array.from({ length: nLayers * n }, (_, frame) => {
    const layer = Math.floor(frame / n), after = frame % n;
    return { turned: 0, place: { layer, share: after < nAtRest || layer === nLayers - 1 ? 0 : (after - nAtRest + 1) / (n - nAtRest + 1) } };
  });
}

/** The layer that a place is named after: the nearer one, as under a hand that scrubs. */
export const nearerLayer = ({ layer, share }: FlightPlace): number => Math.round(layer + share);
