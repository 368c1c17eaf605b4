import type { ModelLibrary } from '../models/library';
import type { IpcRouter } from './router';

export function handleModels(router: IpcRouter, library: ModelLibrary): void {
  router.handle('models:list', () => library.list());
}
