import type { Canvas2D } from '../canvas-2d';
import { withAlpha } from '../colours/colour';
import type { SceneTokens } from '../types';

/** A stretch of text in one style. */
export interface TextRun {
  readonly text: string;
  readonly face: 'ui' | 'text';
  readonly sizePx: number;
  readonly weight: number;
  readonly isItalic: boolean;
  readonly colour: string;
  /** Px before this run. */
  readonly gapPx: number;
}

/** What a label shows: an optional letter tag, runs of text, and a plate behind labels that must stay readable over threads. */
export interface LabelText {
  readonly tag: string | null;
  readonly runs: readonly TextRun[];
  readonly lineHeightPx: number;
  readonly hasPlate: boolean;
  /** Colour and blur of the halo that keeps text readable over the scene. */
  readonly haloPx: readonly number[];
  /** Language tag of the words, for the choice of fonts. */
  readonly lang?: string | undefined;
}

/** All words of a label, without its letter. */
export function wordsOf({ runs }: LabelText): string {
  return runs.map(({ text }) => text).join('');
}

export const TAG_PX = 15;
export const TAG_GAP_PX = 5;
export const PLATE_PADDING_PX = 4;
const OUTSIDE_PX = 20_000;

export function fontOf(run: Pick<TextRun, 'face' | 'sizePx' | 'weight' | 'isItalic'>, tokens: SceneTokens): string {
  return `${run.isItalic ? 'italic ' : ''}${run.weight} ${run.sizePx}px ${run.face === 'ui' ? tokens.fontUi : tokens.fontText}`;
}

/** Tags of two letters (after Z) are smaller. */
export function tagFont(tag: string, tokens: SceneTokens): string {
  return fontOf({ face: 'ui', sizePx: tag.length > 1 ? 8.5 : 10.5, weight: 620, isItalic: false }, tokens);
}

export function plateColour(tokens: SceneTokens): string {
  return withAlpha(tokens.sceneLift, 0.62);
}

/** Widths of labels and their runs, measured on a canvas (never by layout), remembered by style and text. */
export class TextMeter {
  private readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  private readonly widths = new Map<string, number>();

  constructor(context?: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D) {
    this.context = context ?? (new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D);
  }

  /** Call when fonts have arrived: earlier widths were those of a substitute. */
  forget(): void {
    this.widths.clear();
  }

  runWidth(run: TextRun, tokens: SceneTokens): number {
    const font = fontOf(run, tokens);
    const key = `${font}|${run.text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      if (this.widths.size > 20_000) this.widths.clear();
      this.context.font = font;
      width = this.context.measureText(run.text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  /** Width in whole px, of the whole label with tag and plate. */
  labelWidth(label: LabelText, tokens: SceneTokens): number {
    const text = label.runs.reduce((sum, run) => sum + run.gapPx + this.runWidth(run, tokens), 0);
    return Math.ceil(text + (label.tag ? TAG_PX + TAG_GAP_PX : 0) + (label.hasPlate ? 2 * PLATE_PADDING_PX : 0));
  }
}

/** Draws a label as the DOM shows it, for pictures; (x, y) is its upper left corner. */
export function drawLabel(context: Canvas2D, label: LabelText, x: number, y: number, meter: TextMeter, tokens: SceneTokens): void {
  const width = meter.labelWidth(label, tokens);
  const middle = y + label.lineHeightPx / 2;
  let left = x;
  if (label.hasPlate) {
    context.fillStyle = plateColour(tokens);
    context.beginPath();
    context.roundRect(x, y, width, label.lineHeightPx, 3);
    context.fill();
    left += PLATE_PADDING_PX;
  }
  if (label.tag) {
    drawTag(context, label.tag, left + TAG_PX / 2, middle, tokens);
    left += TAG_PX + TAG_GAP_PX;
  }
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  const size = Math.max(...label.runs.map((run) => run.sizePx));
  const baseline = middle + size * 0.34;
  const write = (offset: number): void => {
    let at = left;
    for (const run of label.runs) {
      context.font = fontOf(run, tokens);
      context.fillStyle = run.colour;
      context.fillText(run.text, at + run.gapPx + offset, baseline);
      at += run.gapPx + meter.runWidth(run, tokens);
    }
  };
  // Halos are shadows of text written far outside, so that the letters themselves are drawn once only. Offset and blur are in device px.
  const scale = context.getTransform().a;
  context.shadowColor = tokens.scene;
  context.shadowOffsetX = OUTSIDE_PX * scale;
  for (const blur of label.haloPx) {
    context.shadowBlur = blur * scale;
    write(-OUTSIDE_PX);
  }
  context.shadowColor = 'transparent';
  context.shadowOffsetX = 0;
  context.shadowBlur = 0;
  write(0);
}

export function drawTag(context: Canvas2D, tag: string, x: number, y: number, tokens: SceneTokens): void {
  context.fillStyle = tokens.ink;
  context.beginPath();
  context.arc(x, y, TAG_PX / 2, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = tokens.inkInverse;
  context.font = tagFont(tag, tokens);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillText(tag, x, y + 3.7);
}
