import type { CloudModel } from './cloud-model';
import type { DrawContext } from './draw-context';
import { LabelLayer } from './labels/label-layer';
import { layoutLabels } from './labels/layout';
import { TextMeter } from './labels/text-runs';
import { drawOutline, drawOverlay } from './overlay';
import { paintPicture } from './paint-picture';
import type { ScreenPoints } from './picking';
import { PointCloud } from './points';
import { drawRegions } from './regions';
import { contextOf, projectRows, regionGroups } from './scene-frame';
import { aim, Stage } from './stage';
import { Threads } from './threads';
import type { CameraState, PictureRequest, Rect, SceneOptions, SceneTokens } from './types';
import { View } from './view';

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
  private readonly labels = new LabelLayer();
  private readonly meter = new TextMeter();
  private readonly dirty = new Set<ScenePart>();
  private screen: { readonly camera: CameraState; readonly points: ScreenPoints } | null = null;

  constructor(host: HTMLElement, public tokens: SceneTokens, private readonly model: CloudModel, onResize: () => void) {
    this.stage = new Stage(host, tokens, onResize);
    this.stage.root.append(this.labels.element);
    this.stage.add(this.threads.object, this.points.object);
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
    this.points.setCloud(this.model.positions, this.model.data.categories);
    this.forgetScreen();
    this.change('state', 'threads', 'labels', 'regions');
  }

  /** Rows have moved. */
  movePoints(): void {
    this.points.movePoints();
    this.forgetScreen();
    this.change('threads');
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

  screenPoints(camera: CameraState): ScreenPoints {
    if (this.screen?.camera !== camera) this.screen = { camera, points: projectRows(this.view(camera), this.model) };
    return this.screen.points;
  }

  /** Where labels may stand and keys may go. */
  get bounds(): Rect {
    const { widthPx, heightPx } = this.stage;
    return { x: LABEL_INSET_PX, y: LABEL_INSET_PX, width: Math.max(0, widthPx - 2 * LABEL_INSET_PX), height: Math.max(0, heightPx - 2 * LABEL_INSET_PX) };
  }

  draw(camera: CameraState, isMoving: boolean): void {
    const { stage, model, tokens } = this;
    if (stage.isLost || stage.widthPx === 0 || stage.heightPx === 0) return;
    const context = this.context(camera);
    const screen = this.screenPoints(camera);
    if (this.dirty.delete('state')) this.points.setState(model.opacity, model.emphasis);
    if (this.dirty.delete('threads')) this.threads.setThreads(this.options.threads ? model.threads() : { count: 0, texels: new Float32Array(0) });
    this.fadeField(isMoving);
    if (isMoving) this.labels.follow(model, context.view);
    else this.settle(context, screen);
    this.prepare(context);
    stage.render();
    const overlay = stage.clear(stage.overlay);
    drawOverlay(overlay, context, model, screen, this.labels.leaders(model, context.view));
    drawOutline(overlay, this.outline, tokens);
  }

  /** The same view as a PNG of another size, theme and scale. @throws Failure 'too-large' */
  picture(request: PictureRequest, camera: CameraState): Promise<Blob> {
    const { stage, model, meter, options, fitDistance } = this;
    return paintPicture(request, { stage, model, meter, options, camera, fitDistance, prepare: (context) => this.prepare(context) });
  }

  dispose(): void {
    this.points.dispose();
    this.threads.dispose();
    this.stage.dispose();
  }

  private settle(context: DrawContext, screen: ScreenPoints): void {
    const { stage, model, tokens, reserved, options, bounds } = this;
    if (this.dirty.delete('labels')) {
      const laid = layoutLabels(context, model, screen, this.meter, { bounds, reserved, labels: options.labels, lastSides: this.labels.lastSides });
      this.labels.show(laid, model, context.view, tokens);
    } else {
      this.labels.follow(model, context.view);
    }
    if (this.dirty.delete('regions')) drawRegions(stage.clear(stage.field), regionGroups(model, screen), stage.widthPx, stage.heightPx, tokens, stage.dpr);
  }

  private prepare(context: DrawContext): void {
    aim(this.stage.camera, context.view);
    this.points.prepare(context, this.stage.maxPointSizePx);
    this.threads.prepare(context, this.stage.camera);
  }

  private context(camera: CameraState): DrawContext {
    return contextOf(this.model, this.view(camera), this.tokens, this.stage.dpr, this.fitDistance, true);
  }

  private fadeField(isMoving: boolean): void {
    const { style } = this.stage.field;
    const opacity = isMoving ? '0' : '1';
    if (style.opacity === opacity) return;
    style.transition = this.tokens.fitMs > 0 ? `opacity ${isMoving ? FADE_OUT_MS : FADE_IN_MS}ms` : 'none';
    style.opacity = opacity;
  }
}
