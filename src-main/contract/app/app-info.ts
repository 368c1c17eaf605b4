import type { RememberedPage } from '../remembered-page';
import type { Settings } from '../settings';
import type { SnapshotRequest } from '../snapshot';

/** What the page is told when it starts. */
export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  readonly settings: Settings;
  /** All memory of this machine, in bytes. */
  readonly memoryBytes: number;
  /** Set where a page before this one crashed or was loaded again. */
  readonly recovered: RememberedPage | null;
  /** Set when the app was started to render one picture. */
  readonly snapshot: SnapshotRequest | null;
}
