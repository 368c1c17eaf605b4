/** How finely a frame is drawn. */
export interface Detail {
  /** Lines of one pixel in place of ribbons with soft edges. */
  readonly areLinesThin: boolean;
  /** Share (0…1] of the threads and trails that are drawn; those of selected rows always are. */
  readonly lineShare: number;
}

/** Of whatever rests, of pictures and of films. */
export const FULL_DETAIL: Detail = { areLinesThin: false, lineShare: 1 };

const GOLDEN = 0.61803399;
const thin = (lineShare: number): Detail => ({ areLinesThin: true, lineShare });
const LEVELS: readonly Detail[] = [FULL_DETAIL, thin(1), thin(1 / 2), thin(1 / 4), thin(1 / 8), thin(1 / 16), thin(1 / 32)];

/** A frame that takes longer is too slow; in ms. */
export const MOST_FRAME_MS = 1000 / 30;
/** So many times that: lines of one pixel will not do alone. */
const FAR = 3;
/** A moving scene is drawn more finely after so many frames in a row that had time to spare, at first; twice as many after each attempt that failed. */
const FEWEST_QUICK = 60;
const MOST_QUICK = 4000;
/** At 60 Hz a frame takes 16.7 ms however little there is to be drawn. */
const QUICK_MS = 20;
/** So many lines cost nothing that a frame could save. */
const FEWEST_LINES = 60;
/** Between frames further apart nothing was drawn. */
const PAUSE_MS = 5000;

/**
 * Says how finely a scene in motion is drawn, by the time that its frames take: where the processor draws, thousands of soft ribbons take half a
 * second. What was found holds for the next motion. A scene at rest is always drawn in full.
 */
export class MovingDetail {
  private level = 0;
  private nRows = -1;
  private lastMs: number | null = null;
  /** How long the frame before took; one slow frame alone is somebody else's work. */
  private beforeMs = 0;
  private nQuick = 0;
  private nNeeded = FEWEST_QUICK;
  private hasRisen = false;

  /** To be called once a frame. @param nowMs when it is drawn @param nRows of the cloud: of another number of rows nothing is known yet */
  next(nowMs: number, isMoving: boolean, nRows: number): Detail {
    if (nRows !== this.nRows) Object.assign(this, { nRows, level: 0, nQuick: 0, nNeeded: FEWEST_QUICK, hasRisen: false });
    const tookMs = this.lastMs === null ? null : nowMs - this.lastMs;
    this.lastMs = isMoving ? nowMs : null;
    if (isMoving && tookMs !== null && tookMs < PAUSE_MS) this.judge(tookMs, Math.min(tookMs, this.beforeMs));
    this.beforeMs = isMoving ? tookMs ?? 0 : 0;
    const { areLinesThin, lineShare } = LEVELS[this.level] ?? FULL_DETAIL;
    if (!isMoving || !areLinesThin) return FULL_DETAIL;
    return { areLinesThin, lineShare: Math.max(lineShare, Math.min(1, FEWEST_LINES / Math.max(1, nRows))) };
  }

  private judge(tookMs: number, leastMs: number): void {
    if (leastMs > MOST_FRAME_MS) {
      this.nQuick = 0;
      if (this.hasRisen) this.nNeeded = Math.min(MOST_QUICK, 2 * this.nNeeded);
      this.hasRisen = false;
      this.level = Math.min(LEVELS.length - 1, this.level + (leastMs > FAR * MOST_FRAME_MS ? 2 : 1));
      return;
    }
    this.nQuick = tookMs < QUICK_MS ? this.nQuick + 1 : 0;
    if (this.nQuick < this.nNeeded || this.level === 0) return;
    this.nQuick = 0;
    this.hasRisen = true;
    this.level--;
  }
}

/** Lines of a rank (0…1) below the share are drawn: whatever it is, they are spread evenly over the indices. */
export const lineRank = (index: number): number => (index * GOLDEN) % 1;

/** GLSL: `bool isLeftOut(float index)`, by the same rank and the share `uShare`. */
export const LINE_SHARE_GLSL = /* glsl */ `
uniform float uShare;
bool isLeftOut(float index) { return uShare < 1.0 && fract(index * ${GOLDEN}) >= uShare; }`;
