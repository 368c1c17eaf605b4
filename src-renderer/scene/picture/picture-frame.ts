import type { CameraState } from '@contract/camera';
import type { CloudModel } from '../cloud-model';
import type { DrawContext } from '../draw-context';
import { followedLabels } from '../labels/followed-labels';
import { layoutLabels } from '../labels/layout';
import type { LaidLabel } from '../labels/laid-label';
import type { TextMeter } from '../labels/text-runs';
import type { Stage } from '../stage';
import { CameraView } from '../camera/camera-view';
import { contextOf, rowsOnScreen } from '../scene-frame';
import type { FigureRequest, SceneOptions } from '../types';
import { labelsOf, paintsOf, type Paint, type Visual } from '../visual';
import { pictureCamera, PictureText } from './picture';

/** What a picture takes over from the scene on screen. */
export interface PictureSource {
  readonly stage: Stage;
  readonly model: CloudModel;
  readonly meter: TextMeter;
  readonly options: SceneOptions;
  readonly visuals: readonly Visual[];
  readonly camera: CameraState;
  readonly fitDistance: number;
  readonly labelled: ReadonlyMap<string, LaidLabel>;
  /** Rows stand between two layouts: labels keep to what they name, and the field is left out. */
  readonly areUnderWay: boolean;
  /** Points camera and materials at another view and theme, and says how far sprites reach, in pixels; the next frame on screen does so again for itself. */
  readonly prepare: (context: DrawContext) => number;
}

const INSET_PX = 12;

/** What a picture consists of, whatever it is written as: the view, what is painted behind and above the points, labels, title and legend. */
export interface PictureFrame {
  readonly drawing: DrawContext;
  readonly visuals: readonly Visual[];
  readonly field: readonly Paint[];
  readonly overlay: readonly Paint[];
  readonly labels: readonly LaidLabel[];
  readonly text: PictureText;
}

/** Lays a picture out: the same camera, labels and order as on screen. @param scale pixels a px @param canAdd see {@link DrawContext} */
export function pictureFrame(request: FigureRequest, source: PictureSource, scale: number, canAdd: boolean): PictureFrame {
  const { widthPx, heightPx } = request;
  const { stage, model, meter, options } = source;
  // A picture has no pointer.
  const visuals = source.visuals.filter(({ isOfPointer }) => isOfPointer !== true);
  const view = new CameraView(pictureCamera(source.camera, stage.widthPx, stage.heightPx, widthPx, heightPx), widthPx, heightPx);
  const fitDistance = source.fitDistance * (view.camera.distance / source.camera.distance);
  const drawing = contextOf(model, view, { tokens: request.tokens, dpr: scale, fitDistance, canAdd, tile: null });
  const text = new PictureText(request, model.ghosts[0]?.title ?? model.static?.forms[0]?.form ?? null, meter);
  const bounds = { x: INSET_PX, y: INSET_PX, width: widthPx - 2 * INSET_PX, height: heightPx - 2 * INSET_PX };
  // What is labelled on screen is labelled in the picture, as far as it fits there.
  const labels = source.areUnderWay
    ? followedLabels([...source.labelled.values()], model, view, bounds, text.reserved)
    : layoutLabels(drawing, model, meter, {
        bounds,
        reserved: text.reserved,
        labels: options.labels,
        previous: source.labelled,
        sources: labelsOf(visuals),
      });
  const shown = { model, options, leaders: labels.flatMap(({ leader }) => leader ?? []), screenPoints: () => rowsOnScreen(view, model) };
  return { drawing, visuals, labels, text, field: source.areUnderWay ? [] : paintsOf(visuals, 'field', drawing, shown), overlay: paintsOf(visuals, 'overlay', drawing, shown) };
}
