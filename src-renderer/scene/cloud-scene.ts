import { CameraDirector } from './camera/director';
import { CloudModel } from './cloud-model';
import { FrameLoop } from './frame-loop';
import { Pointer } from './pointer';
import { rowInDirection, rowsInOutline } from './points/picking';
import { emptyInput, type SceneInput } from './scene-input';
import { ScenePainter } from './scene-painter';
import { ShownFields } from './shown-fields';
import { MORPH_MS, ShownMap } from './shown-map';
import type { CameraPose, CameraState } from '@contract/camera';
import type { SvgPartRequest } from './picture/svg/figure-svg';
import type { SvgSheet } from './picture/svg/paint-svg';
import type { Direction, Enclosing, FilmRequest, Layout, MapSide, PictureRequest, Position, SceneEvents, SceneTokens, ScreenPosition, SvgRequest } from './types';
import { cloudVisuals } from './visuals/cloud-visuals';

const REST_MS = 120;
const RADIANS = Math.PI / 180;

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
  private readonly map: ShownMap;
  private readonly fields: ShownFields;
  private readonly released = new AbortController();
  private input: SceneInput;
  private lastCamera: CameraState | null = null;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private isMoving = false;

  /** @param isBare nothing is drawn behind the points @param isUnseen only films are drawn of it. @throws Error where WebGL 2 is missing. */
  constructor(host: HTMLElement, tokens: SceneTokens, private readonly events: SceneEvents = {}, private readonly look: { readonly isBare?: boolean; readonly isUnseen?: boolean } = {}) {
    this.input = emptyInput(tokens);
    this.painter = new ScenePainter(host, tokens, this.model, cloudVisuals(), () => {
      this.director.resized();
      this.painter.refresh();
      this.loop.invalidate();
    }, look.isBare === true);
    this.director = new CameraDirector(this.loop, this.model, this.painter, (before) => events.onSteer?.(before));
    const { model, loop, painter, director } = this;
    this.pointer = new Pointer({ model, loop, painter, director, events, released: this.released.signal, enclose: (outline, how) => this.enclose(outline, how) });
    const parts = { model, loop, painter, director };
    this.map = new ShownMap({ ...parts, pointer: this.pointer, onMove: () => this.startMoving(), onArrive: () => events.onArrive?.() });
    this.fields = new ShownFields(parts);
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
    if (differs('reserved')) this.fields.takeReserved(input);
    this.map.take(before, input);
    this.fields.take(input, differs);
    if (differs('tool')) this.pointer.tool = input.tool;
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
    return this.map.move(positions, durationMs, ghostPositions, false);
  }

  /** Rows glide to other places steadily, all at once; a second call takes over where the first stands. Never turns the camera. */
  glide({ positions, ghosts }: Layout, durationMs: number): void {
    void this.map.move(positions, durationMs, ghosts, true);
  }

  /** Rows stand at the share (0…1) of their way from one layout to another, until another map is shown or they glide on. */
  between(from: Layout, to: Layout, share: number): void {
    this.map.hold(from, to, share);
  }

  /**
   * Brings everything into view between the wide reserved rectangles. Turns to where the cloud spreads most over the screen, unless
   * `keepsDirection`; a flat map is always faced from the front.
   */
  fit(keepsDirection = false): void {
    this.director.fitWanted(keepsDirection);
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
  camera(): CameraPose {
    return this.director.pose();
  }

  /** A map that is still on its way leaves the camera there. */
  setCamera(pose: CameraPose, durationMs = 0): void {
    this.map.keepCamera();
    this.director.setCamera(pose, durationMs);
  }

  /** The nearest row in a direction on screen; from null, the row nearest to the middle. Null when there is none. */
  nearestInDirection(row: number | null, direction: Direction): number | null {
    return rowInDirection(this.painter.screenPoints(this.director.rig.current), row, direction, this.painter.bounds, this.model.filter);
  }

  /** Selects the rows inside an outline `[x0, y0, x1, y1, …]`, in px of the host. */
  enclose(outline: readonly number[], how: Enclosing): void {
    this.events.onRegionSelect?.(rowsInOutline(this.painter.screenPoints(this.director.rig.current), outline, this.model.filter), how);
  }

  screenPosition(row: number): ScreenPosition | null {
    if (row < 0 || row >= this.model.n) return null;
    const view = this.painter.view(this.director.rig.current);
    const at = view.positionToScreen(this.model.positionOf(row));
    return { x: at.x, y: at.y, isVisible: view.contains(at) };
  }

  /** Where places of the map fall on screen, in px of the host. */
  onScreen(places: readonly Position[]): readonly ScreenPosition[] {
    const view = this.painter.view(this.director.rig.current);
    return places.map((place) => {
      const at = view.positionToScreen(place);
      return { x: at.x, y: at.y, isVisible: view.contains(at) };
    });
  }

  /** Where rows stand just now. */
  placesOf(rows: readonly number[]): readonly Position[] {
    return rows.map((row) => this.model.positionOf(row));
  }

  /** The same view as a PNG of another size, theme and scale, with legend and caption where asked for. @throws Failure 'too-large', 'cancelled' */
  renderPicture(request: PictureRequest): Promise<Blob> {
    return this.painter.picture(request, this.director.rig.current);
  }

  /** The same view as an SVG. @throws Failure 'bad-request' while rows are moving */
  renderSvg(request: SvgRequest): string {
    return this.painter.svg(request, this.director.rig.current);
  }

  /** The same view as one part of an SVG. @throws Failure 'bad-request' while rows are moving */
  renderSvgPart(request: SvgPartRequest, sheet: SvgSheet): string {
    return this.painter.svgPart(request, this.director.rig.current, sheet);
  }

  /** A film of the view; nothing on screen changes. @throws Failure 'bad-request', 'too-large', 'io', 'cancelled' */
  renderFilm(request: FilmRequest, onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob> {
    return this.painter.film(request, this.director.rig.current, onProgress, signal);
  }

  dispose(): void {
    this.map.forget();
    clearTimeout(this.restTimer);
    this.released.abort();
    this.loop.stop();
    this.pointer.dispose();
    this.painter.dispose();
  }

  private draw(nowMs: number): void {
    if (this.look.isUnseen === true) return;
    const { rig } = this.director;
    this.director.beforeFrame(nowMs);
    const isUnderWay = rig.tick(nowMs);
    const { current } = rig;
    if (this.lastCamera !== null && this.lastCamera !== current) {
      this.startMoving();
      this.events.onCameraMove?.(current);
    }
    this.lastCamera = current;
    this.painter.draw(current, this.isMoving, nowMs);
    this.events.onFrame?.();
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
    this.director.rested();
    this.loop.invalidate();
    this.pointer.lookAgain();
    this.events.onCameraRest?.(rig.current);
  }
}
