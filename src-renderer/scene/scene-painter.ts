import { aim } from './camera/camera-matrices';
import type { CloudModel } from './cloud-model';
import { FULL_DETAIL, MovingDetail, type Detail } from './detail';
import type { DrawContext } from './draw-context';
import { LabelLayer } from './labels/label-layer';
import { layoutLabels } from './labels/layout';
import type { Leader } from './labels/place';
import { TextMeter } from './labels/text-runs';
import { paintFilm } from './picture/film/paint-film';
import { paintPicture } from './picture/paint-picture';
import type { PictureSource } from './picture/picture-frame';
import type { SvgPartRequest } from './picture/svg/figure-svg';
import { paintSvg, paintSvgPart, type SvgSheet } from './picture/svg/paint-svg';
import type { ScreenPoints } from './points/picking';
import { RowPicker } from './points/row-picker';
import { contextOf, rowsOnScreen } from './scene-frame';
import { Stage } from './stage';
import type { CameraState } from '@contract/camera';
import type { FilmRequest, PictureRequest, Rect, SceneOptions, SceneTokens, SvgRequest } from './types';
import { CameraView } from './camera/camera-view';
import { labelsOf, paintsOf, type Paint, type SceneChange, type Shown, type Visual } from './visual';
import type { VisualList } from './visuals/cloud-visuals';

const LABEL_INSET_PX = 8;
const FADE_OUT_MS = 90;
const FADE_IN_MS = 160;

/** Brings the model onto the stage: keeps what is unchanged, and leaves labels and regions alone while the camera moves. */
export class ScenePainter {
  readonly stage: Stage;
  options: SceneOptions = { threads: true, labels: true, isWaiting: false };
  reserved: readonly Rect[] = [];
  /** Camera distance at which glyphs have their nominal size. */
  fitDistance = 1;
  private readonly visuals: readonly Visual[];
  private readonly picker: RowPicker;
  private readonly labels = new LabelLayer();
  private readonly meter = new TextMeter();
  private readonly movingDetail = new MovingDetail();
  private readonly dirty = new Set<SceneChange>();
  private screen: { readonly camera: CameraState; readonly points: ScreenPoints } | null = null;

  constructor(host: HTMLElement, public tokens: SceneTokens, readonly model: CloudModel, { visuals, points }: VisualList, onResize: () => void, isBare: boolean) {
    this.stage = new Stage(host, tokens, onResize, isBare);
    this.stage.root.append(this.labels.element);
    this.visuals = visuals;
    this.stage.add(...visuals.flatMap(({ object }) => object ?? []));
    this.picker = new RowPicker(this.stage, points);
  }

  change(...parts: readonly SceneChange[]): void {
    for (const part of parts) this.dirty.add(part);
  }

  /** Fonts have arrived: widths measured before were those of a substitute. */
  forgetWidths(): void {
    this.meter.forget();
    this.change('labels');
  }

  /** The model holds another cloud. */
  takeCloud(): void {
    this.forgetScreen();
    this.change('cloud', 'state', 'threads', 'labels', 'field');
  }

  /** Rows have set off to another layout, or have arrived there. */
  takePlaces(): void {
    this.forgetScreen();
    this.change('places', 'state', 'threads');
  }

  /** Size changed: where rows fall must be computed anew. */
  forgetScreen(): void {
    this.screen = null;
  }

  /** Everything is drawn anew. */
  refresh(): void {
    this.forgetScreen();
    this.change('state', 'threads', 'labels', 'field');
  }

  setTheme(tokens: SceneTokens): void {
    this.tokens = tokens;
    this.stage.setTheme(tokens);
    this.change('state', 'threads', 'labels', 'field');
  }

  view(camera: CameraState): CameraView {
    return new CameraView(camera, this.stage.widthPx, this.stage.heightPx);
  }

  /** Where rows at rest fall: computed when asked for, and kept until the camera or the rows move. */
  screenPoints(camera: CameraState): ScreenPoints {
    if (this.screen?.camera !== camera) this.screen = { camera, points: rowsOnScreen(this.view(camera), this.model) };
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

  draw(camera: CameraState, isMoving: boolean, nowMs: number): void {
    const { stage, model } = this;
    if (stage.isLost || stage.widthPx === 0 || stage.heightPx === 0) return;
    const context = this.context(camera, this.movingDetail.next(nowMs, isMoving, model.n));
    this.takeChanges();
    this.fadeField(isMoving);
    if (isMoving) this.labels.follow(model, context.view, this.reserved);
    else this.settle(context, camera);
    this.prepare(context);
    stage.render();
    drawLayer(stage, stage.overlay, paintsOf(this.visuals, 'overlay', context, this.shown(camera, this.labels.leaders(model, context.view))));
  }

  /** The same view as a PNG of another size, theme and scale. @throws Failure 'too-large' */
  picture(request: PictureRequest, camera: CameraState): Promise<Blob> {
    return paintPicture(request, this.pictureSource(camera));
  }

  /** The same view as an SVG. @throws Failure 'bad-request' while rows are moving */
  svg(request: SvgRequest, camera: CameraState): string {
    return paintSvg(request, this.pictureSource(camera));
  }

  /** The same view as markup on a sheet that others stand on too. @throws Failure 'bad-request' while rows are moving */
  svgPart(request: SvgPartRequest, camera: CameraState, sheet: SvgSheet): string {
    return paintSvgPart(request, this.pictureSource(camera), sheet);
  }

  /** The same view as a film. @throws Failure, see {@link paintFilm} */
  film(request: FilmRequest, camera: CameraState, onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob> {
    return paintFilm(request, this.pictureSource(camera), onProgress, signal);
  }

  dispose(): void {
    this.picker.dispose();
    for (const visual of this.visuals) visual.dispose?.();
    this.stage.dispose();
  }

  private pictureSource(camera: CameraState): PictureSource {
    const { stage, model, meter, options, fitDistance, visuals } = this;
    return {
      stage, model, meter, options, visuals, camera, fitDistance, labelled: this.labels.previous, areUnderWay: false,
      prepare: (context) => {
        this.takeChanges();
        return this.prepare(context);
      },
    };
  }

  private settle(context: DrawContext, camera: CameraState): void {
    const { stage, model, reserved, options, bounds, visuals } = this;
    const { tokens } = context;
    if (this.dirty.delete('labels')) {
      this.labels.show(layoutLabels(context, model, this.meter, { bounds, reserved, labels: options.labels, previous: this.labels.previous, sources: labelsOf(this.visuals) }), tokens);
    } else {
      this.labels.follow(model, context.view, reserved);
    }
    if (!this.dirty.delete('field')) return;
    drawLayer(stage, stage.field, paintsOf(visuals, 'field', context, this.shown(camera, [])));
  }

  /** What changed in the model goes to the graphics device. */
  private takeChanges(): void {
    for (const visual of this.visuals) visual.update?.(this.dirty, this);
    for (const change of ['cloud', 'places', 'state', 'threads'] as const) this.dirty.delete(change);
  }

  /** Aims all at a view; says how far sprites reach, in device px. */
  private prepare(context: DrawContext): number {
    aim(this.stage.camera, context.view, context.tile ?? undefined);
    return Math.max(0, ...this.visuals.map((visual) => visual.prepare?.(context, this.stage) ?? 0));
  }

  private shown(camera: CameraState, leaders: readonly Leader[]): Shown {
    const { model, options } = this;
    return { model, options, leaders, screenPoints: () => this.screenPoints(camera) };
  }

  private context(camera: CameraState, detail: Detail = FULL_DETAIL): DrawContext {
    const { tokens, fitDistance } = this;
    return contextOf(this.model, this.view(camera), { tokens, dpr: this.stage.dpr, fitDistance, canAdd: true, tile: null, detail });
  }

  private fadeField(isMoving: boolean): void {
    const { style } = this.stage.field;
    const opacity = isMoving ? '0' : '1';
    if (style.opacity === opacity) return;
    style.transition = this.tokens.fitMs > 0 ? `opacity ${isMoving ? FADE_OUT_MS : FADE_IN_MS}ms` : 'none';
    style.opacity = opacity;
  }
}

/** An empty layer is hidden: it would be blended in every frame all the same. */
function drawLayer(stage: Stage, canvas: HTMLCanvasElement, paints: readonly Paint[]): void {
  canvas.hidden = paints.length === 0;
  if (canvas.hidden) return;
  const context = stage.clear(canvas);
  for (const paint of paints) paint(context, 0, stage.heightPx);
}
