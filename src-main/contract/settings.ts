import type { LocalDevice, Pooling } from './embedding';

/** What the app remembers between starts. */
export interface Settings {
  readonly theme: 'dark' | 'light';
  /** False until the first-run page has been left once. */
  readonly started: boolean;
  readonly modelId: string;
  readonly setId: string;
  readonly pooling: Pooling;
  /** A server is chosen anew at every start. */
  readonly device: LocalDevice;
  readonly leftWidth: number;
  readonly rightWidth: number;
  /** Size of everything in the window; one of {@link ZOOM_STEPS}. */
  readonly zoom: number;
  /** Whether every start asks the host of the updates for a newer version. */
  readonly doesCheckUpdates: boolean;
}

export const ZOOM_STEPS: readonly number[] = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
export type ZoomStep = 'in' | 'out' | 'reset';

/** The next size from here; the same where there is none. */
export function zoomed(zoom: number, step: ZoomStep): number {
  if (step === 'reset') return 1;
  const next = step === 'in' ? ZOOM_STEPS.find((size) => size > zoom + 0.01) : ZOOM_STEPS.findLast((size) => size < zoom - 0.01);
  return next ?? zoom;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'dark', started: false, modelId: 'mpnet-base', setId: 'bank', pooling: 'mean', device: 'auto', leftWidth: 320, rightWidth: 340, zoom: 1, doesCheckUpdates: false,
};

/** Below this much memory the default model would take most of what a machine has while it loads (about 1.5 GB, beside the window's 0.5 GB and the system's own). */
const SMALL_MEMORY_BYTES = 4_000_000_000;
const SMALL_MODEL_ID = 'minilm-l6';

/** Whether {@link defaultSettings} chooses the small model for a machine. */
export const isSmallMachine = (memoryBytes: number): boolean => memoryBytes < SMALL_MEMORY_BYTES;

/** The settings of a first start. @param memoryBytes all memory of the machine, used or not. @param theme the system's */
export function defaultSettings(memoryBytes: number, theme: Settings['theme'] = DEFAULT_SETTINGS.theme): Settings {
  return { ...DEFAULT_SETTINGS, theme, ...(isSmallMachine(memoryBytes) ? { modelId: SMALL_MODEL_ID } : {}) };
}
