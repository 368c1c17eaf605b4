import type { DevicePreference, Pooling } from './embedding';

/** What the app remembers between starts. */
export interface Settings {
  readonly theme: 'dark' | 'light';
  /** False until the first-run page has been left once. */
  readonly started: boolean;
  readonly modelId: string;
  readonly setId: string;
  readonly pooling: Pooling;
  readonly device: DevicePreference;
  readonly leftWidth: number;
  readonly rightWidth: number;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'dark', started: false, modelId: 'mpnet-base', setId: 'bank', pooling: 'mean', device: 'auto', leftWidth: 320, rightWidth: 340,
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
