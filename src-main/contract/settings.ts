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
  theme: 'dark', started: false, modelId: 'minilm-l6', setId: 'bank', pooling: 'mean', device: 'auto', leftWidth: 320, rightWidth: 340,
};
