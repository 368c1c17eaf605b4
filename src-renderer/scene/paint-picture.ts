import type { CloudModel } from './cloud-model';
import type { DrawContext } from './draw-context';
import { layoutLabels } from './labels/layout';
import { drawLabel, type TextMeter } from './labels/text-runs';
import { drawOverlay } from './overlay';
import { drawBackground, pictureCamera, PictureText, renderOnto, toPng } from './picture';
import { drawRegions } from './regions';
import { contextOf, projectRows, regionGroups } from './scene-frame';
import type { Stage } from './stage';
import type { CameraState, PictureRequest, SceneOptions } from './types';
import { View } from './view';

/** What a picture takes over from the scene on screen. */
export interface PictureSource {
  readonly stage: Stage;
  readonly model: CloudModel;
  readonly meter: TextMeter;
  readonly options: SceneOptions;
  readonly camera: CameraState;
  readonly fitDistance: number;
  /** Points camera and materials at another view and theme; the next frame on screen does so again for itself. */
  readonly prepare: (context: DrawContext) => void;
}

const INSET_PX = 12;

/** Field, WebGL layer, overlay, labels, legend and caption on one canvas, as a PNG. Nothing on screen changes. */
export async function paintPicture(request: PictureRequest, source: PictureSource): Promise<Blob> {
  const { widthPx, heightPx, scale, tokens, isTransparent } = request;
  const { stage, model, meter, options } = source;
  const view = new View(pictureCamera(source.camera, stage.widthPx, stage.heightPx, widthPx, heightPx), widthPx, heightPx);
  const fitDistance = source.fitDistance * (view.camera.distance / source.camera.distance);
  const drawing = contextOf(model, view, tokens, scale, fitDistance, !isTransparent);
  const screen = projectRows(view, model);

  const canvas = document.createElement('canvas');
  canvas.width = Math.round(widthPx * scale);
  canvas.height = Math.round(heightPx * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.scale(scale, scale);
  if (!isTransparent) drawBackground(context, widthPx, heightPx, tokens);
  drawRegions(context, regionGroups(model, screen), widthPx, heightPx, tokens, scale);
  source.prepare(drawing);
  renderOnto(context, stage.renderer, () => stage.render());

  const text = new PictureText(request, model.ghosts[0]?.title ?? model.static?.forms[0]?.form ?? null, meter);
  const bounds = { x: INSET_PX, y: INSET_PX, width: widthPx - 2 * INSET_PX, height: heightPx - 2 * INSET_PX };
  const labels = layoutLabels(drawing, model, screen, meter, { bounds, reserved: text.reserved, labels: options.labels, lastSides: new Map() });
  drawOverlay(context, drawing, { ...pick(model), hover: null }, screen, labels.flatMap(({ leader }) => (leader ? [leader] : [])));
  for (const label of labels) drawLabel(context, label.text, label.x, label.y, meter, tokens);
  text.draw(context);
  return toPng(canvas);
}

/** What the overlay reads, without the hover: a picture has no pointer. */
function pick(model: CloudModel): Pick<CloudModel, 'ghosts' | 'selection' | 'typed' | 'static'> {
  const { ghosts, selection, typed, static: forms } = model;
  return { ghosts, selection, typed, static: forms };
}
