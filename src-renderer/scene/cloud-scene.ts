import { SceneCamera } from './camera';
import { fitted, widestYaw } from './camera-fit';
import { DEFAULT_CAMERA, freeRectangle, orbited, panned, zoomedAt } from './camera-moves';
import { CloudModel } from './cloud-model';
import { easeInOut, FrameLoop } from './frame-loop';
import { Interaction, type PointerIntents } from './interaction';
import { pickRow, rowInDirection, rowsInOutline } from './picking';
import { positionAt } from './positions';
import { ScenePainter, type ScenePart } from './scene-painter';
import type {
  CameraState, CloudData, Direction, PictureRequest, Position, Rect, SceneEvents, SceneOptions, SceneTokens, SceneTool, ScreenPosition, StaticData, TypedWord,
} from './types';

const REST_MS = 120;
const MORPH_MS = 700;
/** Room for labels beside the outermost points. */
const FIT_MARGIN_PX = { x: 64, y: 42 };
/** Static words each have their label, on either side. */
const STATIC_MARGIN_PX = { x: 128, y: 56 };
const RADIANS = Math.PI / 180;
const RADIANS_PER_PX = 0.0055;

/**
 * The 3-D cloud: a WebGL canvas, two 2-D canvases and a label layer inside `host`, which must be positioned (`relative` or so) and
 * have a size. Plain three.js; draws only when something changed. Rows are indices into the cloud set last.
 */
export class CloudScene {
  private readonly model = new CloudModel();
  private readonly loop = new FrameLoop((nowMs) => this.draw(nowMs));
  private readonly rig = new SceneCamera(this.loop);
  private readonly painter: ScenePainter;
  private readonly interaction: Interaction;
  private readonly released = new AbortController();
  private lastCamera: CameraState | null = null;
  private lastHover: number | null = null;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private isFitDue = true;
  private isMoving = false;

  /** @throws Error where WebGL 2 is missing. */
  constructor(host: HTMLElement, tokens: SceneTokens, private readonly events: SceneEvents = {}) {
    this.painter = new ScenePainter(host, tokens, this.model, () => this.refresh());
    this.interaction = new Interaction(this.painter.stage.root, this.intents());
    this.rig.isSoft = tokens.fitMs > 0;
    document.fonts.addEventListener('loadingdone', () => {
      this.painter.forgetWidths();
      this.loop.invalidate();
    }, { signal: this.released.signal });
  }

  /** Frames drawn so far; stays the same while nothing changes. */
  get nFrames(): number {
    return this.loop.nFrames;
  }

  /** Shows another cloud. The camera stays, but for the first cloud, which is fitted; selection, hover and filter stay where their rows exist. */
  setCloud(data: CloudData): void {
    this.loop.cancel('morph');
    if (this.model.n === 0) this.isFitDue = true;
    this.model.setCloud(data);
    this.painter.takeCloud();
    this.loop.invalidate();
  }

  /** Shows static forms and their nearest words; null takes them away. */
  setStatic(data: StaticData | null): void {
    if (data && !this.model.static && this.model.n === 0) this.isFitDue = true;
    this.model.static = data;
    this.model.measure();
    this.refresh();
  }

  /** Rows in the order of their letters A, B, C, … */
  setSelection(rows: readonly number[]): void {
    this.model.selection = rows.filter((row) => row >= 0 && row < this.model.n);
    this.model.restate();
    this.change('state', 'threads', 'labels');
  }

  setHover(row: number | null): void {
    if (this.model.hover === row) return;
    this.model.hover = row;
    this.change('threads');
  }

  /** One byte a row, 0 for rows outside the filter, which are drawn at 16 %; null shows all. */
  setFilter(visible: Uint8Array | null): void {
    if (visible && visible.length !== this.model.n) throw new Error(`A filter of ${this.model.n} rows needs ${this.model.n} values, got ${visible.length}.`);
    this.model.filter = visible && visible.slice();
    this.model.restate();
    this.change('state', 'threads', 'labels', 'regions');
  }

  /** Lets the typed word fly along its path in 1400 ms; without a path, or with reduced motion, it stands at its place at once. */
  setTyped(typed: TypedWord | null): void {
    this.loop.cancel('typed');
    this.model.setTyped(typed);
    this.change('labels');
    const flight = this.model.typed;
    const { flyMs } = this.painter.tokens;
    if (!flight || flight.trail.nodes.length === 0 || flyMs === 0) return;
    flight.u = 0;
    void this.loop.animate('typed', flyMs, (u) => {
      flight.u = easeInOut(u);
      if (u === 1) this.painter.change('labels');
    });
  }

  setTheme(tokens: SceneTokens): void {
    this.rig.isSoft = tokens.fitMs > 0;
    this.painter.setTheme(tokens);
    this.loop.invalidate();
  }

  setOptions(options: Partial<SceneOptions>): void {
    this.painter.options = { ...this.painter.options, ...options };
    const { style } = this.painter.stage.root;
    style.transition = this.painter.tokens.fitMs > 0 ? `opacity ${this.painter.tokens.fitMs}ms` : 'none';
    style.opacity = this.painter.options.isWaiting ? '0.4' : '1';
    this.change('threads', 'labels');
  }

  /** Rectangles that labels keep clear of: title, tools, hover card, type bar, map line. Wide ones also bound {@link fit}. */
  setReserved(rects: readonly Rect[]): void {
    this.painter.reserved = rects.map(({ x, y, width, height }) => ({ x, y, width, height }));
    this.change('labels');
  }

  setTool(tool: SceneTool): void {
    this.interaction.cancel();
    this.interaction.tool = tool;
    this.showCursor();
  }

  /**
   * Moves all rows (and ghosts) to new places, one after another; a second call takes over where the first stands.
   * Resolves when there, or taken over; any press of the pointer ends the motion at its goal.
   */
  morphTo(positions: Float32Array, durationMs = MORPH_MS, ghostPositions?: readonly Position[]): Promise<void> {
    this.loop.cancel('morph');
    const step = this.model.morph(positions, durationMs, ghostPositions, easeInOut);
    return this.loop.animate('morph', this.painter.tokens.fitMs > 0 ? durationMs : 0, (u) => {
      step(u);
      this.painter.movePoints();
      this.startMoving();
    });
  }

  /**
   * Brings everything into view between the wide reserved rectangles. Turns to where the cloud spreads most over the screen, unless
   * `keepsDirection`; a flat map is always faced from the front.
   */
  fit(keepsDirection = false): void {
    // Before the first frame there is no view to fly from: the frame itself fits.
    if (this.isFitDue) this.loop.invalidate();
    else this.rig.moveTo(this.fittedCamera(keepsDirection), this.painter.tokens.fitMs);
  }

  /** > 1 comes nearer. */
  zoom(factor: number): void {
    const view = this.painter.view(this.rig.goal);
    this.rig.steer(zoomedAt(view, factor, view.widthPx / 2 + view.camera.offsetX, view.heightPx / 2 + view.camera.offsetY));
  }

  /** Turns the cloud to the right and upwards, in degrees. */
  orbitBy(degreesRight: number, degreesUp: number): void {
    this.rig.steer(orbited(this.rig.goal, -degreesRight * RADIANS, -degreesUp * RADIANS));
  }

  /** Makes a row the point around which the camera turns, and brings it to the middle. */
  centreOn(row: number): void {
    if (row < 0 || row >= this.model.n) return;
    const target = positionAt(this.model.positions, row);
    this.rig.moveTo({ ...this.rig.goal, target }, this.painter.tokens.fitMs);
  }

  /** Where the camera stands, or is on its way to. */
  camera(): CameraState {
    return this.rig.goal;
  }

  setCamera(state: CameraState, durationMs = 0): void {
    this.isFitDue = false;
    this.rig.moveTo(state, this.painter.tokens.fitMs > 0 ? durationMs : 0);
  }

  /** The nearest row in a direction on screen; from null, the row nearest to the middle. Null when there is none. */
  nearestInDirection(row: number | null, direction: Direction): number | null {
    return rowInDirection(this.screenPoints(), row, direction, this.painter.bounds, this.model.filter);
  }

  screenPosition(row: number): ScreenPosition | null {
    if (row < 0 || row >= this.model.n) return null;
    const points = this.screenPoints();
    const at = { x: points.x[row] as number, y: points.y[row] as number, scale: points.scale[row] as number };
    return { x: at.x, y: at.y, isVisible: this.painter.view(this.rig.current).contains(at) };
  }

  /** The same view as a PNG of another size, theme and scale, with legend and caption where asked for. @throws Failure 'too-large' */
  renderPicture(request: PictureRequest): Promise<Blob> {
    return this.painter.picture(request, this.rig.current);
  }

  dispose(): void {
    clearTimeout(this.restTimer);
    this.released.abort();
    this.loop.stop();
    this.interaction.dispose();
    this.painter.dispose();
  }

  private draw(nowMs: number): void {
    const { stage } = this.painter;
    if (this.isFitDue && stage.widthPx > 0 && stage.heightPx > 0 && this.model.extent().length > 0) {
      this.isFitDue = false;
      this.rig.moveTo(this.fittedCamera(false), 0);
    }
    const isUnderWay = this.rig.tick(nowMs);
    const { current } = this.rig;
    if (this.lastCamera !== null && this.lastCamera !== current) {
      this.startMoving();
      this.events.onCameraMove?.(current);
    }
    this.lastCamera = current;
    this.painter.draw(current, this.isMoving);
    if (isUnderWay) this.loop.invalidate();
  }

  private startMoving(): void {
    this.isMoving = true;
    this.painter.change('labels', 'regions');
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.rest(), REST_MS);
  }

  private rest(): void {
    // Where a frame takes longer than the timer, motion is not over yet.
    if (this.rig.current !== this.rig.goal || this.loop.isAnimating('morph')) {
      this.startMoving();
      return;
    }
    this.isMoving = false;
    this.loop.invalidate();
    this.events.onCameraRest?.(this.rig.current);
  }

  private intents(): PointerIntents {
    const { rig } = this;
    return {
      orbit: (dx, dy) => rig.steer(orbited(rig.goal, -dx * RADIANS_PER_PX, dy * RADIANS_PER_PX)),
      pan: (dx, dy) => rig.steer(panned(this.painter.view(rig.goal), dx, dy)),
      zoom: (factor, x, y) => rig.steer(zoomedAt(this.painter.view(rig.goal), factor, x, y)),
      hover: (x, y, clientX, clientY) => this.hoverAt(this.rowAt(x, y), clientX, clientY),
      leave: () => this.hoverAt(null, 0, 0),
      click: (x, y, modifiers) => this.events.onPick?.(this.rowAt(x, y), modifiers),
      doubleClick: (x, y) => {
        const row = this.rowAt(x, y);
        if (row !== null) this.centreOn(row);
        this.events.onDoubleClick?.(row);
      },
      outline: (points) => {
        this.painter.outline = points;
        this.loop.invalidate();
      },
      enclose: (points, additive) => this.events.onRegionSelect?.(rowsInOutline(this.screenPoints(), points, this.model.filter), additive),
      interrupt: () => {
        rig.stop();
        this.loop.complete('morph');
        this.loop.complete('typed');
      },
    };
  }

  private hoverAt(row: number | null, clientX: number, clientY: number): void {
    if (row === this.lastHover) return;
    this.lastHover = row;
    this.showCursor();
    this.events.onHover?.(row, clientX, clientY);
  }

  private showCursor(): void {
    const { tool } = this.interaction;
    this.painter.stage.root.style.cursor = tool === 'lasso' || tool === 'box' ? 'crosshair' : this.lastHover !== null ? 'pointer' : tool === 'pan' ? 'grab' : 'default';
  }

  private rowAt(x: number, y: number): number | null {
    return pickRow(this.screenPoints(), x, y, undefined, this.model.filter);
  }

  private screenPoints(): ReturnType<ScenePainter['screenPoints']> {
    return this.painter.screenPoints(this.rig.current);
  }

  private fittedCamera(keepsDirection: boolean): CameraState {
    const { widthPx, heightPx } = this.painter.stage;
    const free = freeRectangle(widthPx, heightPx, this.painter.reserved);
    const extent = this.model.extent();
    const margin = this.model.n === 0 ? STATIC_MARGIN_PX : FIT_MARGIN_PX;
    const { pitch } = DEFAULT_CAMERA;
    const turn = this.model.isFlat ? { yaw: 0, pitch: 0 } : keepsDirection ? {} : { yaw: widestYaw(extent, pitch, widthPx, heightPx, free, margin), pitch };
    const state = fitted({ ...this.rig.goal, ...turn }, extent, widthPx, heightPx, free, margin);
    this.painter.fitDistance = state.distance;
    return state;
  }

  private refresh(): void {
    this.painter.forgetScreen();
    this.change('state', 'threads', 'labels', 'regions');
  }

  private change(...parts: readonly ScenePart[]): void {
    this.painter.change(...parts);
    this.loop.invalidate();
  }
}
