import { SceneCamera } from './camera/camera';
import { fitted, showsAll, widestYaw, type FitMargin } from './camera/camera-fit';
import { followed, type Standing } from './camera/camera-follow';
import { DEFAULT_CAMERA, freeRectangle, orbited, panned, sideOf, turnedTo, zoomedAt } from './camera/camera-moves';
import { CloudModel } from './cloud-model';
import { easeInOut, FrameLoop } from './frame-loop';
import { Interaction, type PointerIntents } from './interaction';
import { rowInDirection, rowsInOutline } from './points/picking';
import { positionAt } from './positions';
import { ScenePainter } from './scene-painter';
import type {
  CameraProjection, CameraState, CloudData, Direction, MapSide, MeasuredPair, PictureRequest, Position, Rect, SceneEvents, SceneOptions, SceneTokens, SceneTool, ScreenPosition, StaticData, TypedWord,
} from './types';
import { View } from './camera/view';
import type { SceneChange } from './visual';
import { cloudVisuals } from './visuals/cloud-visuals';

const REST_MS = 120;
const MORPH_MS = 700;
const PREVIEW_MS = 100;
/** A flight ends with a light that fades so slowly. */
const LIT_MS = 1100;
/** Room for labels beside the outermost points. */
const FIT_MARGIN_PX = { x: 64, y: 42 };
/** Static words each have their label, on either side. */
const STATIC_MARGIN_PX = { x: 128, y: 56 };
/** Around the rows that are flown to, there is more to see. */
const FLY_MARGIN_PX = { x: 120, y: 90 };
/** The closest that a flight comes, as a share of the distance that shows everything. */
const NEAREST_FLIGHT = 0.35;
/** So long after a change of size what lies over the scene may still find its place. */
const RESIZE_MS = 300;
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
  /** Where the last fit has put the camera. */
  private lastFit: CameraState | null = null;
  /** Somebody has turned the camera since it was last turned by a fit. */
  private isTurned = false;
  /** The angle from before the map became flat. */
  private angleInSpace: Pick<CameraState, 'yaw' | 'pitch'> | null = null;
  /** Size of the host that the camera stands for, and when it changed. */
  private sized = { widthPx: 0, heightPx: 0, atMs: -Infinity, wasFitted: false };
  private isMoving = false;
  private pointer: { readonly x: number; readonly y: number; readonly clientX: number; readonly clientY: number } | null = null;
  private isLooking = false;

  /** @throws Error where WebGL 2 is missing. */
  constructor(host: HTMLElement, tokens: SceneTokens, private readonly events: SceneEvents = {}) {
    this.painter = new ScenePainter(host, tokens, this.model, cloudVisuals(), () => this.resized());
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
    this.lastHover = null;
    if (this.model.n === 0) this.isFitDue = true;
    this.model.setCloud(data);
    this.painter.takeCloud();
    this.loop.invalidate();
  }

  /** Shows static forms and their nearest words; null takes them away. */
  setStatic(data: StaticData | null): void {
    if (data && !this.model.static && this.model.n === 0) this.isFitDue = true;
    this.model.static = data;
    this.model.nChanges++;
    this.model.measure();
    this.refresh();
  }

  /** Rows in the order of their letters A, B, C, … */
  setSelection(rows: readonly number[]): void {
    this.model.selection = rows;
    this.change('state', 'threads', 'labels');
  }

  setHover(row: number | null): void {
    if (this.model.hover === row) return;
    this.model.hover = row;
    this.change('state', 'threads');
  }

  /** One byte a row, 0 for rows outside the filter, which are drawn at 16 %; null shows all. */
  setFilter(visible: Uint8Array | null): void {
    this.model.filter = visible;
    this.change('state', 'threads', 'labels', 'field');
  }

  /**
   * Colours points by a value a row, 0…1 (NaN: none, drawn like category 0), from the seven `sequence` tokens; glyphs stay, and all else is in
   * ink. Kept over morphs and by clouds of as many rows. Null: by category.
   */
  setColouring(values: Float32Array | null): void {
    this.model.setValues(values);
    this.change('state', 'threads', 'labels', 'field');
  }

  /** Joins rows by straight lines to where they were in another layout, `[n, 3]`, NaN for rows that were not in it; under the same limits as threads. Null: none. */
  setDisplacements(from: Float32Array | null): void {
    this.model.setDisplacedFrom(from);
    this.change('threads');
  }

  /** Joins rows by straight lines with numbers on them. */
  setMeasures(pairs: readonly MeasuredPair[]): void {
    this.model.measures = pairs.filter(({ from, to }) => from >= 0 && to >= 0 && from < this.model.n && to < this.model.n);
    this.model.nChanges++;
    this.loop.invalidate();
  }

  /** Px of a map unit in the plane that the camera turns around. */
  pxPerUnit(): number {
    return this.painter.view(this.rig.current).pxPerUnit;
  }

  /** Lets the typed word fly along its path in 1400 ms; without a path, or with reduced motion, it stands at its place at once. */
  setTyped(typed: TypedWord | null): void {
    this.loop.cancel('typed');
    this.loop.cancel('lit');
    this.model.setTyped(typed);
    this.change('labels');
    const flight = this.model.typed;
    const { flyMs } = this.painter.tokens;
    if (!flight || flight.trail.nodes.length === 0 || flyMs === 0) return;
    flight.u = 0;
    // Whoever asked for the flight sees it from its start to its end.
    const view = this.painter.view(this.rig.goal);
    if (!this.isFitDue && !flight.trail.samples.every((place) => view.contains(view.projectPosition(place)))) this.fit(true);
    void this.loop.animate('typed', flyMs, (u) => {
      flight.u = easeInOut(u);
      this.model.nChanges++;
      if (u === 1) {
        this.painter.change('labels');
        this.light(flight);
      }
    });
  }

  /** The point that has arrived is lit for a moment. */
  private light(flight: NonNullable<CloudModel['typed']>): void {
    void this.loop.animate('lit', LIT_MS, (u) => {
      flight.lit = 1 - u;
      this.model.nChanges++;
    });
  }

  setTheme(tokens: SceneTokens): void {
    this.rig.isSoft = tokens.fitMs > 0;
    this.painter.setTheme(tokens);
    this.loop.invalidate();
  }

  setOptions(options: Partial<SceneOptions>): void {
    this.painter.options = { ...this.painter.options, ...options };
    this.model.nChanges++;
    const { style } = this.painter.stage.root;
    style.transition = this.painter.tokens.fitMs > 0 ? `opacity ${this.painter.tokens.fitMs}ms` : 'none';
    style.opacity = this.painter.options.isWaiting ? '0.4' : '1';
    this.change('threads', 'labels');
  }

  /** Rectangles that labels keep clear of: title, tools, hover card, type bar, map line. Wide ones also bound {@link fit}. */
  setReserved(rects: readonly Rect[]): void {
    this.painter.reserved = rects.map(({ x, y, width, height }) => ({ x, y, width, height }));
    // What lies over a scene that has just changed its size is measured a frame later.
    if (this.sized.wasFitted && this.isFitted && performance.now() - this.sized.atMs < RESIZE_MS) this.refit();
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
    return this.move(positions, durationMs, ghostPositions, false);
  }

  /** One step of a layout in the making: rows glide there steadily, all at once, until the next step is shown. Never turns the camera. */
  preview(positions: Float32Array, ghostPositions?: readonly Position[]): void {
    void this.move(positions, PREVIEW_MS, ghostPositions, true);
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

  /** To be asked before the map becomes another one; {@link follow} then brings the camera after it. */
  standing(): Standing {
    return { isFlat: this.model.isFlat, sawAll: this.isAllInView(), wasFitted: this.isFitted };
  }

  /** The map has become another one, with the same meaning: everything stays in view, and the angle stays. A flat map is faced. */
  follow(before: Standing): void {
    if (this.isFitDue) return;
    const way = followed(before, { isFlat: this.model.isFlat, seesAll: this.isAllInView() });
    if (way === 'stay') return;
    if (way === 'face') this.angleInSpace = { yaw: this.rig.goal.yaw, pitch: this.rig.goal.pitch };
    if (way === 'return' && this.angleInSpace !== null) this.rig.goal = { ...this.rig.goal, ...this.angleInSpace };
    this.fit(way === 'fit' || (way === 'return' && this.angleInSpace !== null));
  }

  /** Another map of the same sentences: everything comes into view, from where somebody has chosen to look. */
  fitKeeping(): void {
    this.fit(this.isTurned);
  }

  /** > 1 comes nearer. */
  zoom(factor: number): void {
    const view = this.painter.view(this.rig.goal);
    this.rig.steer(zoomedAt(view, factor, view.widthPx / 2 + view.camera.offsetX, view.heightPx / 2 + view.camera.offsetY));
  }

  /** Turns the cloud to the right and upwards, in degrees. */
  orbitBy(degreesRight: number, degreesUp: number): void {
    this.isTurned = true;
    this.rig.steer(orbited(this.rig.goal, -degreesRight * RADIANS, -degreesUp * RADIANS));
  }

  /** Turns to face a side of the map. Who saw everything goes on seeing everything; who had come close stays close. */
  lookFrom(side: MapSide): void {
    this.isTurned = true;
    this.keepInView(turnedTo(this.rig.goal, side));
  }

  /** The side that the camera faces, or is on its way to; null in between. */
  side(): MapSide | null {
    return sideOf(this.rig.goal);
  }

  /** Changes the projection at once; what lies in the target's plane stays where it is, unless that would take something out of view. */
  setProjection(projection: CameraProjection): void {
    if (this.rig.goal.projection === projection) return;
    const state: CameraState = { ...this.rig.goal, projection };
    if (this.isFitDue) this.rig.moveTo(state, 0);
    else this.keepInView(state);
  }

  /** Flies to rows: brings them to the middle, as large as fits, but no closer than a neighbourhood of one point needs. */
  flyTo(rows: readonly number[]): void {
    const known = rows.filter((row) => row >= 0 && row < this.model.n);
    if (known.length === 0 || this.isFitDue) return;
    const { widthPx, heightPx, free } = this.room();
    const state = fitted(this.rig.goal, Float32Array.from(known.flatMap((row) => [...positionAt(this.model.positions, row)])), widthPx, heightPx, free, FLY_MARGIN_PX);
    this.rig.moveTo({ ...state, distance: Math.max(state.distance, NEAREST_FLIGHT * this.painter.fitDistance) }, this.painter.tokens.fitMs);
  }

  /** Whether everything is on screen, now or at the end of the camera's way. */
  isAllInView(): boolean {
    return showsAll(this.painter.view(this.rig.goal), this.model.extent());
  }

  /** Makes a row the point around which the camera turns, and brings it to the middle. */
  centreOn(row: number): void {
    if (row < 0 || row >= this.model.n) return;
    this.rig.moveTo({ ...this.rig.goal, target: positionAt(this.model.positions, row) }, this.painter.tokens.fitMs);
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

  /** Selects the rows inside an outline `[x0, y0, x1, y1, …]`, in px of the host. */
  enclose(outline: readonly number[], additive: boolean): void {
    this.events.onRegionSelect?.(rowsInOutline(this.screenPoints(), outline, this.model.filter), additive);
  }

  screenPosition(row: number): ScreenPosition | null {
    if (row < 0 || row >= this.model.n) return null;
    const view = this.painter.view(this.rig.current);
    const at = view.projectPosition(this.model.positionOf(row));
    return { x: at.x, y: at.y, isVisible: view.contains(at) };
  }

  /** The same view as a PNG of another size, theme and scale, with legend and caption where asked for. @throws Failure 'too-large', 'cancelled' */
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
      this.sized = { widthPx: stage.widthPx, heightPx: stage.heightPx, atMs: nowMs, wasFitted: true };
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
    this.painter.change('labels', 'field');
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
    // Under a pointer that stood still there may be another row now, or none.
    if (this.pointer !== null && !this.isLooking) void this.look();
    this.events.onCameraRest?.(this.rig.current);
  }

  private intents(): PointerIntents {
    const { rig } = this;
    return {
      // A flat map has nothing behind it: dragging moves it in its plane.
      orbit: (dx, dy) => {
        if (this.model.isFlat) rig.steer(panned(this.painter.view(rig.goal), dx, dy));
        else {
          this.isTurned = true;
          rig.steer(orbited(rig.goal, -dx * RADIANS_PER_PX, dy * RADIANS_PER_PX));
        }
      },
      pan: (dx, dy) => rig.steer(panned(this.painter.view(rig.goal), dx, dy)),
      zoom: (factor, x, y) => rig.steer(zoomedAt(this.painter.view(rig.goal), factor, x, y)),
      hover: (x, y, clientX, clientY) => {
        this.pointer = { x, y, clientX, clientY };
        if (!this.isLooking) void this.look();
      },
      leave: () => {
        this.pointer = null;
        this.hoverAt(null, 0, 0);
      },
      click: (x, y, modifiers) => void this.rowAt(x, y, (row) => this.events.onPick?.(row, modifiers)),
      doubleClick: (x, y) => void this.rowAt(x, y, (row) => {
        if (row !== null) this.centreOn(row);
        this.events.onDoubleClick?.(row);
      }),
      outline: (points) => {
        this.model.outline = points;
        this.loop.invalidate();
      },
      enclose: (points, additive) => this.enclose(points, additive),
      interrupt: () => {
        rig.stop();
        this.loop.complete('morph');
        this.loop.complete('typed');
        this.loop.complete('lit');
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

  /** Looks what is under the pointer, where it is now; while an answer is on its way, only the last place waits. */
  private async look(): Promise<void> {
    this.isLooking = true;
    for (let at = this.pointer; at !== null;) {
      const { x, y, clientX, clientY } = at;
      await this.rowAt(x, y, (row) => {
        if (this.pointer !== null) this.hoverAt(row, clientX, clientY);
      });
      at = this.pointer === at ? null : this.pointer;
    }
    this.isLooking = false;
  }

  /** Asks the graphics device; an answer about rows that are gone by then is no row. */
  private async rowAt(x: number, y: number, answer: (row: number | null) => void): Promise<void> {
    const { data } = this.model;
    const row = await this.painter.pick(this.rig.current, x, y);
    if (!this.released.signal.aborted) answer(data === this.model.data ? row : null);
  }

  private move(positions: Float32Array, durationMs: number, ghostPositions: readonly Position[] | undefined, isSteady: boolean): Promise<void> {
    this.loop.cancel('morph');
    this.lastHover = null;
    this.model.startMotion(positions, durationMs, ghostPositions, isSteady);
    this.painter.takePlaces();
    return this.loop.animate('morph', this.painter.tokens.fitMs > 0 ? durationMs : 0, (u) => {
      this.model.advance(u);
      if (u === 1) this.painter.takePlaces();
      this.startMoving();
    });
  }

  private screenPoints(): ReturnType<ScenePainter['screenPoints']> {
    return this.painter.screenPoints(this.rig.current);
  }

  private keepInView(state: CameraState): void {
    const goal = this.isAllInView() ? this.withAllInView(state) : state;
    this.rig.moveTo(goal, this.painter.tokens.fitMs);
  }

  private fittedCamera(keepsDirection: boolean): CameraState {
    const { goal } = this.rig;
    if (this.model.isFlat) return this.withAllInView({ ...goal, yaw: 0, pitch: 0 });
    if (keepsDirection) return this.withAllInView(goal);
    const { widthPx, heightPx, free } = this.room();
    const { pitch } = DEFAULT_CAMERA;
    this.isTurned = false;
    return this.withAllInView({ ...goal, pitch, yaw: widestYaw(this.model.extent(), { ...goal, pitch }, widthPx, heightPx, free, this.fitMargin) });
  }

  private withAllInView(camera: CameraState): CameraState {
    const { widthPx, heightPx, free } = this.room();
    const state = fitted(camera, this.model.extent(), widthPx, heightPx, free, this.fitMargin);
    this.painter.fitDistance = state.distance;
    this.lastFit = state;
    return state;
  }

  /** The camera stands, or is on its way to, where a fit has put it; it may have turned since. */
  private get isFitted(): boolean {
    const { lastFit, rig: { goal } } = this;
    return lastFit !== null && goal.distance === lastFit.distance && goal.target === lastFit.target && goal.projection === lastFit.projection;
  }

  /** The host has another size: what was fitted is so again, and who saw everything still does. */
  private resized(): void {
    const { widthPx, heightPx } = this.painter.stage;
    const { sized } = this;
    // A device that has come back is no reason to move.
    if (widthPx === sized.widthPx && heightPx === sized.heightPx) {
      this.refresh();
      return;
    }
    const isKnown = !this.isFitDue && sized.widthPx > 0 && sized.heightPx > 0 && widthPx > 0 && heightPx > 0;
    const wasFitted = isKnown && this.isFitted;
    const sawAll = isKnown && showsAll(new View(this.rig.goal, sized.widthPx, sized.heightPx), this.model.extent());
    this.sized = { widthPx, heightPx, atMs: performance.now(), wasFitted };
    if (wasFitted || (sawAll && !this.isAllInView())) this.refit();
    this.refresh();
  }

  /** At once, without turning. */
  private refit(): void {
    this.rig.moveTo(this.withAllInView(this.rig.goal), 0);
  }

  private room(): { readonly widthPx: number; readonly heightPx: number; readonly free: Rect } {
    const { widthPx, heightPx } = this.painter.stage;
    return { widthPx, heightPx, free: freeRectangle(widthPx, heightPx, this.painter.reserved) };
  }

  private get fitMargin(): FitMargin {
    return this.model.n === 0 ? STATIC_MARGIN_PX : FIT_MARGIN_PX;
  }

  private refresh(): void {
    this.painter.forgetScreen();
    this.change('state', 'threads', 'labels', 'field');
  }

  private change(...parts: readonly SceneChange[]): void {
    this.painter.change(...parts);
    this.loop.invalidate();
  }
}
