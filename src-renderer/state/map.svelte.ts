import { DEFAULT_PROJECTION, type ProjectionParameters } from '@contract/projection';
import { current } from './document.svelte';
import type { ScaleBar } from '../wording/scale-bar';
import type { MapPreview } from './view';

export type SceneTool = 'orbit' | 'pan' | 'lasso' | 'box';

/** A few dozen words around their forms are too few for UMAP; a PCA keeps them apart. */
const STATIC_PROJECTION: ProjectionParameters = { ...DEFAULT_PROJECTION, method: 'pca' };

/** Settings of the map as the popover shows them, and the tools of the scene. */
class MapControls {
  draft = $state.raw<ProjectionParameters>(DEFAULT_PROJECTION);
  /** The map's settings from which `draft` was made. */
  draftOf: ProjectionParameters | null = null;
  /** Settings that were last used, for maps of occurrences and for those of static vectors. */
  lastUsed = { contextual: DEFAULT_PROJECTION, static: STATIC_PROJECTION };
  /** Whether the popover shows the rarer settings. */
  isMoreShown = $state(false);
  /** Whether another layer, model or a grown set is laid out from the map on screen, so that points stay where they can. */
  isContinued = $state(true);
  /** The layout being computed, while the points on screen are the same. */
  preview = $state.raw<MapPreview | null>(null);
  tool = $state<SceneTool>('orbit');
  readonly areThreadsShown = $derived(current.document.mapLook.areThreadsShown);
  readonly areLabelsShown = $derived(current.document.mapLook.areLabelsShown);
  readonly isOrthographic = $derived(current.document.mapLook.isOrthographic);
  readonly nTrailLayers = $derived(current.document.mapLook.nTrailLayers);
  /** What a length in each map on screen stands for where the user looks; null while that is not known. */
  scaleBars = $state.raw<Readonly<Record<'main' | 'left', ScaleBar | null>>>({ main: null, left: null });
  /** Point that Enter selects and the arrows move from, while the scene has the focus. */
  cursorRow = $state<number | null>(null);
}

export const mapControls = new MapControls();
