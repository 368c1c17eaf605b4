import { DEFAULT_PROJECTION, type ProjectionParameters } from '@contract/projection';

export type SceneTool = 'orbit' | 'pan' | 'lasso' | 'box';

/** Settings of the map as the popover shows them, and the tools of the scene. */
class MapControls {
  draft = $state.raw<ProjectionParameters>(DEFAULT_PROJECTION);
  tool = $state<SceneTool>('orbit');
  areThreadsShown = $state(true);
  areLabelsShown = $state(true);
  /** Point that Enter selects and the arrows move from, while the scene has the focus. */
  cursorRow = $state<number | null>(null);
}

export const mapControls = new MapControls();
