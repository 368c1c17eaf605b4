import { CameraDirector } from './camera/director';
import type { Standing } from './camera/camera-follow';
import { CloudModel } from './cloud-model';
import { easeInOut, FrameLoop } from './frame-loop';
import { cameraAfter, mapChange } from './map-change';
import { Pointer } from './pointer';
import { rowInDirection, rowsInOutline } from './points/picking';
import { emptyInput, type SceneInput, type ShownCloud } from './scene-input';
import { ScenePainter } from './scene-painter';
import type { CameraState, CloudData, Direction, MapSide, PictureRequest, Position, SceneEvents, SceneTokens, ScreenPosition, StaticData, TypedWord } from './types';
import type { SceneChange } from './visual';
import { cloudVisuals } from './visuals/cloud-visuals';

const REST_MS = 120;
const MORPH_MS = 700;
const PREVIEW_MS = 100;
/** A flight ends with a light that fades so slowly. */
const LIT_MS = 1100;
const RADIANS = Math.PI / 180;
const NO_CLOUD: CloudData = { positions: new Float32Array(0), categories: new Uint8Array(0), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(0) };

/**
 * The 3-D cloud: a WebGL canvas, two 2-D canvases and a label layer inside `host`, which must be positioned (`relative` or so) and
 * have a size. Plain three.js; draws only when something changed. What it shows is one value ({@link show}); all else is commands and
 * questions. Rows are indices into the cloud shown.
 */
export class CloudScene {
  private readonly model = new CloudModel();
  private readonly loop = new FrameLoop((nowMs) => this.draw(nowMs));
  private readonly painter: ScenePainter;
  private readonly director: CameraDirector;
  private readonly pointer: Pointer;
  private readonly released = new AbortController();
  private input: SceneInput;
  /** The cloud that rows are on their way to; its colours and words come with the arrival. */
  private arriving: ShownCloud | null = null;
  private lastCamera: CameraState | null = null;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private isMoving = false;

  /** @throws Error where WebGL 2 is missing. */
  constructor(host: HTMLElement, tokens: SceneTokens, private readonly events: SceneEvents = {}) {
    this.input = emptyInput(tokens);
    this.painter = new ScenePainter(host, tokens, this.model, cloudVisuals(), () => {
      this.director.resized();
      this.refresh();
    });
    this.director = new CameraDirector(this.loop, this.model, this.painter);
    const { model, loop, painter, director } = this;
    this.pointer = new Pointer({ model, loop, painter, director, events, released: this.released.signal, enclose: (outline, additive) => this.enclose(outline, additive) });
    this.director.rig.isSoft = tokens.fitMs > 0;
    document.fonts.addEventListener('loadingdone', () => {
      this.painter.forgetWidths();
      this.loop.invalidate();
    }, { signal: this.released.signal });
  }

  /** Frames drawn so far; stays the same while nothing changes. */
  get nFrames(): number {
    return this.loop.nFrames;
  }

  /**
   * Shows this from now on; does only what fields that are other objects than before ask for. The same rows glide to another map's places
   * in 700 ms, and take its colours and words when they have arrived. @throws Error for a field that has not as many values as there are rows
   */
  show(input: SceneInput): void {
    const before = this.input;
    this.input = input;
    const differs = (field: keyof SceneInput): boolean => input[field] !== before[field];
    if (differs('reserved')) this.takeReserved();
    this.takeMap(before);
    const areOtherRows = differs('cloud');
    if (areOtherRows || differs('selection')) this.takeSelection();
    if (areOtherRows || differs('hover')) this.takeHover();
    if (areOtherRows || differs('filter')) this.takeFilter();
    if (areOtherRows || differs('displacements')) this.takeDisplacements();
    if (differs('typed')) this.takeTyped(input.typed);
    if (differs('tokens')) this.takeTokens(input.tokens);
    if (differs('projection')) this.director.setProjection(input.projection);
    if (differs('tool')) this.pointer.tool = input.tool;
    if (differs('options')) this.takeOptions();
    if (areOtherRows || differs('measures')) this.takeMeasures();
  }

  /** Px of a map unit in the plane that the camera turns around. */
  pxPerUnit(): number {
    return this.painter.view(this.director.rig.current).pxPerUnit;
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
    this.director.fit(keepsDirection);
  }

  /** > 1 comes nearer. */
  zoom(factor: number): void {
    this.director.zoom(factor);
  }

  /** Turns the cloud to the right and upwards, in degrees. */
  orbitBy(degreesRight: number, degreesUp: number): void {
    this.director.orbit(-degreesRight * RADIANS, -degreesUp * RADIANS);
  }

  /** Turns to face a side of the map. Who saw everything goes on seeing everything; who had come close stays close. */
  lookFrom(side: MapSide): void {
    this.director.lookFrom(side);
  }

  /** The side that the camera faces, or is on its way to; null in between. */
  side(): MapSide | null {
    return this.director.side();
  }

  /** Flies to rows: brings them to the middle, as large as fits, but no closer than a neighbourhood of one point needs. */
  flyTo(rows: readonly number[]): void {
    this.director.flyTo(rows);
  }

  /** Where the camera stands, or is on its way to. */
  camera(): CameraState {
    return this.director.rig.goal;
  }

  setCamera(state: CameraState, durationMs = 0): void {
    this.director.setCamera(state, durationMs);
  }

  /** The nearest row in a direction on screen; from null, the row nearest to the middle. Null when there is none. */
  nearestInDirection(row: number | null, direction: Direction): number | null {
    return rowInDirection(this.painter.screenPoints(this.director.rig.current), row, direction, this.painter.bounds, this.model.filter);
  }

  /** Selects the rows inside an outline `[x0, y0, x1, y1, …]`, in px of the host. */
  enclose(outline: readonly number[], additive: boolean): void {
    this.events.onRegionSelect?.(rowsInOutline(this.painter.screenPoints(this.director.rig.current), outline, this.model.filter), additive);
  }

  screenPosition(row: number): ScreenPosition | null {
    if (row < 0 || row >= this.model.n) return null;
    const view = this.painter.view(this.director.rig.current);
    const at = view.projectPosition(this.model.positionOf(row));
    return { x: at.x, y: at.y, isVisible: view.contains(at) };
  }

  /** The same view as a PNG of another size, theme and scale, with legend and caption where asked for. @throws Failure 'too-large', 'cancelled' */
  renderPicture(request: PictureRequest): Promise<Blob> {
    return this.painter.picture(request, this.director.rig.current);
  }

  dispose(): void {
    this.arriving = null;
    clearTimeout(this.restTimer);
    this.released.abort();
    this.loop.stop();
    this.pointer.dispose();
    this.painter.dispose();
  }

  private takeMap(before: SceneInput): void {
    const { cloud, statics, colouring } = this.input;
    if (cloud === null && (before.cloud !== null || statics?.map !== before.statics?.map)) {
      this.arriving = null;
      this.takeCloud(NO_CLOUD);
    }
    if (statics !== before.statics) {
      this.takeStatic(statics?.data ?? null);
      if (statics !== null && statics.map !== before.statics?.map) this.fit();
    }
    if (cloud !== null && (cloud !== before.cloud || colouring !== before.colouring)) this.takeNext(before.cloud, cloud);
  }

  private takeNext(before: ShownCloud | null, next: ShownCloud): void {
    const change = mapChange(before, next);
    if (change === 'same' && this.arriving !== null) return;
    const standing = this.director.standing();
    this.arriving = change === 'move' ? next : null;
    if (change !== 'move') {
      this.arrive(before, next, standing);
      return;
    }
    const { data } = next;
    void this.morphTo(data.positions, MORPH_MS, data.ghosts.map((ghost) => ghost.position)).then(() => {
      if (this.arriving !== next) return;
      this.arriving = null;
      this.arrive(before, next, standing);
      this.events.onArrive?.();
    });
  }

  /** The colours and words are those shown last: they may have changed on the way. */
  private arrive(before: ShownCloud | null, next: ShownCloud, standing: Standing): void {
    const { director, model, input } = this;
    this.takeCloud((input.cloud ?? next).data);
    model.setValues(input.colouring);
    this.change('state', 'threads', 'labels', 'field');
    const way = cameraAfter(before, next, standing.isFlat !== model.isFlat);
    if (way === 'fit') director.fit(false);
    else if (way === 'follow') director.follow(standing);
    else if (way === 'fitKeeping') director.fitKeeping();
  }

  /** The camera stays, but for the first cloud, which is fitted; selection, hover and filter stay where their rows exist. */
  private takeCloud(data: CloudData): void {
    this.loop.cancel('morph');
    this.pointer.forget();
    if (this.model.n === 0) this.director.isFitDue = true;
    this.model.setCloud(data);
    this.painter.takeCloud();
    this.loop.invalidate();
  }

  private takeStatic(data: StaticData | null): void {
    const { model } = this;
    if (data && !model.static && model.n === 0) this.director.isFitDue = true;
    model.static = data;
    model.nChanges++;
    model.measure();
    this.refresh();
  }

  private takeSelection(): void {
    this.model.selection = this.input.selection;
    this.change('state', 'threads', 'labels');
  }

  private takeHover(): void {
    if (this.model.hover === this.input.hover) return;
    this.model.hover = this.input.hover;
    this.change('state', 'threads');
  }

  private takeFilter(): void {
    this.model.filter = this.input.filter;
    this.change('state', 'threads', 'labels', 'field');
  }

  private takeDisplacements(): void {
    this.model.setDisplacedFrom(this.input.displacements);
    this.change('threads');
  }

  private takeMeasures(): void {
    const { n } = this.model;
    this.model.measures = this.input.measures.filter(({ from, to }) => from >= 0 && to >= 0 && from < n && to < n);
    this.model.nChanges++;
    this.loop.invalidate();
  }

  private takeTyped(typed: TypedWord | null): void {
    this.loop.cancel('typed');
    this.loop.cancel('lit');
    this.model.setTyped(typed);
    this.change('labels');
    const flight = this.model.typed;
    const { flyMs } = this.painter.tokens;
    if (!flight || flight.trail.nodes.length === 0 || flyMs === 0) return;
    flight.u = 0;
    this.director.bringIntoView(flight.trail.samples);
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

  private takeTokens(tokens: SceneTokens): void {
    this.director.rig.isSoft = tokens.fitMs > 0;
    this.painter.setTheme(tokens);
    this.loop.invalidate();
  }

  private takeOptions(): void {
    const { painter, input: { options } } = this;
    painter.options = options;
    this.model.nChanges++;
    const { style } = painter.stage.root;
    style.transition = painter.tokens.fitMs > 0 ? `opacity ${painter.tokens.fitMs}ms` : 'none';
    style.opacity = options.isWaiting ? '0.4' : '1';
    this.change('threads', 'labels');
  }

  private takeReserved(): void {
    this.painter.reserved = this.input.reserved;
    this.director.reservedChanged();
    this.change('labels');
  }

  private move(positions: Float32Array, durationMs: number, ghostPositions: readonly Position[] | undefined, isSteady: boolean): Promise<void> {
    this.loop.cancel('morph');
    this.pointer.forget();
    this.model.startMotion(positions, durationMs, ghostPositions, isSteady);
    this.painter.takePlaces();
    return this.loop.animate('morph', this.painter.tokens.fitMs > 0 ? durationMs : 0, (u) => {
      this.model.advance(u);
      if (u === 1) this.painter.takePlaces();
      this.startMoving();
    });
  }

  private draw(nowMs: number): void {
    const { rig } = this.director;
    this.director.beforeFrame(nowMs);
    const isUnderWay = rig.tick(nowMs);
    const { current } = rig;
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
    const { rig } = this.director;
    // Where a frame takes longer than the timer, motion is not over yet.
    if (rig.current !== rig.goal || this.loop.isAnimating('morph')) {
      this.startMoving();
      return;
    }
    this.isMoving = false;
    this.loop.invalidate();
    this.pointer.lookAgain();
    this.events.onCameraRest?.(rig.current);
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
