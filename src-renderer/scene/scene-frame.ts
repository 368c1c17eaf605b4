import type { CloudModel } from './cloud-model';
import { FULL_DETAIL, type Detail } from './detail';
import type { DrawContext } from './draw-context';
import type { ScreenPoints } from './points/picking';
import { HIDDEN } from './points/row-states';
import type { Rect, SceneTokens } from './types';
import type { CameraView } from './camera/camera-view';

/** How and what of the model is drawn. */
export interface FrameOptions {
  readonly tokens: SceneTokens;
  readonly dpr: number;
  /** Camera distance at which glyphs have their nominal size; they grow slowly as the camera comes nearer. */
  readonly fitDistance: number;
  readonly canAdd: boolean;
  readonly tile: Rect | null;
  /** Absent: in full. */
  readonly detail?: Detail;
}

export function contextOf(model: CloudModel, view: CameraView, { tokens, fitDistance, ...rest }: FrameOptions): DrawContext {
  const zoom = Math.min(1.8, Math.max(0.75, (fitDistance / view.camera.distance) ** 0.35));
  const isByValue = model.values !== null;
  return {
    detail: FULL_DETAIL, ...rest, view, isByValue, marks: tokens.marks, tokens: isByValue ? achromatic(tokens) : tokens,
    motion: model.motion, centre: model.centre, radius: model.radius, points: { zoom, ...model.glyphs() },
  };
}

const inInk = new WeakMap<SceneTokens, SceneTokens>();

/** Tokens of a scene whose points are coloured by a value: all else is in ink, so that hue means one thing at a time. */
function achromatic(tokens: SceneTokens): SceneTokens {
  let ink = inInk.get(tokens);
  if (!ink) inInk.set(tokens, ink = { ...tokens, marks: tokens.marks.map(() => tokens.ink2), markInks: tokens.markInks.map(() => tokens.ink) });
  return ink;
}

/** Where all rows at rest fall on screen. Takes a millisecond or two for 100,000: not for every frame. */
export function rowsOnScreen(view: CameraView, model: CloudModel): ScreenPoints {
  const points = { x: new Float32Array(model.n), y: new Float32Array(model.n), scale: new Float32Array(model.n) };
  view.allToScreen(model.positions, points.x, points.y, points.scale);
  for (let row = 0; row < model.n; row++) if (model.states.has(row, HIDDEN)) points.scale[row] = 0;
  return points;
}
