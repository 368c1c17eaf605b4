import { dialog, type BrowserWindow } from 'electron';
import { newSetId } from '@contract/kept-sets';
import type { PresetLibrary } from '../corpora/preset-library';
import type { SourceClient } from '../corpora/source-client';
import type { SetStore } from '../sets/set-store';
import type { PageMemory } from './page-memory';
import type { IpcRouter } from './router';

const filters = [{ name: 'Sentences', extensions: ['txt', 'csv', 'tsv', 'jsonl'] }];

export function handleSets(router: IpcRouter, presets: PresetLibrary, sources: SourceClient, kept: SetStore, memory: PageMemory, window: () => BrowserWindow): void {
  router.handle('sets:presets', () => presets.list());
  router.handle('sets:preset', ({ id }) => presets.open(id));
  router.handle('sets:choose-file', async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: 'Open sentences', properties: ['openFile'], filters });
    const file = filePaths[0];
    return canceled || file === undefined ? null : sources.openFile(file);
  });
  router.handle('sets:read-file', ({ path }) => sources.openFile(path));
  router.handle('sets:read-text', ({ text }) => sources.openText(text));
  router.handle('sets:read-as', ({ sourceId, reading }) => sources.readAs(sourceId, reading));
  router.handle('sets:build', async (choice) => {
    const built = await sources.build(choice);
    // The reader counts from the start of the app; what is kept needs a name for good.
    return { ...built, set: { ...built.set, id: newSetId() } };
  });
  router.handle('sets:kept', () => kept.list());
  router.handle('sets:kept-open', ({ id }) => kept.open(id));
  router.handle('sets:kept-save', (set) => kept.save(set).then(() => null));
  router.handle('sets:kept-rename', ({ id, title }) => kept.rename(id, title).then(() => null));
  router.handle('sets:kept-delete', async ({ id }) => {
    await kept.delete(id);
    memory.forgetSet(id);
    return null;
  });
  router.handle('sets:kept-undelete', ({ id }) => kept.undelete(id).then(() => null));
}
