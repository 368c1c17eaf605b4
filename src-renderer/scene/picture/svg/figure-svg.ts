import type { CloudModel } from '../../cloud-model';
import { drawLabel, type TextMeter } from '../../labels/text-runs';
import type { SvgRequest } from '../../types';
import { drawBackground } from '../picture';
import type { PictureFrame } from '../picture-frame';
import { SvgCanvas, type SvgSurroundings } from './svg-canvas';
import { svgFloors } from './svg-floors';
import { svgPoints } from './svg-points';
import { svgThreads } from './svg-threads';
import { svgTrails } from './svg-trails';
import { element, px, xmlText, type Definitions } from './xml';

/** The frame of a picture and what is needed to write it down. */
export interface SvgSource {
  readonly frame: PictureFrame;
  readonly model: CloudModel;
  readonly meter: TextMeter;
  readonly areThreadsShown: boolean;
  readonly around: SvgSurroundings;
  /** Data URL of a PNG of the size of the figure with points, threads, trails and floors, in place of their paths; null: paths. */
  readonly space: string | null;
}

/** A picture without the sheet of paper that it stands on. */
export type SvgPartRequest = Omit<SvgRequest, 'widthMm' | 'alt'>;

/**
 * A picture as SVG 1.1: from back to front background, contours, floors, threads, trails, points, then what stands above them, labels,
 * title and legend. Sizes in px of the figure, which is `widthMm` wide. Texts are texts, and their fonts are named with substitutes.
 */
export function figureSvg(request: SvgRequest, source: SvgSource): string {
  // Whatever is drawn has put its gradients there by then.
  const parts = figureParts(request, source);
  return svgDocument(request, source.around.definitions, [parts]);
}

/** What a picture consists of, as markup; its gradients lie in the definitions around it. */
export function figureParts({ widthPx, heightPx, isTransparent, tokens }: SvgPartRequest, { frame, model, meter, areThreadsShown, around, space }: SvgSource): string {
  const { drawing, field, overlay, labels, text } = frame;
  const { prefix } = around;
  const layer = (id: string, draw: (canvas: SvgCanvas) => void): string => {
    const canvas = new SvgCanvas(around);
    draw(canvas);
    const markup = canvas.markup();
    return markup === '' ? '' : element('g', { id: prefix + id }, `\n${markup}\n`);
  };
  const vectors = (): string[] => [svgFloors(model, drawing, prefix), areThreadsShown ? svgThreads(model, drawing, around) : '', svgTrails(model, drawing, prefix), svgPoints(model, drawing, around)];
  return [
    isTransparent ? '' : layer('background', (canvas) => { drawBackground(canvas, widthPx, heightPx, tokens); }),
    layer('contours', (canvas) => { for (const paint of field) paint(canvas, 0, heightPx); }),
    ...(space === null ? vectors() : [element('image', { id: `${prefix}space`, x: 0, y: 0, width: widthPx, height: heightPx, href: space })]),
    layer('marks', (canvas) => { for (const paint of overlay) paint(canvas, 0, heightPx); }),
    layer('labels', (canvas) => { for (const label of labels) drawLabel(canvas, label.text, label.x, label.y, meter, drawing.tokens); }),
    layer('legend', (canvas) => { text.draw(canvas); }),
  ].filter((part) => part !== '').join('\n');
}

/** The sheet of paper, with what stands on it. */
export function svgDocument({ widthPx, heightPx, widthMm, alt }: Pick<SvgRequest, 'widthPx' | 'heightPx' | 'widthMm' | 'alt'>, definitions: Definitions, parts: readonly string[]): string {
  const root = {
    xmlns: 'http://www.w3.org/2000/svg', width: `${px(widthMm)}mm`, height: `${px((widthMm * heightPx) / widthPx)}mm`, viewBox: `0 0 ${px(widthPx)} ${px(heightPx)}`,
    role: 'img', 'aria-labelledby': 'title description', 'xml:space': 'preserve',
  };
  const head = [element('title', { id: 'title' }, xmlText(alt.title)), element('desc', { id: 'description' }, xmlText(alt.description)), element('metadata', {}, xmlText(alt.provenance))];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', root, `\n${[...head, element('defs', {}, `\n${definitions.markup()}\n`), ...parts].join('\n')}\n`)}\n`;
}
