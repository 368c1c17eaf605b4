import { totalmem } from 'node:os';
import { app, type BrowserWindow } from 'electron';
import { DEFAULT_SETTINGS, type Settings, type ZoomStep } from '@contract/settings';
import type { SnapshotRequest } from '@contract/snapshot';
import type { SettingsStore } from '../platform/settings-store';
import type { PageMemory } from './page-memory';
import type { IpcRouter } from './router';

export interface AppServices {
  readonly settings: SettingsStore;
  readonly snapshot: SnapshotRequest | null;
  readonly memory: PageMemory;
  readonly window: () => BrowserWindow;
  readonly zoom: (step: ZoomStep) => Settings;
  readonly onSnapshotReady: (failure: string | null) => void;
}

export function handleApp(router: IpcRouter, services: AppServices): void {
  const { settings, snapshot, memory } = services;
  router.handle('app:info', () => ({
    version: app.getVersion(), electron: process.versions.electron, platform: process.platform, snapshot,
    recovered: memory.recall(), memoryBytes: totalmem(),
    // A picture must not depend on what somebody looked at before.
    settings: snapshot === null ? settings.current : DEFAULT_SETTINGS,
  }));
  router.handle('app:settings', (patch) => settings.update(patch));
  router.handle('app:zoom', ({ step }) => services.zoom(step));
  router.handle('app:window', ({ action }) => {
    const window = services.window();
    if (action === 'minimize') window.minimize();
    else if (action === 'close') window.close();
    else if (action === 'reload') {
      memory.endedBy('reload');
      window.webContents.reload();
    }
    else if (window.isMaximized()) window.unmaximize();
    else window.maximize();
    return null;
  });
  router.handle('app:remember-set', (set) => {
    memory.keepSet(set);
    return null;
  });
  router.handle('app:remember-look', (look) => {
    memory.keepLook(look);
    return null;
  });
  router.handle('app:snapshot-ready', ({ failure }) => {
    services.onSnapshotReady(failure);
    return null;
  });
}
