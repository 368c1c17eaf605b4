import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { safeFileName, writePng } from '../exports/png';
import type { IpcRouter } from './router';

export function handleExports(router: IpcRouter, window: () => BrowserWindow): void {
  router.handle('exports:png', async ({ bytes, suggestedName }) => {
    const { canceled, filePath } = await dialog.showSaveDialog(window(), {
      title: 'Export picture',
      defaultPath: path.join(app.getPath('pictures'), safeFileName(suggestedName)),
      filters: [{ name: 'PNG picture', extensions: ['png'] }],
    });
    if (canceled || !filePath) return null;
    await writePng(filePath, bytes);
    return { path: filePath };
  });
}
