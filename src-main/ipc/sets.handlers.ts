import { dialog, type BrowserWindow } from 'electron';
import type { setChannels } from '@contract/channels/sets';
import { newSetId } from '@contract/kept-sets';
import type { PresetLibrary } from '../corpora/preset-library';
import type { SourceClient } from '../corpora/source-client';
import type { SetStore } from '../sets/set-store';
import type { WindowSets } from '../sets/window-sets';
import type { PageMemory } from './page-memory';
import type { ChannelHandlers } from './router';

const filters = [{ name: 'Sentences', extensions: ['txt', 'csv', 'tsv', 'jsonl', 'json', 'conllu', 'parquet'] }];

export interface SetServices {
  readonly presets: PresetLibrary;
  readonly sources: SourceClient;
  readonly store: Pick<SetStore, 'list'>;
  /** The own sets as the window has them. */
  readonly kept: WindowSets;
  readonly memory: PageMemory;
  readonly window: () => BrowserWindow;
}

export function setHandlers({ presets, sources, store, kept, memory, window }: SetServices): ChannelHandlers<typeof setChannels> {
  return {
    listPresets: () => presets.list(),
    openPreset: ({ id }) => presets.open(id),
    chooseFile: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: 'Open sentences', properties: ['openFile'], filters });
      const file = filePaths[0];
      return canceled || file === undefined ? null : sources.openFile(file);
    },
    readDroppedFile: ({ path }) => sources.openFile(path),
    readText: ({ text }) => sources.openText(text),
    readAs: ({ sourceId, reading }) => sources.readAs(sourceId, reading),
    buildSet: async (choice) => {
      const built = await sources.build(choice);
      // The reader counts from the start of the app; what is kept needs a name for good.
      return { ...built, set: { ...built.set, id: newSetId() } };
    },
    listKeptSets: () => store.list(),
    openKeptSet: ({ id }) => kept.open(id),
    saveKeptSet: (set) => kept.save(set).then(() => null),
    renameKeptSet: ({ id, title }) => kept.rename(id, title).then(() => null),
    deleteKeptSet: async ({ id }) => {
      await kept.delete(id);
      memory.forgetSet(id);
      return null;
    },
    undeleteKeptSet: ({ id }) => kept.undelete(id).then(() => null),
  };
}
