import { VIEW_MODES } from './view-modes';

export const SNAPSHOT_PAGES = [...VIEW_MODES, 'first-run'] as const;

/** The view that `--snapshot` renders; every field but `file` has a default. */
export interface SnapshotRequest {
  readonly file: string;
  readonly set: string;
  readonly modelId: string | null;
  /** Layer number; null: the last. */
  readonly layer: number | null;
  readonly theme: 'dark' | 'light' | null;
  /** `cloud` (default), another view of the layers, or the first-run page. */
  readonly page: (typeof SNAPSHOT_PAGES)[number];
}
