import { aim } from './camera/camera-matrices';
import type { CloudModel } from './cloud-model';
import type { DrawContext } from './draw-context';
import { LabelLayer } from './labels/label-layer';
import { layoutLabels } from './labels/layout';
import { TextMeter } from './labels/text-runs';
import { drawOverlay, isEmpty, type Overlay } from './overlay';
import { paintPicture } from './picture/paint-picture';
import type { ScreenPoints } from './points/picking';
import { PointCloud } from './visuals/points';
import { drawRegions, regionsOf } from './visuals/regions';
import { RowPicker } from './points/row-picker';
import { contextOf, projectRows, regionGroups } from './scene-frame';
import { Stage } from './stage';
import { NO_THREADS } from './visuals/thread-list';
import { Threads } from './visuals/threads';
import type { CameraState, PictureRequest, Rect, SceneOptions, SceneTokens } from './types';
import { View } from './camera/view';

/** Parts that are drawn again only when something they depend on changed. */
export type ScenePart = 'state' | 'threads' | 'labels' | 'regions';

const LABEL_INSET_PX = 8;
const FADE_OUT_MS = 90;
const FADE_IN_MS = 160;

/** Brings the model onto the stage: keeps what is unchanged, and leaves labels and regions alone while the camera moves. */
export class ScenePainter {
  readonly stage: Stage;
  options: SceneOptions = { threads: true, labels: true, isWaiting: false };
  reserved: readonly Rect[] = [];
  /** Outline of a lasso or box in the making, `[x0, y0, …]`. */
  outline: readonly number[] = [];
  /** Camera distance at which glyphs have their nominal size. */
  fitDistance = 1;
  private readonly points = new PointCloud();
  private readonly threads = new Threads();
  private readonly picker: RowPicker;
  private readonly labels = new LabelLayer();
  private readonly meter = new TextMeter();
  private readonly dirty = new Set<ScenePart>();
  private screen: { readonly camera: CameraState; readonly points: ScreenPoints } | null = null;

  constructor(host: HTMLElement, public tokens: SceneTokens, private readonly model: CloudModel, onResize: () => void) {
    this.stage = new Stage(host, tokens, onResize);
    this.stage.root.append(this.labels.element);
    this.stage.add(this.threads.object, this.points.object);
    this.picker = new RowPicker(this.stage, this.points);
  }

  change(...parts: readonly ScenePart[]): void {
    for (const part of parts) this.dirty.add(part);
  }

  /** Fonts have arrived: widths measured before were those of a substitute. */
  forgetWidths(): void {
    this.meter.forget();
    this.change('labels');
  }

  /** The model holds another cloud. */
  takeCloud(): void {
    this.points.setCloud(this.model);
    this.forgetScreen();
    this.change('state', 'threads', 'labels', 'regions');
  }

  /** Rows have set off to another layout, or have arrived there. */
  takePlaces(): void {
    this.points.setPlaces(this.model);
    this.forgetScreen();
    this.change('state', 'threads');
  }

  /** Size changed: where rows fall must be computed anew. */
  forgetScreen(): void {
    this.screen = null;
  }

  setTheme(tokens: SceneTokens): void {
    this.tokens = tokens;
    this.stage.setTheme(tokens);
    this.change('state', 'threads', 'labels', 'regions');
  }

  view(camera: CameraState): View {
    return new View(camera, this.stage.widthPx, this.stage.heightPx);
  }

  /** Where rows at rest fall: computed when asked for, and kept until the camera or the rows move. */
  screenPoints(camera: CameraState): ScreenPoints {
    if (this.screen?.camera !== camera) this.screen = { camera, points: projectRows(this.view(camera), this.model) };
    return this.screen.points;
  }

  /** The row at a place on screen, in px; see {@link RowPicker.pick}. */
  pick(camera: CameraState, x: number, y: number): Promise<number | null> {
    const context = this.context(camera);
    this.takeChanges();
    this.prepare(context);
    return this.picker.pick(x, y, context);
  }

  /** Where labels may stand and keys may go. */
  get bounds(): Rect {
    const { widthPx, heightPx } = this.stage;
    return { x: LABEL_INSET_PX, y: LABEL_INSET_PX, width: Math.max(0, widthPx - 2 * LABEL_INSET_PX), height: Math.max(0, heightPx - 2 * LABEL_INSET_PX) };
  }

  draw(camera: CameraState, isMoving: boolean): void {
    const { stage, model } = this;
    if (stage.isLost || stage.widthPx === 0 || stage.heightPx === 0) return;
    const context = this.context(camera);
    this.takeChanges();
    this.fadeField(isMoving);
    if (isMoving) this.labels.follow(model, context.view, this.reserved);
    else this.settle(context, camera);
    this.prepare(context);
    stage.render();
    this.drawOver(context, { model, hover: model.hover, leaders: this.labels.leaders(model, context.view), outline: this.outline });
  }

  /** The same view as a PNG of another size, theme and scale. @throws Failure 'too-large' */
  picture(request: PictureRequest, camera: CameraState): Promise<Blob> {
    const { stage, model, meter, options, fitDistance, points } = this;
    return paintPicture(request, {
      stage, model, meter, options, camera, fitDistance, labelled: this.labels.previous,
      prepare: (context) => {
        this.takeChanges();
        this.prepare(context);
        return points.reachPx;
      },
    });
  }

  dispose(): void {
    this.picker.dispose();
    this.points.dispose();
    this.threads.dispose();
    this.stage.dispose();
  }

  private settle(context: DrawContext, camera: CameraState): void {
    const { stage, model, reserved, options, bounds } = this;
    const { tokens } = context;
    if (this.dirty.delete('labels')) {
      this.labels.show(layoutLabels(context, model, this.meter, { bounds, reserved, labels: options.labels, previous: this.labels.previous }), tokens);
    } else {
      this.labels.follow(model, context.view, reserved);
    }
    if (!this.dirty.delete('regions')) return;
    const regions = regionsOf(regionGroups(model, () => this.screenPoints(camera)), stage.widthPx, stage.heightPx, tokens);
    stage.field.hidden = regions.length === 0;
    drawRegions(stage.clear(stage.field), regions, stage.dpr);
  }

  /** What changed in the model goes to the graphics device. */
  private takeChanges(): void {
    if (this.dirty.delete('state')) this.points.setStates(this.model);
    if (this.dirty.delete('threads')) this.threads.setThreads(this.options.threads ? this.model.threads() : NO_THREADS);
  }

  private prepare(context: DrawContext): void {
    aim(this.stage.camera, context.view, context.tile ?? undefined);
    this.points.prepare(context, this.stage.camera, this.stage.maxPointSizePx);
    this.threads.prepare(context, this.stage.camera);
  }

  private drawOver(context: DrawContext, over: Overlay): void {
    const { overlay } = this.stage;
    // An empty layer over the scene would be blended in every frame all the same.
    overlay.hidden = isEmpty(over);
    if (!overlay.hidden) drawOverlay(this.stage.clear(overlay), context, over);
  }

  private context(camera: CameraState): DrawContext {
    const { tokens, fitDistance } = this;
    return contextOf(this.model, this.view(camera), { tokens, dpr: this.stage.dpr, fitDistance, canAdd: true, tile: null });
  }

  private fadeField(isMoving: boolean): void {
    const { style } = this.stage.field;
    const opacity = isMoving ? '0' : '1';
    if (style.opacity === opacity) return;
    style.transition = this.tokens.fitMs > 0 ? `opacity ${isMoving ? FADE_OUT_MS : FADE_IN_MS}ms` : 'none';
    style.opacity = opacity;
  }
}
