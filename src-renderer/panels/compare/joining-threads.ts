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

/** Start, two controls and end of a Bézier curve, and how it is drawn. */
export interface JoiningStroke {
  readonly curve: readonly [x0: number, y0: number, xa: number, ya: number, xb: number, yb: number, x1: number, y1: number];
  readonly colour: string;
  /** 0…1 */
  readonly opacity: number;
  readonly widthPx: number;
}

/** A thread from the left scene to the right one for each occurrence, those of a category together on their way, the selected ones in ink on top. */
export function strokesOf(threads: readonly ThreadEnds[], { marks, ink }: ThreadLook): readonly JoiningStroke[] {
  const middles = middlesOf(threads);
  const faint = Math.max(STRENGTH.least, Math.min(STRENGTH.most, STRENGTH.atOne / Math.sqrt(threads.length)));
  return [false, true].flatMap((isSelected) => threads.filter((thread) => thread.isSelected === isSelected).map((thread) => ({
    curve: curveOf(thread, middles.get(thread.category)), opacity: isSelected ? 0.95 : faint, colour: isSelected ? ink : marks[thread.category] ?? ink, widthPx: isSelected ? 1.6 : 1,
  })));
}

export function drawThreads(context: CanvasRenderingContext2D, threads: readonly ThreadEnds[], look: ThreadLook): void {
  for (const { curve: [x0, y0, xa, ya, xb, yb, x1, y1], colour, opacity, widthPx } of strokesOf(threads, look)) {
    context.globalAlpha = opacity;
    context.strokeStyle = colour;
    context.lineWidth = widthPx;
    context.beginPath();
    context.moveTo(x0, y0);
    context.bezierCurveTo(xa, ya, xb, yb, x1, y1);
    context.stroke();
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

function curveOf({ x0, y0, x1, y1, category }: ThreadEnds, middle: Pick<ThreadEnds, 'y0' | 'y1'> | undefined): JoiningStroke['curve'] {
  const pull = category === 0 || middle === undefined ? 0 : BUNDLING;
  const reach = (x1 - x0) * 0.42;
  return [x0, y0, x0 + reach, y0 + pull * ((middle?.y0 ?? y0) - y0), x1 - reach, y1 + pull * ((middle?.y1 ?? y1) - y1), x1, y1];
}
