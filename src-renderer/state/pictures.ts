import { bytesOfViews } from './document';
import type { ViewTarget, View } from './view';

const MOST_BYTES = 256_000_000;

/** The views of the latest targets, so that a step back shows the very picture that was there. What does not fit is computed again when it is asked for. */
export class Pictures {
  /** The one used last stands last. */
  private readonly views = new Map<ViewTarget, View>();

  constructor(private readonly mostBytes = MOST_BYTES) {}

  find(target: ViewTarget): View | null {
    const view = this.views.get(target);
    if (view === undefined) return null;
    this.views.delete(target);
    this.views.set(target, view);
    return view;
  }

  /** Keeps a view, and drops those that were used longest ago while all together are too large. */
  keep(target: ViewTarget, view: View): void {
    this.views.delete(target);
    this.views.set(target, view);
    for (const oldest of this.views.keys()) {
      if (oldest === target || bytesOfViews(this.views.values()) <= this.mostBytes) return;
      this.views.delete(oldest);
    }
  }
}
