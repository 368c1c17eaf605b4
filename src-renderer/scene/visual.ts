import type { Canvas2D } from './canvas-2d';
import type { Camera, Object3D } from 'three';
import type { CloudModel } from './cloud-model';
import type { DrawContext } from './draw-context';
import type { Leader } from './labels/place';
import type { LabelSource } from './labels/wishes';
import type { ScreenPoints } from './points/picking';
import type { SceneOptions } from './types';

/**
 * Where a visual is drawn, from back to front: `field` behind the points, drawn when the camera rests; `space` by the graphics device;
 * `overlay` above the points, in every frame.
 */
export type Layer = 'field' | 'space' | 'overlay';

/** What has changed since the last frame: another cloud, rows that set off or arrived, how rows look, threads, labels, what lies in the field. */
export type SceneChange = 'cloud' | 'places' | 'state' | 'threads' | 'labels' | 'field';

/** What there is to be drawn. */
export interface Shown {
  readonly model: CloudModel;
  readonly options: SceneOptions;
  /** Lines from labels to what they name, in px. */
  readonly leaders: readonly Leader[];
  /** Where rows at rest fall in this view; takes a millisecond or two for 100,000. */
  readonly screenPoints: () => ScreenPoints;
}

/** Draws on a canvas in px; of a strip of the view only, from `top` to `bottom` px. */
export type Paint = (canvas: Canvas2D, top: number, bottom: number) => void;

/** The graphics device as it is aimed at a view. */
export interface Device {
  readonly camera: Camera;
  /** The largest sprite, in device px. */
  readonly maxPointSizePx: number;
}

/** One kind of thing that the scene draws, on screen and in pictures. Its place in the list of visuals is its place in its layer. */
export interface Visual {
  readonly layer: Layer;
  /** It follows the pointer: pictures have none. */
  readonly isOfPointer?: true;
  /** In `space`: what is put onto the stage. */
  readonly object?: Object3D;
  /** Takes over what has changed in the model; called before anything is drawn. */
  update?(changes: ReadonlySet<SceneChange>, shown: Pick<Shown, 'model' | 'options'>): void;
  /** In `space`: sets up for a view; says how far its sprites reach from their places, in device px. */
  prepare?(drawing: DrawContext, device: Device): number;
  /** In `field` and `overlay`: readies what there is to be drawn in a view; null where there is nothing. */
  paint?(drawing: DrawContext, shown: Shown): Paint | null;
  readonly labels?: readonly LabelSource[];
  dispose?(): void;
}

/** What the visuals of a layer have to draw. */
export function paintsOf(visuals: readonly Visual[], layer: Layer, drawing: DrawContext, shown: Shown): Paint[] {
  return visuals.flatMap((visual) => (visual.layer === layer && visual.paint?.(drawing, shown)) || []);
}

/** All labels that visuals may have, in the order of their rights. */
export function labelsOf(visuals: readonly Visual[]): LabelSource[] {
  return visuals.flatMap(({ labels }) => labels ?? []).sort((a, b) => a.right - b.right);
}
