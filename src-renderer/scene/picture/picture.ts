import type { Canvas2D } from '../canvas-2d';
import type { CameraState } from '@contract/camera';
import type { FigureRequest, Rect, SceneTokens } from '../types';
import { glyphPath } from '../points/glyphs';
import { fontOf, type TextMeter, type TextRun } from '../labels/text-runs';

const INSET_PX = 24;
const CAPTION_PX = { firstLine: 58, line: 16 } as const;
const RAMP_PX = { width: 168, bar: 8, reserved: 58 } as const;

/**
 * The camera of a picture that shows what the host shows: the same turn and place, as large as fits. Offsets scale along.
 */
export function pictureCamera(camera: CameraState, hostWidthPx: number, hostHeightPx: number, widthPx: number, heightPx: number): CameraState {
  const size = Math.min(widthPx / hostWidthPx, heightPx / hostHeightPx);
  return { ...camera, distance: camera.distance * (heightPx / hostHeightPx / size), offsetX: camera.offsetX * size, offsetY: camera.offsetY * size };
}

/** Background as the scene has it: a faint light behind the cloud. */
export function drawBackground(context: Canvas2D, widthPx: number, heightPx: number, tokens: SceneTokens): void {
  const x = widthPx * 0.52, y = heightPx * 0.475;
  const lift = context.createRadialGradient(x, y, 30, x, y, Math.max(600, heightPx * 0.72));
  lift.addColorStop(0, tokens.sceneLift);
  lift.addColorStop(1, tokens.scene);
  context.fillStyle = lift;
  context.fillRect(0, 0, widthPx, heightPx);
}

/** `below` is straight RGBA from the top; `above` is premultiplied RGBA from the bottom, as WebGL reads it. */
export function blendOver(below: Uint8ClampedArray, above: Uint8Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) {
    let from = (height - 1 - y) * width * 4;
    for (let to = y * width * 4; to < (y + 1) * width * 4; to += 4, from += 4) {
      const keep = 1 - (above[from + 3] as number) / 255;
      const under = ((below[to + 3] as number) / 255) * keep;
      const alpha = (above[from + 3] as number) / 255 + under;
      if (alpha === 0) continue;
      for (let channel = 0; channel < 3; channel++) below[to + channel] = ((above[from + channel] as number) + (below[to + channel] as number) * under) / alpha;
      below[to + 3] = alpha * 255;
    }
  }
}

interface LegendEntry {
  readonly x: number;
  readonly category: number;
  readonly label: TextRun;
  readonly count: TextRun;
}

/** Title at the top left, legend along the bottom; both wrap within the picture. */
export class PictureText {
  /** What labels must not cover. */
  readonly reserved: readonly Rect[];
  private readonly legendRows: LegendEntry[][] = [];
  /** Under the title. */
  private readonly captionLines: readonly TextRun[];

  constructor(private readonly request: FigureRequest, private readonly emphasised: string | null, private readonly meter: TextMeter) {
    const { widthPx, heightPx, caption, legend, ramp } = request;
    // Hue means one thing at a time: a picture coloured by a value explains that.
    if (legend && !ramp) this.arrangeLegend(legend);
    this.captionLines = caption ? [caption.subtitle, caption.note].filter((text) => text !== '').flatMap((text) => this.wrapped(text, widthPx - 2 * INSET_PX)) : [];
    const rects: Rect[] = [];
    if (caption) rects.push({ x: 0, y: 0, width: widthPx, height: CAPTION_PX.firstLine + CAPTION_PX.line * this.captionLines.length - 8 });
    if (ramp) rects.push({ x: INSET_PX - 6, y: heightPx - RAMP_PX.reserved, width: RAMP_PX.width + 12, height: RAMP_PX.reserved });
    else if (legend) rects.push({ x: 0, y: heightPx - this.legendHeight, width: widthPx, height: this.legendHeight });
    this.reserved = rects;
  }

  draw(context: Canvas2D): void {
    const { caption, tokens, heightPx } = this.request;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    if (caption) {
      let x = INSET_PX;
      for (const run of this.titleRuns(caption.title)) {
        drawRun(context, run, x, 38, tokens);
        x += this.meter.runWidth(run, tokens);
      }
      this.captionLines.forEach((line, index) => { drawRun(context, line, INSET_PX, CAPTION_PX.firstLine + index * CAPTION_PX.line, tokens); });
    }
    if (this.request.ramp) this.drawRamp(context, this.request.ramp);
    if (this.request.scaleBar) this.drawScaleBar(context, this.request.scaleBar);
    this.legendRows.forEach((row, index) => {
      const y = heightPx - this.legendHeight + 20 + index * 22;
      for (const { x, category, label, count } of row) {
        glyphPath(context, category, x + 5.5, y - 4, 4.5);
        if (category === 0) {
          context.strokeStyle = tokens.marks[0] as string;
          context.lineWidth = 1.6;
          context.stroke();
        } else {
          context.fillStyle = tokens.marks[category] as string;
          context.fill();
        }
        drawRun(context, label, x + 17, y, tokens);
        drawRun(context, count, x + 17 + this.meter.runWidth(label, tokens) + 6, y, tokens);
      }
    });
  }

  /** A bar of the value's colours, its name above, what its ends mean below. */
  private drawRamp(context: Canvas2D, { title, low, high }: NonNullable<FigureRequest['ramp']>): void {
    const { tokens, heightPx } = this.request;
    const top = heightPx - RAMP_PX.reserved;
    const colours = context.createLinearGradient(INSET_PX, 0, INSET_PX + RAMP_PX.width, 0);
    tokens.sequence.forEach((colour, index) => colours.addColorStop(index / (tokens.sequence.length - 1), colour));
    context.fillStyle = colours;
    context.fillRect(INSET_PX, top + 22, RAMP_PX.width, RAMP_PX.bar);
    const end = this.small(high, tokens.ink3);
    drawRun(context, this.small(title, tokens.ink), INSET_PX, top + 15, tokens);
    drawRun(context, this.small(low, tokens.ink3), INSET_PX, top + 44, tokens);
    drawRun(context, end, INSET_PX + RAMP_PX.width - this.meter.runWidth(end, tokens), top + 44, tokens);
  }

  /** At the lower right, above the legend. */
  private drawScaleBar(context: Canvas2D, { text, px }: NonNullable<FigureRequest['scaleBar']>): void {
    const { tokens, widthPx, heightPx, ramp, legend } = this.request;
    const bottom = heightPx - (ramp ? RAMP_PX.reserved : legend ? this.legendHeight : 12) - 6;
    const run = this.small(text, tokens.ink2);
    const right = widthPx - INSET_PX;
    drawRun(context, run, right - this.meter.runWidth(run, tokens), bottom - (px === null ? 0 : 10), tokens);
    if (px === null) return;
    context.strokeStyle = tokens.ink;
    context.lineWidth = 1.4;
    context.beginPath();
    for (const x of [right - px, right]) {
      context.moveTo(x, bottom - 4);
      context.lineTo(x, bottom + 4);
    }
    context.moveTo(right - px, bottom);
    context.lineTo(right, bottom);
    context.stroke();
  }

  private get legendHeight(): number {
    return 22 * this.legendRows.length + 18;
  }

  private arrangeLegend(legend: NonNullable<FigureRequest['legend']>): void {
    const { tokens, widthPx } = this.request;
    let row: LegendEntry[] = [];
    let x = Infinity;
    for (const entry of legend) {
      const label: TextRun = { text: entry.label, face: 'ui', sizePx: 12.5, weight: 400, isItalic: false, colour: tokens.ink, gapPx: 0 };
      const count = this.small(String(entry.n), tokens.ink3);
      const width = 17 + this.meter.runWidth(label, tokens) + 6 + this.meter.runWidth(count, tokens);
      if (x + width > widthPx - INSET_PX) {
        row = [];
        this.legendRows.push(row);
        x = INSET_PX;
      }
      row.push({ x, category: entry.category, label, count });
      x += width + 22;
    }
  }

  /** The word under study stands in italics, as in the scene's own title. */
  private titleRuns(title: string): TextRun[] {
    const base: TextRun = { text: title, face: 'text', sizePx: 20, weight: 400, isItalic: false, colour: this.request.tokens.ink, gapPx: 0 };
    const at = this.emphasised ? title.indexOf(this.emphasised) : -1;
    if (at < 0 || !this.emphasised) return [base];
    const end = at + this.emphasised.length;
    return [{ ...base, text: title.slice(0, at) }, { ...base, text: title.slice(at, end), weight: 560, isItalic: true }, { ...base, text: title.slice(end) }];
  }

  /** As many lines as it takes, broken between words. */
  private wrapped(text: string, widthPx: number): TextRun[] {
    const { tokens } = this.request;
    const lines: TextRun[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      const longer = this.small(last === undefined ? word : `${last.text} ${word}`, tokens.ink3);
      if (last !== undefined && this.meter.runWidth(longer, tokens) <= widthPx) lines[lines.length - 1] = longer;
      else lines.push(this.small(word, tokens.ink3));
    }
    return lines;
  }

  private small(text: string, colour: string): TextRun {
    return { text, face: 'ui', sizePx: 11.5, weight: 400, isItalic: false, colour, gapPx: 0 };
  }
}

function drawRun(context: Canvas2D, run: TextRun, x: number, baseline: number, tokens: SceneTokens): void {
  context.font = fontOf(run, tokens);
  context.fillStyle = run.colour;
  context.fillText(run.text, x, baseline);
}
