import type { BrowserWindow } from 'electron';
import { zoomed, type Settings, type ZoomStep } from '@contract/settings';
import type { SettingsStore } from './settings-store';

/** Every page of the window comes up in the remembered size: Chromium forgets it between pages, and remembers another of its own. */
export function keepZoom({ webContents }: BrowserWindow, current: () => number): void {
  const apply = (): void => { webContents.setZoomFactor(current()); };
  webContents.on('did-navigate', apply);
  webContents.on('dom-ready', apply);
}

/** One step larger or smaller; remembered. All windows alike: for Chromium the size belongs to the address, which is the same for them all. */
export function zoomWindows(windows: readonly BrowserWindow[], settings: SettingsStore, step: ZoomStep): Settings {
  const zoom = zoomed(settings.current.zoom, step);
  for (const { webContents } of windows) webContents.setZoomFactor(zoom);
  return settings.current.zoom === zoom ? settings.current : settings.update({ zoom });
}
