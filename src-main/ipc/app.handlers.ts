import { totalmem } from 'node:os';
import { app, type BrowserWindow } from 'electron';
import type { appChannels } from '@contract/channels/app';
import { DEFAULT_SETTINGS, type Settings, type ZoomStep } from '@contract/settings';
import type { SnapshotRequest } from '@contract/snapshot';
import type { SettingsStore } from '../platform/settings-store';
import type { PageMemory } from './page-memory';
import type { ChannelHandlers } from './router';

export interface AppServices {
  readonly settings: SettingsStore;
  readonly snapshot: SnapshotRequest | null;
  readonly memory: PageMemory;
  readonly window: () => BrowserWindow;
  readonly zoom: (step: ZoomStep) => Settings;
  readonly onSnapshotReady: (failure: string | null) => void;
  readonly openWindow: () => void;
  /** Tells the other windows. */
  readonly tellSettings: (settings: Settings) => void;
}

export function appHandlers(services: AppServices): ChannelHandlers<typeof appChannels> {
  const { settings, snapshot, memory } = services;
  return {
    appInfo: () => ({
      version: app.getVersion(), electron: process.versions.electron, platform: process.platform, snapshot,
      recovered: memory.recall(), memoryBytes: totalmem(),
      // A picture must not depend on what somebody looked at before.
      settings: snapshot === null ? settings.current : DEFAULT_SETTINGS,
    }),
    updateSettings: (patch) => {
      const next = settings.update(patch);
      services.tellSettings(next);
      return next;
    },
    zoomWindow: ({ step }) => {
      const next = services.zoom(step);
      services.tellSettings(next);
      return next;
    },
    newWindow: () => {
      // A picture is taken of one.
      if (snapshot === null) services.openWindow();
      return null;
    },
    controlWindow: ({ action }) => {
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
    },
    rememberSet: (set) => {
      memory.keepSet(set);
      return null;
    },
    rememberLook: (look) => {
      memory.keepLook(look);
      return null;
    },
    snapshotReady: ({ failure }) => {
      services.onSnapshotReady(failure);
      return null;
    },
  };
}
