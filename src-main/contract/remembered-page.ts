import type { DevicePreference, Pooling, ProductPrecision } from './embedding';
import type { LayerMix } from './layers/layer-mix';
import type { SentenceSet } from './occurrence';
import type { ProjectionParameters } from './projection';

/** What is looked at, and how. */
export interface RememberedLook {
  readonly setId: string;
  readonly modelId: string;
  readonly layer: number;
  /** Null: one layer is looked at. */
  readonly mix: LayerMix | null;
  readonly pooling: Pooling;
  readonly device: DevicePreference;
  readonly precision: ProductPrecision;
  readonly projection: ProjectionParameters;
  /** The selected occurrences, in the order in which they were chosen. */
  readonly rows: readonly number[];
}

/** What the page had when it ended, so that the next one goes on from there. */
export interface RememberedPage {
  readonly reason: 'crash' | 'reload';
  readonly sets: readonly SentenceSet[];
  readonly look: RememberedLook | null;
}
