import type { Canvas2D } from '../../canvas-2d';
import { inColour, stop } from './paint';
import { TextLine, type Halo } from './text-line';
import { Definitions, element, px } from './xml';

const TAU = 2 * Math.PI;
const MIDDLE_TO_BASELINE = 0.34;

export interface SvgSurroundings {
  /** Before the ids of layers: two pictures in one document have no id in common. */
  readonly prefix: string;
  readonly definitions: Definitions;
  /** Width in px. */
  readonly widthOf: (text: string, font: string) => number;
  /** A data URL of the image as PNG. */
  readonly imageUrl: (image: OffscreenCanvas) => string;
  /** Behind texts that need it: an outline of their letters, or a plate. In a PDF an outline would be a second text. */
  readonly halos: 'outline' | 'plate';
}

/** Writes as SVG what is drawn on it: visuals, labels and captions need not know of it, and stand where they stand in the scene. */
export class SvgCanvas implements Canvas2D {
  fillStyle: Canvas2D['fillStyle'] = '#000000';
  strokeStyle: Canvas2D['strokeStyle'] = '#000000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  font = '400 10px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  shadowColor = 'transparent';
  shadowOffsetX = 0;
  shadowBlur = 0;
  private readonly parts: string[] = [];
  private path: string[] = [];
  private dashes: readonly number[] = [];
  /** The text that is being written: runs that follow one another are one, so that they stay together in another font. */
  private line: TextLine | null = null;
  /** Halos of texts that are still to be written, by text and place: the narrowest blur of each, and its colour. */
  private readonly halos = new Map<string, Halo>();

  constructor(private readonly around: SvgSurroundings) {}

  markup(): string {
    this.endLine();
    return this.parts.join('\n');
  }

  beginPath(): void { this.path = []; }
  closePath(): void { this.path.push('Z'); }
  moveTo(x: number, y: number): void { this.path.push(`M${px(x)} ${px(y)}`); }
  lineTo(x: number, y: number): void { this.path.push(`${this.path.length === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`); }
  setLineDash(dashes: number[]): void { this.dashes = dashes; }
  getTransform(): { readonly a: number } { return { a: 1 }; }
  measureText(text: string): { readonly width: number } { return { width: this.around.widthOf(text, this.font) }; }

  /** The outline of what is in the path, as the attribute `d`. */
  get outline(): string {
    return this.path.join('');
  }

  /** Whole circles alone. @throws Error for a part of one */
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number): void {
    if (Math.abs(endAngle - startAngle - TAU) > 1e-9) throw new Error('A drawing for SVG knows whole circles only.');
    const r = px(radius);
    this.path.push(`M${px(x + radius)} ${px(y)}A${r} ${r} 0 1 1 ${px(x - radius)} ${px(y)}A${r} ${r} 0 1 1 ${px(x + radius)} ${px(y)}Z`);
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = px(radius), corner = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${px(dx)} ${px(dy)}`;
    this.path.push(`M${px(x + radius)} ${px(y)}h${px(width - 2 * radius)}${corner(radius, radius)}v${px(height - 2 * radius)}${corner(-radius, radius)}h${px(2 * radius - width)}${corner(-radius, -radius)}v${px(2 * radius - height)}${corner(radius, -radius)}Z`);
  }

  fill(): void {
    this.put(element('path', { d: this.outline, ...paint('fill', this.fillStyle) }));
  }

  stroke(): void {
    this.put(element('path', { d: this.outline, fill: 'none', ...this.pen() }));
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.put(element('rect', { x, y, width, height, ...paint('fill', this.fillStyle) }));
  }

  /** A text far outside with a shadow in the picture is a halo: it becomes an outline behind the text that follows at its place. */
  fillText(text: string, x: number, y: number): void {
    if (text === '') return;
    const place = `${text}|${px(x + this.shadowOffsetX)}|${px(y)}`;
    if (this.shadowOffsetX !== 0) {
      const before = this.halos.get(place)?.blur ?? Infinity;
      this.halos.set(place, { colour: this.shadowColor, blur: Math.min(before, this.shadowBlur) });
      return;
    }
    const halo = this.halos.get(place);
    this.halos.delete(place);
    const font = parseFont(this.font);
    // From the middle of a line down to its baseline, in font sizes: not all programs know other baselines.
    const baseline = y + (this.textBaseline === 'middle' ? MIDDLE_TO_BASELINE * font.sizePx : 0);
    const anchor = this.textAlign === 'center' ? 'middle' : this.textAlign === 'right' || this.textAlign === 'end' ? 'end' : undefined;
    const width = this.measureText(text).width;
    if (this.line?.goesOn(text, x, baseline, anchor) !== true) {
      this.endLine();
      this.line = new TextLine(x, baseline, anchor, halo);
    }
    this.line.add(text, x, width, { 'font-family': font.families, 'font-size': font.sizePx, 'font-weight': font.weight, 'font-style': font.isItalic ? 'italic' : undefined, ...paint('fill', this.fillStyle) }, font.sizePx);
  }

  strokeText(text: string, x: number, y: number): void {
    this.halos.set(`${text}|${px(x)}|${px(y)}`, { colour: plain(this.strokeStyle), blur: this.lineWidth });
  }

  drawImage(image: OffscreenCanvas, x: number, y: number, width: number, height: number): void {
    this.put(element('image', { x, y, width, height, preserveAspectRatio: 'none', href: this.around.imageUrl(image) }));
  }

  createLinearGradient(x1: number, y1: number, x2: number, y2: number): SvgGradient {
    return new SvgGradient(this.around.definitions, 'linearGradient', { x1, y1, x2, y2 });
  }

  /** Around one centre. */
  createRadialGradient(x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): SvgGradient {
    if (x0 !== x1 || y0 !== y1) throw new Error('A drawing for SVG knows gradients around one centre only.');
    return new SvgGradient(this.around.definitions, 'radialGradient', { cx: x1, cy: y1, r: r1 }, r0 / r1);
  }

  private pen(): Record<string, string | number | undefined> {
    return {
      ...paint('stroke', this.strokeStyle), 'stroke-width': this.lineWidth, 'stroke-dasharray': this.dashes.length > 0 ? this.dashes.map(px).join(' ') : undefined,
      'stroke-linecap': this.lineCap === 'butt' ? undefined : this.lineCap, 'stroke-linejoin': this.lineJoin === 'miter' ? undefined : this.lineJoin,
    };
  }

  private put(markup: string): void {
    this.endLine();
    this.parts.push(markup);
  }

  private endLine(): void {
    if (this.line !== null) this.parts.push(this.line.markup(this.around.halos));
    this.line = null;
  }
}

/** A gradient in px of the picture. */
class SvgGradient implements CanvasGradient {
  private readonly stops: string[] = [];

  /** @param inner where the first colour begins, as a share */
  constructor(private readonly definitions: Definitions, private readonly name: string, private readonly place: Readonly<Record<string, number>>, private readonly inner = 0) {}

  addColorStop(offset: number, colour: string): void {
    this.stops.push(stop(this.inner + offset * (1 - this.inner), colour));
  }

  get url(): string {
    const { name, place, stops } = this;
    return this.definitions.url(`${name} ${JSON.stringify(place)} ${stops.join('')}`, (id) => element(name, { id, gradientUnits: 'userSpaceOnUse', ...place }, stops.join('')));
  }
}

function paint(what: 'fill' | 'stroke', style: Canvas2D['fillStyle']): Record<string, string | undefined> {
  return style instanceof SvgGradient ? { [what]: style.url } : inColour(what, plain(style));
}

function plain(style: Canvas2D['fillStyle']): string {
  if (typeof style !== 'string') throw new Error('A drawing for SVG knows colours, and gradients of its own.');
  return style;
}

interface Font {
  readonly isItalic: boolean;
  readonly weight: string;
  readonly sizePx: number;
  readonly families: string;
}

/** See {@link Canvas2D}. */
function parseFont(font: string): Font {
  const [, italic, weight, size, families] = /^(italic )?(\d+) ([\d.]+)px (.+)$/.exec(font) ?? [];
  if (weight === undefined || size === undefined || families === undefined) throw new Error(`Not a font: ${font}`);
  return { isItalic: italic !== undefined, weight, sizePx: Number(size), families };
}
