import type { CloudModel } from '../cloud-model';
import type { FrameLoop } from '../frame-loop';
import { positionAt } from '../positions';
import type { ScenePainter } from '../scene-painter';
import type { CameraPose, CameraProjection, CameraState } from '@contract/camera';
import type { MapSide, Position, Rect } from '../types';
import { SceneCamera } from './camera';
import { fitted, showsAll, widestYaw, type FitMargin } from './camera-fit';
import { followed, type Standing } from './camera-follow';
import { DEFAULT_CAMERA, freeRectangle, orbited, panned, sideOf, turnedTo, zoomedAt } from './camera-moves';
import { CameraView } from './camera-view';
import { profileRoomPx } from '../visuals/floor-profiles';

/** Room for names at the left of floors, beside the tools. */
const FLOOR_NAMES_PX = 52;
/** How floors are looked at: a little from above, a corner in front. */
const OVER_FLOORS = { yaw: 0.62, pitch: 0.4 } as const;
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

/** Says where the camera goes: fitted to what there is, after a map that changes, at a user's wish. Angles are in radians. */
export class CameraDirector {
  readonly rig: SceneCamera;
  /** The next frame with something to see fits it. */
  isFitDue = true;
  /** Where the last fit has put the camera. */
  private lastFit: CameraState | null = null;
  /** Somebody has turned the camera since it was last turned by a fit. */
  private isTurned = false;
  /** The angle from before the map became flat. */
  private angleInSpace: Pick<CameraState, 'yaw' | 'pitch'> | null = null;
  /** Size of the host that the camera stands for, and when it changed. */
  private sized = { widthPx: 0, heightPx: 0, atMs: -Infinity, wasFitted: false };

  /** Somebody has moved the camera since it rested last. */
  private isSteered = false;

  /** @param onSteer told once when somebody begins to move the camera, with where it was */
  constructor(private readonly loop: FrameLoop, private readonly model: CloudModel, private readonly painter: ScenePainter, private readonly onSteer: (before: CameraPose) => void) {
    this.rig = new SceneCamera(loop);
  }

  /** Fits before a frame where one is due. */
  beforeFrame(nowMs: number): void {
    const { widthPx, heightPx } = this.painter.stage;
    if (!this.isFitDue || widthPx <= 0 || heightPx <= 0 || this.model.extent().length === 0) return;
    this.isFitDue = false;
    this.rig.moveTo(this.fittedCamera(false), 0);
    this.sized = { widthPx, heightPx, atMs: nowMs, wasFitted: true };
  }

  fit(keepsDirection: boolean): void {
    // Before the first frame there is no view to fly from: the frame itself fits.
    if (this.isFitDue) this.loop.invalidate();
    else this.rig.moveTo(this.fittedCamera(keepsDirection), this.fitMs);
  }

  /** A fit that somebody asks for. */
  fitWanted(keepsDirection: boolean): void {
    this.steered();
    this.fit(keepsDirection);
  }

  /** The camera stands still. */
  rested(): void {
    this.isSteered = false;
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

  /** > 1 comes nearer; what is at (x, y) px stays there, by default the target. */
  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void {
    this.steered();
    const view = this.painter.view(this.rig.goal);
    const { x, y } = at ?? { x: view.widthPx / 2 + view.camera.offsetX, y: view.heightPx / 2 + view.camera.offsetY };
    this.rig.steer(zoomedAt(view, factor, x, y));
  }

  orbit(yaw: number, pitch: number): void {
    this.steered();
    this.isTurned = true;
    // Floors stay level: what is measured beside them belongs to their heights.
    this.rig.steer(orbited(this.rig.goal, yaw, this.model.floors === null ? pitch : 0));
  }

  /** By px. */
  pan(dx: number, dy: number): void {
    this.steered();
    this.rig.steer(panned(this.painter.view(this.rig.goal), dx, dy));
  }

  lookFrom(side: MapSide): void {
    this.steered();
    this.isTurned = true;
    this.keepInView(turnedTo(this.rig.goal, side));
  }

  side(): MapSide | null {
    return sideOf(this.rig.goal);
  }

  setProjection(projection: CameraProjection): void {
    if (this.rig.goal.projection === projection) return;
    const state: CameraState = { ...this.rig.goal, projection };
    if (this.isFitDue) this.rig.moveTo(state, 0);
    else this.keepInView(state);
  }

  flyTo(rows: readonly number[]): void {
    const known = rows.filter((row) => row >= 0 && row < this.model.n);
    if (known.length === 0 || this.isFitDue) return;
    this.steered();
    const { widthPx, heightPx, free } = this.room();
    const state = fitted(this.rig.goal, Float32Array.from(known.flatMap((row) => [...positionAt(this.model.positions, row)])), widthPx, heightPx, free, FLY_MARGIN_PX);
    this.rig.moveTo({ ...state, distance: Math.max(state.distance, NEAREST_FLIGHT * this.painter.fitDistance) }, this.fitMs);
  }

  /** Whoever asked to see these places sees them all, in the frame that comes and those after it. */
  bringIntoView(places: readonly Position[]): void {
    const view = this.painter.view(this.rig.goal);
    if (!this.isFitDue && !places.every((place) => view.contains(view.positionToScreen(place)))) this.fit(true);
  }

  isAllInView(): boolean {
    return showsAll(this.painter.view(this.rig.goal), this.model.extent());
  }

  centreOn(row: number): void {
    if (row < 0 || row >= this.model.n) return;
    this.steered();
    this.rig.moveTo({ ...this.rig.goal, target: positionAt(this.model.positions, row) }, this.fitMs);
  }

  /** Where the camera stands, or is on its way to. */
  pose(): CameraPose {
    return { ...this.rig.goal, fitDistance: this.painter.fitDistance };
  }

  setCamera({ fitDistance, ...state }: CameraPose, durationMs: number): void {
    this.isFitDue = false;
    this.painter.fitDistance = fitDistance;
    this.rig.moveTo(state, this.fitMs > 0 ? durationMs : 0);
  }

  /** The host may have another size: what was fitted is so again, and who saw everything still does. */
  resized(): void {
    const { widthPx, heightPx } = this.painter.stage;
    const { sized } = this;
    // A device that has come back is no reason to move.
    if (widthPx === sized.widthPx && heightPx === sized.heightPx) return;
    const isKnown = !this.isFitDue && sized.widthPx > 0 && sized.heightPx > 0 && widthPx > 0 && heightPx > 0;
    const wasFitted = isKnown && this.isFitted;
    const sawAll = isKnown && showsAll(new CameraView(this.rig.goal, sized.widthPx, sized.heightPx), this.model.extent());
    this.sized = { widthPx, heightPx, atMs: performance.now(), wasFitted };
    if (wasFitted || (sawAll && !this.isAllInView())) this.refit();
  }

  /** What lies over a scene that has just changed its size is measured a frame later. */
  reservedChanged(): void {
    if (this.sized.wasFitted && this.isFitted && performance.now() - this.sized.atMs < RESIZE_MS) this.refit();
  }

  private steered(): void {
    if (this.isSteered || this.isFitDue) return;
    this.isSteered = true;
    this.onSteer(this.pose());
  }

  private get fitMs(): number {
    return this.painter.tokens.fitMs;
  }

  private keepInView(state: CameraState): void {
    const goal = this.isAllInView() ? this.withAllInView(state) : state;
    this.rig.moveTo(goal, this.fitMs);
  }

  private fittedCamera(keepsDirection: boolean): CameraState {
    const { goal } = this.rig;
    if (this.model.isFlat) return this.withAllInView({ ...goal, yaw: 0, pitch: 0 });
    if (keepsDirection) return this.withAllInView(goal);
    if (this.model.floors !== null) return this.withAllInView({ ...goal, ...OVER_FLOORS });
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

  /** At once, without turning. */
  private refit(): void {
    this.rig.moveTo(this.withAllInView(this.rig.goal), 0);
  }

  private room(): { readonly widthPx: number; readonly heightPx: number; readonly free: Rect } {
    const { widthPx, heightPx } = this.painter.stage;
    const free = freeRectangle(widthPx, heightPx, this.painter.reserved);
    const { floors } = this.model;
    return { widthPx, heightPx, free: floors === null ? free : { ...free, x: FLOOR_NAMES_PX, width: Math.max(0, free.width - FLOOR_NAMES_PX - profileRoomPx(widthPx)) } };
  }

  private get fitMargin(): FitMargin {
    return this.model.n === 0 ? STATIC_MARGIN_PX : FIT_MARGIN_PX;
  }
}
