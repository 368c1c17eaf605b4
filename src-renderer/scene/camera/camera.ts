import { between, DEFAULT_CAMERA } from './camera-moves';
import { easeOut, type FrameLoop } from '../frame-loop';
import type { CameraState } from '@contract/camera';

/** Time in which the camera covers 63 % of the way to where input has sent it. */
const FOLLOW_MS = 45;
const CLOSE_ENOUGH = 2e-4;
const NAME = 'camera';

/** The camera as it stands and the place where input wants it: it follows softly, flies on command, and stops for any input. */
export class SceneCamera {
  current: CameraState = DEFAULT_CAMERA;
  goal: CameraState = DEFAULT_CAMERA;
  /** False where motion is reduced: input then takes effect at once. */
  isSoft = true;
  private lastMs: number | null = null;

  constructor(private readonly loop: FrameLoop) {}

  /** Input wants the camera here. */
  steer(goal: CameraState): void {
    this.stop();
    this.goal = goal;
    this.loop.invalidate();
  }

  /** Flies to a state in `durationMs`; 0 jumps. */
  moveTo(goal: CameraState, durationMs: number): void {
    const from = this.current;
    this.goal = goal;
    void this.loop.animate(NAME, durationMs, (u) => {
      this.current = u === 1 ? goal : between(from, goal, easeOut(u));
      this.lastMs = null;
    });
  }

  /** Ends a flight where it stands. */
  stop(): void {
    if (!this.loop.isAnimating(NAME)) return;
    this.loop.cancel(NAME);
    this.goal = this.current;
  }

  /** Advances towards the goal; says whether another frame is needed. */
  tick(nowMs: number): boolean {
    if (this.current === this.goal || this.loop.isAnimating(NAME)) return false;
    const elapsedMs = this.lastMs === null ? 16 : Math.min(100, nowMs - this.lastMs);
    this.lastMs = nowMs;
    const next = between(this.current, this.goal, 1 - Math.exp(-elapsedMs / FOLLOW_MS));
    const isThere = !this.isSoft || isClose(next, this.goal);
    this.current = isThere ? this.goal : next;
    if (isThere) this.lastMs = null;
    return !isThere;
  }
}

function isClose(a: CameraState, b: CameraState): boolean {
  const turn = Math.abs(a.yaw - b.yaw) + Math.abs(a.pitch - b.pitch);
  const shift = Math.hypot(a.target[0] - b.target[0], a.target[1] - b.target[1], a.target[2] - b.target[2]) / b.distance;
  return turn + shift + Math.abs(a.distance / b.distance - 1) < CLOSE_ENOUGH && Math.abs(a.offsetX - b.offsetX) + Math.abs(a.offsetY - b.offsetY) < 0.2;
}
