import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { exportChannels } from '@contract/channels/exports';
import { writeCsv } from '../exports/csv';
import { writePng } from '../exports/png';
import { safeFileName } from '../exports/safe-file-name';
import type { ChannelHandlers } from './router';

export function exportHandlers(window: () => BrowserWindow): ChannelHandlers<typeof exportChannels> {
  return {
    savePng: async ({ bytes, suggestedName }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        title: 'Export picture',
        defaultPath: path.join(app.getPath('pictures'), safeFileName(suggestedName, 'png')),
        filters: [{ name: 'PNG picture', extensions: ['png'] }],
      });
      if (canceled || !filePath) return null;
      await writePng(filePath, bytes);
      return { path: filePath };
    },
    saveCsv: async ({ bytes, suggestedName }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        title: 'Save the selection',
        defaultPath: path.join(app.getPath('documents'), safeFileName(suggestedName, 'csv')),
        filters: [{ name: 'CSV table', extensions: ['csv'] }],
      });
      if (canceled || !filePath) return null;
      await writeCsv(filePath, bytes);
      return { path: filePath };
    },
  };
}
