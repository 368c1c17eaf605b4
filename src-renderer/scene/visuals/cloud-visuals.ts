import type { Visual } from '../visual';
import { AVERAGES } from './averages';
import { COUNTS } from './counts';
import { FLOOR_NAMES, Floors } from './floors';
import { GHOSTS } from './ghosts';
import { HOVER_RING } from './hover-ring';
import { LEADERS } from './leaders';
import { MEASURES } from './measures';
import { OUTLINE } from './outline';
import { PointCloud } from './points';
import { REGIONS } from './regions';
import { STATIC_NODES } from './static-nodes';
import { Threads } from './threads';
import { TRAIL_STOPS } from './trails/trail-stops';
import { Trails } from './trails/trails';
import { TRIED } from './tried';
import { TYPED } from './typed';

/** The visuals of a scene, in the order in which they are drawn; `points` are those that the pointer finds. */
export interface VisualList {
  readonly visuals: readonly Visual[];
  readonly points: PointCloud;
}

/** All that the map of a set or of static vectors is made of: the only place that names them all. */
export function cloudVisuals(): VisualList {
  const points = new PointCloud();
  return { points, visuals: [REGIONS, new Floors(), new Threads(), new Trails(), points, STATIC_NODES, FLOOR_NAMES, TRAIL_STOPS, TRIED, TYPED,
    AVERAGES, GHOSTS, COUNTS, MEASURES, HOVER_RING, LEADERS, OUTLINE] };
}
