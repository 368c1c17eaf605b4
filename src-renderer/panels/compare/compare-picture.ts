import { Failure } from '@contract/failure';
import { figureText, mapNote } from '../../actions/exporting';
import type { FigureOrder, PictureOrder, SvgOrder } from '../../actions/view/scene-port';
import { comparison } from '../../state/compare.svelte';
import { mapControls } from '../../state/map.svelte';
import { describedPng } from '../../scene/picture/png-texts';
import { sideBySideSvg } from '../../scene/picture/svg/side-by-side';
import { Definitions, px } from '../../scene/picture/svg/xml';
import type { FigureRequest, SceneTokens } from '../../scene/types';
import { tokensOf } from '../scene/theme-tokens';
import { drawThreads, strokesOf } from './joining-threads';
import { joinedRows, threadsBetween, type ShownSide } from './threads-between';

interface PictureSize {
  readonly leftPx: number;
  readonly rightPx: number;
  readonly heightPx: number;
}

/** Both scenes of a comparison in one picture, with the threads between them where there are any. @throws Failure 'too-large' */
export async function comparePicture({ scale, dpi, alt, ...order }: PictureOrder, left: ShownSide, right: ShownSide, areThreadsShown: boolean,
  { leftPx, rightPx, heightPx }: PictureSize): Promise<Blob> {
  const { tokens, ofLeft, ofRight } = halves(order, left, { leftPx, rightPx, heightPx });
  const pictures = [left.scene.renderPicture({ ...ofLeft, scale }), right.scene.renderPicture({ ...ofRight, scale })];
  const sides = await Promise.all(pictures.map(async (picture) => createImageBitmap(await picture)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((leftPx + rightPx) * scale);
  canvas.height = Math.round(heightPx * scale);
  const context = canvas.getContext('2d');
  const [a, b] = sides;
  if (context === null || a === undefined || b === undefined) throw tooLarge();
  if (!order.isTransparent) {
    context.fillStyle = tokens.scene;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.save();
  context.scale(scale, scale);
  if (areThreadsShown) drawThreads(context, threadsBetween(left, right, joinedRows(right.view), leftPx), tokens);
  context.globalAlpha = 0.25;
  context.fillStyle = tokens.ink3;
  context.fillRect(leftPx, 0, 1, heightPx);
  context.restore();
  context.drawImage(a, 0, 0);
  context.drawImage(b, leftPx * scale, 0);
  for (const side of sides) side.close();
  const picture = await new Promise<Blob>((resolve, reject) => { canvas.toBlob((blob) => { if (blob === null) reject(tooLarge()); else resolve(blob); }, 'image/png'); });
  return describedPng(picture, alt, dpi);
}

/** The same as SVG, points and texts as in the SVG of one scene. @throws Failure 'bad-request' while points are moving */
export function compareSvg({ widthMm, halos, alt, ...order }: SvgOrder, left: ShownSide, right: ShownSide, areThreadsShown: boolean, size: PictureSize): string {
  const { tokens, ofLeft, ofRight } = halves(order, left, size);
  const definitions = new Definitions();
  const threads = areThreadsShown ? threadsBetween(left, right, joinedRows(right.view), size.leftPx) : [];
  return sideBySideSvg({
    ...size, widthMm, alt, tokens, isTransparent: order.isTransparent,
    left: left.scene.renderSvgPart({ ...ofLeft, halos }, { definitions, prefix: 'left-' }),
    right: right.scene.renderSvgPart({ ...ofRight, halos }, { definitions, prefix: 'right-' }),
    joining: strokesOf(threads, tokens).map(({ curve, ...look }) => {
      const [x0, y0, xa, ya, xb, yb, x1, y1] = curve.map(px);
      return { ...look, d: `M${x0} ${y0}C${xa} ${ya} ${xb} ${yb} ${x1} ${y1}` };
    }),
  }, definitions);
}

/** What either side is asked for: titles and scales of their own, the legend, which is that of both, at the right. */
function halves({ theme, caption, ...order }: FigureOrder, left: ShownSide,
  { leftPx, rightPx, heightPx }: PictureSize): { readonly tokens: SceneTokens; readonly ofLeft: FigureRequest; readonly ofRight: FigureRequest } {
  const tokens = tokensOf(theme);
  const half = { tokens, heightPx };
  const ofLeft = caption === null ? null : { ...figureText(left.view, comparison.areThreadsWithin), note: mapNote(left.view) };
  return {
    tokens,
    ofLeft: { ...half, isTransparent: true, widthPx: leftPx, legend: null, ramp: null, scaleBar: order.scaleBar === null ? null : mapControls.scaleBars.left, caption: ofLeft },
    ofRight: { ...half, ...order, isTransparent: true, widthPx: rightPx, caption },
  };
}

const tooLarge = (): Failure => new Failure('too-large', 'The picture of both sides is too large for this computer. Choose a smaller size.');
