import type { CloudModel } from './cloud-model';
import type { DrawContext } from './draw-context';
import type { ScreenPoints } from './picking';
import type { RegionPoints } from './regions';
import type { SceneTokens } from './types';
import type { View } from './view';

/** What visuals need to know; glyphs grow slowly as the camera comes nearer than `fitDistance`. */
export function contextOf(model: CloudModel, view: View, tokens: SceneTokens, dpr: number, fitDistance: number, canAdd: boolean): DrawContext {
  const zoom = Math.min(1.8, Math.max(0.75, (fitDistance / view.camera.distance) ** 0.35));
  return { view, tokens, dpr, canAdd, centre: model.centre, radius: model.radius, points: { positions: model.positions, emphasis: model.emphasis, zoom, ...model.glyphs() } };
}

export function projectRows(view: View, model: CloudModel): ScreenPoints {
  const points = { x: new Float32Array(model.n), y: new Float32Array(model.n), scale: new Float32Array(model.n) };
  view.projectAll(model.positions, points.x, points.y, points.scale);
  return points;
}

/** Rows inside the filter by category, in the order of categories; rows without a label have no region. */
export function regionGroups(model: CloudModel, screen: ScreenPoints): RegionPoints[] {
  const groups: RegionPoints[] = Array.from({ length: 9 }, (_, category) => ({ category, x: [], y: [] }));
  for (let row = 0; row < model.n; row++) {
    const category = model.data.categories[row] as number;
    if (category === 0 || (screen.scale[row] as number) <= 0 || (model.filter && model.filter[row] === 0)) continue;
    (groups[category] as RegionPoints).x.push(screen.x[row] as number);
    (groups[category] as RegionPoints).y.push(screen.y[row] as number);
  }
  return groups;
}
