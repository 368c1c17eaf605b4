import { VECTOR_LIMIT } from '@contract/exports/figure-size';
import { Failure } from '@contract/failure';
import type { SvgRequest } from '../../types';
import { pictureFrame, type PictureFrame, type PictureSource } from '../picture-frame';
import { renderStrip } from '../picture-tiles';
import { figureParts, svgDocument, type SvgPartRequest } from './figure-svg';
import { Definitions } from './xml';

/** Pixels a px of what is an image in the SVG: contours, and points where there are very many. */
const IMAGE_SCALE = 2;

/** The sheet that a part of a picture is drawn on: what parts share, and what tells their layers apart. */
export interface SvgSheet {
  readonly definitions: Definitions;
  readonly prefix: string;
}

/** The same view as an SVG. @throws Failure 'bad-request' while rows are moving: their paths would be those of another moment */
export function paintSvg(request: SvgRequest, source: PictureSource): string {
  const definitions = new Definitions();
  const parts = paintSvgPart(request, source, { definitions, prefix: '' });
  return svgDocument(request, definitions, [parts]);
}

/** The same view as markup, for a sheet that others stand on too. @throws Failure as {@link paintSvg} does */
export function paintSvgPart(request: SvgPartRequest, source: PictureSource, { definitions, prefix }: SvgSheet): string {
  const { model, meter, options } = source;
  if (model.motion !== null) throw new Failure('bad-request', 'The points are between two layers. Stop on a layer, then export again.');
  const isImage = model.n > VECTOR_LIMIT;
  const frame = pictureFrame(request, source, IMAGE_SCALE, !request.isTransparent && !isImage);
  const ruler = new OffscreenCanvas(1, 1).getContext('2d');
  if (ruler === null) throw new Failure('io', 'This computer could not measure text. Close other windows, then export again.');
  return figureParts(request, {
    frame, model, meter, areThreadsShown: options.threads, space: isImage ? spaceAsImage(request, source, frame) : null,
    around: {
      definitions, prefix, halos: request.halos,
      widthOf: (text, font) => {
        ruler.font = font;
        return ruler.measureText(text).width;
      },
      imageUrl: (image) => urlOf(image.width, image.height, (context) => { context.drawImage(image, 0, 0); }),
    },
  });
}

function spaceAsImage({ widthPx, heightPx }: SvgPartRequest, { stage, prepare }: PictureSource, { drawing }: PictureFrame): string {
  const reachPx = prepare(drawing);
  return urlOf(Math.round(widthPx * IMAGE_SCALE), Math.round(heightPx * IMAGE_SCALE), (context) => {
    renderStrip(context, 0, IMAGE_SCALE, {
      renderer: stage.renderer, reachPx,
      render: (tile) => {
        prepare({ ...drawing, tile });
        stage.render();
      },
    });
  });
}

function urlOf(width: number, height: number, draw: (context: CanvasRenderingContext2D) => void): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Failure('too-large', 'The picture is too large for this computer. Make the window smaller, then export again.');
  draw(context);
  return canvas.toDataURL('image/png');
}
