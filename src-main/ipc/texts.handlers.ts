import { dialog, type BrowserWindow } from 'electron';
import type { textChannels } from '@contract/channels/texts';
import type { Events } from '@contract/events';
import { newSetId } from '@contract/kept-sets';
import type { ChosenTexts } from '@contract/source-text';
import type { SourceClient } from '../corpora/source-client';
import { ChosenPaths } from './chosen-paths';
import type { ChannelHandlers } from './router';

const filters = [{ name: 'Texts', extensions: ['txt', 'jsonl', 'ndjson', 'conllu'] }];

/** The window that asks. */
export interface TextAsker {
  readonly window: () => BrowserWindow;
  /** Aborted when it is closed: nobody waits any more. */
  readonly closed: AbortSignal;
  readonly sendProgress: (event: Events['texts:progress']) => void;
}

/** Searches of texts, one at a time in each window. The page never names a path: it has a handle for what a person chose. */
export function textHandlers(sources: Pick<SourceClient, 'survey' | 'concordance'>, { window, closed, sendProgress }: TextAsker): ChannelHandlers<typeof textChannels> {
  const chosen = new ChosenPaths();
  let running: { readonly seq: number; readonly controller: AbortController } | null = null;
  closed.addEventListener('abort', () => { running?.controller.abort(); }, { once: true });
  const survey = async (paths: readonly string[]): Promise<ChosenTexts> => ({ ...await sources.survey(paths), handle: chosen.add(...paths) });
  return {
    chooseTexts: async ({ what }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), what === 'folder'
        ? { title: 'Search a folder of texts', properties: ['openDirectory'] }
        : { title: 'Search texts', properties: ['openFile', 'multiSelections'], filters });
      return canceled || filePaths.length === 0 ? null : survey(filePaths);
    },
    surveyDroppedTexts: ({ paths }) => survey(paths),
    searchTexts: async ({ seq, handle, ...search }) => {
      const paths = chosen.pathsOf(handle);
      running?.controller.abort();
      const own = running = { seq, controller: new AbortController() };
      try {
        const found = await sources.concordance({ ...search, paths }, { signal: own.controller.signal, onEvent: (progress) => { sendProgress({ ...progress, seq }); } });
        // A search counts its sets from the start of the app; what is kept needs a name for good.
        return { ...found, set: { ...found.set, id: newSetId() } };
      } finally {
        if (running === own) running = null;
      }
    },
    cancelTextSearch: ({ seq }) => {
      if (running?.seq === seq) running.controller.abort();
      return null;
    },
  };
}
