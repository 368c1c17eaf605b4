/** In perspective near things are larger; an orthographic picture shows equal distances equally long, however deep they lie. */
export type CameraProjection = 'perspective' | 'orthographic';

/**
 * Where the camera stands: angles in radians, `distance` and `target` in map units, `offset` of the target from the host's centre in px.
 * What lies in the target's plane is equally large in both projections.
 */
export interface CameraState {
  readonly projection: CameraProjection;
  readonly yaw: number;
  readonly pitch: number;
  readonly distance: number;
  readonly target: readonly [x: number, y: number, z: number];
  readonly offsetX: number;
  readonly offsetY: number;
}

/** A camera as it can be kept and brought back. */
export interface CameraPose extends CameraState {
  /** Distance at which glyphs have their nominal size: that of the last fit. */
  readonly fitDistance: number;
}
