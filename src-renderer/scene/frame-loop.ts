interface Animation {
  readonly durationMs: number;
  startMs: number | null;
  readonly step: (u: number) => void;
  readonly finish: () => void;
}

/** Draws when asked, never by itself: frames run only after `invalidate` and while an animation lasts. */
export class FrameLoop {
  private scheduled: (() => void) | null = null;
  private readonly animations = new Map<string, Animation>();
  private isStopped = false;
  /** Frames drawn so far; an idle scene keeps this number. */
  nFrames = 0;

  constructor(private readonly draw: (nowMs: number) => void) {}

  invalidate(): void {
    if (this.scheduled || this.isStopped) return;
    const run = (): void => this.frame(performance.now());
    // A hidden window gets no animation frames; exports and snapshots from it must still be drawn.
    if (document.hidden) {
      const timer = setTimeout(run, 16);
      this.scheduled = () => clearTimeout(timer);
    } else {
      const request = requestAnimationFrame(run);
      this.scheduled = () => cancelAnimationFrame(request);
    }
  }

  /** Calls `step` with u from 0 to 1; a second animation of the same name takes over where the first stands. Resolves when over, or taken over. */
  animate(name: string, durationMs: number, step: (u: number) => void): Promise<void> {
    this.animations.get(name)?.finish();
    this.animations.delete(name);
    if (durationMs <= 0 || document.hidden) {
      step(1);
      this.invalidate();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.animations.set(name, { durationMs, startMs: null, step, finish: resolve });
      this.invalidate();
    });
  }

  isAnimating(name: string): boolean {
    return this.animations.has(name);
  }

  /** Stops an animation where it stands. */
  cancel(name: string): void {
    this.animations.get(name)?.finish();
    this.animations.delete(name);
  }

  /** Takes an animation to its end at once. */
  complete(name: string): void {
    const animation = this.animations.get(name);
    if (!animation) return;
    this.animations.delete(name);
    animation.step(1);
    animation.finish();
    this.invalidate();
  }

  stop(): void {
    this.isStopped = true;
    this.scheduled?.();
    for (const animation of this.animations.values()) animation.finish();
    this.animations.clear();
  }

  private frame(nowMs: number): void {
    this.scheduled = null;
    if (this.isStopped) return;
    for (const [name, animation] of this.animations) {
      animation.startMs ??= nowMs;
      const u = Math.min(1, (nowMs - animation.startMs) / animation.durationMs);
      animation.step(u);
      if (u < 1) continue;
      // A step may have started its successor under the same name.
      if (this.animations.get(name) === animation) this.animations.delete(name);
      animation.finish();
    }
    this.nFrames++;
    this.draw(nowMs);
    if (this.animations.size > 0) this.invalidate();
  }
}

/** Slow, fast, slow: the curve of `--ease-inout`, near enough. */
export function easeInOut(u: number): number {
  return u < 0.5 ? 4 * u * u * u : 1 - (-2 * u + 2) ** 3 / 2;
}

export function easeOut(u: number): number {
  return 1 - (1 - u) ** 3;
}
