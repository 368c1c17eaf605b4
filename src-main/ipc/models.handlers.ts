import { dialog, type BrowserWindow } from 'electron';
import type { modelChannels } from '@contract/channels/models';
import type { Events } from '@contract/events';
import { Failure } from '@contract/failure';
import type { ChosenModel, ImportProgress } from '@contract/model-import';
import type { ModelImports } from '../importing/model-imports';
import type { ModelLibrary } from '../models/library';
import { ChosenPaths } from './chosen-paths';
import { OneAtATime } from './one-at-a-time';
import type { ChannelHandlers } from './router';

export interface ModelServices {
  readonly library: ModelLibrary;
  readonly imports: ModelImports;
  readonly window: () => BrowserWindow;
  readonly sendProgress: (event: Events['models:progress']) => void;
}

const fileFilters = [
  { name: 'Word vectors and ONNX models', extensions: ['txt', 'vec', 'bin', 'gz', 'onnx'] },
  { name: 'All files', extensions: ['*'] },
];

export function modelHandlers({ library, imports, window, sendProgress }: ModelServices): ChannelHandlers<typeof modelChannels> {
  const running = new Map<number, AbortController>();
  const chosen = new ChosenPaths();
  /** Each look is a process of its own. */
  const looks = new OneAtATime('Other models are being looked at. Wait for them, then choose this one again.');

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
      return await work({ signal: controller.signal, onProgress: (progress) => { sendProgress({ ...progress, seq }); } });
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
      return null;
    },
  };
}
