import { DEFAULT_PROJECTION, type ProjectionParameters } from '@contract/projection';

export type SceneTool = 'orbit' | 'pan' | 'lasso' | 'box';

/** A few dozen words around their forms are too few for UMAP; a PCA keeps them apart. */
const STATIC_PROJECTION: ProjectionParameters = { ...DEFAULT_PROJECTION, method: 'pca' };

/** Settings of the map as the popover shows them, and the tools of the scene. */
class MapControls {
  draft = $state.raw<ProjectionParameters>(DEFAULT_PROJECTION);
  /** Settings that were last used, for maps of occurrences and for those of static vectors. */
  lastUsed = { contextual: DEFAULT_PROJECTION, static: STATIC_PROJECTION };
  tool = $state<SceneTool>('orbit');
  areThreadsShown = $state(true);
  areLabelsShown = $state(true);
  /** Point that Enter selects and the arrows move from, while the scene has the focus. */
  cursorRow = $state<number | null>(null);
}

export const mapControls = new MapControls();
