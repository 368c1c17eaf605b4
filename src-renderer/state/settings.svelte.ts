import { DEFAULT_SETTINGS, type Settings } from '@contract/settings';

export const LEFT_WIDTH = { min: 256, max: 480, usual: 320 } as const;
export const RIGHT_WIDTH = { min: 300, max: 520, usual: 340 } as const;
/** Below this window width the inspector lies over the scene. */
export const OVERLAY_BELOW = 1280;
/** Below this one the sentences do too. */
export const BOTH_OVERLAY_BELOW = 900;

/** Settings that are remembered, and how the panels stand right now. */
class AppSettings {
  /** All memory of this machine. */
  memoryBytes = $state(Infinity);
  saved = $state.raw<Settings>(DEFAULT_SETTINGS);
  /** Theme on screen; a snapshot may ask for another than the saved one. */
  theme = $state<'dark' | 'light'>('dark');
  leftWidth = $state<number>(LEFT_WIDTH.usual);
  rightWidth = $state<number>(RIGHT_WIDTH.usual);
  isLeftHidden = $state(false);
  isRightHidden = $state(false);
  /** The app draws one picture and ends: nothing is remembered. */
  isSnapshot = $state(false);
  platform = $state('');
}

export const settings = new AppSettings();
