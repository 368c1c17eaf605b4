import { Failure } from '@contract/failure';

export const missingConfig = (path: string): Failure =>
  new Failure('model', `modules.json names ${path}/config.json, which is not there; choose the folder with all files of the model.`);
