/** Where the two ends of a thread fall, in px of the canvas. */
export interface ThreadEnds {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly category: number;
  readonly isSelected: boolean;
}

export interface ThreadLook {
  /** Of each category, 0…8. */
  readonly marks: readonly string[];
  readonly ink: string;
}

/** How far threads are drawn to the middle of their category: 0 leaves each by itself. */
const BUNDLING = 0.6;
/** The more threads, the fainter each is. */
const STRENGTH = { most: 0.6, least: 0.1, atOne: 4 } as const;

/** Draws a thread from the left scene to the right one for each occurrence, those of a category together on their way, the selected ones in ink on top. */
export function drawThreads(context: CanvasRenderingContext2D, threads: readonly ThreadEnds[], { marks, ink }: ThreadLook): void {
  const middles = middlesOf(threads);
  const alpha = Math.max(STRENGTH.least, Math.min(STRENGTH.most, STRENGTH.atOne / Math.sqrt(threads.length)));
  for (const isSelected of [false, true]) {
    for (const thread of threads) {
      if (thread.isSelected !== isSelected) continue;
      context.globalAlpha = isSelected ? 0.95 : alpha;
      context.strokeStyle = isSelected ? ink : marks[thread.category] ?? ink;
      context.lineWidth = isSelected ? 1.6 : 1;
      context.stroke(pathOf(thread, middles.get(thread.category)));
    }
  }
  context.globalAlpha = 1;
}

/** Mean ends of each category. */
export function middlesOf(threads: readonly ThreadEnds[]): Map<number, Pick<ThreadEnds, 'y0' | 'y1'>> {
  const sums = new Map<number, { n: number; y0: number; y1: number }>();
  for (const { category, y0, y1 } of threads) {
    const sum = sums.get(category) ?? { n: 0, y0: 0, y1: 0 };
    sums.set(category, { n: sum.n + 1, y0: sum.y0 + y0, y1: sum.y1 + y1 });
  }
  return new Map([...sums].map(([category, { n, y0, y1 }]) => [category, { y0: y0 / n, y1: y1 / n }]));
}

function pathOf({ x0, y0, x1, y1, category }: ThreadEnds, middle: Pick<ThreadEnds, 'y0' | 'y1'> | undefined): Path2D {
  const path = new Path2D();
  const pull = category === 0 || middle === undefined ? 0 : BUNDLING;
  const reach = (x1 - x0) * 0.42;
  path.moveTo(x0, y0);
  path.bezierCurveTo(x0 + reach, y0 + pull * ((middle?.y0 ?? y0) - y0), x1 - reach, y1 + pull * ((middle?.y1 ?? y1) - y1), x1, y1);
  return path;
}
