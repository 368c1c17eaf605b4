import { Failure } from '@contract/failure';
import { figureText, mapNote } from '../../actions/exporting';
import type { PictureOrder } from '../../actions/view/scene-port';
import { comparison } from '../../state/compare.svelte';
import { mapControls } from '../../state/map.svelte';
import { describedPng } from '../../scene/picture/png-texts';
import { tokensOf } from '../scene/theme-tokens';
import { drawThreads } from './joining-threads';
import { joinedRows, threadsBetween, type ShownSide } from './threads-between';

interface PictureSize {
  readonly leftPx: number;
  readonly rightPx: number;
  readonly heightPx: number;
}

/** Both scenes of a comparison in one picture, with the threads between them where there are any. @throws Failure 'too-large' */
export async function comparePicture({ theme, scale, isTransparent, caption, dpi, alt, ...order }: PictureOrder, left: ShownSide, right: ShownSide,
  areThreadsShown: boolean, { leftPx, rightPx, heightPx }: PictureSize): Promise<Blob> {
  const tokens = tokensOf(theme);
  const half = { scale, isTransparent: true, tokens, heightPx };
  const ofLeft = caption === null ? null : { ...figureText(left.view, comparison.areThreadsWithin), note: mapNote(left.view) };
  const sides = await Promise.all([
    left.scene.renderPicture({ ...half, widthPx: leftPx, legend: null, ramp: null, scaleBar: order.scaleBar === null ? null : mapControls.scaleBars.left, caption: ofLeft }),
    right.scene.renderPicture({ ...half, widthPx: rightPx, ...order, caption }),
  ].map(async (picture) => createImageBitmap(await picture)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((leftPx + rightPx) * scale);
  canvas.height = Math.round(heightPx * scale);
  const context = canvas.getContext('2d');
  const [a, b] = sides;
  if (context === null || a === undefined || b === undefined) throw tooLarge();
  if (!isTransparent) {
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

const tooLarge = (): Failure => new Failure('too-large', 'The picture of both sides is too large for this computer. Choose a smaller size.');
