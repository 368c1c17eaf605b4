import { Failure } from '@contract/failure';
import { isHubName } from '@contract/model-names';

/** @throws Failure `bad-input` for what is no name of the hub */
export function hubName(text: string): string {
  if (isHubName(text)) return text;
  throw new Failure('bad-input', `“${text.slice(0, 100)}” is not a name of the hub. Write it as org/name, for example google-bert/bert-base-uncased.`);
}

/** The folder of a download from the hub. `--` stands in no name, so that no two names share a folder. */
export const hubFolder = (name: string): string => `hub--${name.replace('/', '--')}`;

/** A short name for the library, of what follows the last slash: small letters, digits, `.`, `_`, `-`. */
export function shortName(name: string): string {
  const id = (name.split('/').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9._-]/g, '-').replace(/^[^a-z0-9]+/, '').slice(0, 80);
  return id === '' ? 'model' : id;
}

/** Whether a file name of a listing would leave the folder it is put in, on any platform. */
export function escapes(name: string): boolean {
  return name === '' || name.length > 500 || /[\\\u0000-\u001f]|^\/|^[A-Za-z]:/.test(name) || name.split('/').some((part) => part === '..' || part === '.' || part === '');
}
