import { basename, dirname, resolve } from 'node:path';

const MAX_LENGTH = 60;

/**
 * A name and an id for what lies at a path: the folder's, or the file's without its endings. In the cache of huggingface_hub the folder is
 * `models--org--name/snapshots/<hash>`, and a folder `0_Transformer` belongs to the one around it.
 */
export function suggestName(path: string, isFile: boolean): { readonly name: string; readonly id: string } {
  let folder = resolve(path);
  if (!isFile && /^(0_Transformer|onnx)$/i.test(basename(folder))) folder = dirname(folder);
  if (!isFile && basename(dirname(folder)) === 'snapshots') folder = dirname(dirname(folder));
  const last = basename(folder).replace(/^models--(?:[^-]|-(?!-))+--/, '');
  const name = (isFile ? last.replace(/(\.(txt|vec|bin|gz|zip|magnitude))+$/i, '') : last).replace(/\p{Cc}/gu, ' ').trim().slice(0, MAX_LENGTH) || 'model';
  // The rule of the library: letters, digits, dots, dashes; a letter or digit first.
  const id = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return { name, id: id === '' ? 'model' : id };
}
