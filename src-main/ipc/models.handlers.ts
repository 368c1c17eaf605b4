import { dialog, type BrowserWindow } from 'electron';
import type { Events } from '@contract/api';
import { Failure } from '@contract/failure';
import type { ImportPreview, ImportProgress } from '@contract/model-import';
import type { ModelImports } from '../models/model-imports';
import type { ModelLibrary } from '../models/library';
import type { IpcRouter } from './router';

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

export function handleModels(router: IpcRouter, { library, imports, window, sendProgress }: ModelServices): void {
  const running = new Map<number, AbortController>();
  /** The page may import what a person chose or dropped, and nothing else. */
  const inspected = new Set<string>();

  const inspect = async (file: string): Promise<ImportPreview> => {
    const preview = await imports.inspect(file);
    inspected.add(preview.path);
    return preview;
  };
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

  router.handle('models:list', () => library.list());
  router.handle('models:choose', async ({ what }) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window(), what === 'folder'
      ? { title: 'Import a model folder', properties: ['openDirectory'] }
      : { title: 'Import word vectors or an ONNX model', properties: ['openFile'], filters: fileFilters });
    const file = filePaths[0];
    return canceled || file === undefined ? null : inspect(file);
  });
  router.handle('models:inspect', ({ path }) => inspect(path));
  router.handle('models:import', ({ seq, ...choice }) => {
    if (!inspected.has(choice.path)) throw new Failure('bad-request', 'The message was refused: this path was not chosen by a person.');
    return cancellable(seq, (hooks) => imports.import(choice, hooks));
  });
  router.handle('models:catalogue', () => imports.catalogue());
  router.handle('models:plan', (source) => imports.plan(source));
  router.handle('models:download', ({ seq, source, nMaxWords }) => cancellable(seq, (hooks) => imports.download(source, nMaxWords, hooks)));
  router.handle('models:cancel', ({ seq }) => {
    running.get(seq)?.abort();
    return null;
  });
  router.handle('models:remove', async ({ id }) => {
    await library.remove(id);
    return null;
  });
}
