import { dialog, type BrowserWindow } from 'electron';
import type { PresetLibrary } from '../corpora/preset-library';
import type { SourceClient } from '../corpora/source-client';
import type { IpcRouter } from './router';

const filters = [{ name: 'Sentences', extensions: ['txt', 'csv', 'tsv', 'jsonl'] }];

export function handleSets(router: IpcRouter, presets: PresetLibrary, sources: SourceClient, window: () => BrowserWindow): void {
  router.handle('sets:presets', () => presets.list());
  router.handle('sets:preset', ({ id }) => presets.open(id));
  router.handle('sets:choose-file', async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: 'Open sentences', properties: ['openFile'], filters });
    const file = filePaths[0];
    return canceled || file === undefined ? null : sources.openFile(file);
  });
  router.handle('sets:read-file', ({ path }) => sources.openFile(path));
  router.handle('sets:read-text', ({ text }) => sources.openText(text));
  router.handle('sets:build', (choice) => sources.build(choice));
}
