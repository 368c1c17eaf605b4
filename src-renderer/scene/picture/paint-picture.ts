import { Failure } from '@contract/failure';
import type { LaidLabel } from '../labels/laid-label';
import { drawLabel } from '../labels/text-runs';
import { drawBackground } from './picture';
import { pictureFrame, type PictureSource } from './picture-frame';
import { renderStrip } from './picture-tiles';
import { PngWriter } from './png-writer';
import type { PictureRequest } from '../types';

/** Strips of so many pixels at most: 64 MB of memory, whatever the picture's size. */
const STRIP_PIXELS = 16_000_000;
/** No canvas is wider. */
const MOST_WIDTH = 32_767;
/** A picture that takes several strips is begun anew when the scene changes meanwhile; no more often than this. */
const MOST_TRIES = 5;

/**
 * Field, WebGL layer, overlay, labels, legend and caption as a PNG of any size, painted strip by strip. Nothing on screen changes.
 * @throws Failure 'too-large' for a picture wider than 32,767 pixels; 'cancelled' where the scene never stands still
 */
export async function paintPicture(request: PictureRequest, source: PictureSource): Promise<Blob> {
  const width = Math.round(request.widthPx * request.scale), height = Math.round(request.heightPx * request.scale);
  if (width > MOST_WIDTH) throw new Failure('too-large', `This picture would be ${width} pixels wide, ${MOST_WIDTH} is the most. Choose a smaller scale.`);
  const stripHeight = Math.min(height, Math.max(64, Math.floor(STRIP_PIXELS / width)));
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const nChanges = source.model.nChanges;
    const png = new PngWriter(width, height);
    const { paint } = stripPainter(request, source);
    let top = 0;
    for (; top < height && source.model.nChanges === nChanges; top += stripHeight) await png.add(paint(top, width, Math.min(stripHeight, height - top)));
    if (top >= height) return png.finish();
  }
  throw new Failure('cancelled', 'The scene kept moving while its picture was painted. Let it come to rest, then export again.');
}

/** A whole picture as rows of straight RGBA, for a frame of a film, and the labels in it. */
export function paintPixels(request: PictureRequest, source: PictureSource): { readonly pixels: Uint8ClampedArray<ArrayBuffer>; readonly labels: readonly LaidLabel[] } {
  const { paint, labels } = stripPainter(request, source);
  return { pixels: paint(0, Math.round(request.widthPx * request.scale), Math.round(request.heightPx * request.scale)), labels };
}

interface StripPainter {
  /** Paints the rows of pixels from `top` on. */
  readonly paint: (top: number, width: number, height: number) => Uint8ClampedArray<ArrayBuffer>;
  readonly labels: readonly LaidLabel[];
}

function stripPainter(request: PictureRequest, source: PictureSource): StripPainter {
  const { widthPx, heightPx, scale, isTransparent } = request;
  const { stage, meter, prepare } = source;
  const { drawing, field, overlay, labels, text } = pictureFrame(request, source, scale, !isTransparent);
  const { tokens } = drawing;
  const reachPx = prepare(drawing);
  const canvas = document.createElement('canvas');

  const paint: StripPainter['paint'] = (top, width, height) => {
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    context.setTransform(scale, 0, 0, scale, 0, -top);
    if (!isTransparent) drawBackground(context, widthPx, heightPx, tokens);
    for (const paint of field) paint(context, top / scale, (top + height) / scale);
    renderStrip(context, top, scale, {
      renderer: stage.renderer, reachPx,
      render: (tile) => {
        prepare({ ...drawing, tile });
        stage.render();
      },
    });
    for (const paint of overlay) paint(context, top / scale, (top + height) / scale);
    for (const label of labels) drawLabel(context, label.text, label.x, label.y, meter, tokens);
    text.draw(context);
    return context.getImageData(0, 0, width, height).data;
  };
  return { paint, labels };
}
