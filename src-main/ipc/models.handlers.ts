import { dialog, type BrowserWindow } from 'electron';
import type { modelChannels } from '@contract/channels/models';
import type { Events } from '@contract/events';
import { Failure } from '@contract/failure';
import type { ChosenModel, ImportProgress } from '@contract/model-import';
import type { ModelImports } from '../importing/model-imports';
import type { ModelLibrary } from '../models/library';
import { ChosenPaths } from './chosen-paths';
import type { OneAtATime } from './one-at-a-time';
import type { ChannelHandlers } from './router';

export interface ModelServices {
  readonly library: ModelLibrary;
  readonly imports: ModelImports;
  /** Each look is a process of its own: all windows together have one at a time. */
  readonly looks: OneAtATime;
  readonly window: () => BrowserWindow;
  /** Aborted when the window is closed: what it brings is given up. */
  readonly closed: AbortSignal;
  readonly sendProgress: (event: Events['models:progress']) => void;
  /** Told when the library is another one. */
  readonly onChanged: () => void;
}

const fileFilters = [
  { name: 'Word vectors and ONNX models', extensions: ['txt', 'vec', 'bin', 'gz', 'onnx'] },
  { name: 'All files', extensions: ['*'] },
];

export function modelHandlers({ library, imports, looks, window, closed, sendProgress, onChanged }: ModelServices): ChannelHandlers<typeof modelChannels> {
  const running = new Map<number, AbortController>();
  const chosen = new ChosenPaths();
  closed.addEventListener('abort', () => { for (const controller of running.values()) controller.abort(); }, { once: true });

  const inspect = (file: string): Promise<ChosenModel> => looks.run(async () => {
    const preview = await imports.inspect(file);
    return { ...preview, handle: chosen.add(preview.path) };
  });
  /** `seq` names the work for progress and cancel while it lasts. */
  const cancellable = async <T>(seq: number, work: (hooks: { signal: AbortSignal; onProgress: (progress: ImportProgress) => void }) => Promise<T>): Promise<T> => {
    if (running.has(seq)) throw new Failure('bad-request', 'The message was refused: this number is in use.');
    const controller = new AbortController();
    running.set(seq, controller);
    try {
      const done = await work({ signal: controller.signal, onProgress: (progress) => { sendProgress({ ...progress, seq }); } });
      onChanged();
      return done;
    } finally {
      running.delete(seq);
    }
  };

  return {
    listModels: () => library.list(),
    chooseModel: async ({ what }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), what === 'folder'
        ? { title: 'Import a model folder', properties: ['openDirectory'] }
        : { title: 'Import word vectors or an ONNX model', properties: ['openFile'], filters: fileFilters });
      const file = filePaths[0];
      return canceled || file === undefined ? null : inspect(file);
    },
    inspectDroppedModel: ({ path }) => inspect(path),
    importModel: ({ seq, handle, ...choice }) => {
      const path = chosen.pathOf(handle);
      return cancellable(seq, (hooks) => imports.import({ ...choice, path }, hooks));
    },
    modelCatalogue: () => imports.catalogue(),
    planDownload: (source) => imports.plan(source),
    downloadModel: ({ seq, source, nMaxWords }) => cancellable(seq, (hooks) => imports.download(source, nMaxWords, hooks)),
    cancelModel: ({ seq }) => {
      running.get(seq)?.abort();
      return null;
    },
    removeModel: async ({ id }) => {
      await library.remove(id);
      onChanged();
      return null;
    },
  };
}
